import type { Rows } from './problem.ts';

/**
 * Each learner's few candidates with the least cost + price, and how little the others come to. Prices go on changing, but as
 * long as `drift` follows by how much all of them have risen at least, what is not on learner i's list comes to
 * `beyond[i] + drift` or more, and rows of hundreds of candidates need not be read again.
 */
export type Shortlists = {
  /** Room for each learner; `size[i]` of it is in use. */
  width: number;
  size: Int32Array;
  champion: Int32Array;
  cost: Int32Array;
  /** Infinity where all candidates are on the list. */
  beyond: Float64Array;
  /** Negative where prices fell. */
  drift: number;
};

/** Room enough that lists seldom have to be left, and little to write; chosen by measuring. */
const width = 12;

export function newShortlists(learners: number): Shortlists {
  return {
    width,
    size: new Int32Array(learners),
    champion: new Int32Array(learners * width),
    cost: new Int32Array(learners * width),
    beyond: new Float64Array(learners),
    drift: 0,
  };
}

const keys = new Float64Array(width);

/**
 * Lists a learner's best candidates at these prices, best first, before any drift. Answers the least cost + price, Infinity
 * without candidates.
 */
export function shorten(rows: Rows, lists: Shortlists, price: Float64Array, learner: number): number {
  const { champion, cost } = rows;
  const { width, champion: listed, cost: listedCost } = lists;
  const first = learner * width;
  const from = rows.from[learner] as number;
  const to = rows.to[learner] as number;
  let size = 0;
  let worst = Number.POSITIVE_INFINITY;
  for (let at = from; at < to; at++) {
    const key = (cost[at] as number) + (price[champion[at] as number] as number);
    if (key >= worst) continue;
    let slot = size < width ? size++ : width - 1;
    for (; slot > 0 && (keys[slot - 1] as number) > key; slot--) {
      keys[slot] = keys[slot - 1] as number;
      listed[first + slot] = listed[first + slot - 1] as number;
    }
    keys[slot] = key;
    listed[first + slot] = at;
    if (size === width) worst = keys[width - 1] as number;
  }
  for (let at = first; at < first + size; at++) {
    const candidate = listed[at] as number;
    listed[at] = champion[candidate] as number;
    listedCost[at] = cost[candidate] as number;
  }
  lists.size[learner] = size;
  lists.beyond[learner] = to - from > size ? worst : Number.POSITIVE_INFINITY;
  return size === 0 ? Number.POSITIVE_INFINITY : (keys[0] as number);
}
