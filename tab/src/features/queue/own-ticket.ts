import type { OwnTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Output } from '../../api.ts';
import { useList, useRead, useWrite } from '../../queries.ts';
import { aMinute } from './queues.ts';

type Current = Output<'GET /api/tickets/current'>;
const currentKey = ['GET /api/tickets/current', {}] as const;

/** The reader's ticket, live or just over; `null` when there is none. */
export function useCurrentTicket() {
  const known = useQueryClient().getQueryData<Current>(currentKey)?.ticket;
  const waits = known && !isOver(known);
  // Whoever asks without a link to them hears of changes by their queue only; waits grow while nothing happens.
  return useRead(
    'GET /api/tickets/current',
    {},
    {
      live: waits ? ['person:me', `queue:${known.queueId}`] : ['person:me'],
      refetchInterval: waits ? aMinute : false,
    },
  );
}

/** What was asked and is over, newest first. */
export function usePastTickets() {
  return useList('GET /api/tickets', { query: { limit: 10 } }, { live: ['person:me'] });
}

const touched = [
  'GET /api/tickets/current',
  'GET /api/tickets',
  'GET /api/tickets/{ticketId}',
  'GET /api/queues',
  'GET /api/queues/{queueId}',
] as const;

/** Shows the reader's ticket as an answer says it is. */
function useShow(): (ticket: OwnTicket) => void {
  const client = useQueryClient();
  return (ticket) => void client.setQueryData<Current>(currentKey, { ticket });
}

export function useJoin() {
  return useWrite('POST /api/queues/{queueId}/tickets', { refreshes: touched, onSuccess: useShow() });
}

/** One step in the life of the reader's ticket. */
export function useStep() {
  const show = useShow();
  return useWrite('POST /api/tickets/{ticketId}/events', {
    refreshes: touched,
    onSuccess: (ticket) => ticket.role === 'asker' && show(ticket),
  });
}

export function useSayHelped() {
  return useWrite('PUT /api/tickets/{ticketId}/helped', { refreshes: touched });
}

/** Milliseconds between tries to say that time is up, while the server's clock says that it is not. */
const again = 5_000;

/** Says that a ready check or a hold ran out when it has, as the server's own look comes only each minute. */
export function useRunOut({ ticketId, until }: Pick<OwnTicket, 'ticketId' | 'until'>): void {
  const { mutate } = useStep();
  useEffect(() => {
    if (!until) return;
    const runOut = () =>
      mutate(
        { params: { ticketId }, body: { does: 'run-out' } },
        {
          onError: () => {
            timer = setTimeout(runOut, again);
          },
        },
      );
    let timer = setTimeout(runOut, Math.max(0, Date.parse(until) - Date.now()) + 1_000);
    return () => clearTimeout(timer);
  }, [ticketId, until, mutate]);
}

export function isOver({ state }: Pick<OwnTicket, 'state'>): boolean {
  return state === 'resolved' || state === 'no-show' || state === 'withdrawn' || state === 'converted';
}
