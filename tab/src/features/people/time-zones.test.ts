import { expect, test } from 'vitest';
import { zoneChoices, zoneName } from './time-zones.ts';

test('names a zone by its city', () => {
  expect(['America/New_York', 'America/Argentina/Buenos_Aires', 'UTC'].map(zoneName)).toEqual([
    'New York',
    'Buenos Aires, Argentina',
    'UTC',
  ]);
});

test('offers every zone once, and the current one even under an old name', () => {
  const offered = zoneChoices('Europe/Kiev').flatMap(({ zones }) => zones.map(({ timeZone }) => timeZone));
  expect(new Set(offered).size).toBe(offered.length);
  expect(offered).toEqual(expect.arrayContaining(['Europe/Kiev', 'Asia/Singapore']));
});
