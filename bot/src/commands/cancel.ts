import { getBooking } from '@open-door/api/office-hours/actions/bookings.ts';
import { cancelInChat } from '@open-door/api/office-hours/actions/in-chat.ts';
import type { Pressed } from '../card-actions.ts';
import { refusedCard } from '../cards/refused.ts';
import { askCancelCard, cancelledCard } from '../cards/session.ts';
import type { Message } from '../message.ts';
import { say, sayRefusal } from '../say.ts';
import type { Turn } from '../turn.ts';

/** Asks for a note, and whether they are sure. */
export async function askCancel({ deps, actor, to }: Turn, { bookingId }: Pressed<'ask-cancel'>): Promise<Message> {
  const booking = await getBooking(deps, actor, bookingId);
  if (!booking.ok) return refusedCard(to, sayRefusal(to.locale, booking));
  if (booking.state !== 'booked') return refusedCard(to, say(to.locale, 'refusal.already-ended'));
  return askCancelCard(to, booking);
}

/** Calls a session off, with a note to the other side. */
export async function cancel(turn: Turn, pressed: Pressed<'cancel'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const cancelled = await cancelInChat(deps, actor, pressed, turn);
  return cancelled.ok ? cancelledCard(to, cancelled) : refusedCard(to, sayRefusal(to.locale, cancelled));
}
