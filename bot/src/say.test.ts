import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import en from './messages/en.json' with { type: 'json' };
import pt from './messages/pt.json' with { type: 'json' };
import { type MessageKey, readableLocale, refusalKey, say } from './say.ts';

const keys = Object.keys(en) as MessageKey[];

type Node = { type: number; value?: unknown; options?: Record<string, { value: Node[] }> };

/** Names of the arguments in a message; literal text (0) and the `#` of a plural (7) have none. */
function argumentsOf(nodes: Node[]): string[] {
  return nodes.flatMap(({ type, value, options = {} }) => [
    ...(type === 0 || type === 7 ? [] : [String(value)]),
    ...Object.values(options).flatMap((option) => argumentsOf(option.value)),
  ]);
}
const argumentNames = (message: string, locale: string) =>
  [...new Set(argumentsOf(new IntlMessageFormat(message, locale).getAst() as Node[]))].sort();

describe('the catalogues', () => {
  test('hold the same messages in the same order', () => {
    expect(Object.keys(pt)).toEqual(keys);
  });

  test.each(keys)('%s takes the same arguments in both languages', (key) => {
    expect(argumentNames(pt[key], 'pt')).toEqual(argumentNames(en[key], 'en'));
  });

  test.each(keys)('%s is not the same sentence in both', (key) => {
    expect(pt[key]).not.toBe(en[key]);
  });
});

test('counts as each language does', () => {
  expect(say('en-GB', 'sessions.text', { count: 0 })).toBe('You have nothing booked.');
  expect(say('en-GB', 'sessions.text', { count: 1 })).toBe('You have one session coming.');
  expect(say('pt-PT', 'sessions.text', { count: 3 })).toBe('Tem 3 sessões marcadas.');
});

test.each([
  [['pt-PT'], 'pt-PT'],
  [['de-DE', 'pt-BR'], 'pt-BR'],
  [[undefined, ''], 'en-GB'],
  [['en_US'], 'en-GB'],
  [['constructor'], 'en-GB'],
])('reads %j as %s', (tags, locale) => {
  expect(readableLocale(...tags)).toBe(locale);
});

test('has words for a refusal it does not know', () => {
  expect(refusalKey('slot-taken')).toBe('refusal.slot-taken');
  expect(refusalKey('brand-new')).toBe('refusal.other');
});
