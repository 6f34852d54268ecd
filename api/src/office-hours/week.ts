import { Temporal } from 'temporal-polyfill';
import type { Busy, SlotRules } from './slots.ts';
import { firstInstant, offsetsBetween, wallAt } from './zone.ts';

/** A week, Monday to Monday, as the clock shows it in one zone; epoch milliseconds, `until` not included. */
export type Week = { from: number; until: number };

const minute = 60_000;
const day = 86_400_000;

/** The week an instant falls in. A champion's capacity is counted by the weeks of their own zone. */
export function weekOf(instant: Temporal.Instant, timeZone: string): Week {
  const at = instant.epochMilliseconds;
  const offsets = offsetsBetween(timeZone, at - 9 * day, at + 9 * day);
  // 1 January 1970 was a Thursday: the Monday before it was three days earlier.
  const monday = Math.floor((wallAt(offsets, at) + 3 * day) / (7 * day)) * 7 * day - 3 * day;
  return { from: firstInstant(offsets, monday), until: firstInstant(offsets, monday + 7 * day) };
}

export function isWithin(instant: Temporal.Instant, { from, until }: Week): boolean {
  return instant.epochMilliseconds >= from && instant.epochMilliseconds < until;
}

/** The weeks in which at least `capacity` of the sessions start. */
export function fullWeeks(sessionStarts: readonly Temporal.Instant[], capacity: number, timeZone: string): Week[] {
  const weeks = Map.groupBy(
    sessionStarts.map((start) => weekOf(start, timeZone)),
    (week) => week.from,
  );
  return [...weeks.values()].filter((sessions) => sessions.length >= capacity).flatMap(([week]) => week ?? []);
}

/**
 * A week in which no session may start, as time taken. A session that starts just before it may still run into it, and
 * the distance that the rules keep to what is busy is taken off again.
 */
export function asBusy(week: Week, rules: SlotRules): Busy {
  const reach = (rules.sessionMinutes + rules.bufferAfterMinutes) * minute;
  return {
    startsAt: Temporal.Instant.fromEpochMilliseconds(week.from + reach - 1),
    endsAt: Temporal.Instant.fromEpochMilliseconds(week.until - rules.bufferBeforeMinutes * minute),
  };
}
