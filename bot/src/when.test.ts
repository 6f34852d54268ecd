import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { sayTimes } from './when.ts';

const now = Temporal.Instant.from('2026-11-23T08:00:00Z');
const session = (startsAt: string) => ({
  startsAt,
  endsAt: Temporal.Instant.from(startsAt).add({ minutes: 30 }).toString(),
});

test.each([
  ['en-GB', 'Europe/Lisbon', '2026-11-23T10:00:00Z', 'today 10:00–10:30'],
  ['en-GB', 'Asia/Singapore', '2026-11-23T17:00:00Z', 'tomorrow 01:00–01:30'],
  ['en-US', 'America/New_York', '2026-11-24T03:00:00Z', 'today 10:00 PM–10:30 PM'],
  ['pt-PT', 'Europe/Lisbon', '2026-11-24T10:00:00Z', 'amanhã 10:00–10:30'],
  ['en-GB', 'Europe/Lisbon', '2026-11-27T10:00:00Z', 'Fri 27 Nov 10:00–10:30'],
  ['en-GB', 'Europe/Lisbon', '2027-01-05T10:00:00Z', 'Tue 5 Jan 2027 10:00–10:30'],
])('in %s and %s, %s is “%s”', (locale, timeZone, startsAt, words) => {
  expect(sayTimes(session(startsAt), { locale, timeZone, now })).toBe(words);
});
