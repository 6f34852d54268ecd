import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';
import type { CompiledCatalogue } from './src/messages.ts';

/** What the messages of the shell and of Home begin with: they come first, the other pages' words come with those pages. */
const firstWords =
  'nav. loading offline. live. error. toasts. times. home. queue.now. mentoring.now. goal. session.ended session.seats session.absent soonest.open series.one-of'.split(
    ' ',
  );

export function isFirst(key: string): boolean {
  return firstWords.some((start) => key.startsWith(start));
}

/**
 * Turns `src/messages/*.json` into parsed messages, so that the browser needs no ICU parser, in two parts:
 * `en.json?first` and `en.json?rest`.
 */
export function compiledMessages(): Plugin {
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    transform(source, file) {
      const part = /\/src\/messages\/[a-z]+\.json\?(first|rest)$/.exec(file)?.[1];
      if (!part) return undefined;
      const messages = Object.entries<string>(JSON.parse(source)).filter(
        ([key]) => isFirst(key) === (part === 'first'),
      );
      const code = `export default ${JSON.stringify(compileCatalogue(Object.fromEntries(messages)))}`;
      return { code, moduleType: 'js', map: null };
    },
  };
}

/** A message without arguments stays a plain string; the others become the syntax tree `IntlMessageFormat` takes. */
export function compileCatalogue<Key extends string>(catalogue: Record<Key, string>): CompiledCatalogue<Key> {
  const entries = Object.entries<string>(catalogue).map(([key, message]) => {
    const tree = new IntlMessageFormat(message, 'en', undefined, { captureLocation: false }).getAst();
    const [only] = tree;
    return [key, tree.length === 1 && only?.type === 0 ? only.value : tree];
  });
  return Object.fromEntries(entries);
}
