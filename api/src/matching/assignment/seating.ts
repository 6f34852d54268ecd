import type { Rows } from './problem.ts';
import { freePlace, newSearch, seatLearner } from './search.ts';
import { shorten } from './shortlist.ts';
import { newStanding, type Standing, sit } from './standing.ts';

/** Places cost nothing, only staying out does. */
export function noPrices({ champions }: Rows, outside: number): Float64Array {
  const price = new Float64Array(champions + 1);
  price[champions] = outside;
  return price;
}

/**
 * Seats whoever finds their best deal free at these prices (one per champion and that of staying out), if they can with whom
 * they `stayWith`. Answers the learners still to seat; nobody who sits would rather sit elsewhere.
 */
export function seatAtPrices(
  rows: Rows,
  price: Float64Array,
  stayWith?: Int32Array,
): { standing: Standing; waiting: number[] } {
  const standing = newStanding(rows, price);
  const { learners, champions } = rows;
  const outside = price[champions] as number;
  const best = new Float64Array(learners);
  for (let i = 0; i < learners; i++) {
    best[i] = shorten(rows, standing.lists, price, i);
    if (stayWith && (best[i] as number) <= outside) seatAt(standing, i, best[i] as number, stayWith[i] as number);
  }
  const waiting: number[] = [];
  for (let i = 0; i < learners; i++) {
    if ((standing.seat[i] as number) >= 0) continue;
    if ((best[i] as number) <= outside && seatAt(standing, i, best[i] as number)) continue;
    if ((best[i] as number) >= outside) sit(standing, i, champions, 0);
    else waiting.push(i);
  }
  return { standing, waiting };
}

/** Seats a learner with a champion who comes to `best` and has a place, and is the one `wanted` if any is. */
function seatAt(standing: Standing, learner: number, best: number, wanted?: number): boolean {
  const { lists, rows } = standing;
  const first = learner * lists.width;
  if (seatAmong(standing, learner, best, wanted, lists, first, first + (lists.size[learner] as number))) return true;
  const more = (lists.beyond[learner] as number) + lists.drift <= best;
  return (
    more && seatAmong(standing, learner, best, wanted, rows, rows.from[learner] as number, rows.to[learner] as number)
  );
}

function seatAmong(
  standing: Standing,
  learner: number,
  best: number,
  wanted: number | undefined,
  { champion, cost }: Pick<Rows, 'champion' | 'cost'>,
  from: number,
  to: number,
): boolean {
  const { price, taken, capacity } = standing;
  for (let at = from; at < to; at++) {
    const k = champion[at] as number;
    const fits = (cost[at] as number) + (price[k] as number) === best && (wanted === undefined || k === wanted);
    if (!fits || (taken[k] as number) >= (capacity[k] as number)) continue;
    sit(standing, learner, k, cost[at] as number);
    return true;
  }
  return false;
}

/** Seats the rest one by one, then lets no place be free that has a price: the standing is the best there is. */
export function seatAll(standing: Standing, waiting: Iterable<number>): void {
  const search = newSearch(standing);
  for (const learner of waiting) seatLearner(search, learner);
  while (freePlace(search));
}
