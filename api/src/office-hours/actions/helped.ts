import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Booking } from '../schema/bookings.ts';
import { insertHelped } from '../store/after.ts';
import { findBooking } from '../store/bookings.ts';
import { isTheirs, sayBooking, theirTopics } from './say-booking.ts';

type Helped = 'yes' | 'partly' | 'no';

/** The learner says, once, whether a session helped that is over and that both came to. */
export async function sayWhetherItHelped(
  deps: Deps,
  actor: Actor,
  bookingId: string,
  { helped }: { helped: Helped },
): Promise<
  Result<
    Booking,
    'no-such-booking' | 'already-ended' | 'not-yours' | 'not-yet' | 'somebody-was-absent' | 'already-said'
  >
> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const now = deps.now();
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking)) return refuse('no-such-booking');
    if (booking.learner.personId !== actor.personId) return refuse('not-yours');
    if (booking.state !== 'booked') return refuse('already-ended');
    if (now.epochMilliseconds < booking.endsAt.epochMilliseconds) return refuse('not-yet');
    if (booking.absent !== null) return refuse('somebody-was-absent');
    const kept = await insertHelped(tx, { bookingId, helped, at: now });
    const asItIs = (await findBooking(tx, bookingId)) ?? booking;
    // Saying the same again is no second answer.
    if (asItIs.helped !== helped) return refuse('already-said');
    if (kept) await touch({ ...deps, db: tx }, actor.tenantId, theirTopics(booking));
    return done(sayBooking(actor, asItIs, now));
  });
}
