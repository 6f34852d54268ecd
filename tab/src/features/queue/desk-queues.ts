import type { Queue } from '@open-door/api/queue/schema/queues.ts';
import type { DeskTicket } from '@open-door/api/queue/schema/tickets.ts';
import { useRead, useWrite } from '../../queries.ts';
import { useMyself } from '../people/me.ts';
import { aMinute, useQueues } from './queues.ts';

/** How the champion's own queue is run, and where they help just now. */
export function useMyQueue() {
  return useRead('GET /api/queues/mine', {}, { live: ['person:me', 'queues'] });
}

/** Who waits, who is on hold and who is being helped. */
export function useLine(queueId: string, { enabled = true } = {}) {
  const live = [`queue:${queueId}`, 'person:me'] as const;
  return useRead(
    'GET /api/queues/{queueId}/line',
    { params: { queueId } },
    { live, enabled, refetchInterval: aMinute },
  );
}

/** The others of a ticket's group, who are called and helped with it. */
export function useTogether({ ticketId, queueId, groupId, together }: DeskTicket): DeskTicket[] {
  const { data } = useLine(queueId, { enabled: together > 1 });
  if (!data || together === 1) return [];
  return [...data.waiting, ...data.onHold, ...data.inHelp].filter(
    (ticket) => ticket.groupId === groupId && ticket.ticketId !== ticketId,
  );
}

/** The live queues but one. */
export function useOtherQueues(queueId?: string) {
  const { data, ...read } = useQueues();
  return { ...read, queues: data?.items.filter((queue) => queue.queueId !== queueId) };
}

/** A champion who is at a queue just now, with that queue. */
export type ChampionAtQueue = { champion: Queue['champions'][number]; queue: Queue };

/** Champions who are at some queue, but for the reader: those of the other queues too. */
export function useChampionsLive(): ChampionAtQueue[] {
  const { personId } = useMyself();
  const { queues = [] } = useOtherQueues();
  return queues
    .flatMap((queue) => queue.champions.map((champion) => ({ champion, queue })))
    .filter(({ champion }) => champion.personId !== personId);
}

/** What anything that is done at a queue may change. */
export const queueTouched = [
  'GET /api/queues/mine',
  'GET /api/queues',
  'GET /api/queues/{queueId}',
  'GET /api/queues/{queueId}/line',
  'GET /api/tickets',
  'GET /api/tickets/{ticketId}',
  'GET /api/tickets/escalated',
] as const;
const refreshes = queueTouched;

export function useSetUp() {
  return useWrite('PUT /api/queues/mine', { refreshes });
}

export function useOpen() {
  return useWrite('POST /api/queues/{queueId}/opening', { refreshes });
}

export function usePause() {
  return useWrite('POST /api/queues/{queueId}/pause', { refreshes });
}

export function useClose() {
  return useWrite('POST /api/queues/{queueId}/closing', { refreshes });
}

/** Helping at a queue, taking a break there, and going on. */
export function useHelp() {
  return useWrite('PUT /api/queues/{queueId}/helping', { refreshes });
}

export function useStopHelping() {
  return useWrite('DELETE /api/queues/{queueId}/helping', { refreshes });
}

export function useCallNext() {
  return useWrite('POST /api/queues/{queueId}/next', { refreshes });
}

export function useWriteToLine() {
  return useWrite('POST /api/queues/{queueId}/messages', { refreshes });
}
