import { expect, test } from 'vitest';
import { ianaZone } from './windows-zones.ts';

test.each([
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['GMT Standard Time', 'Europe/London'],
  ['india standard time', 'Asia/Calcutta'],
  ['Eastern Standard Time (Mexico)', 'America/Cancun'],
  ['UTC', 'UTC'],
  ['Europe/Lisbon', 'Europe/Lisbon'],
])('knows %s', (name, iana) => {
  const zone = ianaZone(name);
  // Runtimes differ in which of two names for one zone they call the right one.
  const canonical = (zone: string | undefined) =>
    new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  expect(canonical(zone)).toBe(canonical(iana));
});

test('does not know a zone somebody made by hand', () => {
  expect(ianaZone('Customized Time Zone')).toBeUndefined();
  expect(ianaZone('')).toBeUndefined();
});
