import { clear, type Frontier, lowestKey, newFrontier, put, takeLowest } from './frontier.ts';
import { type Draft, newDraft, workOutMoves } from './moves.ts';
import { type Moves, rise, type Standing, sit } from './standing.ts';

/** Room for the search of one cheapest path of moves after another. */
export type Search = {
  standing: Standing;
  /** What one more learner with this champion would come to, as far as seen. */
  reach: Float64Array;
  /** The learner who would move in, -1 = nobody, and the pair's cost. */
  mover: Int32Array;
  moverCost: Int32Array;
  /** Champions to look at by their reach and, from `reach.length` on, those whose learners have more to look at. */
  frontier: Frontier;
  /** Champions whose reach is final. */
  settled: Int32Array;
  settledCount: number;
  /** The champion with the nearest place to fill, and the reach. */
  end: number;
  limit: number;
  draft: Draft;
};

export function newSearch(standing: Standing): Search {
  const count = standing.price.length;
  return {
    standing,
    reach: new Float64Array(count),
    mover: new Int32Array(count),
    moverCost: new Int32Array(count),
    frontier: newFrontier(2 * count),
    settled: new Int32Array(count),
    settledCount: 0,
    end: -1,
    limit: Number.POSITIVE_INFINITY,
    draft: newDraft(count),
  };
}

/** Seats a learner along the cheapest path of moves; prices rise along the way, so that again nobody finds a better deal. */
export function seatLearner(search: Search, learner: number): void {
  const { standing, reach, settled, frontier } = search;
  const { rows, price, lists } = standing;
  begin(search);
  approach(search, learner);
  for (let at = rows.from[learner] as number; at < (rows.to[learner] as number); at++) {
    const k = rows.champion[at] as number;
    if ((reach[k] as number) < search.limit && (frontier.place[k] as number) < 0) put(frontier, k, reach[k] as number);
  }
  walk(search);
  let least = search.settledCount < price.length - 1 ? 0 : Number.POSITIVE_INFINITY;
  for (let at = 0; at < search.settledCount; at++) {
    const k = settled[at] as number;
    const more = search.limit - (reach[k] as number);
    price[k] = (price[k] as number) + more;
    if (more < least) least = more;
  }
  if (search.settledCount > 0) lists.drift += least;
  follow(search);
}

/**
 * Takes one place that is free though it has a price: fills it along the cheapest path of moves, which leaves another place free,
 * or lowers its price to nothing. Answers false when there is no such place.
 */
export function freePlace(search: Search): boolean {
  const { standing, reach, mover, frontier } = search;
  const { price, taken, capacity, lists } = standing;
  const outside = price.length - 1;
  begin(search);
  mover.fill(-1);
  // A free place without a price is as near as can be already, so that no path will end there.
  reach.set(price);
  reach[outside] = 0;
  for (let k = 0; k < outside; k++) {
    const asked = price[k] as number;
    if (asked === 0 || asked >= search.limit || (taken[k] as number) >= (capacity[k] as number)) continue;
    search.limit = asked;
    search.end = k;
  }
  if (search.end < 0) return false;
  for (let k = 0; k <= outside; k++) if ((reach[k] as number) < search.limit) put(frontier, k, reach[k] as number);
  walk(search);
  for (let k = 0; k < outside; k++) {
    price[k] = (price[k] as number) - Math.min(reach[k] as number, search.limit);
  }
  lists.drift -= search.limit;
  if (lists.drift < -(2 ** 52)) forgetLists(standing);
  follow(search);
  return true;
}

/** Sums of such a size are no longer exact; without lists all candidates are looked at. */
function forgetLists({ lists, moves }: Standing): void {
  lists.size.fill(0);
  lists.beyond.fill(Number.NEGATIVE_INFINITY);
  lists.drift = 0;
  moves.fill(undefined);
}

function begin(search: Search): void {
  search.reach.fill(Number.POSITIVE_INFINITY);
  search.settledCount = 0;
  search.limit = Number.POSITIVE_INFINITY;
  search.end = -1;
  clear(search.frontier);
}

/** What each candidate of a learner comes to, and staying out. */
function approach(search: Search, learner: number): void {
  const { standing, reach, mover, moverCost } = search;
  const { rows, price, taken, capacity } = standing;
  const { champion, cost, champions } = rows;
  search.limit = price[champions] as number;
  search.end = champions;
  mover[champions] = learner;
  moverCost[champions] = 0;
  for (let at = rows.from[learner] as number; at < (rows.to[learner] as number); at++) {
    const k = champion[at] as number;
    const asked = cost[at] as number;
    const far = asked + (price[k] as number);
    if (far >= search.limit || far >= (reach[k] as number)) continue;
    reach[k] = far;
    mover[k] = learner;
    moverCost[k] = asked;
    if ((taken[k] as number) >= (capacity[k] as number)) continue;
    search.limit = far;
    search.end = k;
  }
}

/** Dijkstra's algorithm on the graph of champions, until nothing is nearer than a place to fill. */
function walk(search: Search): void {
  const { frontier, settled, reach, standing, draft } = search;
  const { moves, lists, price } = standing;
  const count = reach.length;
  while (lowestKey(frontier) < search.limit) {
    const item = takeLowest(frontier);
    const j = item < count ? item : item - count;
    let known = moves[j];
    if (item < count) {
      settled[search.settledCount++] = j;
      known ??= workOutMoves(standing, draft, j, true);
    } else known = workOutMoves(standing, draft, j, false);
    const base = (reach[j] as number) - (price[j] as number);
    relax(search, known, base);
    const beyond = base + known.beyond + lists.drift;
    if (beyond < search.limit) put(frontier, j + count, beyond);
  }
}

function relax(search: Search, { count, to, by, extra }: Moves, base: number): void {
  const { frontier, reach, mover, moverCost, standing } = search;
  const { price, taken, capacity, seatCost } = standing;
  let limit = search.limit;
  for (let at = 0; at < count; at++) {
    const k = to[at] as number;
    const far = base + (extra[at] as number) + (price[k] as number);
    if (far >= limit || far >= (reach[k] as number)) continue;
    const learner = by[at] as number;
    reach[k] = far;
    mover[k] = learner;
    moverCost[k] = (extra[at] as number) + (seatCost[learner] as number);
    if ((taken[k] as number) < (capacity[k] as number)) {
      limit = far;
      search.end = k;
    } else put(frontier, k, far);
  }
  search.limit = limit;
}

/** Moves everybody along the path that was found, from its end on. */
function follow({ standing, mover, moverCost, end }: Search): void {
  for (let k = end; k >= 0; ) {
    const learner = mover[k] as number;
    if (learner < 0) return;
    const left = standing.seat[learner] as number;
    if (left >= 0) rise(standing, learner);
    sit(standing, learner, k, moverCost[k] as number);
    k = left;
  }
}

/** Works out what is left of all champions' moves, so that a search soon after need not. */
export function workOutAll({ standing, draft }: Search): void {
  for (const [j, known] of standing.moves.entries()) {
    if (known === undefined || known.beyond < Number.POSITIVE_INFINITY) workOutMoves(standing, draft, j, false);
  }
}
