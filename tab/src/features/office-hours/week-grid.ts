import { wallDay, wallMinute } from '../../times.ts';

/** One week of a reader's calendar, as a table: days across, times of day down. */
export type WeekGrid<Slot> = {
  /** Monday to Sunday, numbered like `wallDay`. */
  days: readonly number[];
  /** Every time of day at which something starts, in minutes since midnight, with what starts then on each day. */
  rows: readonly { minute: number; cells: readonly (readonly Slot[])[] }[];
};

/** Places what starts in the week that begins on day `monday` (as `wallDay` counts); what starts in other weeks is left out. */
export function weekGrid<Slot extends { startsAt: string }>(
  slots: readonly Slot[],
  monday: number,
  timeZone: string,
): WeekGrid<Slot> {
  const days = Array.from({ length: 7 }, (_, i) => monday + i);
  const ofWeek = slots.filter(({ startsAt }) => mondayOf(wallDay(startsAt, timeZone)) === monday);
  const byMinute = Map.groupBy(ofWeek, ({ startsAt }) => wallMinute(startsAt, timeZone));
  const rows = [...byMinute]
    .sort(([one], [other]) => one - other)
    .map(([minute, starting]) => ({
      minute,
      // An hour that comes twice when clocks go back has two slots in one cell.
      cells: days.map((day) => starting.filter(({ startsAt }) => wallDay(startsAt, timeZone) === day)),
    }));
  return { days, rows };
}

/** The slots with others among them, in order of time. */
export function withOthers<Slot extends { startsAt: string }>(
  slots: readonly Slot[],
  others: readonly Slot[],
): readonly Slot[] {
  const known = new Set(slots.map(({ startsAt }) => startsAt));
  const missing = others.filter(({ startsAt }) => !known.has(startsAt));
  if (missing.length === 0) return slots;
  return [...slots, ...missing].sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
}

/** The Monday of the week a day is in; days are numbered like `wallDay`, from 1 January 1970, a Thursday. */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** A range of instants (ISO 8601) that holds the whole week wherever the reader is; no zone is further from UTC than 14 hours. */
export function rangeOf(monday: number): { from: string; until: string } {
  const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
  const [day, reach] = [86_400_000, 14 * 3_600_000];
  return { from: iso(monday * day - reach), until: iso((monday + 7) * day + reach) };
}

/** Noon of a day in UTC (ISO 8601): for saying the day's name, read with the time zone UTC. */
export function noonOf(day: number): string {
  return new Date((day + 0.5) * 86_400_000).toISOString();
}
