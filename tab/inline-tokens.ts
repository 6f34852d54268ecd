import type { Plugin } from 'vite';

/**
 * Writes Fluent's design tokens where they are used: `tokens.colorBrandBackground` is always the text
 * `var(--colorBrandBackground)`, so the table that says so (20 kB) need not travel. Only z-indices say more.
 */
export function inlineTokens(): Plugin {
  return {
    name: 'inline-tokens',
    transform(source, file) {
      if (!/@fluentui\/|\/tab\/src\//.test(file) || !/import\s*\{[^}]*\btokens\b[^}]*\}/.test(source)) return undefined;
      return { code: source.replace(/(?<![\w$./])tokens\.(?!zIndex|js)(\w+)/g, "'var(--$1)'"), map: null };
    },
  };
}
