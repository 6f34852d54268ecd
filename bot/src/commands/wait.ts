import {
  acceptInChat,
  leaveInChat,
  listComing,
  passInChat,
  waitInChat,
} from '@open-door/api/office-hours/actions/in-chat.ts';
import type { Pressed } from '../card-actions.ts';
import { nearestCard } from '../cards/nearest.ts';
import { refusedCard } from '../cards/refused.ts';
import { standingCard } from '../cards/session.ts';
import { placeCard, waitingCard } from '../cards/waiting.ts';
import type { Message } from '../message.ts';
import { sayRefusal } from '../say.ts';
import type { Turn } from '../turn.ts';

/** Joins the line of a full session, or a champion's; where there is a place at once, that is the answer. */
export async function wait(turn: Turn, { name, ...wanted }: Pressed<'wait'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const joined = await waitInChat(deps, actor, wanted, turn);
  if (joined.ok) return placeCard(to, joined, 'joined');
  const words = sayRefusal(to.locale, joined);
  if (joined.reason === 'already-waiting') return waiting(turn, words);
  const nearest = 'nearest' in joined ? joined.nearest : undefined;
  return nearest ? nearestCard(to, words, nearest, { ...wanted, name }) : refusedCard(to, words);
}

/** Where somebody waits; `before` is said first. */
export async function waiting({ deps, actor, to }: Turn, before?: string): Promise<Message> {
  const coming = await listComing(deps, actor, 1);
  return waitingCard(to, coming.waiting, before);
}

/** Takes an offer: the session is booked. */
export async function accept(turn: Turn, offer: Pressed<'accept'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const accepted = await acceptInChat(deps, actor, offer, turn);
  return accepted.ok ? standingCard(to, accepted, 'book') : notKept(turn, sayRefusal(to.locale, accepted));
}

/** Lets an offer go to the next in line. */
export async function pass(turn: Turn, offer: Pressed<'pass'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const passed = await passInChat(deps, actor, offer);
  return passed.ok ? placeCard(to, passed, 'passed') : notKept(turn, sayRefusal(to.locale, passed));
}

export async function leave({ deps, actor, to }: Turn, { waitingId }: Pressed<'leave'>): Promise<Message> {
  const left = await leaveInChat(deps, actor, waitingId);
  return left.ok ? placeCard(to, left, 'left') : refusedCard(to, sayRefusal(to.locale, left));
}

/** An offer that is over: why, and the places in line that remain. */
const notKept = (turn: Turn, words: string) => waiting(turn, words);
