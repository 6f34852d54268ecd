import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, isRefusal, type Result, refuse } from '../../platform/result.ts';
import { meet } from '../bookable.ts';
import type { Booking, BookingRequest } from '../schema/bookings.ts';
import type { Busy } from '../slots.ts';
import { findBooking, type StoredBooking } from '../store/bookings.ts';
import type { Hold } from '../store/holds.ts';
import { confirmHold, keepPost, settlePlace } from '../store/places.ts';
import { nearestFree } from './help-after.ts';
import { oweBooked } from './owe-notices.ts';
import { sayBooking, theirTopics } from './say-booking.ts';
import { type Decision, type Facts, knownTopic, openDecisionOnSlot, type PlaceRefused, takePlace } from './take.ts';

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
  const { championId, holdId, topic, question, place } = request;
  const learnerId = actor.personId;
  const startsAt = Temporal.Instant.from(request.startsAt);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const keep = holdId === undefined ? undefined : { bookingId: holdId, startsAt };
    const decision = await openDecisionOnSlot(deps, tx, actor, { championId, learnerId, startsAt, calendar, keep });
    if (isRefusal(decision)) return decision;
    const { now, kept } = decision;
    const taken = kept
      ? await bookHeld(tx, decision, kept, request)
      : await takePlace(deps, tx, actor, decision, {
          bookingId: deps.newId(),
          learnerId,
          startsAt,
          topic,
          question,
          place,
          held: null,
        });
    if (isRefusal(taken)) return taken;
    const { booking } = taken;
    const inTx = { ...deps, db: tx };
    if (request.postId && (await keepPost(tx, booking.bookingId, request.postId))) {
      await touch(inTx, actor.tenantId, ['leaders']);
    }
    await oweBooked(inTx, actor, booking);
    await touch(inTx, actor.tenantId, [...theirTopics(booking), `champion:${championId}`]);
    return done(sayBooking(actor, booking, now));
  });
}

/** What is held is theirs, whatever the hours have become meanwhile; but for what has come into the champion's calendar. */
async function bookHeld(
  tx: Tx,
  { now, offering, planned }: Decision,
  hold: Hold,
  { topic, question, place }: BookingRequest,
): Promise<Result<{ booking: StoredBooking }, 'calendar-busy', Facts>> {
  if (offering.calendar.some((busy) => meet(busy, hold))) {
    return refuse('calendar-busy', { nearest: nearestFree(offering, hold.startsAt, { planned, now }) });
  }
  await confirmHold(tx, { ...hold, topic: knownTopic(topic), question, now });
  if (place) await settlePlace(tx, hold.sessionId, place);
  const booking = await findBooking(tx, hold.bookingId);
  if (!booking) throw new Error('a hold just booked is not there');
  return done({ booking });
}
