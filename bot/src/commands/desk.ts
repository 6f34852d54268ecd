import { actOnTicket } from '@open-door/api/queue/actions/act.ts';
import { callNext } from '@open-door/api/queue/actions/next.ts';
import { getOwnQueue } from '@open-door/api/queue/actions/settings.ts';
import { getLine, getTicket } from '@open-door/api/queue/actions/tickets.ts';
import { ticketEventRequest } from '@open-door/api/queue/schema/tickets.ts';
import type { Pressed } from '../card-actions.ts';
import { askResolveCard, awayCard, deskTicketsCard, lineCard } from '../cards/desk.ts';
import { refusedCard } from '../cards/refused.ts';
import type { Message } from '../message.ts';
import { say, sayRefusal } from '../say.ts';
import { isChampion, type Turn } from '../turn.ts';
import { place } from './queue.ts';

/** The queue where somebody helps just now, with its line. */
async function here({ deps, actor }: Turn) {
  const { helpingAt } = await getOwnQueue(deps, actor);
  const line = helpingAt && (await getLine(deps, actor, helpingAt.queueId));
  return helpingAt && line?.ok ? { queue: helpingAt, line } : undefined;
}

/** A champion's line; a learner's place in one. `before` is said first. */
export async function line(turn: Turn, before = ''): Promise<Message> {
  if (!isChampion(turn)) return place(turn, before);
  const at = await here(turn);
  return at ? lineCard(turn.to, at.queue, { line: at.line, before }) : awayCard(turn.to);
}

/** Calls whoever is next, in the queue of a button or the one where the champion helps. */
export async function next(turn: Turn, pressed?: Pressed<'next'>): Promise<Message> {
  const { deps, actor, to } = turn;
  if (!isChampion(turn)) return place(turn);
  const queueId = pressed?.queueId ?? (await here(turn))?.queue.queueId;
  if (!queueId) return awayCard(to);
  const result = await callNext(deps, actor, queueId);
  if (!result.ok) return line(turn, sayRefusal(to.locale, result));
  const [first, ...more] = result.called;
  if (!first) return line(turn);
  return deskTicketsCard(to, [first, ...more], say(to.locale, `next.${result.because}`));
}

/** Asks what helped, before a ticket is resolved. */
export async function askResolve({ deps, actor, to }: Turn, { ticketId }: Pressed<'ask-resolve'>): Promise<Message> {
  const ticket = await getTicket(deps, { actor }, ticketId);
  if (!ticket.ok) return refusedCard(to, sayRefusal(to.locale, ticket));
  if (ticket.role === 'asker') return refusedCard(to, sayRefusal(to.locale, { reason: 'not-your-ticket' }));
  return ticket.state === 'claimed' ? askResolveCard(to, ticket) : deskTicketsCard(to, [ticket]);
}

/** The same, of whomever the champion helps just now. */
export async function askResolveCurrent(turn: Turn): Promise<Message> {
  if (!isChampion(turn)) return place(turn);
  const at = await here(turn);
  const mine = at?.line.inHelp.find(
    ({ champion, state }) => state === 'claimed' && champion?.personId === turn.actor.personId,
  );
  return mine ? askResolveCard(turn.to, mine) : line(turn, say(turn.to.locale, 'resolve.nobody'));
}

/** Resolves a ticket with what helped, and everything of its group that the champion has. */
export async function resolve(turn: Turn, { ticketId, whatHelped }: Pressed<'resolve'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const event = ticketEventRequest.parse({ does: 'resolve', whatHelped });
  const result = await actOnTicket(deps, { actor }, ticketId, event);
  if (result.ok && result.role === 'champion') return deskTicketsCard(to, [result]);
  const ticket = await getTicket(deps, { actor }, ticketId);
  if (!ticket.ok || ticket.role === 'asker') return refusedCard(to, say(to.locale, 'refusal.no-such-ticket'));
  const isSo = result.ok || ticket.state === 'resolved';
  return deskTicketsCard(to, [ticket], isSo ? undefined : sayRefusal(to.locale, result));
}
