import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../platform/actor.ts';
import { topicLabel } from '../../topics/label.ts';
import type { Booking, SlotOnWire } from '../schema.ts';
import type { Side, StoredBooking } from '../store/bookings.ts';

/** A booking as one of its two people sees it. */
export function sayBooking(actor: Actor, booking: StoredBooking): Booking {
  return {
    bookingId: booking.bookingId,
    champion: withoutUsername(booking.champion),
    learner: withoutUsername(booking.learner),
    ...saySlot(booking),
    topic: booking.topic === null ? null : { topic: booking.topic, label: topicLabel(booking.topic, actor.locale) },
    question: booking.question,
    state: booking.state,
    endedBy: booking.endedBy,
    endedNote: booking.endedNote,
    yourPart: booking.champion.personId === actor.personId ? 'champion' : 'learner',
  };
}

export function saySlot({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }): SlotOnWire {
  return { startsAt: startsAt.toString(), endsAt: endsAt.toString() };
}

function withoutUsername({ username: _, ...side }: Side) {
  return side;
}

/** Whether the actor is one of the two people of the booking. */
export function isTheirs(actor: Actor, booking: StoredBooking): boolean {
  return [booking.champion.personId, booking.learner.personId].includes(actor.personId);
}
