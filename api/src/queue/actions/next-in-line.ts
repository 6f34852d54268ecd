import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { owe } from '../../notices/actions.ts';
import type { Tx } from '../../platform/database.ts';
import { type LineFacts, orderLine, type Turn } from '../policy.ts';
import { findHelps } from '../store/history.ts';
import { findQueue, type StoredQueue } from '../store/queues.ts';
import { markTold } from '../store/ticket-changes.ts';
import { findLiveTickets, type StoredTicket } from '../store/tickets.ts';
import { ticketPayload } from './owe-notices.ts';
import { theirTopics } from './their-topics.ts';

/** Older helps count next to nothing. */
const daysOfHelps = 60;

export type Line = { queue: StoredQueue; tickets: StoredTicket[]; facts: LineFacts; line: Turn<StoredTicket>[] };

/** A queue's line as this transaction sees it; `undefined` when there is no such queue. */
export async function readLine(deps: Deps, tx: Tx, queueId: string): Promise<Line | undefined> {
  const now = deps.now();
  const [queue, tickets, helps] = await Promise.all([
    findQueue(tx, queueId),
    findLiveTickets(tx, queueId),
    findHelps(tx, queueId, now.subtract({ hours: 24 * daysOfHelps }), now),
  ]);
  if (!queue) return undefined;
  const facts = { rule: queue.rule, helps, now };
  return { queue, tickets, facts, line: orderLine(tickets, facts) };
}

/**
 * Tells those at the head of a line that they are next, each once. Two who are called at the same instant may hide from each
 * other who comes after both: the timer looks again.
 */
export async function tellNext(deps: Deps, tx: Tx, queueId: string): Promise<void> {
  const [first] = (await readLine(deps, tx, queueId))?.line ?? [];
  const untold = first?.tickets.filter(({ toldNextAt }) => toldNextAt === null) ?? [];
  if (untold.length === 0) return;
  const told = await markTold(tx, untold, deps.now());
  const tickets = untold.filter(({ ticketId }) => told.includes(ticketId));
  const inTx = { ...deps, db: tx };
  await owe(
    inTx,
    tx.tenantId,
    tickets.flatMap((ticket) => {
      if (!ticket.learner) return [];
      const { personId } = ticket.learner;
      const payload = ticketPayload(ticket, 'asker', null);
      return [{ kind: 'ticket-next' as const, personId, key: `ticket ${ticket.ticketId} next`, payload }];
    }),
  );
  await touch(inTx, tx.tenantId, tickets.flatMap(theirTopics));
}
