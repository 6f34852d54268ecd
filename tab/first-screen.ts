type Modules = {
  getModuleInfo(id: string): { importers: readonly string[] } | null;
};

const home = /\/features\/matching\/home-page\.tsx$/;
const entry = /\/src\/main\.tsx$|\/index\.html$/;

/**
 * Puts all that Home needs beyond the shell into one file instead of a dozen small ones: fewer requests for the first screen,
 * and fewer bytes, as small files pack badly.
 */
export function firstScreen(id: string, modules: Modules): string | null {
  const isBehind = (wanted: RegExp, seen = new Set<string>()) => {
    const look = (one: string): boolean => {
      if (wanted.test(one)) return true;
      if (seen.has(one)) return false;
      seen.add(one);
      return modules.getModuleInfo(one)?.importers.some(look) ?? false;
    };
    return look(id);
  };
  return isBehind(home) && !isBehind(entry) ? 'home' : null;
}
