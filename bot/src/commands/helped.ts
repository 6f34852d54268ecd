import { getBooking } from '@open-door/api/office-hours/actions/bookings.ts';
import { sayWhetherItHelped } from '@open-door/api/office-hours/actions/helped.ts';
import type { Pressed } from '../card-actions.ts';
import { refusedCard } from '../cards/refused.ts';
import { helpedCard } from '../cards/session.ts';
import type { Message } from '../message.ts';
import { sayRefusal } from '../say.ts';
import type { Turn } from '../turn.ts';

/** Keeps the answer to "did it help?"; once more, it says what was answered. */
export async function helped({ deps, actor, to }: Turn, pressed: Pressed<'helped'>): Promise<Message> {
  const { bookingId } = pressed;
  const said = await sayWhetherItHelped(deps, actor, bookingId, pressed);
  if (said.ok) return helpedCard(to, said);
  const booking = said.reason === 'already-said' ? await getBooking(deps, actor, bookingId) : undefined;
  return booking?.ok ? helpedCard(to, booking) : refusedCard(to, sayRefusal(to.locale, said));
}
