import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { QueueWithRule } from '../schema/queues.ts';
import { findHelping, saveHelping } from '../store/presence.ts';
import { lockQueue } from '../store/queues.ts';
import { instantOrNull, topicsOf } from './open.ts';
import { getQueue } from './queues.ts';

/** A champion helps at a queue that is not closed, pauses there, or goes on. `until` is when they mean to go. */
export async function helpAtQueue(
  deps: Deps,
  actor: Actor,
  queueId: string,
  { state = 'here', until = null }: { state?: 'here' | 'paused'; until?: string | null },
): Promise<
  Result<QueueWithRule, 'no-such-queue' | 'not-a-champion' | 'not-open' | 'helping-elsewhere', { queue?: string }>
> {
  const { tenantId, personId } = actor;
  const helps = await deps.db.transaction(tenantId, async (tx) => {
    // Locked, so that nobody comes to a queue while it closes.
    const queue = await lockQueue(tx, queueId);
    if (!queue) return refuse('no-such-queue');
    if (queue.state === 'closed') return refuse('not-open');
    const presence = { queueId, championId: personId, state, until: instantOrNull(until), now: deps.now() };
    const saved = await saveHelping(tx, presence);
    if (saved !== 'helping') return refuse(saved, { queue: (await findHelping(tx, personId))?.name ?? '' });
    await touch({ ...deps, db: tx }, tenantId, topicsOf(queueId, personId));
    return done({});
  });
  return helps.ok ? getQueue(deps, actor, queueId) : helps;
}
