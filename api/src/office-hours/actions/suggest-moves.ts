import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { nearestSlots } from '../bookable.ts';
import type { Booking } from '../schema/bookings.ts';
import type { OfferedSlotOnWire } from '../schema/slots.ts';
import { findBooking } from '../store/bookings.ts';
import { findEngagements } from '../store/engagements.ts';
import { findOfferings } from '../store/hours.ts';
import { isTheirs, sayBooking } from './say-booking.ts';
import { sayOffered } from './say-slot.ts';

/** A session of the actor's that can still be moved, and up to three slots near it that are free for both. */
export async function suggestMoves(
  deps: Deps,
  actor: Actor,
  bookingId: string,
): Promise<
  Result<{ booking: Booking; nearest: OfferedSlotOnWire[] }, 'no-such-booking' | 'already-ended' | 'already-started'>
> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const now = deps.now();
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking) || booking.state === 'held') return refuse('no-such-booking');
    if (booking.state !== 'booked') return refuse('already-ended');
    if (booking.startsAt.epochMilliseconds <= now.epochMilliseconds) return refuse('already-started');
    const { champion, learner, startsAt } = booking;
    const offering = (await findOfferings(tx, [champion.personId], now)).get(champion.personId);
    const planned = await findEngagements(tx, learner.personId, now);
    const nearest = offering ? nearestSlots(offering, startsAt, { planned, now }) : [];
    return done({
      booking: sayBooking(actor, booking, now),
      nearest: nearest.map((slot) => sayOffered(actor, slot)),
    });
  });
}
