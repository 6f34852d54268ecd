import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Booking } from '../schema/bookings.ts';
import { findBooking, findBookings } from '../store/bookings.ts';
import { cancel, release } from '../store/engagements.ts';
import { lockDepartures } from '../store/locks.ts';
import { oweCancelled, oweReleased } from './owe-notices.ts';
import { isTheirs, sayBooking, theirTopics } from './say-booking.ts';

/** Either side calls off a session that has not begun; the other is told, with the note, and the time is free again. */
export async function cancelBooking(
  deps: Deps,
  actor: Actor,
  bookingId: string,
  { note }: { note: string },
): Promise<Result<Booking, 'no-such-booking' | 'already-ended' | 'already-started'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const now = deps.now();
    const cancelled = await cancel(tx, { bookingId, personId: actor.personId, note, late: false, now });
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking)) return refuse('no-such-booking');
    if (cancelled.length === 0) return refuse(booking.state === 'booked' ? 'already-started' : 'already-ended');
    const inTx = { ...deps, db: tx };
    await oweCancelled(inTx, actor, booking);
    await touch(inTx, actor.tenantId, [...theirTopics(booking), `champion:${booking.champion.personId}`]);
    return done(sayBooking(actor, booking, now));
  });
}

const noticesAtOnce = 1_000;

/**
 * Calls off the future sessions of people who left, and tells the other sides. Called in the transaction that marks them
 * as gone, after that: a booking decided meanwhile is either released here or sees that they are gone.
 */
export async function releaseBookingsOf(
  deps: Deps,
  actor: Actor,
  personIds: readonly string[],
): Promise<{ released: number }> {
  if (personIds.length === 0) return { released: 0 };
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await lockDepartures(tx);
    const released = await release(tx, personIds, deps.now());
    const departed = new Set(personIds);
    for (let from = 0; from < released.length; from += noticesAtOnce) {
      const bookings = await findBookings(tx, released.slice(from, from + noticesAtOnce));
      const inTx = { ...deps, db: tx };
      await oweReleased(inTx, actor, bookings, departed);
      const champions = bookings.map(({ champion }) => `champion:${champion.personId}` as const);
      await touch(inTx, actor.tenantId, [...bookings.flatMap(theirTopics), ...champions]);
    }
    return { released: released.length };
  });
}
