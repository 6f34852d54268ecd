import { expect, test } from 'vitest';
import { entityTag, isCurrent } from './entity-tag.ts';

const tag = entityTag('{"version":1}');

test('tags the same answer alike and another one otherwise', () => {
  expect(entityTag('{"version":1}')).toBe(tag);
  expect(entityTag('{"version":2}')).not.toBe(tag);
  expect(tag).toMatch(/^"[\w-]{22}"$/);
});

test.each([
  [tag, true],
  [`W/${tag}`, true],
  [`"another", ${tag}`, true],
  ['*', true],
  ['"another"', false],
  ['', false],
  [undefined, false],
])('If-None-Match %s', (header, current) => {
  expect(isCurrent(header, tag)).toBe(current);
});
