import { expect, test } from 'vitest';
import { saySeconds, secondsLeft, wholeSeconds } from './countdown.ts';

const check = { since: '2026-11-23T10:00:00Z', until: '2026-11-23T10:01:30Z' };
const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);

test('counts down to the second, and stops at none', () => {
  expect(wholeSeconds(check)).toBe(90);
  expect(secondsLeft(check, at('10:00:00'))).toBe(90);
  expect(secondsLeft(check, at('10:01:29.500'))).toBe(1);
  expect(secondsLeft(check, at('10:05:00'))).toBe(0);
});

test('promises no more than there is to a device whose clock is behind', () => {
  expect(secondsLeft(check, at('09:50:00'))).toBe(90);
});

test('says minutes and seconds', () => {
  expect([90, 65, 9, 0].map(saySeconds)).toEqual(['1:30', '1:05', '0:09', '0:00']);
});
