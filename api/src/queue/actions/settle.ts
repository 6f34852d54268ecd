import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Tx } from '../../platform/database.ts';
import { closeServed } from '../store/overdue.ts';

/** Closes what is closing and has served everybody, and says so to whoever sees it; all queues unless told which. */
export async function settle(
  deps: Deps,
  tx: Tx,
  queueIds: readonly string[] | undefined,
  now: Temporal.Instant,
): Promise<void> {
  const closed = await closeServed(tx, now, queueIds);
  if (closed.length === 0) return;
  await touch({ ...deps, db: tx }, tx.tenantId, [
    'queues',
    ...closed.map(({ queueId }) => `queue:${queueId}` as const),
    ...closed.flatMap(({ championIds }) => championIds.map((championId) => `person:${championId}` as const)),
  ]);
}
