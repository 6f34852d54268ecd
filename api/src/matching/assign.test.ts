import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byBruteForce,
  byHungarianMethod,
  chance,
  dense,
  largest,
  type Objective,
  problemOf,
  type Row,
  smallProblem,
} from '../../../tests/support/cohorts.ts';
import { type AssignmentProblem, assign, certify, reassign } from './assign.ts';

/** What the assignment comes to, after its proof has been checked. */
function solved(problem: AssignmentProblem): Objective {
  const result = assign(problem);
  expect(certify(problem, result)).toEqual({ optimal: true });
  return { matched: result.matched, cost: result.cost };
}

/** By the rearrangement inequality: who is dearest goes where it is cheapest. */
function leastProduct(
  n: number,
  m: number,
  places: number,
  a: (i: number) => number,
  b: (k: number) => number,
): bigint {
  const learners = Array.from({ length: n }, (_, i) => a(i)).sort((one, other) => other - one);
  const champions = Array.from({ length: m }, (_, k) => b(k)).sort((one, other) => one - other);
  return learners.reduce((sum, x, i) => sum + BigInt(x) * BigInt(champions[Math.floor(i / places)] as number), 0n);
}

describe('assign', { timeout: 60_000 }, () => {
  it('finds what trying everything finds', () => {
    fc.assert(
      fc.property(smallProblem, ({ rows, capacity }) => {
        expect(solved(problemOf(rows, capacity))).toEqual(byBruteForce(rows, capacity));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what the Hungarian method finds, dense and sparse, with too few, enough and too many places', () => {
    for (let seed = 0; seed < 24; seed++) {
      const below = chance(seed);
      const champions = 5 + below(40);
      const capacity = Array.from({ length: champions }, () => below(Math.ceil(360 / champions)));
      const range = [1, 4, 100, largest][seed % 4] as number;
      const listed = seed % 3 === 0 ? 4 : 20;
      const rows = Array.from({ length: 60 + below(120) }, () =>
        capacity.flatMap((_, k): Row => (below(20) < listed ? [[k, below(range)]] : [])),
      );
      const problem = problemOf(rows, capacity);
      expect(solved(problem)).toEqual(byHungarianMethod(problem));
    }
  });

  it('finds what the Hungarian method finds where hundreds want the same champions', () => {
    for (const [champions, places] of [
      [51, 9],
      [51, 10],
      [51, 11],
      [510, 1],
    ] as const) {
      const below = chance(places);
      const wanted = Array.from({ length: champions }, () => below(1000));
      const problem = dense(510, Array(champions).fill(places), (_, k) => (wanted[k] as number) + below(300));
      expect(solved(problem)).toEqual(byHungarianMethod(problem));
    }
  });

  it('is exact where costs are products, which makes paths long (Machol and Wien 1976)', () => {
    const problem = dense(1200, Array(60).fill(20), (i, k) => (i + 1) * (k + 1));
    const least = leastProduct(
      1200,
      60,
      20,
      (i) => i + 1,
      (k) => k + 1,
    );
    expect(solved(problem)).toEqual({ matched: 1200, cost: Number(least) });
  });

  it('is exact where costs are products of chance, near the largest there are', () => {
    const below = chance(3);
    const skill = Array.from({ length: 900 }, () => 1 + below(46340));
    const pull = Array.from({ length: 90 }, () => 1 + below(46340));
    const problem = dense(900, Array(90).fill(10), (i, k) => (skill[i] as number) * (pull[k] as number));
    const least = leastProduct(
      900,
      90,
      10,
      (i) => skill[i] as number,
      (k) => pull[k] as number,
    );
    expect(solved(problem)).toEqual({ matched: 900, cost: Number(least) });
  });

  it('adds up the largest costs exactly', () => {
    const problem = dense(3000, Array(10).fill(300), () => largest);
    expect(solved(problem)).toEqual({ matched: 3000, cost: 3000 * largest });
  });

  it('matches everybody when all costs are the same, and as many as there are places', () => {
    expect(solved(dense(1000, Array(40).fill(25), () => 5))).toEqual({ matched: 1000, cost: 5000 });
    expect(solved(dense(1000, Array(40).fill(20), () => 5))).toEqual({ matched: 800, cost: 4000 });
  });

  it('matches one more learner rather than saving any cost', () => {
    const rows: Row[] = [
      [[0, 0]],
      [
        [0, 0],
        [1, largest],
      ],
      [
        [1, 0],
        [2, largest],
      ],
    ];
    expect(solved(problemOf(rows, [1, 1, 1]))).toEqual({ matched: 3, cost: 2 * largest });
  });

  it('gives the only champion to whoever costs least', () => {
    const result = assign(dense(5, [2], (i) => 10 - i));
    expect([...result.championOf]).toEqual([-1, -1, -1, 0, 0]);
    expect(result.cost).toBe(6 + 7);
  });

  it('leaves out whoever has no candidates, and places nobody with champions who have no place', () => {
    const result = assign(problemOf([[], [[0, 1]], [[1, 1]]], [0, 3]));
    expect([...result.championOf]).toEqual([-1, -1, 1]);
    expect(assign(problemOf([], [1]))).toMatchObject({ matched: 0, cost: 0 });
    expect(assign(problemOf([[], []], []))).toMatchObject({ matched: 0, cost: 0 });
  });

  it('answers the same for the same problem, and writes to nothing of it', () => {
    const below = chance(8);
    const problem = dense(700, Array(35).fill(19), (_, k) => k * 10 + below(50));
    const copy = structuredClone(problem);
    expect(assign(problem)).toEqual(assign(copy));
    expect(problem).toEqual(copy);
  });

  it.each([
    ['learners is -1', { learners: -1 }],
    ['champions is 1.5', { champions: 1.5 }],
    ['capacity has 1 entries; 2 are needed', { capacity: Int32Array.of(1) }],
    ['champion 1 has a capacity of -1', { capacity: Int32Array.of(1, -1) }],
    ['rowStart has 2 entries; 3 are needed', { rowStart: Int32Array.of(0, 3) }],
    ['rowStart begins with 1', { rowStart: Int32Array.of(1, 2, 3) }],
    ['the row of learner 1 ends before it starts', { rowStart: Int32Array.of(0, 3, 2) }],
    ['champion has 2 entries; 3 are needed', { champion: Int32Array.of(0, 1) }],
    ['cost has 4 entries; 3 are needed', { cost: new Int32Array(4) }],
    ['candidate 1 is champion 2; there are 2', { champion: Int32Array.of(0, 2, 1) }],
    ['candidate 2 is champion -1; there are 2', { champion: Int32Array.of(0, 1, -1) }],
    ['candidate 0 has a cost of -5', { cost: Int32Array.of(-5, 1, 1) }],
  ])('refuses a problem where %s', (message, wrong) => {
    const problem = problemOf(
      [
        [
          [0, 1],
          [1, 2],
        ],
        [[1, 3]],
      ],
      [1, 1],
    );
    const before = assign(problem);
    for (const use of [
      assign,
      (p: AssignmentProblem) => reassign(p, before),
      (p: AssignmentProblem) => certify(p, before),
    ]) {
      expect(() => use({ ...problem, ...wrong })).toThrow(RangeError);
      expect(() => use({ ...problem, ...wrong })).toThrow(message);
    }
  });
});
