import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { isLate } from '../limits.ts';
import type { Booking } from '../schema/bookings.ts';
import { findBooking, findBookings } from '../store/bookings.ts';
import { cancel, release } from '../store/engagements.ts';
import { deleteHoldsIn } from '../store/holds.ts';
import { championsWaitedFor } from '../store/line.ts';
import { lockDepartures, lockHoursOfBooking } from '../store/locks.ts';
import { oweCancelled, oweReleased } from './owe-notices.ts';
import { isTheirs, sayBooking, theirTopics } from './say-booking.ts';
import { offerFreePlaces } from './waiting/offer.ts';

/**
 * Either side calls off a session that has not begun: a learner their own seat, the champion the session with everybody's.
 * Whoever else was to come is told, with the note, and the time is free again.
 */
export async function cancelBooking(
  deps: Deps,
  actor: Actor,
  bookingId: string,
  { note }: { note: string },
): Promise<Result<Booking, 'no-such-booking' | 'already-ended' | 'already-started'>> {
  const { tenantId, personId } = actor;
  return deps.db.transaction(tenantId, async (tx) => {
    const championId = await lockHoursOfBooking(tx, bookingId);
    const now = deps.now();
    const standing = await findBooking(tx, bookingId);
    if (!championId || !standing || !isTheirs(actor, standing) || standing.state === 'held') {
      return refuse('no-such-booking');
    }
    if (standing.state !== 'booked') return refuse('already-ended');
    if (standing.startsAt.epochMilliseconds <= now.epochMilliseconds) return refuse('already-started');
    const isLearner = standing.learner.personId === personId;
    const late = isLearner && isLate({ lateCancellationHours: standing.lateHours }, standing.startsAt, now);
    if (!isLearner) await deleteHoldsIn(tx, standing.sessionId);
    const cancelled = await cancel(tx, { bookingId, personId, note, late, now });
    const bookings = await findBookings(tx, cancelled);
    const booking = bookings.find((one) => one.bookingId === bookingId);
    if (!booking) throw new Error('a booking just cancelled is not there');
    const inTx = { ...deps, db: tx };
    await oweCancelled(inTx, actor, bookings);
    await offerFreePlaces(inTx, tenantId, championId);
    await touch(inTx, tenantId, [...bookings.flatMap(theirTopics), `champion:${championId}`]);
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
    const freed = new Set<string>();
    for (let from = 0; from < released.length; from += noticesAtOnce) {
      const bookings = await findBookings(tx, released.slice(from, from + noticesAtOnce));
      const inTx = { ...deps, db: tx };
      await oweReleased(inTx, actor, bookings, departed);
      for (const { champion } of bookings) freed.add(champion.personId);
      const champions = bookings.map(({ champion }) => `champion:${champion.personId}` as const);
      await touch(inTx, actor.tenantId, [...bookings.flatMap(theirTopics), ...champions]);
    }
    await offerFreed(deps, tx, freed);
    return { released: released.length };
  });
}

async function offerFreed(deps: Deps, tx: Tx, championIds: ReadonlySet<string>): Promise<void> {
  if (championIds.size === 0) return;
  for (const championId of await championsWaitedFor(tx)) {
    if (championIds.has(championId)) await offerFreePlaces({ ...deps, db: tx }, tx.tenantId, championId);
  }
}
