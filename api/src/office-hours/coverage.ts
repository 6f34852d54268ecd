import { Temporal } from 'temporal-polyfill';
import { bookableSlots, isFullSession, type OfferedSlot, type Offering, pauseEnd } from './bookable.ts';
import { listSlots } from './slots.ts';
import { dayOf, isWithin, type Span, weekOf } from './week.ts';
import { offsetsBetween, wallAt } from './zone.ts';

type Ahead = { now: Temporal.Instant; until: Temporal.Instant };

const hour = 3_600_000;
const hoursOfWeek = 7 * 24;

/**
 * How many more sessions a champion could have until then, and how many they have. A champion with thirty free slots who
 * takes three sessions a week has room for three that week; a place in a group session that takes place already is one more.
 */
export function roomAhead(offering: Offering, { now, until }: Ahead): { free: number; booked: number } {
  const places = bookableSlots(offering, { from: now, until, now }).filter((slot) => !isFullSession(slot));
  const fresh = places.filter(({ session }) => session === null);
  const { timeZone, capacityPerWeek, rules } = offering;
  const weeks = grouped(fresh, (slot) => weekOf(slot.startsAt, timeZone));
  let free = places.length - fresh.length;
  for (const { span, slots } of weeks) {
    const perDay = rules.sessionsPerDay ?? Infinity;
    const byDay = grouped(slots, (slot) => dayOf(slot.startsAt, timeZone)).map((day) =>
      Math.min(day.slots.length, perDay - countIn(offering, day.span)),
    );
    free += Math.min(
      byDay.reduce((sum, sessions) => sum + sessions, 0),
      capacityPerWeek - countIn(offering, span),
    );
  }
  return { free, booked: countIn(offering, { from: now.epochMilliseconds, until: until.epochMilliseconds }) };
}

function grouped(slots: readonly OfferedSlot[], spanOf: (slot: OfferedSlot) => Span) {
  const groups = new Map<number, { span: Span; slots: OfferedSlot[] }>();
  for (const slot of slots) {
    const span = spanOf(slot);
    const group = groups.get(span.from) ?? { span, slots: [] };
    group.slots.push(slot);
    groups.set(span.from, group);
  }
  return [...groups.values()];
}

function countIn({ sessions }: Offering, span: Span): number {
  return sessions.filter(({ startsAt }) => isWithin(startsAt, span)).length;
}

/**
 * The hours of the week, as the clock in `timeZone` shows them (0 is Monday from midnight on, 167 the end of Sunday), in
 * which a champion offers sessions until then, whoever has booked them already.
 */
export function hoursOffered(offering: Offering, { now, until }: Ahead, timeZone: string): Set<number> {
  const offered = new Set<number>();
  if (offering.capacityPerWeek === 0) return offered;
  const { windows, exceptions, rules } = offering;
  const everything = { ...rules, minimumNoticeMinutes: 0, horizonDays: Math.ceil(until.since(now).total('days')) };
  const from = startOfOffer(offering, now);
  const offsets = offsetsBetween(timeZone, now.epochMilliseconds, until.epochMilliseconds + 24 * hour);
  for (const slot of listSlots({ windows, exceptions, rules: everything, busy: [], now, from, until })) {
    const first = Math.floor(wallAt(offsets, slot.startsAt.epochMilliseconds) / hour);
    const last = Math.floor((wallAt(offsets, slot.endsAt.epochMilliseconds) - 1) / hour);
    // 1 January 1970 was a Thursday, three days after a Monday.
    for (let each = first; each <= last; each++) offered.add((((each + 72) % hoursOfWeek) + hoursOfWeek) % hoursOfWeek);
  }
  return offered;
}

/** Now, or the day on which a champion who takes a break is back. */
function startOfOffer(offering: Offering, now: Temporal.Instant): Temporal.Instant {
  const back = pauseEnd(offering, now);
  return back === null ? now : Temporal.PlainDate.from(back).toZonedDateTime(offering.timeZone).toInstant();
}
