import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { meet, nearestSlots, type Offering } from '../bookable.ts';
import { sayTime } from '../say-time.ts';
import type { SlotOnWire } from '../schema/slots.ts';
import { findSeat } from '../store/bookings.ts';
import { findEngagements } from '../store/engagements.ts';
import { saySlot } from './say-booking.ts';

/** Up to three slots near the wanted time that are free for both. */
export async function nearestFree(
  tx: Tx,
  wanted: { learnerId: string; startsAt: Temporal.Instant },
  offering: Offering,
  now: Temporal.Instant,
): Promise<{ nearest: SlotOnWire[] }> {
  const planned = await findEngagements(tx, wanted.learnerId, now);
  return { nearest: nearestSlots(offering, wanted.startsAt, { planned, now }).map(saySlot) };
}

/** The session of the learner's own that is in the way of a new one, and when it is; `other` is 'none' when it is gone again. */
export async function inTheWay(
  tx: Tx,
  actor: Actor,
  wanted: { bookingId: string; learnerId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant },
  now: Temporal.Instant,
): Promise<{ bookingId?: string; other: string; at: string }> {
  const { bookingId, learnerId } = wanted;
  const planned = await findEngagements(tx, learnerId, now);
  const candidates = planned.filter((taken) => meet(taken, wanted));
  for (const { sessionId } of candidates) {
    const seat = await findSeat(tx, sessionId, learnerId);
    if (!seat || seat.bookingId === bookingId) continue;
    const other = seat.champion.personId === learnerId ? seat.learner : seat.champion;
    return { bookingId: seat.bookingId, other: other.displayName, at: sayTime(seat.startsAt, { now, ...actor }) };
  }
  return { other: 'none', at: '' };
}
