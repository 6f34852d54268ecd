import type { Deps } from '../../../deps.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Tx } from '../../../platform/database.ts';
import { done, isRefusal, type Refusal, type Result, refuse } from '../../../platform/result.ts';
import { isTopic } from '../../../topics/label.ts';
import { bookableSlots, freeFor, isFullSession, type OfferedSlot } from '../../bookable.ts';
import type { Waiting } from '../../schema/waiting-list.ts';
import { findSeat } from '../../store/bookings.ts';
import { joinLine } from '../../store/line.ts';
import { insertBusy } from '../../store/offers.ts';
import { findOwnPlace, findWaiting } from '../../store/waiting.ts';
import { saySlot } from '../say-booking.ts';
import { type Decision, type Facts, limitRefusal, openDecision } from '../take.ts';
import { tellLine } from './offer.ts';
import { sayWaiting } from './say-waiting.ts';

export type Wait = { championId: string; sessionId: string | null; topic: string | null; question: string };

export type JoinRefused =
  | 'not-a-champion'
  | 'champion-paused'
  | 'own-slot'
  | 'no-longer-active'
  | 'no-such-session'
  | 'places-are-free'
  | 'already-waiting'
  | 'already-in-session'
  | 'too-many-open'
  | 'too-many-late-cancellations';

/**
 * The actor joins the line of a full group session, or the champion's when they have nothing free that suits the actor;
 * `places-are-free` comes with up to three places that could be had at once.
 */
export async function joinWaitingList(
  deps: Deps,
  actor: Actor,
  wanted: Wait,
): Promise<Result<Waiting, JoinRefused, Facts>> {
  const { championId, sessionId } = wanted;
  const learnerId = actor.personId;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const joined = { ...deps, db: tx };
    // By this, what is free has gone to those who wait already; only what is left can be free for one more.
    const decision = await openDecision(joined, tx, actor, { championId, learnerId });
    if (isRefusal(decision)) return decision;
    const limit = limitRefusal(actor, decision, 1);
    if (limit) return limit;
    if (await findOwnPlace(tx, { learnerId, championId, sessionId })) return refuse('already-waiting');
    const chance = await whatThereIs(tx, actor, decision, sessionId);
    if (isRefusal(chance)) return chance;
    const { now } = decision;
    const waitingId = deps.newId();
    const topic = wanted.topic !== null && isTopic(wanted.topic) ? wanted.topic : null;
    const { question } = wanted;
    if (!(await joinLine(tx, { waitingId, championId, sessionId, learnerId, topic, question, now }))) {
      return refuse('already-waiting');
    }
    // They know of these: nothing has become free when they are offered no such time.
    const starts = chance.busyAt.map(({ startsAt }) => startsAt);
    await insertBusy(tx, waitingId, starts, now);
    await tellLine(joined, actor.tenantId, championId, [{ learnerId }]);
    const waiting = await findWaiting(tx, waitingId);
    if (!waiting) throw new Error('a place in line just taken is not there');
    return done(sayWaiting(actor, waiting, now));
  });
}

/** The free slots at which the actor is busy, when there is nothing that they could have instead of waiting. */
async function whatThereIs(
  tx: Tx,
  actor: Actor,
  { offering, planned, now }: Decision,
  sessionId: string | null,
): Promise<{ busyAt: OfferedSlot[] } | Refusal<'no-such-session' | 'already-in-session' | 'places-are-free', Facts>> {
  const until = now.add({ hours: 24 * offering.rules.horizonDays });
  const slots = bookableSlots(offering, { from: now, until, now });
  if (sessionId !== null) {
    const theirs = await findSeat(tx, sessionId, actor.personId);
    if (theirs) return refuse('already-in-session', { bookingId: theirs.bookingId });
    const slot = slots.find(({ session }) => session?.sessionId === sessionId);
    if (!slot) return refuse('no-such-session');
    return isFullSession(slot) ? { busyAt: [] } : refuse('places-are-free', { nearest: [saySlot(slot)] });
  }
  const free = freeFor(slots, planned);
  if (free.length > 0) return refuse('places-are-free', { nearest: free.slice(0, 3).map(saySlot) });
  return { busyAt: slots.filter((slot) => !isFullSession(slot)) };
}
