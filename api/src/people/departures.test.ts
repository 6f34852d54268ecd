import { expect, test } from 'vitest';
import { tooManyLeave } from './departures.ts';

test.each([
  [33_702, 11_234, false],
  [33_702, 11_235, true],
  [60, 20, false],
  [60, 21, true],
  [8, 7, true],
  [8, 6, false],
  [1, 0, false],
])('of %i people, %i leaving is too many: %s', (active, leaving, tooMany) => {
  expect(tooManyLeave({ active, leaving })).toBe(tooMany);
});
