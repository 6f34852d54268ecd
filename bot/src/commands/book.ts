import { bookSlot } from '@open-door/api/office-hours/actions/book.ts';
import { listBookings } from '@open-door/api/office-hours/actions/bookings.ts';
import type { Booking, BookingRequest } from '@open-door/api/office-hours/schema/bookings.ts';
import { nearestCard } from '../cards/nearest.ts';
import { refusedCard } from '../cards/refused.ts';
import { bookedCard } from '../cards/session.ts';
import type { Message } from '../message.ts';
import { refusalKey, say } from '../say.ts';
import type { Turn } from '../turn.ts';

/** Books a time from a card; one that cannot be had is answered with the nearest that can. */
export async function book(turn: Turn, { name, ...request }: BookingRequest & { name: string }): Promise<Message> {
  const { deps, actor, to } = turn;
  const result = await bookSlot(deps, actor, request);
  if (result.ok) return bookedCard(to, result);
  const mine = await alreadyMine(turn, request);
  if (mine) return bookedCard(to, mine);
  const { other = 'none', at = '', until = '', nearest } = result;
  const words = say(to.locale, refusalKey(result.reason), { other, at, until });
  return nearest ? nearestCard(to, words, nearest, { ...request, name }) : refusedCard(to, words);
}

/** A second press, or a message that Teams sent twice: the session is there, and that is the answer. */
async function alreadyMine({ deps, actor }: Turn, request: BookingRequest): Promise<Booking | undefined> {
  const { items } = await listBookings(deps, actor, { when: 'coming', as: 'learner', limit: 100 });
  const startsAt = Date.parse(request.startsAt);
  return items.find(
    ({ champion, ...booking }) => champion.personId === request.championId && Date.parse(booking.startsAt) === startsAt,
  );
}
