import type { Rows } from './problem.ts';
import { noPrices, seatAll, seatAtPrices } from './seating.ts';
import type { Standing } from './standing.ts';

/** Learners and champions in an order in which neighbours are alike, so that every second one stands for both. */
type Order = { learners: Int32Array; champions: Int32Array };

/** Fewer learners than this are seated sooner than prices are found for them. */
const fewLearners = 500;

/** Below one learner for each champion half of them say little about prices. */
export function worthHalving({ learners, capacity }: Rows): boolean {
  return learners >= fewLearners && learners >= capacity.filter((places) => places > 0).length;
}

/**
 * Prices to begin with where many learners want the same champions: those of half of the learners with half of the places, found
 * from those of half of these, and so on. Few are left to seat along a long path then, even where everybody ranks the
 * champions alike.
 * @param standing the learners' shortlists when places cost nothing.
 */
export function pricesByHalves(rows: Rows, standing: Standing, outside: number): Float64Array {
  return pricesOfHalf(rows, orderOf(rows, standing), outside);
}

function pricesOfHalf(rows: Rows, order: Order, outside: number): Float64Array {
  const half = halfOf(rows, order);
  const sameOrder = { learners: Int32Array.from(half.from.keys()), champions: order.champions };
  const begin = worthHalving(half) ? pricesOfHalf(half, sameOrder, outside) : noPrices(half, outside);
  const { standing, waiting } = seatAtPrices(half, begin);
  seatAll(standing, waiting);
  return standing.price;
}

/** One of every two neighbouring learners, by chance, and half of the places of any neighbouring champions together. */
function halfOf(rows: Rows, order: Order): Rows {
  const learners = (rows.learners + 1) >> 1;
  const half = { ...rows, learners, from: new Int32Array(learners), to: new Int32Array(learners) };
  for (let i = 0; i < learners; i++) {
    // The top bit of a multiplicative hash (Knuth) is as good as a coin here.
    const chosen = order.learners[Math.min(2 * i + (Math.imul(i, 0x9e3779b1) >>> 31), rows.learners - 1)] as number;
    half.from[i] = rows.from[chosen] as number;
    half.to[i] = rows.to[chosen] as number;
  }
  half.capacity = new Int32Array(rows.champions);
  let places = 0;
  for (const k of order.champions) {
    const before = (places + 1) / 2;
    places += rows.capacity[k] as number;
    half.capacity[k] = Math.floor((places + 1) / 2) - Math.floor(before);
  }
  return half;
}

/** Champions by their mean cost; learners by the champion they like best, then by their mean cost. */
function orderOf(rows: Rows, { lists }: Standing): Order {
  const { learners, champions, champion, cost, from, to } = rows;
  const asked = { sum: new Float64Array(champions), count: new Float64Array(champions) };
  const mean = new Float64Array(learners);
  for (let i = 0; i < learners; i++) {
    let sum = 0;
    for (let at = from[i] as number; at < (to[i] as number); at++) {
      const k = champion[at] as number;
      sum += cost[at] as number;
      asked.sum[k] = (asked.sum[k] as number) + (cost[at] as number);
      asked.count[k] = (asked.count[k] as number) + 1;
    }
    mean[i] = sum / Math.max(1, (to[i] as number) - (from[i] as number));
  }
  const dear = asked.sum.map((sum, k) => sum / Math.max(1, asked.count[k] as number));
  const byCost = Int32Array.from(dear.keys()).sort((a, b) => (dear[a] as number) - (dear[b] as number));
  const rank = new Int32Array(champions);
  for (const [nth, k] of byCost.entries()) rank[k] = nth;
  const favourite = mean.map((_, i) =>
    lists.size[i] === 0 ? 0 : (rank[lists.champion[i * lists.width] as number] as number),
  );
  const alike = Int32Array.from(mean.keys()).sort(
    (a, b) => (favourite[a] as number) - (favourite[b] as number) || (mean[a] as number) - (mean[b] as number),
  );
  return { learners: alike, champions: byCost };
}
