import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Refusal, type Result, refuse } from '../../platform/result.ts';
import { isTopic } from '../../topics/label.ts';
import { engagedFor, type Obstacle, type OfferedSlot, type Offering, pauseEnd, slotAt } from '../bookable.ts';
import { limitMet } from '../limits.ts';
import { sayDate } from '../say-time.ts';
import type { SlotOnWire } from '../schema/slots.ts';
import type { Busy } from '../slots.ts';
import { findOfferings } from '../store/hours.ts';
import { findLearner, type Learner } from '../store/learners.ts';
import { lockForBooking } from '../store/locks.ts';
import { insertPlace, type NewPlace, releaseHolds } from '../store/places.ts';
import { inTheWay, nearestFree } from './help-after.ts';

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
  bookingId?: string;
  other?: string;
  at?: string;
};

/** Champion, learner and clock of a booking that is being decided; their locks are held until the transaction ends. */
export type Decision = { now: Temporal.Instant; offering: Offering; learner: Learner };

/**
 * Opens the decision on a place with a champion for a learner: takes the locks under which it stands, lets go of holds that
 * have run out (and the learner's own, but for `keepHold`), and reads what both have. `calendar` is what else the champion's
 * calendar has.
 */
export async function openDecision(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  { championId, learnerId, calendar = [], keepHold }: DecisionOn,
): Promise<Result<Decision, 'own-slot' | 'not-a-champion' | 'no-longer-active' | 'champion-paused', Facts>> {
  if (championId === learnerId) return refuse('own-slot');
  await lockForBooking(tx, championId, learnerId);
  const now = deps.now();
  await releaseHolds(tx, { championId, learnerId, now, keep: keepHold });
  const offering = (await findOfferings(tx, [championId], now)).get(championId);
  if (!offering) return refuse('not-a-champion');
  const learner = await findLearner(tx, learnerId, now);
  if (!learner?.active) return refuse('no-longer-active');
  const pausedUntil = pauseEnd(offering, now);
  if (pausedUntil) return refuse('champion-paused', { until: sayDate(pausedUntil, { now, ...actor }) });
  return done({ now, learner, offering: { ...offering, calendar } });
}

export type DecisionOn = {
  championId: string;
  learnerId: string;
  calendar?: readonly Busy[];
  keepHold?: string | undefined;
};

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
  return refuse(limit.reason, { limit: limit.limit, until: sayDate(day, { now, ...actor }) });
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
 * Takes the place inside an open decision: a seat in the session that takes place then, or a new session. `slot-taken`,
 * `session-full`, `not-offered`, `champion-full` and `calendar-busy` come with up to three free slots near it;
 * `you-are-busy` with the learner's own session at that time. A refusal must end the transaction: what was written before
 * it was found may still stand in it.
 */
export async function takePlace(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  decision: Decision,
  wanted: Wanted,
): Promise<Result<{ sessionId: string }, Obstacle | 'you-are-busy', Facts>> {
  const { now, offering } = decision;
  const slot = slotAt(offering, wanted.startsAt, now);
  if (typeof slot === 'string') return refuse(slot, await help(tx, wanted, offering, now));
  const place = placeIn(slot, offering, wanted, { sessionId: slot.session?.sessionId ?? deps.newId(), now });
  const engaged = await insertPlace(tx, place);
  if (place.session && !engaged.includes(place.championId)) {
    // As a learner, elsewhere, a moment ago: read anew what is taken.
    const asItIs = (await findOfferings(tx, [place.championId], now)).get(place.championId) ?? offering;
    return refuse('slot-taken', await help(tx, wanted, asItIs, now));
  }
  if (!engaged.includes(place.learnerId)) return refuse('you-are-busy', await inTheWay(tx, actor, place, now));
  return done({ sessionId: place.sessionId });
}

async function help(tx: Tx, wanted: Wanted, offering: Offering, now: Temporal.Instant): Promise<Facts> {
  const full = offering.groupSessions.find(({ startsAt }) => startsAt.equals(wanted.startsAt));
  return { ...(await nearestFree(tx, wanted, offering, now)), ...(full && { sessionId: full.sessionId }) };
}

function placeIn(
  slot: OfferedSlot,
  { championId, rules }: Offering,
  { bookingId, learnerId, topic, question, place, held, seriesId }: Wanted,
  { sessionId, now }: { sessionId: string; now: Temporal.Instant },
): NewPlace {
  const { startsAt, endsAt } = slot;
  return {
    bookingId,
    sessionId,
    championId,
    learnerId,
    startsAt,
    endsAt,
    // A topic that the catalogue no longer has shall not stand in the way of a session.
    topic: topic !== null && isTopic(topic) ? topic : null,
    question,
    bookedAt: now,
    held,
    session: slot.session
      ? null
      : {
          seats: slot.seats,
          place: slot.place === 'either' ? (place ?? 'either') : slot.place,
          room: slot.room,
          seriesId: seriesId ?? null,
          engages: engagedFor(slot, rules),
        },
  };
}
