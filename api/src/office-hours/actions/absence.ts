import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Booking } from '../schema/bookings.ts';
import { deleteAbsence, insertAbsence } from '../store/after.ts';
import { findBooking, type StoredBooking } from '../store/bookings.ts';
import { oweAbsence } from './owe-notices.ts';
import { isTheirs, sayBooking, theirTopics } from './say-booking.ts';

const daysToSay = 7;
const hoursToWithdraw = 24;

/**
 * One of the two says that somebody did not come, from the start of the session until a week after it; whoever is said to
 * have been missing is told. The first word stands: two accounts of one session would leave both people wrong.
 */
export async function reportAbsence(
  deps: Deps,
  actor: Actor,
  bookingId: string,
  { absent }: { absent: 'learner' | 'champion' },
): Promise<Result<Booking, 'no-such-booking' | 'already-ended' | 'not-yet' | 'too-late' | 'already-said'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const now = deps.now();
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking)) return refuse('no-such-booking');
    if (booking.state !== 'booked') return refuse('already-ended');
    if (now.epochMilliseconds < booking.startsAt.epochMilliseconds) return refuse('not-yet');
    if (now.since(booking.endsAt).total('hours') > 24 * daysToSay) return refuse('too-late');
    const kept = await insertAbsence(tx, { bookingId, absent, saidBy: actor.personId, at: now });
    const asItIs = (await findBooking(tx, bookingId)) ?? booking;
    if (!kept)
      return isTheirWord(actor, asItIs, absent) ? done(sayBooking(actor, asItIs, now)) : refuse('already-said');
    const inTx = { ...deps, db: tx };
    if (booking[absent].personId !== actor.personId) await oweAbsence(inTx, actor, asItIs);
    await touch(inTx, actor.tenantId, theirTopics(booking));
    return done(sayBooking(actor, asItIs, now));
  });
}

/** Whoever said that somebody did not come takes it back within a day. */
export async function withdrawAbsence(
  deps: Deps,
  actor: Actor,
  bookingId: string,
): Promise<Result<Booking, 'no-such-booking' | 'not-yours' | 'too-late'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const now = deps.now();
    const booking = await findBooking(tx, bookingId);
    if (!booking || !isTheirs(actor, booking)) return refuse('no-such-booking');
    if (booking.absent === null) return done(sayBooking(actor, booking, now));
    if (booking.absenceBy !== actor.personId) return refuse('not-yours');
    const since = now.subtract({ hours: hoursToWithdraw });
    if (!(await deleteAbsence(tx, { bookingId, saidBy: actor.personId, since }))) return refuse('too-late');
    await touch({ ...deps, db: tx }, actor.tenantId, theirTopics(booking));
    return done(sayBooking(actor, { ...booking, absent: null, absenceBy: null }, now));
  });
}

/** Saying the same again is no second word. */
function isTheirWord(actor: Actor, booking: StoredBooking, absent: 'learner' | 'champion'): boolean {
  return booking.absent === absent && booking.absenceBy === actor.personId;
}
