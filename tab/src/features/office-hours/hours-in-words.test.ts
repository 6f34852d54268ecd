import { expect, test } from 'vitest';
import { usualOffer } from './hours-draft.ts';
import { sharedHours } from './hours-in-words.ts';

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

test('says days with the same hours together, in the order of the week', () => {
  const windows = [{ ...window, weekday: 3 }, window, { ...window, weekday: 4, startsAt: '15:00', endsAt: '16:30' }];
  expect(sharedHours(windows, '2026-11-23').map(({ weekdays, startsAt }) => [weekdays, startsAt])).toEqual([
    [[1, 3], '10:00'],
    [[4], '15:00'],
  ]);
});

test('keeps hours of every second week apart from weekly ones', () => {
  expect(sharedHours([window, { ...window, weekday: 2, everyWeeks: 2 }], '2026-11-23')).toHaveLength(2);
});

test('leaves out what is over, not what ends today', () => {
  const ended = { ...window, validUntil: '2026-11-22' };
  expect(sharedHours([ended, { ...window, weekday: 2, validUntil: '2026-11-23' }], '2026-11-23')).toMatchObject([
    { weekdays: [2] },
  ]);
});
