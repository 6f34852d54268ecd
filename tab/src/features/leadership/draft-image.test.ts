import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeWithin } from './draft-image.ts';

test('leaves a picture that is small enough as it is', () => {
  expect(sizeWithin(640, 480, 1_600)).toEqual({ width: 640, height: 480 });
});

test('makes a larger one smaller in both directions alike', () => {
  expect(sizeWithin(4_000, 3_000, 1_600)).toEqual({ width: 1_600, height: 1_200 });
});

test('never passes the longest side, and leaves at least a pixel', () => {
  const side = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const size = sizeWithin(width, height, 1_600);
      expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(1_600);
      expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
    }),
  );
});
