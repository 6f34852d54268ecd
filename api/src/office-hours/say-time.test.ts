import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { sayDate, sayTime } from './say-time.ts';

const now = Temporal.Instant.from('2026-11-23T22:30:00Z'); // a Monday evening in Lisbon, Tuesday in Singapore
const said = (instant: string, locale: string, timeZone: string) =>
  sayTime(Temporal.Instant.from(instant), { now, timeZone, locale }).replaceAll('\u202f', ' ');

test.each([
  ['2026-11-23T23:00:00Z', 'en-GB', 'Europe/Lisbon', 'today 23:00'],
  ['2026-11-24T10:00:00Z', 'en-GB', 'Europe/Lisbon', 'tomorrow 10:00'],
  ['2026-11-24T10:00:00Z', 'pt-PT', 'Europe/Lisbon', 'amanhã 10:00'],
  ['2026-11-24T10:00:00Z', 'en-US', 'Europe/Lisbon', 'tomorrow 10:00 AM'],
  ['2026-11-24T10:00:00Z', 'en-GB', 'Asia/Singapore', 'today 18:00'],
  ['2026-11-22T10:00:00Z', 'pt-PT', 'Europe/Lisbon', 'ontem 10:00'],
  ['2026-11-30T14:30:00Z', 'en-GB', 'Europe/Lisbon', 'Mon 30 Nov 14:30'],
  ['2026-11-30T14:30:00Z', 'pt-PT', 'Europe/Lisbon', 'segunda 30/11 14:30'],
  ['2027-01-04T14:30:00Z', 'en-GB', 'Europe/Lisbon', 'Mon 4 Jan 2027 14:30'],
])('says %s in %s and %s as "%s"', (instant, locale, timeZone, words) => {
  expect(said(instant, locale, timeZone)).toBe(words);
});

test('says today and tomorrow by the calendar, not by hours', () => {
  expect(said('2026-11-24T00:10:00Z', 'en-GB', 'Europe/Lisbon')).toBe('tomorrow 00:10');
});

test('says a date with its year only when it is another one', () => {
  const listener = { now, timeZone: 'Europe/Lisbon', locale: 'en-GB' };
  expect(sayDate('2026-12-01', listener)).toBe('1 December');
  expect(sayDate('2027-05-01', listener)).toBe('1 May 2027');
  expect(sayDate('2026-12-01', { ...listener, timeZone: 'Pacific/Kiritimati', locale: 'pt-PT' })).toBe('1 de dezembro');
});
