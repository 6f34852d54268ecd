import { expect, test } from 'vitest';
import { compileCatalogue } from '../compiled-messages.ts';
import en from './messages/en.json' with { type: 'json' };
import pt from './messages/pt.json' with { type: 'json' };
import { createSay } from './messages.ts';
import { clockRange, day, dayAndClock, forBoth, type Reading } from './times.ts';

const catalogue = compileCatalogue(en);
const lisbon: Reading = {
  say: createSay('en-GB', catalogue),
  locale: 'en-GB',
  timeZone: 'Europe/Lisbon',
  now: '2026-11-23T09:00:00Z',
};
const mei = { displayName: 'Mei Tan', timeZone: 'Asia/Singapore' };

test('says near days by name, a week by weekday, then by date, and another year by year', () => {
  const said = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-29', '2026-11-30', '2027-01-04'];
  expect(said.map((date) => day(`${date}T10:00:00Z`, lisbon))).toEqual([
    'yesterday',
    'today',
    'tomorrow',
    'Sunday',
    'Mon 30 Nov',
    'Mon, 4 Jan 2027',
  ]);
});

test('takes the day from the reader’s zone, not from UTC', () => {
  const newYork = { ...lisbon, timeZone: 'America/New_York', now: '2026-11-23T03:30:00Z' };
  expect(dayAndClock('2026-11-23T04:30:00Z', newYork)).toBe('today 23:30');
  expect(dayAndClock('2026-11-23T05:30:00Z', newYork)).toBe('tomorrow 00:30');
});

test('counts calendar days across the day that has 25 hours', () => {
  const before = { ...lisbon, timeZone: 'Europe/Lisbon', now: '2026-10-24T22:30:00Z' };
  expect(day('2026-10-25T23:30:00Z', before)).toBe('tomorrow');
});

test('says the other person’s clock only where it differs, with their day where that differs too', () => {
  expect(forBoth('2026-11-24T10:00:00Z', mei, lisbon)).toBe('tomorrow 10:00 (your time), 18:00 for Mei');
  expect(forBoth('2026-11-24T18:00:00Z', mei, lisbon)).toBe('tomorrow 18:00 (your time), Wednesday 02:00 for Mei');
  expect(forBoth('2026-11-24T10:00:00Z', { displayName: 'Rui', timeZone: 'Europe/London' }, lisbon)).toBe(
    'tomorrow 10:00',
  );
  expect(forBoth('2026-11-24T10:00:00Z', { displayName: 'Rui', timeZone: null }, lisbon)).toBe('tomorrow 10:00');
});

test('says times in the reader’s language', () => {
  const portuguese = { ...lisbon, say: createSay('pt-PT', compileCatalogue(pt)), locale: 'pt-PT' };
  expect(forBoth('2026-11-24T10:00:00Z', mei, portuguese)).toBe('amanhã 10:00 (a sua hora), 18:00 para Mei');
  expect(clockRange('2026-11-24T10:00:00Z', '2026-11-24T10:30:00Z', lisbon)).toBe('10:00–10:30');
});
