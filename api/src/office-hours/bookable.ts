import { Temporal } from 'temporal-polyfill';
import { type Availability, type Busy, listSlots, nextFreeSlot, type Slot, type SlotRules } from './slots.ts';
import { asBusy, dayOf, fullSpans, isWithin, weekOf } from './week.ts';
import type { DateException, WeeklyWindow } from './window.ts';

/** What the sessions of some hours are like. */
export type SessionOffer = {
  /** 1 is a session for one learner. */
  seats: number;
  place: 'teams' | 'room' | 'either';
  /** Empty where everything is in Teams. */
  room: string;
  /** Topic keys; empty is any topic. */
  topics: readonly string[];
  /** BCP 47 primary tags; empty is every language of the champion's. */
  languages: readonly string[];
};

export type BookingRules = SlotRules & {
  /** Counted by the champion's own days; null is no limit. */
  sessionsPerDay: number | null;
};

/** For a champion who has not set their own. The database has the same defaults. */
export const defaultRules: BookingRules = {
  sessionMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 120,
  horizonDays: 28,
  sessionsPerDay: null,
};

const anything: SessionOffer = { seats: 1, place: 'teams', room: '', topics: [], languages: [] };

/** A session with several seats that takes place already. */
export type GroupSession = Busy & {
  sessionId: string;
  seats: number;
  taken: number;
  place: SessionOffer['place'];
  room: string;
};

/** What a champion offers, and what of it is taken. */
export type Offering = {
  championId: string;
  windows: readonly (WeeklyWindow & SessionOffer)[];
  exceptions: readonly (DateException & SessionOffer)[];
  rules: BookingRules;
  capacityPerWeek: number;
  /** `YYYY-MM-DD` in `timeZone`: no new bookings before it. */
  pausedUntil: string | null;
  /** The champion's own zone, by which their weeks and days are counted. */
  timeZone: string;
  /** Their engagements, with the buffers those were made with. */
  taken: readonly (Busy & { sessionId: string })[];
  /** Their sessions, the past days of this week included. */
  sessions: readonly { sessionId: string; startsAt: Temporal.Instant }[];
  groupSessions: readonly GroupSession[];
  /** What else their calendar has, as far as it was asked. */
  calendar: readonly Busy[];
};

/** A slot with what it offers: a new session (`session` is null), or a seat in one that takes place already. */
export type OfferedSlot = Slot & SessionOffer & { session: GroupSession | null };

/** The date until which the champion takes no new bookings, while they are paused; null for who is not. */
export function pauseEnd({ pausedUntil, timeZone }: Offering, now: Temporal.Instant): string | null {
  if (pausedUntil === null) return null;
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  return Temporal.PlainDate.compare(today, pausedUntil) < 0 ? pausedUntil : null;
}

/** The offering as if this session were not there, for moving it. */
export function without(offering: Offering, sessionId: string): Offering {
  const others = <T extends { sessionId: string }>(all: readonly T[]) =>
    all.filter((one) => one.sessionId !== sessionId);
  return {
    ...offering,
    taken: others(offering.taken),
    sessions: others(offering.sessions),
    groupSessions: others(offering.groupSessions),
  };
}

export type Obstacle = 'not-offered' | 'champion-full' | 'slot-taken' | 'session-full' | 'calendar-busy';

/** The slot that starts at exactly `startsAt`, or why nobody can have it, as far as this offering knows. */
export function slotAt(offering: Offering, startsAt: Temporal.Instant, now: Temporal.Instant): OfferedSlot | Obstacle {
  const { windows, exceptions, rules, taken, calendar } = offering;
  const group = offering.groupSessions.find((session) => session.startsAt.equals(startsAt));
  if (group && isInReach(group, rules, now))
    return group.taken < group.seats ? seatIn(group, offering) : 'session-full';
  const exactly = { windows, exceptions, rules, now, from: startsAt, until: startsAt.add({ milliseconds: 1 }) };
  const [offered] = listSlots({ ...exactly, busy: [] });
  if (!offered?.startsAt.equals(startsAt)) return 'not-offered';
  if (listSlots({ ...exactly, busy: taken }).length === 0) return 'slot-taken';
  if (isFull(offering, startsAt)) return 'champion-full';
  if (listSlots({ ...exactly, busy: calendar }).length === 0) return 'calendar-busy';
  return newSession(offered, offering);
}

function isFull(offering: Offering, startsAt: Temporal.Instant): boolean {
  const { sessionsPerDay } = offering.rules;
  if (sessionsInWeekOf(offering, startsAt) >= offering.capacityPerWeek) return true;
  return sessionsPerDay !== null && countIn(offering, dayOf(startsAt, offering.timeZone)) >= sessionsPerDay;
}

/** How many sessions the champion has in the week in which `instant` falls. */
export function sessionsInWeekOf(offering: Offering, instant: Temporal.Instant): number {
  return countIn(offering, weekOf(instant, offering.timeZone));
}

function countIn({ sessions }: Offering, span: { from: number; until: number }): number {
  return sessions.filter(({ startsAt }) => isWithin(startsAt, span)).length;
}

/**
 * The slots that start in `[from, until)` and can be booked now, soonest first: new sessions, and free seats in sessions
 * that take place already. Full group sessions are among them: they can be waited for.
 */
export function bookableSlots(
  offering: Offering,
  { from, until, now }: { from: Temporal.Instant; until: Temporal.Instant; now: Temporal.Instant },
): OfferedSlot[] {
  if (pauseEnd(offering, now) !== null) return [];
  const fresh = offering.capacityPerWeek === 0 ? [] : listSlots({ ...availabilityOf(offering, now), from, until });
  const groups = offering.groupSessions.filter(
    ({ startsAt }) => startsAt.epochMilliseconds >= from.epochMilliseconds && isBefore(startsAt, until),
  );
  return [
    ...fresh.map((slot) => newSession(slot, offering)),
    ...groups.filter((group) => isInReach(group, offering.rules, now)).map((group) => seatIn(group, offering)),
  ].sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
}

/** The soonest slot that a person with these plans could have and that `fits`; null when there is none. */
export function soonestSlot(
  offering: Offering,
  now: Temporal.Instant,
  planned: readonly Busy[] = [],
  fits: (slot: OfferedSlot) => boolean = () => true,
): OfferedSlot | null {
  if (pauseEnd(offering, now) !== null) return null;
  if (planned.length === 0 && offering.groupSessions.length === 0) {
    const soonest = offering.capacityPerWeek === 0 ? null : nextFreeSlot(availabilityOf(offering, now));
    const slot = soonest && newSession(soonest, offering);
    if (slot === null || fits(slot)) return slot;
  }
  const horizon = now.add({ hours: 24 * offering.rules.horizonDays });
  // Most champions have something within a week: look there first, then twice as far each time.
  for (let [from, days] = [now, 7]; isBefore(from, horizon); days *= 2) {
    const until = from.add({ hours: 24 * days });
    const soonest = freeFor(bookableSlots(offering, { from, until, now }), planned).find(fits);
    if (soonest) return soonest;
    from = until;
  }
  return null;
}

/** The slots with a place left that do not meet what a person has planned. */
export function freeFor(slots: readonly OfferedSlot[], planned: readonly Busy[]): OfferedSlot[] {
  return slots.filter((slot) => !isFullSession(slot) && !planned.some((busy) => meet(slot, busy)));
}

export function isFullSession({ session }: OfferedSlot): boolean {
  return session !== null && session.taken >= session.seats;
}

/**
 * Up to three bookable slots, in order of time, that are closest to the one somebody could not have and do not meet what
 * that person has planned.
 */
export function nearestSlots(
  offering: Offering,
  wanted: Temporal.Instant,
  { planned, now }: { planned: readonly Busy[]; now: Temporal.Instant },
): OfferedSlot[] {
  const until = now.add({ hours: 24 * offering.rules.horizonDays });
  const distance = (slot: Slot) => Math.abs(slot.startsAt.epochMilliseconds - wanted.epochMilliseconds);
  return freeFor(bookableSlots(offering, { from: now, until, now }), planned)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, 3)
    .sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
}

export function meet(a: Busy, b: Busy): boolean {
  return isBefore(a.startsAt, b.endsAt) && isBefore(b.startsAt, a.endsAt);
}

/** The champion's time has their buffers around it. */
export function engagedFor(
  { startsAt, endsAt }: Busy,
  { bufferBeforeMinutes, bufferAfterMinutes }: BookingRules,
): { from: Temporal.Instant; until: Temporal.Instant } {
  return {
    from: startsAt.subtract({ minutes: bufferBeforeMinutes }),
    until: endsAt.add({ minutes: bufferAfterMinutes }),
  };
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => a.epochMilliseconds < b.epochMilliseconds;

/** A session that takes place already is joined with the same notice as a new one is booked. */
function isInReach({ startsAt }: Busy, { minimumNoticeMinutes }: SlotRules, now: Temporal.Instant): boolean {
  return !isBefore(startsAt, now.add({ minutes: minimumNoticeMinutes }));
}

function seatIn(session: GroupSession, offering: Offering): OfferedSlot {
  const { startsAt, endsAt, seats, place, room } = session;
  const { topics, languages } = offerAt(startsAt, null, offering);
  return { startsAt, endsAt, windowId: null, seats, place, room, topics, languages, session };
}

function newSession(slot: Slot, offering: Offering): OfferedSlot {
  const { seats, place, room, topics, languages } = offerAt(slot.startsAt, slot.windowId, offering);
  return { ...slot, seats, place, room, topics, languages, session: null };
}

/** What the hours offer that a slot lies in; of hours that are no longer published, whatever is usual. */
function offerAt(startsAt: Temporal.Instant, windowId: string | null, offering: Offering): SessionOffer {
  const window = offering.windows.find((one) => one.windowId === windowId);
  if (window) return window;
  const now = startsAt.subtract({ minutes: offering.rules.minimumNoticeMinutes });
  const exactly = { rules: offering.rules, busy: [], now, from: startsAt, until: startsAt.add({ milliseconds: 1 }) };
  const hours = [
    ...offering.windows.map((one) => ({ offer: one, windows: [one], exceptions: [] })),
    ...offering.exceptions
      .filter(({ kind }) => kind === 'extra')
      .map((one) => ({ offer: one, windows: [], exceptions: [one] })),
  ];
  return (
    hours.find(({ windows, exceptions }) => listSlots({ ...exactly, windows, exceptions }).length > 0)?.offer ??
    anything
  );
}

/** Engagements keep their own buffers and the new session brings its own, as the constraint on engagements has it. */
function availabilityOf(offering: Offering, now: Temporal.Instant): Availability {
  const { windows, exceptions, rules, taken, calendar, sessions, capacityPerWeek, timeZone } = offering;
  const starts = sessions.map(({ startsAt }) => startsAt);
  const full = [
    ...fullSpans(starts, capacityPerWeek, timeZone, weekOf),
    ...(rules.sessionsPerDay === null ? [] : fullSpans(starts, rules.sessionsPerDay, timeZone, dayOf)),
  ];
  return { windows, exceptions, rules, now, busy: [...taken, ...calendar, ...full.map((span) => asBusy(span, rules))] };
}
