import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wallDay } from '../../times.ts';
import { mondayOf, rangeOf, weekGrid } from './week-grid.ts';

const day = (date: string) => Date.parse(`${date}T00:00Z`) / 86_400_000;
const slots = (...starts: string[]) => starts.map((startsAt) => ({ startsAt }));

test('lines up the same time of day across the week', () => {
  const { days, rows } = weekGrid(
    slots('2026-11-24T10:00:00Z', '2026-11-26T10:00:00Z', '2026-11-26T09:30:00Z', '2026-12-01T10:00:00Z'),
    day('2026-11-23'),
    'Europe/Lisbon',
  );
  expect(days).toHaveLength(7);
  expect(rows.map(({ minute, cells }) => [minute, cells.map((cell) => cell.length).join('')])).toEqual([
    [570, '0001000'],
    [600, '0101000'],
  ]);
});

test("belongs to the reader's own day: Sunday evening in Lisbon is Monday in Tokyo", () => {
  const late = slots('2026-11-29T23:00:00Z');
  expect(weekGrid(late, day('2026-11-23'), 'Europe/Lisbon').rows).toHaveLength(1);
  expect(weekGrid(late, day('2026-11-23'), 'Asia/Tokyo').rows).toHaveLength(0);
  expect(weekGrid(late, day('2026-11-30'), 'Asia/Tokyo').rows[0]?.cells[0]).toHaveLength(1);
});

test('shows both passes of an hour that comes twice', () => {
  const twice = slots('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z');
  const { rows } = weekGrid(twice, day('2026-10-19'), 'Europe/Lisbon');
  expect(rows).toMatchObject([{ minute: 90 }]);
  expect(rows[0]?.cells[6]).toHaveLength(2);
});

test('asks for a range that holds every moment of the week, in every zone', () => {
  const zones = fc.constantFrom('Pacific/Kiritimati', 'Pacific/Niue', 'Asia/Kathmandu', 'Europe/Lisbon', 'UTC');
  const moment = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2034-01-01') });
  fc.assert(
    fc.property(zones, moment, (zone, at) => {
      const instant = new Date(at).toISOString();
      const { from, until } = rangeOf(mondayOf(wallDay(instant, zone)));
      expect(from <= instant && instant < until).toBe(true);
    }),
  );
});
