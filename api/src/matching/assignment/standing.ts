import type { Rows } from './problem.ts';
import { newShortlists, type Shortlists } from './shortlist.ts';

/** The cheapest move from one champion to each other one whom a learner of theirs could go to. */
export type Moves = {
  count: number;
  to: Int32Array;
  /** The learner to move, and what that adds to the cost. */
  by: Int32Array;
  extra: Int32Array;
  /** What any other move adds at least, prices included, before drift; Infinity when all candidates were looked at. */
  beyond: number;
};

/**
 * Who sits with whom while the best assignment is worked out, and what a place costs. Staying out is sitting with one more
 * champion, the last: nobody has a cost there, there is room for all, and the price is the one of staying out.
 */
export type Standing = {
  rows: Rows;
  price: Float64Array;
  capacity: Float64Array;
  taken: Int32Array;
  /** Each learner's champion, -1 while it is not decided, and the pair's cost. */
  seat: Int32Array;
  seatCost: Int32Array;
  /** The learners of one champion: a doubly linked list that -1 ends. */
  first: Int32Array;
  next: Int32Array;
  previous: Int32Array;
  lists: Shortlists;
  /** Undefined where learners have come or gone since. */
  moves: (Moves | undefined)[];
  /** Earlier moves whose arrays may be written over. */
  spare: (Moves | undefined)[];
};

/** Nobody sits anywhere yet. `price` has an entry per champion and one for staying out; it is written to. */
export function newStanding(rows: Rows, price: Float64Array): Standing {
  const { learners, champions } = rows;
  return {
    rows,
    price,
    capacity: capacitiesOf(rows),
    taken: new Int32Array(champions + 1),
    seat: new Int32Array(learners).fill(-1),
    seatCost: new Int32Array(learners),
    first: new Int32Array(champions + 1).fill(-1),
    next: new Int32Array(learners),
    previous: new Int32Array(learners),
    lists: newShortlists(learners),
    moves: new Array(champions + 1).fill(undefined),
    spare: new Array(champions + 1).fill(undefined),
  };
}

/** Places per champion, and room for all outside. */
export function capacitiesOf({ champions, capacity }: Pick<Rows, 'champions' | 'capacity'>): Float64Array {
  const places = new Float64Array(champions + 1).fill(Number.POSITIVE_INFINITY);
  places.set(capacity);
  return places;
}

export function sit(standing: Standing, learner: number, champion: number, cost: number): void {
  const { first, next, previous, seat, seatCost, taken, moves } = standing;
  const second = first[champion] as number;
  first[champion] = learner;
  previous[learner] = -1;
  next[learner] = second;
  if (second >= 0) previous[second] = learner;
  seat[learner] = champion;
  seatCost[learner] = cost;
  taken[champion] = (taken[champion] as number) + 1;
  moves[champion] = undefined;
}

export function rise(standing: Standing, learner: number): void {
  const { first, next, previous, seat, taken, moves } = standing;
  const champion = seat[learner] as number;
  const before = previous[learner] as number;
  const after = next[learner] as number;
  if (before >= 0) next[before] = after;
  else first[champion] = after;
  if (after >= 0) previous[after] = before;
  seat[learner] = -1;
  taken[champion] = (taken[champion] as number) - 1;
  moves[champion] = undefined;
}
