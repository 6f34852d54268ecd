import type { Temporal } from 'temporal-polyfill';
import type { Topic } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { topicLabel } from '../../topics/label.ts';
import type { Booking } from '../schema/bookings.ts';
import type { SlotOnWire } from '../schema/slots.ts';
import type { Side, StoredBooking } from '../store/bookings.ts';

/** A booking as one of its two people sees it now. */
export function sayBooking(actor: Actor, booking: StoredBooking, now: Temporal.Instant): Booking {
  const yourPart = booking.champion.personId === actor.personId ? 'champion' : 'learner';
  const { absent, state, helped } = booking;
  const isOver = state === 'booked' && booking.endsAt.epochMilliseconds <= now.epochMilliseconds;
  return {
    bookingId: booking.bookingId,
    sessionId: booking.sessionId,
    champion: withoutUsername(booking.champion),
    learner: withoutUsername(booking.learner),
    ...saySlot(booking),
    topic: booking.topic === null ? null : { topic: booking.topic, label: topicLabel(booking.topic, actor.locale) },
    question: booking.question,
    state,
    heldUntil: booking.heldUntil?.toString() ?? null,
    endedBy: booking.endedBy,
    endedNote: booking.endedNote,
    yourPart,
    seats: booking.seats === 1 ? null : { taken: booking.taken, of: booking.seats },
    place: booking.place,
    room: booking.room,
    meetingUrl: booking.meetingUrl,
    calendar: booking.inCalendar ? 'in-step' : 'pending',
    seriesId: booking.seriesId,
    absent: absent && { side: absent, saidByYou: booking.absenceBy === actor.personId },
    helped,
    askHelped: isOver && yourPart === 'learner' && helped === null && absent === null,
    lateFrom: booking.startsAt.subtract({ hours: booking.lateHours }).toString(),
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

/** What each of the two watches to see that something about this booking changed. */
export function theirTopics({ champion, learner }: Pick<StoredBooking, 'champion' | 'learner'>): Topic[] {
  return [`person:${champion.personId}`, `person:${learner.personId}`];
}
