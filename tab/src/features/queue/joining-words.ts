import type { Queue } from '@open-door/api/queue/schema/queues.ts';
import type { Say } from '../../messages.ts';
import { waitWords } from './wait-words.ts';

/** How long somebody waits who joins now, or why that is not known. */
export function joiningWords({ state, wait }: Pick<Queue, 'state' | 'wait'>, say: Say): string {
  if (state === 'paused') return say('queue.paused');
  if (state === 'closing') return say('queue.closing');
  return wait ? say('queue.if-you-join', { wait: waitWords(wait, say) }) : say('queue.nobody-there');
}
