import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { endOfHours, isTimeToNudge, nextNudgeOn, type Silence, weeksSince } from './nudge.ts';

const at = (instant: string) => Temporal.Instant.from(instant);
const on = (day: string) => Temporal.PlainDate.from(day);

/** Posted on Friday 30 October 2026, three weeks of patience, in Lisbon. */
const silence: Silence = {
  lastPostAt: at('2026-10-30T16:00:00Z'),
  leaderSince: at('2026-09-01T09:00:00Z'),
  nudgedAt: null,
  pausedUntil: null,
  weeks: 3,
  timeZone: 'Europe/Lisbon',
};
const next = (changed: Partial<Silence>, now = '2026-11-01T12:00:00Z') =>
  nextNudgeOn({ ...silence, ...changed }, at(now))?.toString() ?? null;

describe('the next reminder', () => {
  test('comes so many weeks after the last post', () => {
    expect(next({})).toBe('2026-11-20');
    expect(next({ weeks: 1 })).toBe('2026-11-06');
  });

  test('waits for a working day', () => {
    expect(next({ lastPostAt: at('2026-10-31T10:00:00Z') })).toBe('2026-11-23');
    expect(next({ lastPostAt: at('2026-11-01T10:00:00Z') })).toBe('2026-11-23');
  });

  test('counts from when somebody became a leader, when that was later or nothing was ever posted', () => {
    expect(next({ leaderSince: at('2026-11-02T09:00:00Z') })).toBe('2026-11-23');
    expect(next({ lastPostAt: null, leaderSince: at('2026-11-03T09:00:00Z') })).toBe('2026-11-24');
  });

  test('comes no sooner after another one, and not before a pause is over', () => {
    expect(next({ nudgedAt: at('2026-11-20T10:00:00Z') }, '2026-11-21T10:00:00Z')).toBe('2026-12-11');
    expect(next({ pausedUntil: on('2026-12-08') })).toBe('2026-12-08');
    expect(next({ pausedUntil: on('2026-11-02') })).toBe('2026-11-20');
  });

  test('is never where nobody wants one', () => {
    expect(next({ weeks: 0 })).toBe(null);
  });

  test('that is overdue comes today, or on the next working day when the day is over', () => {
    expect(next({}, '2026-12-03T16:59:00Z')).toBe('2026-12-03');
    expect(next({}, '2026-12-03T17:00:00Z')).toBe('2026-12-04');
    expect(next({}, '2026-12-04T17:00:00Z')).toBe('2026-12-07');
  });
});

describe('the time for it', () => {
  test.each([
    ['2026-11-20T08:59:59Z', false],
    ['2026-11-20T09:00:00Z', true],
    ['2026-11-20T16:59:59Z', true],
    ['2026-11-20T17:00:00Z', false],
    ['2026-11-19T12:00:00Z', false],
    ['2026-11-21T12:00:00Z', false],
    ['2026-11-23T12:00:00Z', true],
  ])('is within the leader’s working hours (%s)', (now, isTime) => {
    expect(isTimeToNudge(silence, at(now))).toBe(isTime);
  });

  test('follows the leader’s own clock, across a change of it', () => {
    const post = { lastPostAt: at('2026-10-05T12:00:00Z'), leaderSince: at('2026-01-01T00:00:00Z') };
    const inNewYork = { ...silence, ...post, timeZone: 'America/New_York', weeks: 4 };
    expect(isTimeToNudge(inNewYork, at('2026-11-02T13:59:00Z'))).toBe(false);
    expect(isTimeToNudge(inNewYork, at('2026-11-02T14:00:00Z'))).toBe(true);
    expect(isTimeToNudge({ ...inNewYork, weeks: 2 }, at('2026-10-19T13:00:00Z'))).toBe(true);
    expect(endOfHours(at('2026-11-02T14:00:00Z'), 'America/New_York').toString()).toBe('2026-11-02T22:00:00Z');
  });

  test('is on a working day within hours, once in so many weeks, and never within a pause', () => {
    const instants = fc
      .integer({ min: 1_767_225_600, max: 1_830_297_600 })
      .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000));
    const zones = fc.constantFrom('Europe/Lisbon', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC');
    const silences = fc.record({
      lastPostAt: fc.option(instants),
      leaderSince: instants,
      nudgedAt: fc.option(instants),
      pausedUntil: fc.option(instants.map((instant) => instant.toZonedDateTimeISO('UTC').toPlainDate())),
      weeks: fc.integer({ min: 1, max: 26 }),
      timeZone: zones,
    });
    fc.assert(
      fc.property(silences, instants, (any, now) => {
        const day = nextNudgeOn(any, now) as Temporal.PlainDate;
        expect(day.dayOfWeek).toBeLessThan(6);
        const nine = day.toZonedDateTime({ timeZone: any.timeZone, plainTime: '09:00' }).toInstant();
        expect(isTimeToNudge(any, nine)).toBe(true);
        for (const before of [any.lastPostAt, any.nudgedAt, any.leaderSince]) {
          if (before) expect(weeksSince(before, nine, any.timeZone)).toBeGreaterThanOrEqual(any.weeks);
        }
        if (any.pausedUntil) expect(Temporal.PlainDate.compare(day, any.pausedUntil)).toBeGreaterThanOrEqual(0);
        const again = nextNudgeOn({ ...any, nudgedAt: nine }, nine) as Temporal.PlainDate;
        expect(Temporal.PlainDate.compare(again, day.add({ weeks: any.weeks }))).toBeGreaterThanOrEqual(0);
        const hour = now.toZonedDateTimeISO(any.timeZone).hour;
        if (isTimeToNudge(any, now)) expect(hour >= 9 && hour < 17).toBe(true);
      }),
    );
  });
});

test('weeks are counted in days of the calendar', () => {
  expect(weeksSince(at('2026-10-30T23:30:00Z'), at('2026-11-20T00:30:00Z'), 'Europe/Lisbon')).toBe(3);
  expect(weeksSince(at('2026-10-30T23:30:00Z'), at('2026-11-19T23:59:00Z'), 'Europe/Lisbon')).toBe(2);
});
