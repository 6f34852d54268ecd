import { listBookings } from '@open-door/api/office-hours/actions/bookings.ts';
import { bookInChat } from '@open-door/api/office-hours/actions/in-chat.ts';
import type { Booking, BookingRequest } from '@open-door/api/office-hours/schema/bookings.ts';
import type { Pressed } from '../card-actions.ts';
import { nearestCard } from '../cards/nearest.ts';
import { refusedCard } from '../cards/refused.ts';
import { standingCard } from '../cards/session.ts';
import type { Message } from '../message.ts';
import { sayRefusal } from '../say.ts';
import type { Turn } from '../turn.ts';

/** Books a time from a card; one that cannot be had is answered with the nearest that can, and a place in line. */
export async function book(turn: Turn, { name, ...request }: Pressed<'book'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const result = await bookInChat(deps, actor, request, turn);
  if (result.ok) return standingCard(to, result, 'book');
  const mine = await alreadyMine(turn, request);
  if (mine) return standingCard(to, mine, 'book');
  const words = sayRefusal(to.locale, result);
  if (!('nearest' in result) || !result.nearest) return refusedCard(to, words);
  const { nearest, sessionId } = result;
  const isFull = result.reason === 'session-full' && sessionId !== undefined;
  const full = isFull ? { full: { startsAt: request.startsAt, sessionId } } : {};
  return nearestCard(to, words, nearest, { ...request, ...full, name });
}

/** A second press: the session is there, and that is the answer. */
async function alreadyMine({ deps, actor }: Turn, request: BookingRequest): Promise<Booking | undefined> {
  const { items } = await listBookings(deps, actor, { when: 'coming', as: 'learner', limit: 100 });
  const startsAt = Date.parse(request.startsAt);
  return items.find(
    ({ champion, ...booking }) => champion.personId === request.championId && Date.parse(booking.startsAt) === startsAt,
  );
}
