import { expect, test } from 'vitest';
import { assign } from '../matching/assign.ts';
import { costsByFit, extraCosts } from './cost.ts';

const problem = (
  fits: readonly (readonly number[])[],
  capacity: readonly number[],
  worstOffFirst: boolean,
  missed?: number[],
) => {
  const table = costsByFit(worstOffFirst);
  const extra = extraCosts(missed ?? fits.map(() => 0));
  const champions = capacity.length;
  return assign({
    learners: fits.length,
    champions,
    capacity: Int32Array.from(capacity),
    rowStart: Int32Array.from({ length: fits.length + 1 }, (_, i) => i * champions),
    champion: Int32Array.from(fits.flatMap((row) => row.map((_, k) => k))),
    cost: Int32Array.from(fits.flatMap((row, i) => row.map((fit) => (table[fit] as number) + (extra[i] as number)))),
  });
};

test('falls from ten million to nothing as the fit grows, in whole numbers', () => {
  for (const table of [costsByFit(true), costsByFit(false)]) {
    expect([table.length, table[0], table[1000]]).toEqual([1001, 10_000_000, 0]);
    for (let fit = 1; fit <= 1000; fit++) expect(table[fit]).toBeLessThanOrEqual(table[fit - 1] as number);
  }
});

test('raises the worst pair before the average where that is wanted, and the average where not', () => {
  // Apart they average 550, one of them at 100; crossed both have 500.
  const fits = [
    [1000, 500],
    [500, 100],
  ];
  expect([...problem(fits, [1, 1], true).championOf]).toEqual([1, 0]);
  expect([...problem(fits, [1, 1], false).championOf]).toEqual([0, 1]);
});

test('gives the one place to whoever missed more runs, though they fit less', () => {
  expect([...problem([[900], [10]], [1], true).championOf]).toEqual([0, -1]);
  expect([...problem([[900], [10]], [1], true, [0, 1]).championOf]).toEqual([-1, 0]);
  expect([...problem([[900], [10]], [1], false, [3, 4]).championOf]).toEqual([-1, 0]);
});

test('leaves the pairs as they are where there is room for all, whoever missed what', () => {
  const fits = [
    [900, 300],
    [800, 700],
  ];
  const usual = problem(fits, [1, 1], true);
  const after = problem(fits, [1, 1], true, [0, 5]);
  expect([...after.championOf]).toEqual([...usual.championOf]);
});

test('stays within 31 bits, however often somebody was left out', () => {
  const [never, often] = extraCosts([0, 10_000]);
  expect(often).toBe(0);
  expect((never as number) + (costsByFit(true)[0] as number)).toBeLessThan(2 ** 31);
  expect(never).toBeGreaterThan(0);
});
