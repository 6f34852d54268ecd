import type { OfficeHours } from '@open-door/api/office-hours/schema/hours.ts';
import { minutesOf } from './wall-time.ts';

type Window = OfficeHours['windows'][number];
type Exception = OfficeHours['exceptions'][number];
/** Office hours while they are edited: each row has a key of its own, and a time may still be empty. */
export type WindowRow = Window & { key: string };
export type ExceptionRow = Exception & { key: string };
export type HoursDraft = { windows: WindowRow[]; exceptions: ExceptionRow[]; rules: OfficeHours['rules'] };

/** What the sessions of some hours are like. */
export type Offer = Pick<Window, 'seats' | 'place' | 'room' | 'topics' | 'languages'>;

export const usualOffer: Offer = { seats: 1, place: 'teams', room: '', topics: [], languages: [] };

/** What keeps hours from being saved. */
export type Problem =
  | 'time-missing'
  | 'room-missing'
  | 'date-missing'
  | 'no-length'
  | 'too-short'
  | 'ends-before-it-starts';
/** The fields in which each is put right; those of dates and room stand among a row's details. */
export type Fields = 'times' | 'dates' | 'room';

/** What is worth knowing before saving. */
type Hint = 'past-midnight' | 'overlaps';
export type RowCheck = { problem?: Problem; hint?: Hint };

export function fieldsOf(problem: Problem): Fields {
  if (problem === 'room-missing') return 'room';
  return problem === 'date-missing' || problem === 'ends-before-it-starts' ? 'dates' : 'times';
}

export function hoursDraft({ windows, exceptions, rules }: OfficeHours): HoursDraft {
  return {
    rules,
    windows: windows.map((window, place) => ({ ...window, key: `window-${place}` })),
    exceptions: exceptions.map((exception, place) => ({ ...exception, key: `exception-${place}` })),
  };
}

/** The draft as the contract takes it. */
export function hoursIn({ windows, exceptions, rules }: HoursDraft): OfficeHours {
  return {
    rules,
    windows: windows.map(({ key: _, ...window }) => window),
    exceptions: exceptions.map(({ key: _, ...exception }) => exception),
  };
}

/** Every zone the hours are in; usually one. */
export function zonesOf({ windows, exceptions }: Pick<HoursDraft, 'windows' | 'exceptions'>): Set<string> {
  return new Set([...windows, ...exceptions].map(({ timeZone }) => timeZone));
}

/** What there is to say about each row, by its key; rows in order have no entry. */
export function checkHours({ windows, exceptions, rules }: HoursDraft): Map<string, RowCheck> {
  const checks = new Map<string, RowCheck>();
  for (const row of windows) {
    const problem = windowProblem(row, rules.sessionMinutes);
    const others = windows.filter((other) => other !== row && !windowProblem(other, rules.sessionMinutes));
    const hint = problem ? undefined : windowHint(row, others);
    if (problem || hint) checks.set(row.key, { ...(problem && { problem }), ...(hint && { hint }) });
  }
  for (const row of exceptions) {
    const problem = exceptionProblem(row);
    if (problem) checks.set(row.key, { problem });
  }
  return checks;
}

export function hasProblems(checks: ReadonlyMap<string, RowCheck>): boolean {
  return [...checks.values()].some(({ problem }) => problem !== undefined);
}

function windowProblem(row: WindowRow, sessionMinutes: number): Problem | undefined {
  if (!row.startsAt || !row.endsAt) return 'time-missing';
  if (!row.validFrom) return 'date-missing';
  if (row.validUntil !== null && row.validUntil < row.validFrom) return 'ends-before-it-starts';
  if (row.startsAt === row.endsAt) return 'no-length';
  if (lacksRoom(row)) return 'room-missing';
  return lengthOf(row) < sessionMinutes ? 'too-short' : undefined;
}

function windowHint(row: WindowRow, others: readonly WindowRow[]): Hint | undefined {
  if (others.some((other) => overlap(row, other))) return 'overlaps';
  return minutesOf(row.endsAt) < minutesOf(row.startsAt) ? 'past-midnight' : undefined;
}

function exceptionProblem(row: ExceptionRow): Problem | undefined {
  const { date, kind, startsAt, endsAt } = row;
  if (!date) return 'date-missing';
  if (kind === 'extra' && lacksRoom(row)) return 'room-missing';
  if (startsAt === null && endsAt === null) return kind === 'extra' ? 'time-missing' : undefined;
  if (!startsAt || !endsAt) return 'time-missing';
  return startsAt === endsAt ? 'no-length' : undefined;
}

function lacksRoom({ place, room }: Offer): boolean {
  return place !== 'teams' && room.trim() === '';
}

const minutesAWeek = 7 * 24 * 60;

/** Whether two windows ever open at the same time, as far as one can tell without a calendar: same zone, every week. */
function overlap(one: WindowRow, other: WindowRow): boolean {
  if (one.timeZone !== other.timeZone || one.everyWeeks !== 1 || other.everyWeeks !== 1) return false;
  if (!datesMeet(one, other)) return false;
  const apart = (startOf(other) - startOf(one) + minutesAWeek) % minutesAWeek;
  return apart < lengthOf(one) || minutesAWeek - apart < lengthOf(other);
}

function datesMeet(one: WindowRow, other: WindowRow): boolean {
  const ends = (row: WindowRow) => row.validUntil ?? '9999-12-31';
  return one.validFrom <= ends(other) && other.validFrom <= ends(one);
}

/** Minutes since Monday 00:00. */
function startOf({ weekday, startsAt }: WindowRow): number {
  return (weekday - 1) * 24 * 60 + minutesOf(startsAt);
}

/** Minutes; a window that ends before it starts goes past midnight. */
function lengthOf({ startsAt, endsAt }: WindowRow): number {
  return (minutesOf(endsAt) - minutesOf(startsAt) + 24 * 60) % (24 * 60);
}
