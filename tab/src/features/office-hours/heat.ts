/** An hour of the day with its champions on each weekday, Monday first. */
export type HeatRow = { hour: number; champions: readonly number[] };

/** Shown in any case, as most people work then. */
const workFrom = 8;
const workUntil = 18;

/** The hours of a working day, and all between them and the first and last in which somebody is there. */
export function heatRows(hours: readonly (readonly number[])[]): HeatRow[] {
  const rows = Array.from({ length: 24 }, (_, hour) => ({ hour, champions: hours.map((day) => day[hour] ?? 0) }));
  const covered = rows.filter(({ champions }) => champions.some((count) => count > 0)).map(({ hour }) => hour);
  const first = Math.min(workFrom, ...covered);
  const last = Math.max(workUntil - 1, ...covered);
  return rows.slice(first, last + 1);
}

/** How strongly to colour a number of champions beside the most there are: 0 for nobody, 3 for the most. */
export function warmth(count: number, most: number): 0 | 1 | 2 | 3 {
  if (count === 0) return 0;
  if (count * 3 <= most) return 1;
  return count * 3 <= most * 2 ? 2 : 3;
}
