import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, isRefusal, type Result } from '../../platform/result.ts';
import type { Booking, BookingRequest } from '../schema/bookings.ts';
import type { Busy } from '../slots.ts';
import { findBooking } from '../store/bookings.ts';
import { confirmHold, settlePlace } from '../store/places.ts';
import { oweBooked } from './owe-notices.ts';
import { sayBooking, theirTopics } from './say-booking.ts';
import { type Facts, limitRefusal, openDecision, type PlaceRefused, takePlace } from './take.ts';

/** What else the champion's calendar has at that time, when it was asked. */
export type Checked = { calendar?: readonly Busy[] };

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
  const { championId, holdId, place, topic, question } = request;
  const learnerId = actor.personId;
  const startsAt = Temporal.Instant.from(request.startsAt);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const decision = await openDecision(deps, tx, actor, {
      championId,
      learnerId,
      keepHold: holdId,
      ...(calendar && { calendar }),
    });
    if (isRefusal(decision)) return decision;
    const { now } = decision;
    const limit = limitRefusal(actor, decision, 1);
    if (limit) return limit;
    const held = { championId, learnerId, startsAt, topic, question, now };
    const confirmed = holdId !== undefined && (await confirmHold(tx, { ...held, bookingId: holdId }));
    const bookingId = confirmed ? holdId : deps.newId();
    if (!confirmed) {
      const taken = await takePlace(deps, tx, actor, decision, { ...held, bookingId, place, held: null });
      if (isRefusal(taken)) return taken;
    }
    const written = await findBooking(tx, bookingId);
    if (!written) throw new Error('a booking just written is not there');
    if (confirmed && place) await settlePlace(tx, written.sessionId, place);
    const inTx = { ...deps, db: tx };
    await oweBooked(inTx, actor, written);
    await touch(inTx, actor.tenantId, [...theirTopics(written), `champion:${championId}`]);
    return done(sayBooking(actor, written, now));
  });
}
