import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { compileCatalogue, isFirst } from '../compiled-messages.ts';
import en from './messages/en.json' with { type: 'json' };
import pt from './messages/pt.json' with { type: 'json' };
import { createSay, readableLocale } from './messages.ts';

const source = new URL('.', import.meta.url);

describe('the catalogues', () => {
  test('hold the same messages', () => {
    expect(Object.keys(pt).sort()).toEqual(Object.keys(en).sort());
  });

  test('take the same arguments', () => {
    for (const key of keys()) expect([key, argumentsOf(pt[key])]).toEqual([key, argumentsOf(en[key])]);
  });

  test('hold no message that no screen says', () => {
    const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
      .map((file) => readFileSync(new URL(file, source), 'utf8'))
      .join('\n');
    const prefixes = [...code.matchAll(/`([a-z.-]+[.-])\$\{/g)].map((match) => match[1] ?? '');
    const said = (key: string) => code.includes(`'${key}'`) || prefixes.some((prefix) => key.startsWith(prefix));
    expect(keys().filter((key) => !said(key))).toEqual([]);
  });

  test('send ahead every word the shell and Home say', () => {
    const code = [...filesBehind(['shell.tsx', 'app.tsx', 'features/matching/home-page.tsx'])].join('\n');
    const said = keys().filter((key) => code.includes(`'${key}'`));
    expect(said).toContain('home.hello');
    expect(said.filter((key) => !isFirst(key))).toEqual([]);
  });
});

test('says a compiled message as it says the source', () => {
  const say = createSay('en-GB', compileCatalogue(en));
  expect(say('home.hello', { name: 'Ana' })).toBe('Hello Ana');
  expect(say('nav.home')).toBe('Home');
});

test('reads in the language of the host, its own dates kept, and in British English where there is no catalogue', () => {
  expect(['pt-BR', 'en-US', 'PT-pt', 'fr-FR', ''].map(readableLocale)).toEqual([
    'pt-BR',
    'en-US',
    'PT-pt',
    'en-GB',
    'en-GB',
  ]);
});

/** The text of source files and of all they import, at any depth; what loads later (`import()`) is not followed. */
function filesBehind(entries: string[]): Set<string> {
  const texts = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: URL): void => {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    const text = readFileSync(file, 'utf8');
    texts.add(text);
    for (const [, path] of text.matchAll(/^(?!import type).* from '(\.[^']+\.tsx?)';$/gm))
      visit(new URL(path ?? '', file));
  };
  for (const entry of entries) visit(new URL(entry, source));
  return texts;
}

function keys() {
  return Object.keys(en) as (keyof typeof en)[];
}

/** Every argument of a message with how it is used, at any depth. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (typeof node === 'object' && node !== null) {
      if ('value' in node && 'type' in node && node.type !== 0 && node.type !== 7)
        found.add(`${node.value}:${node.type}`);
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(new IntlMessageFormat(message, 'en').getAst());
  return [...found].sort();
}
