import { expect, test } from 'vitest';
import { hoursDraft, usualOffer } from './hours-draft.ts';
import { blocksOf, dragged, shownHours } from './hours-week.ts';
import { dayNumber } from './wall-time.ts';

const monday = dayNumber('2026-11-23');
const rules = {
  sessionMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  horizonDays: 28,
  sessionsPerDay: null,
};
const zone = 'Europe/Lisbon';
const window = { ...usualOffer, weekday: 2, startsAt: '10:00', endsAt: '12:00', timeZone: zone, everyWeeks: 1 };
const draftOf = (changed: object, exceptions: object[] = []) =>
  hoursDraft({
    windows: [{ ...window, validFrom: '2026-11-02', validUntil: null, ...changed }],
    exceptions: exceptions.map((exception) => ({
      ...usualOffer,
      date: '2026-11-24',
      kind: 'off' as const,
      startsAt: null,
      endsAt: null,
      timeZone: zone,
      ...exception,
    })),
    rules,
  });
const drawn = (draft: ReturnType<typeof draftOf>) =>
  blocksOf(draft, monday, zone).map(({ kind, day, from, until }) => [kind, day, from, until]);

test('draws a window on its day', () => {
  expect(drawn(draftOf({}))).toEqual([['window', 1, 600, 720]]);
});

test('draws what goes past midnight on both days, and nothing after Sunday', () => {
  expect(drawn(draftOf({ startsAt: '22:00', endsAt: '01:00' }))).toEqual([
    ['window', 1, 1320, 1440],
    ['window', 2, 0, 60],
  ]);
  expect(drawn(draftOf({ weekday: 7, startsAt: '22:00', endsAt: '01:00' }))).toEqual([['window', 6, 1320, 1440]]);
});

test('skips weeks and dates in which a window does not open, and rows that lack a time', () => {
  expect(drawn(draftOf({ everyWeeks: 2 }))).toEqual([]);
  expect(drawn(draftOf({ everyWeeks: 3 }))).toHaveLength(1);
  expect(drawn(draftOf({ validFrom: '2026-11-25' }))).toEqual([]);
  expect(drawn(draftOf({ validUntil: '2026-11-23' }))).toEqual([]);
  expect(drawn(draftOf({ endsAt: '' }))).toEqual([]);
  expect(drawn(draftOf({ timeZone: 'Asia/Tokyo' }))).toEqual([]);
});

test('draws days that differ', () => {
  const extra = { kind: 'extra', date: '2026-11-28', startsAt: '09:00', endsAt: '10:00' };
  expect(drawn(draftOf({}, [{}, extra, { date: '2026-11-30' }]))).toEqual([
    ['window', 1, 600, 720],
    ['off', 1, 0, 1440],
    ['extra', 5, 540, 600],
  ]);
});

test('shows whole hours around everything, and a working day at least', () => {
  expect(shownHours([])).toEqual({ first: 9, last: 17 });
  expect(shownHours([{ from: 435, until: 1210 }])).toEqual({ first: 7, last: 21 });
});

test('drags in quarter hours and never out of the day', () => {
  const times = { startsAt: '10:00', endsAt: '12:00' };
  expect(dragged(times, 37, 'whole')).toEqual({ startsAt: '10:30', endsAt: '12:30' });
  expect(dragged(times, -2000, 'whole')).toEqual({ startsAt: '00:00', endsAt: '02:00' });
  expect(dragged(times, 2000, 'whole')).toEqual({ startsAt: '21:45', endsAt: '23:45' });
  expect(dragged(times, -2000, 'end')).toEqual({ startsAt: '10:00', endsAt: '10:15' });
  expect(dragged(times, 20, 'end')).toEqual({ startsAt: '10:00', endsAt: '12:15' });
});
