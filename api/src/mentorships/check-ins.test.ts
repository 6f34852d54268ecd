import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { movedByPause, weeklyCheckIns } from './check-ins.ts';

const start = Temporal.Instant.from('2026-11-23T09:00:00Z');
const hours = (from: Temporal.Instant, to: Temporal.Instant) => from.until(to).total('hours');

test('asks after two, six and twelve weeks', () => {
  expect(weeklyCheckIns(start).map(({ point, dueAt }) => [point, dueAt.toString()])).toEqual([
    ['week-2', '2026-12-07T09:00:00Z'],
    ['week-6', '2027-01-04T09:00:00Z'],
    ['week-12', '2027-02-15T09:00:00Z'],
  ]);
});

test('a pause puts off what was still to come by its own length, and leaves what was due', () => {
  const hour = fc.nat(24 * 7 * 20);
  fc.assert(
    fc.property(hour, hour, (after, long) => {
      const due = weeklyCheckIns(start);
      const from = start.add({ hours: after });
      const moved = movedByPause(due, { from, until: from.add({ hours: long }) });
      const dueAtOf = new Map(moved.map(({ point, dueAt }) => [point, dueAt]));
      for (const { point, dueAt } of due) {
        const later = dueAtOf.get(point);
        if (hours(from, dueAt) > 0) expect(later && hours(dueAt, later)).toBe(long);
        else expect(later).toBeUndefined();
      }
    }),
  );
});

test('pauses one after the other add up', () => {
  const first = { from: start.add({ hours: 24 }), until: start.add({ hours: 24 * 8 }) };
  const second = { from: start.add({ hours: 24 * 10 }), until: start.add({ hours: 24 * 11 }) };
  const [twoWeeks] = movedByPause(movedByPause(weeklyCheckIns(start), first), second);
  expect(twoWeeks?.dueAt.toString()).toBe('2026-12-15T09:00:00Z');
});
