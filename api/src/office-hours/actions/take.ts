import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, isRefusal, type Refusal, type Result, refuse } from '../../platform/result.ts';
import { isTopic } from '../../topics/label.ts';
import { engagedFor, meet, type Obstacle, type OfferedSlot, type Offering, pauseEnd, slotAt } from '../bookable.ts';
import { limitMet } from '../limits.ts';
import { sayDate } from '../say-time.ts';
import type { SlotOnWire } from '../schema/slots.ts';
import { findBooking, type StoredBooking } from '../store/bookings.ts';
import { findEngagements, type Taken } from '../store/engagements.ts';
import type { Hold } from '../store/holds.ts';
import { findOfferings } from '../store/hours.ts';
import type { Learner } from '../store/learners.ts';
import { lockForBooking, lockUnlessTaken } from '../store/locks.ts';
import { insertPlace, type NewPlace, type NewSession, type Seat } from '../store/places.ts';
import { inTheWay, nearestFree } from './help-after.ts';
import { type DecisionOn, readAsItIs, readPlans } from './read-plans.ts';

export type PlaceRefused =
  | Obstacle
  | 'you-are-busy'
  | 'not-a-champion'
  | 'champion-paused'
  | 'own-slot'
  | 'no-longer-active'
  | 'too-many-open'
  | 'too-many-late-cancellations';

/**
 * What helps after a refusal: free slots, the full session to wait for, until when a champion is away or a limit holds, or
 * the session that is in the way and its time.
 */
export type Facts = {
  nearest?: SlotOnWire[];
  sessionId?: string;
  until?: string;
  limit?: number;
  days?: number;
  bookingId?: string;
  other?: string;
  at?: string;
};

/** Champion, learner and clock of a booking that is being decided; their locks are held until the transaction ends. */
export type Decision = {
  now: Temporal.Instant;
  offering: Offering;
  learner: Learner;
  /** What engages the learner from now on. */
  planned: readonly Taken[];
  /** The hold that was kept, if it is still there. */
  kept: Hold | undefined;
};

type Opened = Result<Decision, 'own-slot' | 'not-a-champion' | 'no-longer-active' | 'champion-paused', Facts>;

/**
 * Opens the decision on a place with a champion for a learner: takes the locks under which it stands, lets go of holds that
 * have run out (and the learner's own, but for the one to keep), offers what is free to whoever waits for it, and reads what
 * both have.
 */
export async function openDecision(deps: Deps, tx: Tx, actor: Actor, on: DecisionOn): Promise<Opened> {
  if (on.championId === on.learnerId) return refuse('own-slot');
  await lockForBooking(tx, on.championId, on.learnerId);
  return decide(deps, tx, actor, on);
}

/**
 * The same for one slot, which may well be gone already: then it is refused without waiting for others who are refused too.
 * A learner who has met a limit is refused as well.
 */
export async function openDecisionOnSlot(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  on: DecisionOn & { startsAt: Temporal.Instant },
): Promise<Result<Decision, PlaceRefused, Facts>> {
  const { championId, learnerId } = on;
  if (championId === learnerId) return refuse('own-slot');
  if (!(await lockUnlessTaken(tx, on))) {
    const gone = await refusalOfGone(deps, tx, actor, on);
    if (gone) return gone;
    await lockForBooking(tx, championId, learnerId);
  }
  const decision = await decide(deps, tx, actor, on);
  if (isRefusal(decision)) return decision;
  return limitRefusal(actor, decision, 1) ?? decision;
}

/** With the locks taken. */
async function decide(deps: Deps, tx: Tx, actor: Actor, on: DecisionOn): Promise<Opened> {
  const now = deps.now();
  const { offering, learner, planned, kept } = await readPlans(deps, tx, on, now);
  if (!offering) return refuse('not-a-champion');
  if (!learner?.active) return refuse('no-longer-active');
  const pausedUntil = pauseEnd(offering, now);
  if (pausedUntil) return refuse('champion-paused', { until: sayDate(pausedUntil, { now, ...actor }) });
  const { calendar = [] } = on;
  return done({ now, learner, planned, kept, offering: { ...offering, calendar } });
}

/** Why nobody can have a slot, seen without any lock; null when that takes a decision. */
async function refusalOfGone(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  on: DecisionOn & { startsAt: Temporal.Instant },
): Promise<Refusal<'slot-taken' | 'session-full', Facts> | null> {
  const now = deps.now();
  const { offering, learner, planned } = await readAsItIs(tx, on, now);
  if (!offering || !learner?.active || pauseEnd(offering, now) || limitRefusal(actor, { learner, now }, 1)) return null;
  const asked = { ...offering, calendar: on.calendar ?? [] };
  const slot = slotAt(asked, on.startsAt, now);
  if (slot !== 'slot-taken' && slot !== 'session-full') return null;
  return refuse(slot, help(asked, on.startsAt, planned, now));
}

/** A learner who has as many sessions as the policy allows, or has called off too many of them late. */
export function limitRefusal(
  actor: Actor,
  { learner, now }: Pick<Decision, 'learner' | 'now'>,
  more: number,
): Refusal<'too-many-open' | 'too-many-late-cancellations', Facts> | null {
  const limit = limitMet(learner.policy, learner.record, more, now);
  if (!limit) return null;
  if (limit.reason === 'too-many-open') return refuse(limit.reason, { limit: limit.limit });
  const day = limit.until.toZonedDateTimeISO(actor.timeZone).toPlainDate().toString();
  const { lateCancellationDays: days } = learner.policy;
  return refuse(limit.reason, { limit: limit.limit, days, until: sayDate(day, { now, ...actor }) });
}

/**
 * The slot that starts then, when the learner is free too. `slot-taken`, `session-full`, `not-offered`, `champion-full` and
 * `calendar-busy` come with up to three free slots near it; `you-are-busy` with the learner's own session at that time.
 */
export async function freeSlot(
  tx: Tx,
  actor: Actor,
  { now, offering, planned }: Pick<Decision, 'now' | 'offering' | 'planned'>,
  wanted: { learnerId: string; startsAt: Temporal.Instant },
): Promise<Result<{ slot: OfferedSlot }, Obstacle | 'you-are-busy', Facts>> {
  const { learnerId, startsAt } = wanted;
  const slot = slotAt(offering, startsAt, now);
  if (typeof slot === 'string') return refuse(slot, help(offering, startsAt, planned, now));
  const busy = planned.filter((taken) => meet(taken, slot));
  if (busy.length > 0) return refuse('you-are-busy', await inTheWay(tx, actor, learnerId, busy, now));
  return done({ slot });
}

/** Up to three free slots near the wanted time, and the full session then, which can be waited for. */
export function help(
  offering: Offering,
  startsAt: Temporal.Instant,
  planned: readonly Taken[],
  now: Temporal.Instant,
): Facts {
  const full = offering.groupSessions.find((session) => session.startsAt.equals(startsAt));
  return { nearest: nearestFree(offering, startsAt, { planned, now }), ...(full && { sessionId: full.sessionId }) };
}

/** A place that is wanted: when, what for, held or booked, and as part of which series. */
export type Wanted = {
  bookingId: string;
  learnerId: string;
  startsAt: Temporal.Instant;
  topic: string | null;
  question: string;
  /** Where the hours leave it open. */
  place?: 'teams' | 'room' | undefined;
  held: NewPlace['held'];
  seriesId?: string;
};

/**
 * Takes the place inside an open decision: a seat in the session that takes place then, or a new session. Refuses as
 * `freeSlot` does. A refusal must end the transaction: what was written before it was found may still stand in it.
 */
export async function takePlace(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  decision: Decision,
  wanted: Wanted,
): Promise<Result<{ booking: StoredBooking }, Obstacle | 'you-are-busy', Facts>> {
  const free = await freeSlot(tx, actor, decision, wanted);
  if (isRefusal(free)) return free;
  const { now, offering } = decision;
  const { slot } = free;
  const { bookingId, learnerId, topic, question, held } = wanted;
  const place = {
    bookingId,
    sessionId: slot.session?.sessionId ?? deps.newId(),
    championId: offering.championId,
    learnerId,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    topic: knownTopic(topic),
    question,
    bookedAt: now,
    held,
    session: newSession(slot, offering, wanted),
  };
  // A new session is read along with its writing, in the hope that nothing stands in the way.
  const [engaged, written] = await Promise.all([insertPlace(tx, place), place.session && findBooking(tx, bookingId)]);
  const missed = await whoeverIsMissing(tx, actor, place, engaged, now);
  if (missed) return missed;
  const booking = written ?? (await findBooking(tx, bookingId));
  if (!booking) throw new Error('a place just taken is not there');
  return done({ booking });
}

/** A topic that the catalogue no longer has shall not stand in the way of a session. */
export const knownTopic = (topic: string | null) => (topic !== null && isTopic(topic) ? topic : null);

/** The session that begins in a slot; null when it takes place already. */
export function newSession(
  slot: OfferedSlot,
  { rules }: Offering,
  { place, seriesId }: { place?: 'teams' | 'room' | 'either' | undefined; seriesId?: string | null | undefined },
): NewSession | null {
  if (slot.session) return null;
  return {
    seats: slot.seats,
    place: slot.place === 'either' ? (place ?? 'either') : slot.place,
    room: slot.room,
    seriesId: seriesId ?? null,
    engages: engagedFor(slot, rules),
  };
}

/**
 * The refusal when the constraint on engagements knew more than was read before: who is decided about under other locks is
 * read anew.
 */
export async function whoeverIsMissing(
  tx: Tx,
  actor: Actor,
  place: Seat,
  engaged: readonly string[],
  now: Temporal.Instant,
): Promise<Refusal<'slot-taken' | 'you-are-busy', Facts> | null> {
  const { championId, learnerId, startsAt, sessionId } = place;
  const isMissing = (personId: string) => !engaged.includes(personId);
  if (!isMissing(learnerId) && !isMissing(championId)) return null;
  const planned = (await findEngagements(tx, learnerId, now)).filter((taken) => taken.sessionId !== sessionId);
  if (isMissing(championId)) {
    const offering = (await findOfferings(tx, [championId], now)).get(championId);
    return refuse('slot-taken', offering ? help(offering, startsAt, planned, now) : {});
  }
  const busy = planned.filter((taken) => meet(taken, place));
  return refuse('you-are-busy', await inTheWay(tx, actor, learnerId, busy, now));
}
