import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnPatience, type PastWait } from './patience.ts';

const wait = (minutes: number, left: boolean): PastWait => ({ minutes, ago: 0, left });
const many = (count: number, minutes: number, left: boolean) => Array(count).fill(wait(minutes, left));

describe('the chance to be still there', () => {
  test('follows the programme while a queue has no waits of its own', () => {
    expect(learnPatience([], 1 / 90)(0, 30)).toBeCloseTo(Math.exp(-30 / 90));
    expect(learnPatience([], 1 / 90)(25, 30)).toBeCloseTo(Math.exp(-30 / 90));
  });
  test('follows leavers for each minute waited once there are many', () => {
    const stays = learnPatience([...many(1000, 5, false), ...many(100, 5, true)], 1 / 90);
    expect(stays(0, 5)).toBeCloseTo(Math.exp(-5 * (100 / 5500)), 2);
  });
  test('knows that people leave later rather than sooner', () => {
    const stays = learnPatience([...many(300, 15, false), ...many(100, 25, true)], 1 / 90);
    expect(stays(0, 5)).toBeGreaterThan(0.98);
    expect(stays(21, 5)).toBeLessThan(0.85);
  });
  test('is certain for no time at all, and falls with time, at most as fast as a mean patience of twenty minutes', () => {
    const minutes = fc.double({ min: 0, max: 90, noNaN: true });
    const anyWait = fc.record({ minutes, ago: fc.double({ min: 0, max: 1e5, noNaN: true }), left: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyWait), minutes, minutes, minutes, (waits, waited, more, later) => {
        const stays = learnPatience(waits, 1 / 90);
        expect(stays(waited, 0)).toBe(1);
        expect(stays(waited, more + later)).toBeLessThanOrEqual(stays(waited, more));
        expect(stays(waited, more)).toBeGreaterThanOrEqual(Math.exp(-more / 20) - 1e-12);
      }),
    );
  });
});
