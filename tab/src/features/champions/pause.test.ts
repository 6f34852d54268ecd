import { describe, expect, test } from 'vitest';
import { compileCatalogue } from '../../../compiled-messages.ts';
import en from '../../messages/en.json' with { type: 'json' };
import { createSay } from '../../messages.ts';
import { dateIn, isPaused, sayDate } from './pause.ts';

const say = createSay('en-GB', compileCatalogue(en));
// Already Tuesday in Singapore, still Monday in New York.
const now = '2026-11-23T20:00:00Z';
const inSingapore = { say, locale: 'en-GB', timeZone: 'Asia/Singapore', now };
const inNewYork = { ...inSingapore, timeZone: 'America/New_York' };

describe('a pause', () => {
  test('ends on its date, in the reader’s own calendar', () => {
    expect(isPaused('2026-11-24', inNewYork)).toBe(true);
    expect(isPaused('2026-11-24', inSingapore)).toBe(false);
  });

  test('is none without a date', () => {
    expect(isPaused(null, inNewYork)).toBe(false);
  });
});

test('says a date in the reader’s calendar, whatever the zone', () => {
  expect([sayDate('2026-11-25', inSingapore), sayDate('2026-11-24', inNewYork)]).toEqual(['tomorrow', 'tomorrow']);
  expect(sayDate('2026-12-16', inNewYork)).toBe('Wed 16 Dec');
});

test('counts days from the reader’s today', () => {
  expect([dateIn(1, inSingapore), dateIn(1, inNewYork)]).toEqual(['2026-11-25', '2026-11-24']);
});
