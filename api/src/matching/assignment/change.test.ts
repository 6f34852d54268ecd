import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chance, largest, type Objective, problemOf, type Row } from '../../../../tests/support/cohorts.ts';
import { type Assignment, type AssignmentProblem, assign, certify, reassign } from '../assign.ts';

/** What an assignment comes to, after its proof has been checked. */
function proven(problem: AssignmentProblem, result: Assignment): Objective {
  expect(certify(problem, result)).toEqual({ optimal: true });
  return { matched: result.matched, cost: result.cost };
}

const solved = (problem: AssignmentProblem) => proven(problem, assign(problem));

describe('reassign', { timeout: 60_000 }, () => {
  type People = { rows: Row[]; capacity: number[] };
  type Change = (people: People, below: (bound: number) => number) => void;

  const changes: Record<string, Change> = {
    'a learner joins': ({ rows, capacity }, below) => void rows.push(capacity.map((_, k) => [k, below(900)])),
    'a learner leaves': ({ rows }, below) => {
      rows[below(rows.length)] = [];
    },
    'the last learner is gone': ({ rows }) => void rows.pop(),
    'one candidate costs less': ({ rows }, below) => {
      const i = below(rows.length);
      rows[i] = (rows[i] as Row).map(([k, cost], nth) => [k, nth === 0 ? 0 : cost]);
    },
    'a learner changes': ({ rows, capacity }, below) => {
      rows[below(rows.length)] = capacity.map((_, k) => [k, below(900)]);
    },
    'a learner has other champions at the same costs': ({ rows }, below) => {
      const i = below(rows.length);
      const champions = (rows[i] as Row).map(([k]) => k).reverse();
      rows[i] = (rows[i] as Row).map(([, cost], nth) => [champions[nth] as number, cost]);
    },
    'a pair is forbidden': ({ rows }, below) => {
      const i = below(rows.length);
      rows[i] = (rows[i] as Row).slice(1);
    },
    'a champion has one more place': ({ capacity }, below) => {
      const k = below(capacity.length);
      capacity[k] = (capacity[k] as number) + 1;
    },
    'a champion has one place less': ({ capacity }, below) => {
      const k = below(capacity.length);
      capacity[k] = Math.max(0, (capacity[k] as number) - 1);
    },
    'a champion leaves': ({ capacity }, below) => {
      capacity[below(capacity.length)] = 0;
    },
    'a champion joins': ({ rows, capacity }, below) => {
      capacity.push(2);
      for (const [i, row] of rows.entries()) rows[i] = [...row, [capacity.length - 1, below(900)]];
    },
    'costs become huge': ({ rows }, below) => {
      const i = below(rows.length);
      rows[i] = (rows[i] as Row).map(([k]) => [k, largest - below(5)]);
    },
  };

  function people(learners: number, champions: number, places: number, seed: number): People {
    const below = chance(seed);
    const row = (): Row => Array.from({ length: champions }, (_, k) => [k, below(900)]);
    return { rows: Array.from({ length: learners }, row), capacity: Array(champions).fill(places) };
  }

  it('is as good as beginning anew, after any changes to a few people', () => {
    const chain = fc.array(fc.constantFrom(...Object.keys(changes)), { minLength: 1, maxLength: 8 });
    const size = fc.record({ learners: fc.integer({ min: 1, max: 24 }), places: fc.nat(6), seed: fc.nat() });
    fc.assert(
      fc.property(chain, size, (names, { learners, places, seed }) => {
        const now = people(learners, 5, places, seed);
        const below = chance(seed + 1);
        let standing = assign(problemOf(now.rows, now.capacity));
        for (const name of names) {
          if (now.rows.length > 0) changes[name]?.(now, below);
          const problem = problemOf(now.rows, now.capacity);
          standing = reassign(problem, standing);
          expect(proven(problem, standing)).toEqual(solved(problem));
        }
      }),
      { numRuns: 150 },
    );
  });

  // Enough candidates that not all are looked at again.
  it.each([10, 9, 11])('is as good as beginning anew among many people, at %i places each', (places) => {
    const now = people(800, 90, places, places);
    const below = chance(places);
    let standing = assign(problemOf(now.rows, now.capacity));
    for (const change of [...Object.values(changes), ...Object.values(changes)]) {
      change(now, below);
      // What does not show in lengths has to be found beside what does.
      changes['a champion has one more place']?.(now, below);
      const problem = problemOf(now.rows, now.capacity);
      const before = structuredClone(standing);
      const next = reassign(problem, standing);
      expect(standing).toEqual(before);
      expect(proven(problem, next)).toEqual(solved(problem));
      standing = next;
    }
  });

  it('goes on from the same assignment as often as it is asked to', () => {
    const now = people(810, 90, 9, 4);
    const before = assign(problemOf(now.rows, now.capacity));
    const below = chance(5);
    for (let time = 0; time < 40; time++) {
      const other = structuredClone(now);
      changes[['a learner joins', 'a champion has one place less', 'a learner leaves'][time % 3] as string]?.(
        other,
        below,
      );
      const problem = problemOf(other.rows, other.capacity);
      proven(problem, reassign(problem, before));
    }
  });

  it('sees what changed where arrays are views of the same memory', () => {
    const { rows, capacity } = people(900, 90, 10, 6);
    const all = problemOf(rows, capacity);
    const first = (count: number): AssignmentProblem => {
      const end = all.rowStart[count] as number;
      const [champion, cost] = [all.champion.subarray(0, end), all.cost.subarray(0, end)];
      return { ...all, learners: count, rowStart: all.rowStart.slice(0, count + 1), champion, cost };
    };
    let standing = assign(first(880));
    for (const count of [881, 890, 885, 900]) {
      standing = reassign(first(count), standing);
      expect(proven(first(count), standing)).toEqual(solved(first(count)));
    }
  });

  it('is as good as beginning anew when so many leave that others go where they never looked', () => {
    const below = chance(12);
    const row = (kind: number): Row =>
      Array.from({ length: 90 }, (_, k) => [k, (k % 2 === kind ? 0 : 400) + below(50)]);
    const rows = Array.from({ length: 900 }, (_, i) => row(i % 2));
    const capacity = Array<number>(90).fill(9);
    let standing = assign(problemOf(rows, capacity));
    for (let step = 0; step < 8; step++) {
      for (let i = 0; i < 80; i++) rows[(step % 4) * 160 + 2 * i] = step < 4 ? [] : row(0);
      const problem = problemOf(rows, capacity);
      standing = reassign(problem, standing);
      expect(proven(problem, standing)).toEqual(solved(problem));
    }
  });

  it('sees a cost that was written over in place', () => {
    const now = people(800, 90, 9, 8);
    const problem = problemOf(now.rows, now.capacity);
    const before = assign(problem);
    problem.cost.fill(0, 100 * 90, 101 * 90);
    expect(proven(problem, reassign(problem, before))).toEqual(solved(problem));
  });

  it('goes on from an assignment that was stored, and from one that fits nothing', () => {
    const now = people(800, 90, 9, 7);
    const stored = structuredClone(assign(problemOf(now.rows, now.capacity)));
    changes['a learner joins']?.(now, chance(1));
    const problem = problemOf(now.rows, now.capacity);
    expect(proven(problem, reassign(problem, stored))).toEqual(solved(problem));
    const nonsense: Assignment = {
      championOf: Int32Array.of(4000, -7),
      matched: 2,
      cost: -1,
      learnerPrice: Float64Array.of(Number.NaN),
      championPrice: Float64Array.from({ length: 90 }, (_, k) => [Number.NaN, -5, 1e300, 0.5, 40][k % 5] as number),
    };
    expect(proven(problem, reassign(problem, nonsense))).toEqual(solved(problem));
  });
});
