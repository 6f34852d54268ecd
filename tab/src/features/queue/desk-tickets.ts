import type { DeskTicket, TicketInDetail } from '@open-door/api/queue/schema/tickets.ts';
import { useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../api.ts';
import type { Say } from '../../messages.ts';
import { useList, useRead, useWrite } from '../../queries.ts';
import { queueTouched } from './desk-queues.ts';
import { aMinute } from './queues.ts';

/** One ticket with its messages and history. */
export function useDeskTicket(ticketId: string, queueId?: string) {
  const live = ['person:me', ...(queueId ? [`queue:${queueId}` as const] : [])] as const;
  return useRead('GET /api/tickets/{ticketId}', { params: { ticketId } }, { live });
}

/** Whom the champion helped, the latest first. */
export function useHelped(limit: number) {
  return useList('GET /api/tickets', { query: { as: 'champion', limit } }, { live: ['person:me'] });
}

/** What waits for a specialist, in all queues, and what the reader has of it. */
export function useEscalated() {
  return useRead('GET /api/tickets/escalated', {}, { live: ['person:me', 'queues'], refetchInterval: aMinute });
}

/** What can be done to a ticket, as it is sent. */
export type Step = Input<'POST /api/tickets/{ticketId}/events'>['body'];

/** One step in a ticket's life; the ticket is shown as it is then at once. */
export function useAct() {
  const client = useQueryClient();
  return useWrite('POST /api/tickets/{ticketId}/events', {
    refreshes: queueTouched,
    onSuccess: (ticket: TicketInDetail) => {
      client.setQueryData(['GET /api/tickets/{ticketId}', { params: { ticketId: ticket.ticketId } }], ticket);
    },
  });
}

/** Tickets that are called together, in the order in which they stand. */
export function turnsOf<Ticket extends Pick<DeskTicket, 'groupId'>>(
  tickets: readonly Ticket[],
): [Ticket, ...Ticket[]][] {
  const turns = new Map<string, [Ticket, ...Ticket[]]>();
  for (const ticket of tickets) {
    const turn = turns.get(ticket.groupId);
    if (turn) turn.push(ticket);
    else turns.set(ticket.groupId, [ticket]);
  }
  return [...turns.values()];
}

/** A word of the contract as a message can choose by it: ICU takes no hyphen in a selector. */
export function selector(word: string): string {
  return word.replaceAll('-', '_');
}

/** The asker's name, or "Somebody" while it is not to be known. */
export function askerName({ asker }: Pick<DeskTicket, 'asker'>, say: Say): string {
  return asker?.displayName ?? say('queue.desk.somebody');
}
