import type { ExceptionRow, HoursDraft, WindowRow } from './hours-draft.ts';
import { dayNumber, minutesOf, timeOf } from './wall-time.ts';
import { mondayOf } from './week-grid.ts';

/** Some hours on one day of the week shown; minutes since midnight. What goes past midnight is two blocks. */
export type Block = {
  /** The row it stands for. */
  key: string;
  kind: 'window' | 'extra' | 'off';
  /** 0 is Monday. */
  day: number;
  from: number;
  until: number;
  /** False for the part after midnight, whose start belongs to the day before. */
  begins: boolean;
};

const minutesADay = 24 * 60;

/**
 * The draft's hours in the week that begins on day `monday` (as `wallDay` counts), by the clock of `timeZone`: rows in
 * another zone are left out, as are rows that lack a time.
 */
export function blocksOf({ windows, exceptions }: HoursDraft, monday: number, timeZone: string): Block[] {
  const inZone = <Row extends { timeZone: string }>(row: Row) => row.timeZone === timeZone;
  return [
    ...windows.filter(inZone).flatMap((row) => blocksOfWindow(row, monday)),
    ...exceptions.filter(inZone).flatMap((row) => blocksOfException(row, monday)),
  ];
}

function blocksOfWindow(row: WindowRow, monday: number): Block[] {
  if (!row.startsAt || !row.endsAt || !row.validFrom) return [];
  const date = monday + row.weekday - 1;
  const from = dayNumber(row.validFrom);
  const until = row.validUntil === null ? Number.POSITIVE_INFINITY : dayNumber(row.validUntil);
  const weeks = (monday - mondayOf(from)) / 7;
  if (date < from || date > until || weeks % row.everyWeeks !== 0) return [];
  return span(row.key, 'window', row.weekday - 1, minutesOf(row.startsAt), minutesOf(row.endsAt));
}

function blocksOfException(row: ExceptionRow, monday: number): Block[] {
  if (!row.date) return [];
  const day = dayNumber(row.date) - monday;
  if (day < 0 || day > 6) return [];
  if (!row.startsAt || !row.endsAt) return row.kind === 'off' ? span(row.key, 'off', day, 0, minutesADay) : [];
  return span(row.key, row.kind, day, minutesOf(row.startsAt), minutesOf(row.endsAt));
}

function span(key: string, kind: Block['kind'], day: number, from: number, until: number): Block[] {
  if (until > from) return [{ key, kind, day, from, until, begins: true }];
  const evening: Block = { key, kind, day, from, until: minutesADay, begins: true };
  if (until === 0 || day === 6) return [evening];
  return [evening, { key, kind, day: day + 1, from: 0, until, begins: false }];
}

/** The hours of the day to draw, whole ones around everything there is; at least 9 to 17. */
export function shownHours(times: readonly { from: number; until: number }[]): { first: number; last: number } {
  const first = Math.min(9 * 60, ...times.map(({ from }) => from));
  const last = Math.max(17 * 60, ...times.map(({ until }) => until));
  return { first: Math.floor(first / 60), last: Math.ceil(last / 60) };
}

/** A window's times after it was dragged by some minutes, or its end was: in quarter hours, within its day. */
export function dragged(
  { startsAt, endsAt }: { startsAt: string; endsAt: string },
  minutes: number,
  part: 'whole' | 'end',
): { startsAt: string; endsAt: string } {
  const [start, end] = [minutesOf(startsAt), minutesOf(endsAt)];
  const by = Math.round(minutes / 15) * 15;
  if (part === 'end') {
    const latest = Math.min(Math.max(end + by, start + 15), minutesADay - 15);
    return { startsAt, endsAt: timeOf(latest) };
  }
  const moved = Math.min(Math.max(start + by, 0), minutesADay - 15 - (end - start));
  return { startsAt: timeOf(moved), endsAt: timeOf(moved + end - start) };
}
