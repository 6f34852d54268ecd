import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, isRefusal, type Result, refuse } from '../../platform/result.ts';
import { meet } from '../bookable.ts';
import type { Booking, BookingRequest } from '../schema/bookings.ts';
import type { Busy } from '../slots.ts';
import { findBooking } from '../store/bookings.ts';
import type { Hold } from '../store/holds.ts';
import { confirmHold, settlePlace } from '../store/places.ts';
import { nearestFree } from './help-after.ts';
import { oweBooked } from './owe-notices.ts';
import { sayBooking, theirTopics } from './say-booking.ts';
import {
  type Decision,
  type Facts,
  knownTopic,
  limitRefusal,
  openDecision,
  type PlaceRefused,
  takePlace,
} from './take.ts';

/** What else the champion's calendar has at that time, when it was asked. */
export type Checked = { calendar?: readonly Busy[] | undefined };

/**
 * Books a slot for the actor: the one they hold, or a free one. `slot-taken`, `session-full`, `not-offered`, `calendar-busy`
 * and `champion-full` come with up to three free slots near it; `you-are-busy` with the actor's own session at that time.
 */
export async function bookSlot(
  deps: Deps,
  actor: Actor,
  request: BookingRequest,
  { calendar }: Checked = {},
): Promise<Result<Booking, PlaceRefused, Facts>> {
  const { championId, holdId } = request;
  const learnerId = actor.personId;
  const startsAt = Temporal.Instant.from(request.startsAt);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const keep = holdId === undefined ? undefined : { bookingId: holdId, startsAt };
    const decision = await openDecision(deps, tx, actor, { championId, learnerId, calendar, keep });
    if (isRefusal(decision)) return decision;
    const { now, kept } = decision;
    const limit = limitRefusal(actor, decision, 1);
    if (limit) return limit;
    const taken = kept
      ? await bookHeld(tx, decision, kept, request)
      : await bookFree(deps, tx, actor, decision, { ...request, learnerId, startsAt });
    if (isRefusal(taken)) return taken;
    const written = await findBooking(tx, taken.bookingId);
    if (!written) throw new Error('a booking just written is not there');
    const inTx = { ...deps, db: tx };
    await oweBooked(inTx, actor, written);
    await touch(inTx, actor.tenantId, [...theirTopics(written), `champion:${championId}`]);
    return done(sayBooking(actor, written, now));
  });
}

/** What is held is theirs, whatever the hours have become meanwhile; but for what has come into the champion's calendar. */
async function bookHeld(
  tx: Tx,
  { now, offering, planned }: Decision,
  hold: Hold,
  { topic, question, place }: BookingRequest,
): Promise<Result<{ bookingId: string }, 'calendar-busy', Facts>> {
  if (offering.calendar.some((busy) => meet(busy, hold))) {
    return refuse('calendar-busy', { nearest: nearestFree(offering, hold.startsAt, { planned, now }) });
  }
  await confirmHold(tx, { ...hold, topic: knownTopic(topic), question, now });
  if (place) await settlePlace(tx, hold.sessionId, place);
  return done({ bookingId: hold.bookingId });
}

async function bookFree(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  decision: Decision,
  request: Omit<BookingRequest, 'startsAt'> & { learnerId: string; startsAt: Temporal.Instant },
): Promise<Result<{ bookingId: string }, PlaceRefused, Facts>> {
  const { learnerId, startsAt, topic, question, place } = request;
  const bookingId = deps.newId();
  const wanted = { bookingId, learnerId, startsAt, topic, question, place, held: null };
  const taken = await takePlace(deps, tx, actor, decision, wanted);
  return isRefusal(taken) ? taken : done({ bookingId });
}
