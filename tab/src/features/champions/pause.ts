import { day, type Reading, wallDay } from '../../times.ts';

/** True while somebody takes no new bookings; `pausedUntil` is the first date (`YYYY-MM-DD`) on which they do again. */
export function isPaused(pausedUntil: string | null, { now, timeZone }: Pick<Reading, 'now' | 'timeZone'>): boolean {
  return pausedUntil !== null && wallDay(now, timeZone) < wallDay(noon(pausedUntil), 'UTC');
}

/** A calendar date as people say it: "tomorrow", "Wednesday", "Wed 2 Dec". */
export function sayDate(date: string, reading: Reading): string {
  // Today is the reader's own day, said as an instant of the same calendar day in UTC.
  const today = new Date(wallDay(reading.now, reading.timeZone) * 86_400_000).toISOString();
  return day(noon(date), { ...reading, timeZone: 'UTC', now: today });
}

/** The calendar date `days` after the reader's today, as `YYYY-MM-DD`. */
export function dateIn(days: number, { now, timeZone }: Pick<Reading, 'now' | 'timeZone'>): string {
  return new Date((wallDay(now, timeZone) + days) * 86_400_000).toISOString().slice(0, 10);
}

function noon(date: string): string {
  return `${date}T12:00:00Z`;
}
