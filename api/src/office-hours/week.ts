import type { Temporal } from 'temporal-polyfill';
import type { Busy, SlotRules } from './slots.ts';

/** A week, Monday to Monday, as the clock shows it in one zone. */
export type Week = { from: Temporal.Instant; until: Temporal.Instant };

/** The week an instant falls in. A champion's capacity is counted by the weeks of their own zone. */
export function weekOf(instant: Temporal.Instant, timeZone: string): Week {
  const today = instant.toZonedDateTimeISO(timeZone).startOfDay();
  const monday = today.subtract({ days: today.dayOfWeek - 1 }).startOfDay();
  return { from: monday.toInstant(), until: monday.add({ weeks: 1 }).startOfDay().toInstant() };
}

/** The weeks in which at least `capacity` of the sessions start. */
export function fullWeeks(sessionStarts: readonly Temporal.Instant[], capacity: number, timeZone: string): Week[] {
  const weeks = Map.groupBy(
    sessionStarts.map((start) => weekOf(start, timeZone)),
    (week) => week.from.epochMilliseconds,
  );
  return [...weeks.values()].filter((sessions) => sessions.length >= capacity).flatMap(([week]) => week ?? []);
}

/**
 * A week in which no session may start, as time taken. A session that starts just before it may still run into it, and
 * the distance that the rules keep to what is busy is taken off again.
 */
export function asBusy(week: Week, rules: SlotRules): Busy {
  const reach = { minutes: rules.sessionMinutes + rules.bufferAfterMinutes, milliseconds: -1 };
  return {
    startsAt: week.from.add({ minutes: reach.minutes }).add({ milliseconds: reach.milliseconds }),
    endsAt: week.until.subtract({ minutes: rules.bufferBeforeMinutes }),
  };
}
