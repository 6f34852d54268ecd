import { useRead } from '../../queries.ts';

/** Milliseconds after which waits are asked for again: they grow while nothing happens. */
export const aMinute = 60_000;

/** The live queues, the reader's department first. */
export function useQueues() {
  return useRead('GET /api/queues', {}, { live: ['queues'], refetchInterval: aMinute });
}

/** One queue with its rule and the questions one could join. */
export function useQueue(queueId: string) {
  const live = [`queue:${queueId}`] as const;
  return useRead('GET /api/queues/{queueId}', { params: { queueId } }, { live, refetchInterval: aMinute });
}
