import { Temporal } from 'temporal-polyfill';
import type { Busy, SlotRules } from './slots.ts';
import { firstInstant, offsetsBetween, wallAt } from './zone.ts';

/** A week, Monday to Monday, or a day, as the clock shows it in one zone; epoch milliseconds, `until` not included. */
export type Span = { from: number; until: number };

const minute = 60_000;
const day = 86_400_000;

/** The week an instant falls in. A champion's capacity is counted by the weeks of their own zone. */
export function weekOf(instant: Temporal.Instant, timeZone: string): Span {
  const at = instant.epochMilliseconds;
  const offsets = offsetsBetween(timeZone, at - 9 * day, at + 9 * day);
  // 1 January 1970 was a Thursday: the Monday before it was three days earlier.
  const monday = Math.floor((wallAt(offsets, at) + 3 * day) / (7 * day)) * 7 * day - 3 * day;
  return { from: firstInstant(offsets, monday), until: firstInstant(offsets, monday + 7 * day) };
}

export function isWithin(instant: Temporal.Instant, { from, until }: Span): boolean {
  return instant.epochMilliseconds >= from && instant.epochMilliseconds < until;
}

/** The day an instant falls in. */
export function dayOf(instant: Temporal.Instant, timeZone: string): Span {
  const at = instant.epochMilliseconds;
  const offsets = offsetsBetween(timeZone, at - 3 * day, at + 3 * day);
  const midnight = Math.floor(wallAt(offsets, at) / day) * day;
  return { from: firstInstant(offsets, midnight), until: firstInstant(offsets, midnight + day) };
}

/** The weeks, or days, in which at least `most` of the sessions start. */
export function fullSpans(
  sessionStarts: readonly Temporal.Instant[],
  most: number,
  timeZone: string,
  spanOf: typeof weekOf | typeof dayOf,
): Span[] {
  const spans = Map.groupBy(
    sessionStarts.map((start) => spanOf(start, timeZone)),
    (span) => span.from,
  );
  return [...spans.values()].filter((sessions) => sessions.length >= most).flatMap(([span]) => span ?? []);
}

/**
 * A span in which no session may start, as time taken. A session that starts just before it may still run into it, and
 * the distance that the rules keep to what is busy is taken off again.
 */
export function asBusy(span: Span, rules: SlotRules): Busy {
  const reach = (rules.sessionMinutes + rules.bufferAfterMinutes) * minute;
  return {
    startsAt: Temporal.Instant.fromEpochMilliseconds(span.from + reach - 1),
    endsAt: Temporal.Instant.fromEpochMilliseconds(span.until - rules.bufferBeforeMinutes * minute),
  };
}
