import { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { nearestSlots, type Offering } from '../bookable.ts';
import { sayTime } from '../say-time.ts';
import type { SlotOnWire } from '../schema.ts';
import { findBooking } from '../store/bookings.ts';
import { findEngagements, type NewBooking } from '../store/engagements.ts';
import { saySlot } from './say-booking.ts';

/** Up to three slots near the wanted time that are free for both. */
export async function nearestFree(
  tx: Tx,
  actor: Actor,
  { bookingId, startsAt, bookedAt: now }: NewBooking,
  offering: Offering,
): Promise<{ nearest: SlotOnWire[] }> {
  const planned = (await findEngagements(tx, actor.personId, now)).filter((taken) => taken.bookingId !== bookingId);
  return { nearest: nearestSlots(offering, startsAt, { planned, now }).map(saySlot) };
}

/** The session of the actor's own that is in the way of a new one, and when it is; `other` is 'none' when it is gone again. */
export async function inTheWay(
  tx: Tx,
  actor: Actor,
  { bookingId, startsAt, endsAt, bookedAt: now }: NewBooking,
): Promise<{ bookingId?: string; other: string; at: string }> {
  const planned = await findEngagements(tx, actor.personId, now);
  const meeting = planned.find(
    (taken) =>
      taken.bookingId !== bookingId &&
      Temporal.Instant.compare(taken.startsAt, endsAt) < 0 &&
      Temporal.Instant.compare(taken.endsAt, startsAt) > 0,
  );
  const session = meeting && (await findBooking(tx, meeting.bookingId));
  if (!session) return { other: 'none', at: '' };
  const other = session.champion.personId === actor.personId ? session.learner : session.champion;
  return {
    bookingId: session.bookingId,
    other: other.displayName,
    at: sayTime(session.startsAt, { now, ...actor }),
  };
}
