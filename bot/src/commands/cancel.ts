import { getBooking } from '@open-door/api/office-hours/actions/bookings.ts';
import { cancelBooking } from '@open-door/api/office-hours/actions/cancel.ts';
import { refusedCard } from '../cards/refused.ts';
import { askCancelCard, cancelledCard } from '../cards/session.ts';
import type { Message } from '../message.ts';
import { refusalKey, say } from '../say.ts';
import type { Turn } from '../turn.ts';

/** Asks for a note, and whether they are sure. */
export async function askCancel({ deps, actor, to }: Turn, bookingId: string): Promise<Message> {
  const booking = await getBooking(deps, actor, bookingId);
  if (!booking.ok) return refusedCard(to, say(to.locale, refusalKey(booking.reason)));
  if (booking.state !== 'booked') return refusedCard(to, say(to.locale, 'refusal.already-ended'));
  return askCancelCard(to, booking);
}

/** Calls a session off, with a note to the other side. */
export async function cancel({ deps, actor, to }: Turn, bookingId: string, note: string): Promise<Message> {
  const cancelled = await cancelBooking(deps, actor, bookingId, { note });
  return cancelled.ok ? cancelledCard(to, cancelled) : refusedCard(to, say(to.locale, refusalKey(cancelled.reason)));
}
