import { flawOf } from './assignment/certify.ts';
import { carryOver, type Kept } from './assignment/change.ts';
import {
  type Assignment,
  type AssignmentProblem,
  checkShape,
  largestCost,
  outsidePrice,
  type Rows,
} from './assignment/problem.ts';
import { newSearch, workOutAll } from './assignment/search.ts';
import { seatAll } from './assignment/seating.ts';
import { settle, settleFrom } from './assignment/settle.ts';
import type { Standing } from './assignment/standing.ts';

export type { Assignment, AssignmentProblem } from './assignment/problem.ts';

/**
 * Matches as many learners as possible, and those at the least total cost. Throws a RangeError that says what is wrong with a
 * problem that cannot be.
 *
 * Shortest augmenting paths with prices (Tomizawa 1971, Edmonds and Karp 1972) as for the semi-assignment problem (Kennington
 * and Wang 1992), on the graph of champions alone: between two of them only the cheapest learner to move counts (Tokuyama and
 * Nakano 1995). See `pricesByHalves` for what it begins with, and `Shortlists` for how few candidates it looks at.
 */
export function assign(problem: AssignmentProblem): Assignment {
  checkShape(problem);
  const largest = largestCost(problem, 0, problem.champion.length);
  return remember(prepared(settle(rowsOf(problem), outsideFor(problem, largest))), largest);
}

/**
 * The best assignment for a problem that came from another: `before` is what stood. Learners and champions are the same by
 * index; arrays may have become longer or shorter, and who left has no candidates. As optimal as `assign`, whatever changed.
 *
 * Arrays once handed over are taken as values that nobody writes to: where `champion` and `cost` are views of the memory that
 * `before` came from, only rows that moved are compared, and one change takes a fraction of a millisecond. With other arrays
 * each candidate is compared, at the speed of memory. Where no difference shows, or `before` is not an object that came from
 * here, all candidates are looked at again, from the prices and pairs of `before` on.
 */
export function reassign(problem: AssignmentProblem, before: Assignment): Assignment {
  checkShape(problem);
  const kept = memory.get(before);
  const carried = kept && problem.champion.length > quicklyLookedThrough ? carryOver(problem, kept) : undefined;
  if (carried) {
    seatAll(carried.standing, carried.waiting);
    return remember(carried.standing, carried.largestCost);
  }
  const largest = largestCost(problem, 0, problem.champion.length);
  const outside = outsideFor(problem, largest);
  return remember(prepared(settleFrom(rowsOf(problem), outside, before)), largest);
}

/** With fewer candidates all are looked at in less than a millisecond, even those that should not have changed. */
const quicklyLookedThrough = 1 << 16;

/** With all moves worked out, so that the next change costs no more than a search. */
function prepared(standing: Standing): Standing {
  if (standing.rows.champions <= worthPreparing) workOutAll(newSearch(standing));
  return standing;
}

/** Moves take up to 12 bytes for each pair of champions: 50 MB. */
const worthPreparing = 2048;

/** What each assignment was worked out from, for as long as somebody has it. */
const memory = new WeakMap<Assignment, Kept>();

function remember(standing: Standing, largestCost: number): Assignment {
  const assignment = result(standing);
  memory.set(assignment, { standing, largestCost });
  return assignment;
}

function rowsOf(problem: AssignmentProblem): Rows {
  const { rowStart, learners } = problem;
  return { ...problem, capacity: problem.capacity.slice(), from: rowStart.slice(0, learners), to: rowStart.slice(1) };
}

/** Twice what is needed: a cost that is dearer than all before does not change it. */
function outsideFor({ learners, champions }: AssignmentProblem, largestCost: number): number {
  return 2 * outsidePrice(learners, champions, largestCost);
}

function result({ rows, seat, seatCost, price }: Standing): Assignment {
  const { learners, champions } = rows;
  const championOf = new Int32Array(learners);
  const learnerPrice = new Float64Array(learners);
  let matched = 0;
  let cost = 0;
  for (let i = 0; i < learners; i++) {
    const k = seat[i] as number;
    const own = seatCost[i] as number;
    learnerPrice[i] = own + (price[k] as number);
    championOf[i] = k < champions ? k : -1;
    if (k === champions) continue;
    matched += 1;
    cost += own;
  }
  return { championOf, matched, cost, learnerPrice, championPrice: price.slice(0, champions) };
}

/** Whether the prices of a result prove it the best there is; `why` says what does not hold. Trusts nothing of the result. */
export function certify(problem: AssignmentProblem, assignment: Assignment): { optimal: boolean; why?: string } {
  checkShape(problem);
  largestCost(problem, 0, problem.champion.length);
  const why = flawOf(problem, assignment);
  return why === undefined ? { optimal: true } : { optimal: false, why };
}
