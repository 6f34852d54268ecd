type Modules = {
  getModuleInfo(id: string): { importers: readonly string[] } | null;
};

const home = /\/features\/matching\/home-page\.tsx$/;
const entry = /\/src\/main\.tsx$|\/index\.html$/;
const shared = /\/src\/(components\/[\w-]+|kept|typed|download|teams-links)\.tsx?$/;

/**
 * Puts all that Home needs beyond the shell into one file instead of a dozen small ones, and what the other pages share
 * into another: fewer requests, and fewer bytes, as small files pack badly and the first screen names every one of them.
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
  if (isBehind(entry)) return null;
  if (isBehind(home)) return 'home';
  return shared.test(id) ? 'shared' : null;
}
