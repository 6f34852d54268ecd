import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chance, dense } from '../../../tests/support/cohorts.ts';
import { assign } from '../matching/assign.ts';
import { costsByFit, extraCosts } from './cost.ts';
import { assignAll, type Fits } from './shortlists.ts';

const byFit = costsByFit(true);

/** All candidates at once, as the assignment itself would take them. */
function whole({ learners, mentors, fit }: Fits, places: Int32Array, extra: Int32Array) {
  const problem = dense(learners, [...places], (i, k) => {
    const own = fit[i * mentors + k] as number;
    return own < 0 ? -1 : (byFit[own] as number) + (extra[i] as number);
  });
  const allowed = [...problem.cost].map((cost) => cost >= 0);
  const rowStart = new Int32Array(learners + 1);
  for (let i = 0; i < learners; i++) {
    const row = allowed.slice(i * mentors, (i + 1) * mentors);
    rowStart[i + 1] = (rowStart[i] as number) + row.filter(Boolean).length;
  }
  return assign({
    ...problem,
    rowStart,
    champion: problem.champion.filter((_, at) => allowed[at]),
    cost: problem.cost.filter((_, at) => allowed[at]),
  });
}

test('is as good as the assignment over all candidates, and proven', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 90 }),
      (seed, learners, mentors) => {
        const random = chance(seed);
        const kinds = 1 + random(1000);
        const fit = Int16Array.from({ length: learners * mentors }, () => (random(4) === 0 ? -1 : random(kinds)));
        const fits = { learners, mentors, fit };
        const places = Int32Array.from({ length: mentors }, () => random(3));
        const extra = extraCosts(Array.from({ length: learners }, () => random(3)));
        const found = assignAll(fits, places, { byFit, extra });
        const best = whole(fits, places, extra);
        expect([found.optimal, found.matched, found.cost]).toEqual([true, best.matched, best.cost]);
      },
    ),
    { numRuns: 60 },
  );
});

test('looks beyond the shortlists where all learners want the same few', () => {
  const [learners, mentors] = [120, 200];
  const fit = Int16Array.from({ length: learners * mentors }, (_, at) => Math.max(0, 1000 - 5 * (at % mentors)));
  const places = new Int32Array(mentors).fill(1);
  const found = assignAll({ learners, mentors, fit }, places, { byFit, extra: extraCosts(Array(learners).fill(0)) });
  expect([found.optimal, found.matched]).toEqual([true, 120]);
  // The best 120 mentors, whoever has whom.
  expect([...found.championOf].sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, k) => k));
});

test('has nobody to match where there are no learners or no mentors', () => {
  const empty = (learners: number, mentors: number) =>
    assignAll({ learners, mentors, fit: new Int16Array(0) }, new Int32Array(mentors), {
      byFit,
      extra: new Int32Array(learners),
    });
  expect(empty(0, 3)).toMatchObject({ matched: 0, optimal: true });
  expect(empty(3, 0)).toMatchObject({ matched: 0, optimal: true });
});
