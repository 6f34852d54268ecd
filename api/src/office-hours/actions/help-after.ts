import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { nearestSlots, type Offering } from '../bookable.ts';
import { sayTime } from '../say-time.ts';
import type { SlotOnWire } from '../schema/slots.ts';
import type { Busy } from '../slots.ts';
import { findSeat } from '../store/bookings.ts';
import type { Taken } from '../store/engagements.ts';
import { saySlot } from './say-booking.ts';

/** Up to three slots near the wanted time that are free for both. */
export function nearestFree(
  offering: Offering,
  wanted: Temporal.Instant,
  plans: { planned: readonly Busy[]; now: Temporal.Instant },
): SlotOnWire[] {
  return nearestSlots(offering, wanted, plans).map(saySlot);
}

/** The person's own session that is in the way of another, and when it is; `other` is 'none' when it cannot be named. */
export async function inTheWay(
  tx: Tx,
  actor: Actor,
  personId: string,
  busy: readonly Taken[],
  now: Temporal.Instant,
): Promise<{ bookingId?: string; other: string; at: string }> {
  for (const { sessionId } of busy) {
    const seat = await findSeat(tx, sessionId, personId);
    if (!seat) continue;
    const other = seat.champion.personId === personId ? seat.learner : seat.champion;
    return { bookingId: seat.bookingId, other: other.displayName, at: sayTime(seat.startsAt, { now, ...actor }) };
  }
  return { other: 'none', at: '' };
}
