import { describe, expect, test } from 'vitest';
import {
  checkHours,
  type ExceptionRow,
  hasProblems,
  hoursDraft,
  hoursIn,
  usualOffer,
  type WindowRow,
} from './hours-draft.ts';

const rules = {
  sessionMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  minimumNoticeMinutes: 120,
  horizonDays: 28,
  sessionsPerDay: null,
};
const window = {
  ...usualOffer,
  weekday: 1,
  startsAt: '10:00',
  endsAt: '12:00',
  timeZone: 'Europe/Lisbon',
  everyWeeks: 1,
  validFrom: '2026-01-01',
  validUntil: null,
};
const dayOff = {
  ...usualOffer,
  date: '2026-12-24',
  kind: 'off' as const,
  startsAt: null,
  endsAt: null,
  timeZone: 'Europe/Lisbon',
};

test('sends hours back as they came', () => {
  const hours = { windows: [window, { ...window, weekday: 3 }], exceptions: [dayOff], rules };
  expect(hoursIn(hoursDraft(hours))).toEqual(hours);
});

describe('a weekly window', () => {
  test('in order has nothing said about it', () => {
    expect(checkWindows({}).size).toBe(0);
  });

  test('needs both times, some length, and room for one session', () => {
    expect(problemOf({ endsAt: '' })).toBe('time-missing');
    expect(problemOf({ endsAt: '10:00' })).toBe('no-length');
    expect(problemOf({ endsAt: '10:29' })).toBe('too-short');
    expect(problemOf({ endsAt: '10:30' })).toBeUndefined();
  });

  test('needs a room where it takes place in one', () => {
    expect(problemOf({ place: 'either' })).toBe('room-missing');
    expect(problemOf({ place: 'room', room: 'Lisbon 2.14' })).toBeUndefined();
  });

  test('does not end on a date before it begins', () => {
    expect(problemOf({ validUntil: '2025-12-31' })).toBe('ends-before-it-starts');
    expect(problemOf({ validUntil: '2026-01-01' })).toBeUndefined();
  });

  test('that ends before it starts is said to go past midnight, and may be saved', () => {
    const checks = checkWindows({ startsAt: '22:00', endsAt: '01:00' });
    expect(checks.get('0')).toEqual({ hint: 'past-midnight' });
    expect(hasProblems(checks)).toBe(false);
  });
});

describe('overlapping windows', () => {
  test('are hinted at on both rows, also across midnight and the end of the week', () => {
    expect(hintsOf({}, { startsAt: '11:59', endsAt: '13:00' })).toEqual(['overlaps', 'overlaps']);
    const sundayNight = { weekday: 7, startsAt: '23:00', endsAt: '02:00' };
    expect(hintsOf(sundayNight, { startsAt: '01:00', endsAt: '03:00' })).toEqual(['overlaps', 'overlaps']);
  });

  test('are not those that only touch, are on other days, in other zones, or over before the other begins', () => {
    expect(hintsOf({}, { startsAt: '12:00', endsAt: '13:00' })).toEqual([undefined, undefined]);
    expect(hintsOf({}, { weekday: 2 })).toEqual([undefined, undefined]);
    expect(hintsOf({}, { timeZone: 'Asia/Singapore' })).toEqual([undefined, undefined]);
    expect(hintsOf({ validUntil: '2026-03-01' }, { validFrom: '2026-03-02' })).toEqual([undefined, undefined]);
  });
});

test('a day that differs needs a date, and times where it names some', () => {
  expect(exceptionProblem({})).toBeUndefined();
  expect(exceptionProblem({ date: '' })).toBe('date-missing');
  expect(exceptionProblem({ kind: 'extra' })).toBe('time-missing');
  expect(exceptionProblem({ startsAt: '09:00', endsAt: '' })).toBe('time-missing');
  expect(exceptionProblem({ kind: 'extra', startsAt: '09:00', endsAt: '09:00' })).toBe('no-length');
});

function checkWindows(...rows: Partial<WindowRow>[]) {
  const windows = rows.map((row, place) => ({ ...window, ...row, key: String(place) }));
  return checkHours({ windows, exceptions: [], rules });
}

function problemOf(row: Partial<WindowRow>) {
  return checkWindows(row).get('0')?.problem;
}

function hintsOf(one: Partial<WindowRow>, other: Partial<WindowRow>) {
  const checks = checkWindows(one, other);
  return [checks.get('0')?.hint, checks.get('1')?.hint];
}

function exceptionProblem(row: Partial<ExceptionRow>) {
  const checks = checkHours({ windows: [], exceptions: [{ ...dayOff, ...row, key: 'day' }], rules });
  return checks.get('day')?.problem;
}
