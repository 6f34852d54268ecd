import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { listSlots } from './slots.ts';
import { asBusy, fullSpans, weekOf } from './week.ts';

const at = (text: string) => Temporal.Instant.from(text);
const ms = (text: string) => at(text).epochMilliseconds;
const hour = 3_600_000;

test('begins on Monday by the clock of the zone, and may last 167 or 169 hours', () => {
  expect(weekOf(at('2026-11-22T23:30:00Z'), 'Europe/Lisbon').from).toBe(ms('2026-11-16T00:00:00Z'));
  expect(weekOf(at('2026-11-22T23:30:00Z'), 'Asia/Singapore').from).toBe(ms('2026-11-22T16:00:00Z'));
  const spring = weekOf(at('2026-03-25T12:00:00Z'), 'Europe/Lisbon');
  expect((spring.until - spring.from) / hour).toBe(167);
  const autumn = weekOf(at('2026-10-21T12:00:00Z'), 'Europe/Lisbon');
  expect((autumn.until - autumn.from) / hour).toBe(169);
});

test('calls a week full once as many sessions start in it as the champion takes', () => {
  const starts = ['2026-11-16T10:00:00Z', '2026-11-22T23:59:00Z', '2026-11-23T00:00:00Z'].map(at);
  expect(fullSpans(starts, 2, 'UTC', weekOf)).toEqual([
    { from: ms('2026-11-16T00:00:00Z'), until: ms('2026-11-23T00:00:00Z') },
  ]);
  expect(fullSpans(starts, 1, 'UTC', weekOf)).toHaveLength(2);
  expect(fullSpans(starts, 3, 'UTC', weekOf)).toEqual([]);
});

test('takes exactly the sessions that start in a full week, whatever the rules', () => {
  const minutes = fc.integer({ min: 0, max: 240 });
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 480 }), minutes, minutes, (sessionMinutes, before, after) => {
      const rules = { sessionMinutes, bufferBeforeMinutes: before, bufferAfterMinutes: after };
      const week = weekOf(at('2026-11-25T00:00:00Z'), 'UTC');
      const offered = (busy: Parameters<typeof listSlots>[0]['busy']) =>
        listSlots({
          windows: Array.from({ length: 7 }, (_, day) => ({
            windowId: `${day}`,
            weekday: day + 1,
            startsAt: '00:00',
            endsAt: '00:00',
            timeZone: 'UTC',
            everyWeeks: 1,
            validFrom: '2026-01-05',
          })),
          exceptions: [],
          busy,
          rules: { ...rules, minimumNoticeMinutes: 0, horizonDays: 30 },
          now: at('2026-11-20T00:00:00Z'),
          from: at('2026-11-20T00:00:00Z'),
          until: at('2026-12-03T00:00:00Z'),
        }).map((slot) => slot.startsAt.epochMilliseconds);
      const inWeek = (start: number) => start >= week.from && start < week.until;
      expect(offered([asBusy(week, { ...rules, minimumNoticeMinutes: 0, horizonDays: 30 })])).toEqual(
        offered([]).filter((start) => !inWeek(start)),
      );
    }),
    { numRuns: 60 },
  );
});
