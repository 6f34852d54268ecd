import { daysAway, type Reading, wallDay } from '../../times.ts';
import { mondayOf } from './week-grid.ts';

type Period = 'today' | 'this-week' | 'next-week' | 'later';
type Seat = { sessionId: string; startsAt: string };
/** Everybody's places in one session. */
export type Together<One extends Seat> = readonly [One, ...One[]];
export type AgendaDay<One extends Seat> = { startsAt: string; sessions: Together<One>[] };
export type AgendaPart<One extends Seat> = { period: Period; days: AgendaDay<One>[] };

/** Seats in the order of time as their champion looks at them: sessions of a day, days of a week; what is under way is today. */
export function agendaOf<One extends Seat>(
  seats: readonly One[],
  reading: Pick<Reading, 'timeZone' | 'now'>,
): AgendaPart<One>[] {
  const sessions = sessionsOf(seats);
  return grouped(sessions, ([{ startsAt }]) => periodOf(startsAt, reading)).map(([period, within]) => ({
    period,
    days: grouped(within, ([{ startsAt }]) => Math.max(0, daysAway(startsAt, reading))).map(([, [first, ...rest]]) => ({
      startsAt: first[0].startsAt,
      sessions: [first, ...rest],
    })),
  }));
}

/** The seats of each session together, in the order in which the sessions come first. */
export function sessionsOf<One extends Seat>(seats: readonly One[]): Together<One>[] {
  return grouped(seats, ({ sessionId }) => sessionId).map(([, together]) => together);
}

function periodOf(startsAt: string, reading: Pick<Reading, 'timeZone' | 'now'>): Period {
  if (daysAway(startsAt, reading) <= 0) return 'today';
  const monday = (instant: string) => mondayOf(wallDay(instant, reading.timeZone));
  const weeks = (monday(startsAt) - monday(reading.now)) / 7;
  if (weeks === 0) return 'this-week';
  return weeks === 1 ? 'next-week' : 'later';
}

function grouped<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): [Key, [Value, ...Value[]]][] {
  const groups = new Map<Key, [Value, ...Value[]]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups];
}
