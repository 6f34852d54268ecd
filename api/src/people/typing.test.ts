import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneSlipAway, slipsBetween } from './typing.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 1, maxLength: 9 });

test('finds a letter missing, added, wrong or swapped', () => {
  const near = oneSlipAway('maria');
  for (const slip of ['mria', 'mariaa', 'marja', 'mraia', 'amaria']) expect(near).toContain(slip);
  expect(near).not.toContain('maria');
  expect(near).not.toContain('mri');
  expect(near.length).toBeLessThan(300);
});

test('everything one slip away is one slip away, and nothing else is', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(oneSlipAway(a).includes(b)).toBe(slipsBetween(a, b, 2) === 1);
    }),
  );
});

test('counts slips the same from both sides, none only between equal words, and no more than asked', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, most) => {
      const slips = slipsBetween(a, b, most);
      expect(slipsBetween(b, a, most)).toBe(slips);
      expect(slips === 0).toBe(a === b);
      expect(slips).toBeLessThanOrEqual(most + 1);
    }),
  );
});

test('counts up to the whole word', () => {
  expect(slipsBetween('community', 'comunitty', 2)).toBe(2);
  expect(slipsBetween('abcd', 'badc', 2)).toBe(2);
  expect(slipsBetween('kitten', 'sitting', 5)).toBe(3);
});
