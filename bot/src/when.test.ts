import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { sayTheirStart, sayTimes, sayZone } from './when.ts';

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

test.each([
  ['Asia/Singapore', '2026-11-24T10:00:00Z', '18:00'],
  ['Asia/Singapore', '2026-11-24T17:00:00Z', 'Wed 01:00'],
  ['America/Los_Angeles', '2026-11-24T05:00:00Z', 'Mon 21:00'],
  // London's clock shows what Lisbon's does.
  ['Europe/London', '2026-11-24T10:00:00Z', undefined],
  ['Nowhere/Land', '2026-11-24T10:00:00Z', undefined],
])('beside a reader in Lisbon, the clock in %s shows %s as %s', (theirZone, startsAt, words) => {
  expect(sayTheirStart(startsAt, theirZone, { locale: 'en-GB', timeZone: 'Europe/Lisbon', now })).toBe(words);
});

test.each([
  ['en-GB', 'Europe/Lisbon', 'Western European Time'],
  ['pt-PT', 'Europe/Lisbon', 'Hora da Europa Ocidental'],
  ['en-US', 'America/New_York', 'Eastern Time'],
  ['en-GB', 'UTC', 'Coordinated Universal Time'],
])('in %s, %s is called “%s”', (locale, timeZone, words) => {
  expect(sayZone({ locale, timeZone, now })).toBe(words);
});
