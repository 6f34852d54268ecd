import { firstInstant, type Offsets, offsetsBetween, wallAt } from './zone.ts';

/** Hours that come back every week, as the clock shows them in `timeZone`. */
export type WeeklyWindow = {
  windowId: string;
  /** ISO: Monday is 1. The day on which the window opens. */
  weekday: number;
  /** `HH:MM`. */
  startsAt: string;
  /** `HH:MM`; at or before `startsAt` it is on the next day. */
  endsAt: string;
  /** IANA name. */
  timeZone: string;
  /** 1 is every week. Weeks begin on Monday and are counted from the week of `validFrom`. */
  everyWeeks: number;
  /** `YYYY-MM-DD`, the first day on which it may open. */
  validFrom: string;
  /** `YYYY-MM-DD`, the last day on which it may open. */
  validUntil?: string | null;
};

/**
 * A day that differs. `off` closes the weekly windows (all day when it names no hours); `extra` opens hours of its own,
 * which stand even on a day that is off.
 */
export type DateException = {
  /** `YYYY-MM-DD` in `timeZone`. */
  date: string;
  kind: 'off' | 'extra';
  startsAt?: string | null;
  endsAt?: string | null;
  timeZone: string;
};

/** One opening: wall times in milliseconds as if they were UTC, and the offsets to read them with. */
export type Opening = { windowId: string | null; opens: number; closes: number; offsets: Offsets };

/** Epoch milliseconds, the end not included. */
export type Interval = { from: number; until: number };

const minute = 60_000;
const day = 86_400_000;

/** No zone has ever been further than this from its neighbouring day: an opening crosses midnight, Samoa crossed a date. */
const reach = 3 * day;

/**
 * Every opening that may have a moment in the span, from weekly windows and extra hours alike, by the time the clock shows
 * when they open.
 */
export function openingsIn(
  span: Interval,
  windows: readonly WeeklyWindow[],
  exceptions: readonly DateException[],
): Opening[] {
  const extra = exceptions.filter((exception) => exception.kind === 'extra');
  return [
    ...windows.flatMap((window) => openingsOfWindow(span, window)),
    ...extra.flatMap((exception) => hoursOf(span, exception)),
  ].sort((a, b) => a.opens - b.opens);
}

/** When exceptions close the weekly windows. */
export function closedIn(span: Interval, exceptions: readonly DateException[]): Interval[] {
  return exceptions
    .filter((exception) => exception.kind === 'off')
    .flatMap((off) => hoursOf(span, off))
    .map(({ offsets, opens, closes }) => ({
      from: firstInstant(offsets, opens),
      until: firstInstant(offsets, closes),
    }));
}

function openingsOfWindow(span: Interval, window: WeeklyWindow): Opening[] {
  if (!(window.everyWeeks >= 1)) throw new RangeError('A weekly window comes back every one or more weeks.');
  const offsets = offsetsBetween(window.timeZone, span.from - reach, span.until + reach);
  const { startsAt, lasts } = hours(window.startsAt, window.endsAt);
  const validFrom = dayNumber(window.validFrom);
  const first = Math.max(validFrom, Math.floor((wallAt(offsets, span.from) - reach) / day));
  const last = Math.min(
    window.validUntil ? dayNumber(window.validUntil) : Infinity,
    Math.floor((wallAt(offsets, span.until) + reach) / day),
  );
  const anchor = weekNumber(validFrom);
  const openings: Opening[] = [];
  for (let date = first + ((window.weekday - weekday(first) + 7) % 7); date <= last; date += 7) {
    if ((weekNumber(date) - anchor) % window.everyWeeks !== 0) continue;
    const opens = date * day + startsAt;
    openings.push({ windowId: window.windowId, opens, closes: opens + lasts, offsets });
  }
  return openings;
}

/** The hours an exception names; the whole day when it names none. Empty when it is nowhere near the span. */
function hoursOf(span: Interval, exception: DateException): Opening[] {
  const midnight = dayNumber(exception.date) * day;
  if (midnight < span.from - reach || midnight > span.until + reach) return [];
  const offsets = offsetsBetween(exception.timeZone, span.from - 2 * reach, span.until + 2 * reach);
  const { startsAt, lasts } =
    exception.startsAt && exception.endsAt ? hours(exception.startsAt, exception.endsAt) : { startsAt: 0, lasts: day };
  const opens = midnight + startsAt;
  return [{ windowId: null, opens, closes: opens + lasts, offsets }];
}

function hours(startsAt: string, endsAt: string): { startsAt: number; lasts: number } {
  const start = timeOfDay(startsAt);
  const end = timeOfDay(endsAt);
  return { startsAt: start, lasts: end > start ? end - start : end - start + day };
}

function timeOfDay(time: string): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!parts) throw new RangeError(`"${time}" is not a time such as 09:30.`);
  return (Number(parts[1]) * 60 + Number(parts[2])) * minute;
}

/**
 * Days since 1 January 1970 of a `YYYY-MM-DD`. Years are counted from March, so that the leap day comes last.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
function dayNumber(date: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (!parts) throw new RangeError(`"${date}" is not a date such as 2026-03-29.`);
  const calendarYear = Number(parts[1]);
  const month = Number(parts[2]);
  const year = month > 2 ? calendarYear : calendarYear - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(parts[3]) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468;
}

/** 1 January 1970 was a Thursday. */
const weekday = (date: number) => ((((date + 3) % 7) + 7) % 7) + 1;
const weekNumber = (date: number) => Math.floor((date + 3) / 7);
