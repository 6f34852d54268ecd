import { pricesByHalves, worthHalving } from './halves.ts';
import type { Assignment, Rows } from './problem.ts';
import { noPrices, seatAll, seatAtPrices } from './seating.ts';
import type { Standing } from './standing.ts';

/** The best assignment. Whatever prices it begins with, the paths of moves that follow make the result exact. */
export function settle(rows: Rows, outside: number): Standing {
  let { standing, waiting } = seatAtPrices(rows, noPrices(rows, outside));
  if (waiting.length > rows.learners / 8 && worthHalving(rows)) {
    const price = pricesByHalves(rows, standing, outside);
    ({ standing, waiting } = seatAtPrices(rows, price));
  }
  seatAll(standing, waiting);
  return standing;
}

/** The best assignment, found from the prices and the pairs of another one. */
export function settleFrom(
  rows: Rows,
  outside: number,
  before: Pick<Assignment, 'championOf' | 'championPrice'>,
): Standing {
  const price = noPrices(rows, outside);
  for (let k = 0; k < rows.champions; k++) {
    const known = before.championPrice[k] as number;
    if (Number.isSafeInteger(known) && known > 0) price[k] = Math.min(known, outside);
  }
  const { standing, waiting } = seatAtPrices(rows, price, before.championOf);
  if (waiting.length > rows.learners / 8) return settle(rows, outside);
  seatAll(standing, waiting);
  return standing;
}
