import { joinQueue } from '@open-door/api/queue/actions/join.ts';
import { getQueue, listQueues } from '@open-door/api/queue/actions/queues.ts';
import { getCurrentTicket } from '@open-door/api/queue/actions/tickets.ts';
import { newTicket } from '@open-door/api/queue/schema/tickets.ts';
import type { Pressed } from '../card-actions.ts';
import { askJoinCard, queuesCard } from '../cards/queues.ts';
import { ticketCard } from '../cards/ticket.ts';
import type { Message } from '../message.ts';
import { say, sayRefusal } from '../say.ts';
import type { Turn } from '../turn.ts';

/** The queues that are live; with a question, and one queue to join, straight to joining it. `before` is said first. */
export async function live(turn: Turn, { question = '', before = '' } = {}): Promise<Message> {
  const { deps, actor, to } = turn;
  const { items } = await listQueues(deps, actor);
  const [only, ...more] = items.filter(({ joinable }) => joinable);
  if (question && only && more.length === 0) return askJoinCard(to, only, { question, before });
  return queuesCard(to, { queues: items, question, before });
}

/** Where somebody stands in line, or what became of it just now; else where they could join. `before` is said first. */
export async function place(turn: Turn, before = ''): Promise<Message> {
  const { deps, actor, to } = turn;
  const { ticket } = await getCurrentTicket(deps, { actor });
  return ticket ? ticketCard(to, ticket, before) : live(turn, { before: before || say(to.locale, 'place.none') });
}

/** Asks for what is needed to join a queue; `before` is said first. */
export async function askJoin(turn: Turn, { queueId, ...typed }: Pressed<'ask-join'>, before = ''): Promise<Message> {
  const { deps, actor, to } = turn;
  const queue = await getQueue(deps, actor, queueId);
  if (!queue.ok) return live(turn, { before: sayRefusal(to.locale, queue) });
  if (queue.joinable) return askJoinCard(to, queue, { ...typed, before });
  const isOwn = queue.yours || queue.host.personId === actor.personId;
  const reason = isOwn ? 'own-queue' : 'queue-closed';
  return live(turn, { question: typed.question, before: sayRefusal(to.locale, { reason }) });
}

/** Joins a queue. Who is in one already is shown where. */
export async function join(turn: Turn, { queueId, ...asked }: Pressed<'join'>): Promise<Message> {
  const { deps, actor, to } = turn;
  const { question } = asked;
  if (question === '') return askJoin(turn, { queueId, question }, say(to.locale, 'queue.question-missing'));
  const joined = await joinQueue(deps, { actor }, queueId, newTicket.parse(asked), turn.key);
  if (joined.ok) return ticketCard(to, joined);
  const words = sayRefusal(to.locale, joined);
  return joined.reason === 'already-in-line' ? place(turn, words) : live(turn, { question, before: words });
}
