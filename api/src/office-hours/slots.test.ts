import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type Availability, listSlots, nextFreeSlot } from './slots.ts';
import type { WeeklyWindow } from './window.ts';

const weekly = (timeZone: string, weekday: number, startsAt: string, endsAt: string): WeeklyWindow => ({
  windowId: 'w1',
  weekday,
  startsAt,
  endsAt,
  timeZone,
  everyWeeks: 1,
  validFrom: '2000-01-01',
});

const rules = {
  sessionMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 365,
};

/** Slots between two dates of `timeZone`, asked for a week before, as the champion's clock shows them. */
function offered(timeZone: string, from: string, until: string, availability: Partial<Availability>) {
  const midnight = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant();
  const now = midnight(from).subtract({ hours: 7 * 24 });
  return listSlots({
    windows: [],
    exceptions: [],
    busy: [],
    rules,
    now,
    ...availability,
    from: midnight(from),
    until: midnight(until),
  }).map(({ startsAt, endsAt }) => {
    const show = (instant: Temporal.Instant) =>
      instant.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }).slice(5);
    return `${show(startsAt)} to ${show(endsAt).slice(6)}`;
  });
}

const instant = (text: string) => Temporal.Instant.from(text);

describe('around daylight saving', () => {
  const newYork = 'America/New_York';

  it('offers the earlier instant of a repeated hour, once (New York, autumn)', () => {
    const windows = [weekly(newYork, 7, '00:00', '04:00')];
    expect(offered(newYork, '2026-11-01', '2026-11-02', { windows })).toEqual([
      '11-01T00:00-04:00 to 01:00-04:00',
      '11-01T01:00-04:00 to 01:00-05:00',
      '11-01T02:00-05:00 to 03:00-05:00',
      '11-01T03:00-05:00 to 04:00-05:00',
    ]);
  });

  it('does not offer an hour the clock skips (New York, spring)', () => {
    const windows = [weekly(newYork, 7, '01:00', '04:00')];
    expect(offered(newYork, '2026-03-08', '2026-03-09', { windows })).toEqual([
      '03-08T01:00-05:00 to 03:00-04:00',
      '03-08T03:00-04:00 to 04:00-04:00',
    ]);
  });

  it('keeps sessions to their real length and apart when the clock skips (New York, spring, 90 minutes)', () => {
    const windows = [weekly(newYork, 7, '00:00', '06:00')];
    const long = { ...rules, sessionMinutes: 90 };
    expect(offered(newYork, '2026-03-08', '2026-03-09', { windows, rules: long })).toEqual([
      '03-08T00:00-05:00 to 01:30-05:00',
      '03-08T01:30-05:00 to 04:00-04:00',
      '03-08T04:30-04:00 to 06:00-04:00',
    ]);
  });

  it('offers nothing in a window that the clock skips whole', () => {
    const windows = [weekly(newYork, 7, '02:00', '03:00')];
    expect(offered(newYork, '2026-03-08', '2026-03-09', { windows })).toEqual([]);
  });

  it('keeps to the times of other weeks after the clock skips (New York, spring, from 02:30)', () => {
    const windows = [weekly(newYork, 7, '02:30', '04:00')];
    const short = { ...rules, sessionMinutes: 45 };
    expect(offered(newYork, '2026-03-08', '2026-03-09', { windows, rules: short })).toEqual([
      '03-08T03:15-04:00 to 04:00-04:00',
    ]);
  });

  it('closes nothing when the hours that are off are skipped by the clock', () => {
    const windows = [weekly(newYork, 7, '01:30', '03:30')];
    const exceptions = [
      { date: '2026-03-08', kind: 'off', startsAt: '02:00', endsAt: '03:00', timeZone: newYork } as const,
    ];
    expect(offered(newYork, '2026-03-08', '2026-03-09', { windows, exceptions })).toEqual([
      '03-08T01:30-05:00 to 03:30-04:00',
    ]);
  });

  it('keeps the same wall time on both sides of the change (Lisbon)', () => {
    const lisbon = 'Europe/Lisbon';
    const windows = [weekly(lisbon, 5, '15:00', '16:00')];
    expect(offered(lisbon, '2026-03-27', '2026-04-04', { windows })).toEqual([
      '03-27T15:00+00:00 to 16:00+00:00',
      '04-03T15:00+01:00 to 16:00+01:00',
    ]);
  });

  it('repeats only half an hour where daylight saving is half an hour (Lord Howe)', () => {
    const lordHowe = 'Australia/Lord_Howe';
    const windows = [weekly(lordHowe, 7, '01:00', '03:00')];
    const half = { ...rules, sessionMinutes: 30 };
    expect(offered(lordHowe, '2026-04-05', '2026-04-06', { windows, rules: half })).toEqual([
      '04-05T01:00+11:00 to 01:30+11:00',
      '04-05T01:30+11:00 to 01:30+10:30',
      '04-05T02:00+10:30 to 02:30+10:30',
      '04-05T02:30+10:30 to 03:00+10:30',
    ]);
  });

  it('knows zones a quarter of an hour off (Kathmandu)', () => {
    const kathmandu = 'Asia/Kathmandu';
    const windows = [weekly(kathmandu, 1, '09:15', '10:15')];
    expect(offered(kathmandu, '2026-06-01', '2026-06-02', { windows })).toEqual(['06-01T09:15+05:45 to 10:15+05:45']);
  });

  it('offers nothing on a day that never was, and stops at midnight before it (Apia, 30 December 2011)', () => {
    const apia = 'Pacific/Apia';
    const windows = [
      weekly(apia, 4, '22:00', '02:00'),
      weekly(apia, 5, '09:00', '11:00'),
      weekly(apia, 6, '09:00', '10:00'),
    ];
    expect(offered(apia, '2011-12-28', '2012-01-01', { windows })).toEqual([
      '12-29T22:00-10:00 to 23:00-10:00',
      '12-29T23:00-10:00 to 00:00+14:00',
      '12-31T09:00+14:00 to 10:00+14:00',
    ]);
  });
});

describe('windows and days that differ', () => {
  const lisbon = 'Europe/Lisbon';
  const starts = (lines: string[]) => lines.map((line) => line.slice(0, 11));

  it('runs across midnight and belongs to the day it opens', () => {
    const windows = [weekly(lisbon, 3, '23:00', '01:00')];
    expect(starts(offered(lisbon, '2026-06-03', '2026-06-05', { windows }))).toEqual(['06-03T23:00', '06-04T00:00']);
    expect(starts(offered(lisbon, '2026-06-04', '2026-06-05', { windows }))).toEqual(['06-04T00:00']);
  });

  it('counts every second week from the week of its first day', () => {
    const windows = [{ ...weekly(lisbon, 1, '10:00', '11:00'), everyWeeks: 2, validFrom: '2026-06-03' }];
    expect(starts(offered(lisbon, '2026-06-01', '2026-07-01', { windows }))).toEqual(['06-15T10:00', '06-29T10:00']);
  });

  it('opens on its first and last day and on none outside', () => {
    const windows = [{ ...weekly(lisbon, 1, '10:00', '11:00'), validFrom: '2026-06-08', validUntil: '2026-06-15' }];
    expect(starts(offered(lisbon, '2026-06-01', '2026-07-01', { windows }))).toEqual(['06-08T10:00', '06-15T10:00']);
  });

  it('closes a whole day, or some hours of it', () => {
    const windows = [weekly(lisbon, 1, '10:00', '13:00')];
    const off = { date: '2026-06-01', kind: 'off', timeZone: lisbon } as const;
    expect(offered(lisbon, '2026-06-01', '2026-06-02', { windows, exceptions: [off] })).toEqual([]);
    const noon = [{ ...off, startsAt: '11:30', endsAt: '12:00' }];
    expect(starts(offered(lisbon, '2026-06-01', '2026-06-02', { windows, exceptions: noon }))).toEqual([
      '06-01T10:00',
      '06-01T12:00',
    ]);
  });

  it('opens extra hours even on a day that is off', () => {
    const exceptions = [
      { date: '2026-06-01', kind: 'off', timeZone: lisbon } as const,
      { date: '2026-06-01', kind: 'extra', startsAt: '17:00', endsAt: '18:00', timeZone: lisbon } as const,
    ];
    const windows = [weekly(lisbon, 1, '10:00', '13:00')];
    expect(starts(offered(lisbon, '2026-06-01', '2026-06-02', { windows, exceptions }))).toEqual(['06-01T17:00']);
  });

  it('offers a start once when two windows share it', () => {
    const windows = [weekly(lisbon, 1, '10:00', '12:00'), { ...weekly(lisbon, 1, '11:00', '13:00'), windowId: 'w0' }];
    expect(starts(offered(lisbon, '2026-06-01', '2026-06-02', { windows }))).toEqual([
      '06-01T10:00',
      '06-01T11:00',
      '06-01T12:00',
    ]);
  });

  it('does not leave a session hanging over the end of a window', () => {
    const windows = [weekly(lisbon, 1, '10:00', '11:45')];
    expect(starts(offered(lisbon, '2026-06-01', '2026-06-02', { windows }))).toEqual(['06-01T10:00']);
  });

  it('says what is wrong with a time, a date or a zone', () => {
    const ask = (window: WeeklyWindow) => () => offered(lisbon, '2026-06-01', '2026-06-02', { windows: [window] });
    expect(ask(weekly(lisbon, 1, '9:00', '10:00'))).toThrow('"9:00" is not a time');
    expect(ask({ ...weekly(lisbon, 1, '09:00', '10:00'), validFrom: '1/6/2026' })).toThrow('is not a date');
    expect(ask(weekly('Europe/Atlantis', 1, '09:00', '10:00'))).toThrow(RangeError);
  });
});

describe('what is busy, and the rules', () => {
  const windows = [weekly('UTC', 1, '09:00', '13:00')];
  const monday = { from: instant('2026-06-01T00:00Z'), until: instant('2026-06-02T00:00Z') };
  const now = instant('2026-05-31T00:00Z');
  const ask = (change: Partial<Availability>) =>
    listSlots({ windows, exceptions: [], busy: [], rules, now, ...monday, ...change }).map(({ startsAt }) =>
      startsAt.toString().slice(11, 16),
    );

  it('keeps the buffer before and after a session free', () => {
    const busy = [{ startsAt: instant('2026-06-01T11:00Z'), endsAt: instant('2026-06-01T12:00Z') }];
    expect(ask({ busy })).toEqual(['09:00', '10:00', '12:00']);
    expect(ask({ busy, rules: { ...rules, bufferBeforeMinutes: 1 } })).toEqual(['09:00', '10:00']);
    expect(ask({ busy, rules: { ...rules, bufferAfterMinutes: 1 } })).toEqual(['09:00', '12:00']);
  });

  it('sees through busy times in any order, overlapping and nested', () => {
    const taken = (from: string, until: string) => ({
      startsAt: instant(`2026-06-01T${from}Z`),
      endsAt: instant(`2026-06-01T${until}Z`),
    });
    const busy = [taken('11:10', '11:20'), taken('08:00', '09:30'), taken('08:10', '08:20'), taken('11:15', '11:30')];
    expect(ask({ busy })).toEqual(['10:00', '12:00']);
  });

  it('asks for notice, to the minute', () => {
    const at = (time: string) => ask({ now: instant(time), rules: { ...rules, minimumNoticeMinutes: 120 } });
    expect(at('2026-06-01T08:00Z')).toEqual(['10:00', '11:00', '12:00']);
    expect(at('2026-06-01T08:01Z')).toEqual(['11:00', '12:00']);
  });

  it('offers nothing beyond the horizon', () => {
    expect(ask({ now: instant('2026-05-31T11:00Z'), rules: { ...rules, horizonDays: 1 } })).toEqual(['09:00', '10:00']);
  });

  it('finds the next free slot, near or far, or none', () => {
    const next = (change: Partial<Availability>) =>
      nextFreeSlot({ windows, exceptions: [], busy: [], rules, now, ...change })?.startsAt.toString();
    expect(next({})).toBe('2026-06-01T09:00:00Z');
    expect(next({ busy: [{ startsAt: now, endsAt: instant('2026-09-07T11:00Z') }] })).toBe('2026-09-07T11:00:00Z');
    expect(next({ windows: [] })).toBeUndefined();
    expect(next({ rules: { ...rules, sessionMinutes: 300 } })).toBeUndefined();
  });
});
