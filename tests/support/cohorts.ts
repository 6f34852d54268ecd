import type { AssignmentProblem } from '@open-door/api/matching/assign.ts';
import fc from 'fast-check';

type Candidate = [champion: number, cost: number];
export type Row = Candidate[];

/** The largest cost there can be. */
export const largest = 2 ** 31 - 1;

export function problemOf(rows: readonly Row[], capacity: readonly number[]): AssignmentProblem {
  const rowStart = new Int32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) rowStart[i + 1] = (rowStart[i] ?? 0) + row.length;
  const candidates = rows.flat();
  return {
    learners: rows.length,
    champions: capacity.length,
    capacity: Int32Array.from(capacity),
    rowStart,
    champion: Int32Array.from(candidates, ([k]) => k),
    cost: Int32Array.from(candidates, ([, cost]) => cost),
  };
}

/** Everybody could go to everybody. */
export function dense(
  learners: number,
  capacity: readonly number[],
  cost: (i: number, k: number) => number,
): AssignmentProblem {
  const row = (i: number): Row => capacity.map((_, k) => [k, cost(i, k)]);
  return problemOf(
    Array.from({ length: learners }, (_, i) => row(i)),
    capacity,
  );
}

/** Repeatable chance: whole numbers in [0, bound). */
export function chance(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Tries everything. */
export function byBruteForce(rows: readonly Row[], capacity: readonly number[]): Objective {
  const left = [...capacity];
  const best = { matched: -1, cost: 0 };
  const go = (i: number, matched: number, cost: number): void => {
    const row = rows[i];
    if (row === undefined) {
      const better = matched > best.matched || (matched === best.matched && cost < best.cost);
      if (better) Object.assign(best, { matched, cost });
      return;
    }
    go(i + 1, matched, cost);
    for (const [k, asked] of row) {
      if ((left[k] as number) === 0) continue;
      left[k] = (left[k] as number) - 1;
      go(i + 1, matched + 1, cost + asked);
      left[k] = (left[k] as number) + 1;
    }
  };
  go(0, 0, 0);
  return best;
}

/** The textbook's Hungarian method on a square of learners and single places; what is not a candidate costs more than all. */
export function byHungarianMethod({ learners, capacity, rowStart, champion, cost }: AssignmentProblem): Objective {
  const places = [...capacity].flatMap((count, k) => Array<number>(count).fill(k));
  const never = (cost.reduce((most, asked) => Math.max(most, asked), 0) + 1) * (learners + 1);
  const size = Math.max(learners, places.length);
  const rowsOfCosts = Array.from({ length: size }, (_, i) => {
    const asked = new Map<number, number>();
    for (let at = rowStart[i] as number; at < (rowStart[i + 1] as number); at++) {
      asked.set(champion[at] as number, Math.min(cost[at] as number, asked.get(champion[at] as number) ?? never));
    }
    return Array.from({ length: size }, (_, p) => (i >= learners ? 0 : (asked.get(places[p] ?? -1) ?? never)));
  });
  const pairs = hungarian(rowsOfCosts).map((p, i) => rowsOfCosts[i]?.[p] as number);
  const taken = pairs.slice(0, learners).filter((asked) => asked < never);
  return { matched: taken.length, cost: taken.reduce((sum, asked) => sum + asked, 0) };
}

/** The column of each row, at the least sum (Kuhn 1955, Munkres 1957; with potentials, in cubic time). */
function hungarian(costs: readonly (readonly number[])[]): number[] {
  const n = costs.length;
  const [u, v] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  const rowOf = new Int32Array(n + 1);
  const way = new Int32Array(n + 1);
  for (let row = 1; row <= n; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(n + 1);
    do {
      used[column] = 1;
      const i = rowOf[column] as number;
      let [delta, next] = [Number.POSITIVE_INFINITY, 0];
      for (let j = 1; j <= n; j++) {
        if (used[j]) continue;
        const reduced = (costs[i - 1]?.[j - 1] as number) - (u[i] as number) - (v[j] as number);
        if (reduced < (least[j] as number)) [least[j], way[j]] = [reduced, column];
        if ((least[j] as number) < delta) [delta, next] = [least[j] as number, j];
      }
      for (let j = 0; j <= n; j++) {
        if (used[j]) {
          u[rowOf[j] as number] = (u[rowOf[j] as number] as number) + delta;
          v[j] = (v[j] as number) - delta;
        } else least[j] = (least[j] as number) - delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = way[column] as number) rowOf[column] = rowOf[way[column] as number] as number;
  }
  const columnOf = Array<number>(n).fill(-1);
  for (let j = 1; j <= n; j++) columnOf[(rowOf[j] as number) - 1] = j - 1;
  return columnOf;
}

export type Objective = { matched: number; cost: number };

/** Few and many champions, none, no places, too few and too many, empty rows, ties, huge costs, candidates listed twice. */
export const smallProblem = fc
  .record({
    capacity: fc.array(fc.nat(3), { maxLength: 4 }),
    costs: fc.constantFrom(fc.constant(7), fc.nat(2), fc.nat(1000), fc.integer({ min: largest - 3, max: largest })),
  })
  .chain(({ capacity, costs }) => {
    const candidate = fc.tuple(fc.nat(Math.max(0, capacity.length - 1)), costs);
    const row = fc.array(candidate, { maxLength: capacity.length === 0 ? 0 : 5 });
    return fc.record({ capacity: fc.constant(capacity), rows: fc.array(row, { maxLength: 6 }) });
  });
