import { expect, test } from 'vitest';
import { assureAfter, checkAfter, reconnectAfter } from './live-pace.ts';

test('connects again almost at once, then ever less often, at least every minute', () => {
  expect([0, 1, 2, 6, 60].map((failures) => reconnectAfter(failures, 1))).toEqual([
    1_000, 2_000, 4_000, 60_000, 60_000,
  ]);
  expect(reconnectAfter(0, 0)).toBe(500);
});

test('asks for versions every 20 seconds, and less often while nobody answers', () => {
  expect([0, 1, 2, 4, 60].map((failures) => checkAfter(failures, 0.5))).toEqual([
    20_000, 40_000, 80_000, 300_000, 300_000,
  ]);
  expect([checkAfter(0, 0), checkAfter(0, 1)]).toEqual([18_000, 22_000]);
  expect(assureAfter(0.5)).toBe(120_000);
});
