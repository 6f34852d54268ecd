import type { ExpectedWait } from '@open-door/api/queue/schema/queues.ts';
import type { Say } from '../../messages.ts';

/** "10 to 20 minutes", "up to 5 minutes", "less than a minute" */
export function waitWords({ low, high }: Pick<ExpectedWait, 'low' | 'high'>, say: Say): string {
  const range = high <= 1 ? 'soon' : low === 0 ? 'most' : low === high ? 'about' : 'from';
  return say('queue.now.wait', { range, low, high });
}
