import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byBruteForce, problemOf, type Row, smallProblem } from '../../../../tests/support/cohorts.ts';
import { type Assignment, assign, certify } from '../assign.ts';

describe('certify', { timeout: 60_000 }, () => {
  it('believes no assignment that is not as good as the best, whatever its prices', () => {
    const choices = fc.array(fc.nat(5), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(smallProblem, choices, ({ rows, capacity }, choice) => {
        const problem = problemOf(rows, capacity);
        const left = [...capacity];
        const pairs = rows.map((row, i) => {
          const pair = row[(choice[i] as number) % (row.length + 1)];
          if (pair === undefined || left[pair[0]] === 0) return undefined;
          left[pair[0]] = (left[pair[0]] as number) - 1;
          return pair;
        });
        const objective = {
          matched: pairs.filter(Boolean).length,
          cost: pairs.reduce((sum, pair) => sum + (pair?.[1] ?? 0), 0),
        };
        const claimed = {
          ...assign(problem),
          championOf: Int32Array.from(pairs, (pair) => pair?.[0] ?? -1),
          ...objective,
        };
        if (!certify(problem, claimed).optimal) return;
        expect(objective).toEqual(byBruteForce(rows, capacity));
      }),
      { numRuns: 1000 },
    );
  });

  const rows: Row[] = [
    [
      [0, 1],
      [1, 2],
    ],
    [
      [0, 1],
      [1, 5],
    ],
    [[1, 4]],
    [
      [2, 3],
      [2, 1],
    ],
  ];
  const problem = problemOf(rows, [1, 1, 2]);
  const right = assign(problem);

  it.each<[string, Partial<Assignment>]>([
    ['championOf has 3 entries for 4 learners', { championOf: Int32Array.of(1, 0, -1) }],
    ['learnerPrice has 1 entries for 4 learners', { learnerPrice: Float64Array.of(1) }],
    ['championPrice has 0 entries for 3 champions', { championPrice: new Float64Array() }],
    ['the price of learner 1 is NaN', { learnerPrice: right.learnerPrice.with(1, Number.NaN) }],
    ['the price of champion 2 is -1', { championPrice: right.championPrice.with(2, -1) }],
    ['the price of champion 0 is Infinity', { championPrice: right.championPrice.with(0, Number.POSITIVE_INFINITY) }],
    ['champion 0 is no candidate of learner 3', { championOf: right.championOf.with(3, 0) }],
    ['champion 9 is no candidate of learner 0', { championOf: right.championOf.with(0, 9) }],
    ['champion -2 is no candidate of learner 2', { championOf: right.championOf.with(2, -2) }],
    ['champion 0 has 2 learners on 1 places', { championOf: Int32Array.of(0, 0, -1, 2), cost: 3 }],
    [
      'champion 2 asks 7 though a place is left',
      {
        championPrice: right.championPrice.with(2, 7),
        learnerPrice: right.learnerPrice.with(3, 8),
      },
    ],
    ['3 are matched, not 4', { matched: 4 }],
    [`the cost is ${right.cost}, not 0`, { cost: 0 }],
    ['would rather go to champion', { championPrice: right.championPrice.with(0, 0) }],
    ['pays 0, not what champion 2 comes to', { learnerPrice: right.learnerPrice.with(3, 0) }],
  ])('finds that %s', (why, wrong) => {
    const found = certify(problem, { ...right, ...wrong });
    expect(found.optimal).toBe(false);
    expect(found.why).toContain(why);
  });

  it('believes the right one, and no price of staying out that proves too little', () => {
    expect(certify(problem, right)).toEqual({ optimal: true });
    // Everybody out is optimal at a price of staying out of 0: a proof of nothing.
    const out = {
      championOf: new Int32Array(4).fill(-1),
      matched: 0,
      cost: 0,
      learnerPrice: new Float64Array(4),
      championPrice: new Float64Array(3),
    };
    expect(certify(problem, out)).toMatchObject({ optimal: false, why: expect.stringContaining('too little') });
  });
});
