import { Temporal } from 'temporal-polyfill';
import { type Availability, type Busy, listSlots, nextFreeSlot, type Slot, type SlotRules } from './slots.ts';
import { asBusy, fullWeeks, isWithin, weekOf } from './week.ts';
import type { DateException, WeeklyWindow } from './window.ts';

/** For a champion who has not set their own. The database has the same defaults. */
export const defaultRules: SlotRules = {
  sessionMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 120,
  horizonDays: 28,
};

/** What a champion offers, and what of it is taken. */
export type Offering = {
  championId: string;
  windows: readonly WeeklyWindow[];
  exceptions: readonly DateException[];
  rules: SlotRules;
  capacityPerWeek: number;
  /** `YYYY-MM-DD` in `timeZone`: no new bookings before it. */
  pausedUntil: string | null;
  /** The champion's own zone, by which their weeks and days are counted. */
  timeZone: string;
  /** Their engagements, with the buffers those were made with. */
  taken: readonly Busy[];
  /** When the sessions booked with them start, the past days of this week included. */
  sessionStarts: readonly Temporal.Instant[];
};

/** The date until which the champion takes no new bookings, while they are paused; null for who is not. */
export function pauseEnd({ pausedUntil, timeZone }: Offering, now: Temporal.Instant): string | null {
  if (pausedUntil === null) return null;
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  return Temporal.PlainDate.compare(today, pausedUntil) < 0 ? pausedUntil : null;
}

/** Why nobody can book a session at exactly `startsAt`, as far as this offering knows; null when one is offered. */
export function whyNot(
  offering: Offering,
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
): 'not-offered' | 'champion-full' | 'slot-taken' | null {
  const { windows, exceptions, rules, taken } = offering;
  const exactly = { windows, exceptions, rules, now, from: startsAt, until: startsAt.add({ milliseconds: 1 }) };
  const [offered] = listSlots({ ...exactly, busy: [] });
  if (!offered?.startsAt.equals(startsAt)) return 'not-offered';
  if (sessionsInWeekOf(offering, startsAt) >= offering.capacityPerWeek) return 'champion-full';
  return listSlots({ ...exactly, busy: taken }).length > 0 ? null : 'slot-taken';
}

/** How many sessions the champion has in the week in which `instant` falls. */
export function sessionsInWeekOf({ sessionStarts, timeZone }: Offering, instant: Temporal.Instant): number {
  const week = weekOf(instant, timeZone);
  return sessionStarts.filter((start) => isWithin(start, week)).length;
}

/** The slots that start in `[from, until)` and can be booked now, soonest first. */
export function bookableSlots(
  offering: Offering,
  { from, until, now }: { from: Temporal.Instant; until: Temporal.Instant; now: Temporal.Instant },
): Slot[] {
  if (offering.capacityPerWeek === 0 || pauseEnd(offering, now) !== null) return [];
  return listSlots({ ...availabilityOf(offering, now), from, until });
}

export function soonestSlot(offering: Offering, now: Temporal.Instant): Slot | null {
  if (offering.capacityPerWeek === 0 || pauseEnd(offering, now) !== null) return null;
  return nextFreeSlot(availabilityOf(offering, now));
}

/**
 * Up to three bookable slots, in order of time, that are closest to the one somebody could not have and do not meet what
 * that person has planned.
 */
export function nearestSlots(
  offering: Offering,
  wanted: Temporal.Instant,
  { planned, now }: { planned: readonly Busy[]; now: Temporal.Instant },
): Slot[] {
  const until = now.add({ hours: 24 * offering.rules.horizonDays });
  const distance = (slot: Slot) => Math.abs(slot.startsAt.epochMilliseconds - wanted.epochMilliseconds);
  return bookableSlots(offering, { from: now, until, now })
    .filter((slot) => !planned.some((busy) => meet(slot, busy)))
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 3)
    .sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
}

function meet(a: Busy, b: Busy): boolean {
  return Temporal.Instant.compare(a.startsAt, b.endsAt) < 0 && Temporal.Instant.compare(b.startsAt, a.endsAt) < 0;
}

/** Engagements keep their own buffers and the new session brings its own, as the constraint on engagements has it. */
function availabilityOf(offering: Offering, now: Temporal.Instant): Availability {
  const { windows, exceptions, rules, taken, sessionStarts, capacityPerWeek, timeZone } = offering;
  const full = fullWeeks(sessionStarts, capacityPerWeek, timeZone).map((week) => asBusy(week, rules));
  return { windows, exceptions, rules, now, busy: [...taken, ...full] };
}
