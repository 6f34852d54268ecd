import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';
import type { CompiledCatalogue } from './src/messages.ts';

/** Turns `src/messages/*.json` into parsed messages, so that the browser needs no ICU parser. */
export function compiledMessages(): Plugin {
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    transform(source, file) {
      if (!/\/src\/messages\/[a-z]+\.json$/.test(file)) return undefined;
      return { code: JSON.stringify(compileCatalogue(JSON.parse(source))), map: null };
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
