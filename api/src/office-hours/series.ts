import { Temporal } from 'temporal-polyfill';
import { meet, nearestSlots, type Offering, slotAt } from './bookable.ts';
import type { Busy, Slot } from './slots.ts';
import { firstInstant, offsetsBetween, wallAt } from './zone.ts';

/** A series may reach further ahead than single bookings: half a year, in days. */
export const seriesHorizonDays = 183;

const week = 7 * 86_400_000;

/**
 * The starts of a series: the first one, and the same time on the clock in `timeZone` every so many weeks after it. Where the
 * clock skips that time, the session starts when the clock jumps, the moment nearest to what was agreed; of a time that
 * comes twice it is the earlier one. Each is counted from the first, so that one odd day does not move those after it.
 */
export function occurrences(
  start: Temporal.Instant,
  timeZone: string,
  everyWeeks: number,
  sessions: number,
): Temporal.Instant[] {
  const first = start.epochMilliseconds;
  const offsets = offsetsBetween(timeZone, first - week, first + (everyWeeks * sessions + 1) * week);
  const wall = wallAt(offsets, first);
  return Array.from({ length: sessions }, (_, index) =>
    index === 0
      ? start
      : Temporal.Instant.fromEpochMilliseconds(firstInstant(offsets, wall + index * everyWeeks * week)),
  );
}

/** What a mentor offers for a series: the hours for one learner, half a year ahead. */
export function forSeries(offering: Offering): Offering {
  const { windows, exceptions, rules } = offering;
  return {
    ...offering,
    windows: windows.filter(({ seats }) => seats === 1),
    exceptions: exceptions.filter(({ kind, seats }) => kind === 'off' || seats === 1),
    groupSessions: [],
    rules: { ...rules, horizonDays: Math.max(rules.horizonDays, seriesHorizonDays) },
  };
}

/** The zone whose clock a series keeps: that of the hours its first session lies in, else the mentor's own. */
export function seriesZone(offering: Offering, start: Temporal.Instant, now: Temporal.Instant): string {
  const slot = slotAt({ ...offering, taken: [], calendar: [], sessions: [] }, start, now);
  if (typeof slot === 'string') return offering.timeZone;
  return offering.windows.find(({ windowId }) => windowId === slot.windowId)?.timeZone ?? offering.timeZone;
}

/** What stands in the way of one session of a series. */
export type Conflict = 'slot-taken' | 'you-are-busy' | 'not-offered' | 'champion-full' | 'calendar-busy';
export type Occurrence = Busy & { conflict: Conflict | null; nearest: Slot[] };

/** Each session of a series with what stands in its way, and up to three free slots near it that meet none of the others. */
export function plan(
  offering: Offering,
  starts: readonly Temporal.Instant[],
  { planned, now }: { planned: readonly Busy[]; now: Temporal.Instant },
): Occurrence[] {
  const { sessionMinutes } = offering.rules;
  const sessions = starts.map((startsAt) => ({ startsAt, endsAt: startsAt.add({ minutes: sessionMinutes }) }));
  return sessions.map((session, index) => {
    const conflict = conflictOf(offering, session, [...planned, ...sessions.slice(0, index)], now);
    if (conflict === null) return { ...session, conflict, nearest: [] };
    const others = sessions.filter((other) => other !== session);
    const nearest = nearestSlots(offering, session.startsAt, { planned: [...planned, ...others], now });
    return { ...session, conflict, nearest };
  });
}

function conflictOf(offering: Offering, session: Busy, planned: readonly Busy[], now: Temporal.Instant) {
  const slot = slotAt(offering, session.startsAt, now);
  // Nothing of a series is a group session: one that is full is a time that is taken.
  if (typeof slot === 'string') return slot === 'session-full' ? 'slot-taken' : slot;
  return planned.some((busy) => meet(busy, session)) ? 'you-are-busy' : null;
}
