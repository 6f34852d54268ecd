import type { Rows } from './problem.ts';
import { type AssignmentProblem, largestCost, outsidePrice } from './problem.ts';
import { capacitiesOf, rise, type Standing } from './standing.ts';

/** A standing that somebody else may still need, with the arrays of candidates it was worked out for. */
export type Kept = { standing: Standing; largestCost: number };

/** A standing to go on from; who has to be seated again, and the largest cost there is. */
export type Carried = Kept & { waiting: number[] };

/**
 * Carries a standing over to a problem that differs in some learners or capacities: only who changed has to be seated again.
 * Undefined where so much differs that it is better to begin anew, or nothing, so that what changed must be out of sight.
 * Writes to nothing that is kept.
 */
export function carryOver(problem: AssignmentProblem, kept: Kept): Carried | undefined {
  const { rows, price } = kept.standing;
  const { champions, learners } = problem;
  if (champions !== rows.champions) return undefined;
  const changed = changedLearners(problem, kept.standing);
  if (changed.length > learners / 8) return undefined;
  if (changed.length === 0 && problem.capacity.every((places, k) => places === kept.standing.capacity[k]))
    return undefined;
  let largest = kept.largestCost;
  for (const i of changed) {
    if (i < learners) {
      const asked = largestCost(problem, problem.rowStart[i] as number, problem.rowStart[i + 1] as number);
      largest = Math.max(largest, asked);
    }
  }
  if ((price[champions] as number) < outsidePrice(learners, champions, largest)) return undefined;
  const standing = copyOf(kept.standing, problem);
  // Somebody whose row is gone or not what it was sits nowhere; neither does whoever has lost their place.
  for (const i of changed) {
    if (i < rows.learners) rise(standing, i);
    standing.lists.size[i] = 0;
    standing.lists.beyond[i] = Number.NEGATIVE_INFINITY;
  }
  const waiting = changed.filter((i) => i < learners).concat(takePlaces(standing));
  return { standing, largestCost: largest, waiting };
}

/** Learners of either problem whose candidates are not the same in the other. */
function changedLearners(problem: AssignmentProblem, { rows }: Standing): number[] {
  const { rowStart } = problem;
  const both = Math.min(problem.learners, rows.learners);
  const either = Math.max(problem.learners, rows.learners);
  const changed: number[] = [];
  for (let i = 0, next = 0; i < both; i = next) {
    const moved = (rowStart[i] as number) - (rows.from[i] as number);
    // Rows that moved together are compared together.
    next = i;
    while (next < both && (rowStart[next + 1] as number) - (rows.to[next] as number) === moved) next++;
    if (next > i && !(moved === 0 && sameMemory(problem, rows))) addChanged(problem, rows, i, next, changed);
    if (next < both) changed.push(next++);
  }
  for (let i = both; i < either; i++) changed.push(i);
  return changed;
}

/** Adds those of the learners `from` up to, not including, `to` whose candidates differ, halving where any do. */
function addChanged(problem: AssignmentProblem, rows: Rows, from: number, to: number, changed: number[]): void {
  const start = problem.rowStart[from] as number;
  const before = rows.from[from] as number;
  const count = (problem.rowStart[to] as number) - start;
  const same = (one: Int32Array, other: Int32Array) =>
    Buffer.compare(bytes(one, start, count), bytes(other, before, count)) === 0;
  if (same(problem.cost, rows.cost) && same(problem.champion, rows.champion)) return;
  if (to - from === 1) {
    changed.push(from);
    return;
  }
  const middle = (from + to) >> 1;
  addChanged(problem, rows, from, middle, changed);
  addChanged(problem, rows, middle, to, changed);
}

/** Bytes are compared by the processor's widest instructions, numbers one by one. */
function bytes({ buffer, byteOffset, BYTES_PER_ELEMENT: size }: Int32Array, from: number, count: number): Uint8Array {
  return new Uint8Array(buffer, byteOffset + from * size, count * size);
}

/** Whether the arrays are views of one memory from the same place on. */
function sameMemory(problem: AssignmentProblem, rows: Rows): boolean {
  const begins = (one: Int32Array, other: Int32Array) =>
    one.buffer === other.buffer && one.byteOffset === other.byteOffset;
  return begins(problem.champion, rows.champion) && begins(problem.cost, rows.cost);
}

function copyOf(standing: Standing, problem: AssignmentProblem): Standing {
  const { lists } = standing;
  const { learners, rowStart } = problem;
  const most = Math.max(learners, standing.rows.learners);
  return {
    ...standing,
    rows: { ...problem, from: rowStart.slice(0, learners), to: rowStart.slice(1) },
    price: standing.price.slice(),
    capacity: capacitiesOf(problem),
    taken: standing.taken.slice(),
    seat: resized(standing.seat, most).fill(-1, standing.rows.learners),
    seatCost: resized(standing.seatCost, most),
    first: standing.first.slice(),
    next: resized(standing.next, most),
    previous: resized(standing.previous, most),
    // Nobody's list is written again; who changed is marked as having none.
    lists: { ...lists, size: resized(lists.size, most), beyond: resized(lists.beyond, most) },
    moves: standing.moves.slice(),
    spare: new Array(standing.moves.length).fill(undefined),
  };
}

function resized<T extends Int32Array | Float64Array>(array: T, length: number): T {
  const copy = new (array.constructor as new (length: number) => T)(length);
  copy.set(array.subarray(0, length));
  return copy;
}

/** Where champions have fewer places than learners, some of these rise and are answered. */
function takePlaces(standing: Standing): number[] {
  const { capacity, taken, first } = standing;
  const risen: number[] = [];
  for (let k = 0; k < taken.length; k++) {
    while ((taken[k] as number) > (capacity[k] as number)) {
      const learner = first[k] as number;
      rise(standing, learner);
      risen.push(learner);
    }
  }
  return risen;
}
