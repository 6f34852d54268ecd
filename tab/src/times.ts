import type { Say } from './messages.ts';

/** Who reads a time: in which language, in which IANA zone, and when (ISO 8601 instant). */
export type Reading = { say: Say; locale: string; timeZone: string; now: string };

/** "10:00" */
export function clock(instant: string, { locale, timeZone }: Pick<Reading, 'locale' | 'timeZone'>): string {
  return format(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(instant));
}

/** "today", "tomorrow", "Wednesday", then "Wed 2 Dec", and with the year when it is another one. */
export function day(instant: string, reading: Reading): string {
  const { locale, timeZone, now } = reading;
  const away = daysAway(instant, reading);
  if (Math.abs(away) <= 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day');
  if (away > 1 && away < 7) return format(locale, { weekday: 'long', timeZone }).format(new Date(instant));
  const sameYear = dateParts(instant, timeZone).year === dateParts(now, timeZone).year;
  const year = sameYear ? undefined : 'numeric';
  return format(locale, { weekday: 'short', day: 'numeric', month: 'short', year, timeZone }).format(new Date(instant));
}

/** "Wednesday 2 December", for headings. */
export function fullDay(instant: string, { locale, timeZone }: Pick<Reading, 'locale' | 'timeZone'>): string {
  return format(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(new Date(instant));
}

/** "tomorrow 10:00" */
export function dayAndClock(instant: string, reading: Reading): string {
  return reading.say('times.day-and-clock', { day: day(instant, reading), clock: clock(instant, reading) });
}

/** "10:00–10:30" */
export function clockRange(startsAt: string, endsAt: string, { locale, timeZone }: Reading): string {
  return format(locale, { hour: '2-digit', minute: '2-digit', timeZone }).formatRange(
    new Date(startsAt),
    new Date(endsAt),
  );
}

/**
 * The time in somebody else's zone, "18:00 for Mei" ("Thursday 02:00 for Mei" when their day differs), or `undefined`
 * when their clock shows what the reader's shows or their zone is not known.
 */
export function forThem(instant: string, them: { displayName: string; timeZone: string | null }, reading: Reading) {
  if (!them.timeZone) return undefined;
  const theirs = { ...reading, timeZone: them.timeZone };
  const sameDay = wallDay(instant, theirs.timeZone) === wallDay(instant, reading.timeZone);
  const time = clock(instant, theirs);
  if (sameDay && time === clock(instant, reading)) return undefined;
  const weekday = format(reading.locale, { weekday: 'long', timeZone: theirs.timeZone }).format(new Date(instant));
  const said = sameDay ? time : reading.say('times.day-and-clock', { day: weekday, clock: time });
  return reading.say('times.for-them', { time: said, name: givenName(them.displayName) });
}

/** "tomorrow 10:00 (your time), 18:00 for Mei"; the plain time when both clocks agree. */
export function forBoth(
  instant: string,
  them: { displayName: string; timeZone: string | null },
  reading: Reading,
): string {
  const mine = dayAndClock(instant, reading);
  const theirs = forThem(instant, them, reading);
  return theirs ? reading.say('times.for-both', { mine, theirs }) : mine;
}

/** A weekly hour as the clock shows it, "09:30" or "9:30 AM", from `HH:MM`. */
export function wallClock(time: string, locale: string): string {
  return clock(`1970-01-01T${time}:00Z`, { locale, timeZone: 'UTC' });
}

/** "Monday" for 1, up to "Sunday" for 7. */
export function weekdayName(weekday: number, locale: string, length: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  return format(locale, { weekday: length, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));
}

/** How a colleague would call them: the first word of the name. */
export function givenName(displayName: string): string {
  return displayName.trim().split(/\s+/)[0] ?? displayName;
}

/** Calendar days from the reader's today to the instant's day in the reader's zone; negative in the past. */
export function daysAway(instant: string, { timeZone, now }: Pick<Reading, 'timeZone' | 'now'>): number {
  return wallDay(instant, timeZone) - wallDay(now, timeZone);
}

/** The calendar day in a zone, numbered so that days can be subtracted: no clock changes happen in UTC. */
export function wallDay(instant: string, timeZone: string): number {
  const { year, month, day } = dateParts(instant, timeZone);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** Minutes since midnight that the clock shows in a zone. */
export function wallMinute(instant: string, timeZone: string): number {
  const parts = format('en', { hour: 'numeric', minute: 'numeric', hourCycle: 'h23', timeZone }).formatToParts(
    new Date(instant),
  );
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  return part('hour') * 60 + part('minute');
}

/** "23–29 November" */
export function dayRange(
  from: string,
  until: string,
  { locale, timeZone }: Pick<Reading, 'locale' | 'timeZone'>,
): string {
  return format(locale, { day: 'numeric', month: 'long', timeZone }).formatRange(new Date(from), new Date(until));
}

/** "Mon 23", for the head of a column. */
export function shortDay(instant: string, { locale, timeZone }: Pick<Reading, 'locale' | 'timeZone'>): string {
  return format(locale, { weekday: 'short', day: 'numeric', timeZone }).format(new Date(instant));
}

function dateParts(instant: string, timeZone: string): { year: number; month: number; day: number } {
  const parts = format('en', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone }).formatToParts(
    new Date(instant),
  );
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day') };
}

type FormatOptions = { [Name in keyof Intl.DateTimeFormatOptions]?: Intl.DateTimeFormatOptions[Name] | undefined };
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it, and lists say many times. */
function format(locale: string, options: FormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options as Intl.DateTimeFormatOptions);
  formats.set(key, known);
  return known;
}
