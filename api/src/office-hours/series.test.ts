import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { occurrences } from './series.ts';

const zones = Intl.supportedValuesOf('timeZone');
const starts = fc
  .integer({ min: 0, max: 10 * 365 * 24 * 4 })
  .map((quarters) => Temporal.Instant.from('2020-01-01T00:00:00Z').add({ minutes: 15 * quarters }));
const series = fc.record({
  start: starts,
  timeZone: fc.constantFrom(...zones),
  everyWeeks: fc.integer({ min: 1, max: 8 }),
  sessions: fc.integer({ min: 2, max: 12 }),
});

const wallIn = (timeZone: string) => (instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString();

describe('the sessions of a series', () => {
  test('show the time that Temporal finds so many weeks on, in every zone', () => {
    fc.assert(
      fc.property(series, ({ start, timeZone, everyWeeks, sessions }) => {
        const found = occurrences(start, timeZone, everyWeeks, sessions);
        expect(found).toHaveLength(sessions);
        expect(found[0]).toEqual(start);
        const first = start.toZonedDateTimeISO(timeZone).toPlainDateTime();
        for (const [index, occurrence] of found.entries()) {
          if (index === 0) continue;
          const agreed = first.add({ weeks: index * everyWeeks });
          const exact = agreed.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
          if (exact.toPlainDateTime().equals(agreed)) {
            expect(occurrence).toEqual(exact.toInstant());
          } else {
            // Skipped: the session starts as the clock jumps, and the moment before still showed an earlier time.
            expect(wallIn(timeZone)(occurrence) > agreed.toString()).toBe(true);
            expect(wallIn(timeZone)(occurrence.subtract({ nanoseconds: 1 })) < agreed.toString()).toBe(true);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('start as the clock jumps where it skips their time, and are back at it the time after', () => {
    const start = Temporal.Instant.from('2026-03-15T01:30:00Z'); // Lisbon goes from 1:00 to 2:00 on 29 March.
    const times = occurrences(start, 'Europe/Lisbon', 2, 3).map(wallIn('Europe/Lisbon'));
    expect(times).toEqual(['2026-03-15T01:30:00', '2026-03-29T02:00:00', '2026-04-12T01:30:00']);
  });

  test('take the earlier of an hour that comes twice', () => {
    const start = Temporal.Instant.from('2026-10-18T00:30:00Z'); // Lisbon shows 1:30 twice on 25 October.
    expect(occurrences(start, 'Europe/Lisbon', 1, 2).map(String)).toEqual([
      '2026-10-18T00:30:00Z',
      '2026-10-25T00:30:00Z',
    ]);
  });

  test('begin at the second pass when that is the one that was chosen', () => {
    const start = Temporal.Instant.from('2026-10-25T01:30:00Z');
    expect(occurrences(start, 'Europe/Lisbon', 1, 2).map(String)).toEqual([
      '2026-10-25T01:30:00Z',
      '2026-11-01T01:30:00Z',
    ]);
  });
});
