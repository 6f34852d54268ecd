import { expect, test } from 'vitest';
import { sayMinutes, withCurrent } from './durations.ts';

test('says minutes in the largest unit that fits evenly', () => {
  expect([15, 60, 90, 120, 1440, 2880, 20_160].map((minutes) => sayMinutes(minutes, 'en'))).toEqual([
    '15 minutes',
    '1 hour',
    '90 minutes',
    '2 hours',
    '1 day',
    '2 days',
    '2 weeks',
  ]);
  expect(sayMinutes(120, 'pt-PT')).toBe('2 horas');
});

test('keeps an unusual current choice among the usual ones, in order', () => {
  expect(withCurrent([15, 30, 60], 25)).toEqual([15, 25, 30, 60]);
  expect(withCurrent([15, 30], 30)).toEqual([15, 30]);
});
