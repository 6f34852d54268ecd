import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { type Topic, touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { QueueWithRule } from '../schema/queues.ts';
import { lockHelping, saveHelping } from '../store/presence.ts';
import { lockQueue, setQueueState } from '../store/queues.ts';
import { lockHelper } from '../store/ticket-locks.ts';
import { getQueue } from './queues.ts';

/**
 * Opens a queue, or goes on with one that was paused or is closing; whoever opens it helps at it. From closed only its host
 * opens it. `until` is when they mean to go.
 */
export async function openQueue(
  deps: Deps,
  actor: Actor,
  queueId: string,
  { until = null, note = '' }: { until?: string | null; note?: string },
): Promise<Result<QueueWithRule, 'no-such-queue' | 'not-a-champion' | 'not-your-queue' | 'helping-elsewhere', object>> {
  const { tenantId, personId } = actor;
  const opened = await deps.db.transaction(tenantId, async (tx) => {
    const now = deps.now();
    await lockHelper(tx, personId);
    const helping = await lockHelping(tx, personId);
    const queue = await lockQueue(tx, queueId);
    if (!queue) return refuse('no-such-queue');
    const isHere = helping?.queueId === queueId && queue.state !== 'closed';
    if (queue.host.personId !== personId && !isHere) return refuse('not-your-queue', { host: queue.host.displayName });
    const presence = { queueId, championId: personId, state: 'here', until: instantOrNull(until), now } as const;
    const saved = await saveHelping(tx, presence);
    if (saved !== 'helping') return refuse(saved, { queue: helping?.name });
    await setQueueState(tx, queueId, { state: 'open', note, now });
    await touch({ ...deps, db: tx }, tenantId, topicsOf(queueId, personId));
    return done({});
  });
  return opened.ok ? getQueue(deps, actor, queueId) : opened;
}

/** Nobody is called until it goes on; people can join and keep their places. Said again, it changes the note. */
export async function pauseQueue(
  deps: Deps,
  actor: Actor,
  queueId: string,
  { note = '' }: { note?: string },
): Promise<Result<QueueWithRule, 'no-such-queue' | 'not-helping-here' | 'not-open'>> {
  const { tenantId, personId } = actor;
  const paused = await deps.db.transaction(tenantId, async (tx) => {
    await lockHelper(tx, personId);
    const helping = await lockHelping(tx, personId);
    const queue = await lockQueue(tx, queueId);
    if (!queue) return refuse('no-such-queue');
    if (helping?.queueId !== queueId) return refuse('not-helping-here');
    if (queue.state !== 'open' && queue.state !== 'paused') return refuse('not-open');
    await setQueueState(tx, queueId, { state: 'paused', note, now: deps.now() });
    await touch({ ...deps, db: tx }, tenantId, topicsOf(queueId, personId));
    return done({});
  });
  return paused.ok ? getQueue(deps, actor, queueId) : paused;
}

/** Who hears when a queue's state changes, or who is there: those in line, those who look for a queue, the champion. */
export function topicsOf(queueId: string, championId: string): Topic[] {
  return [`queue:${queueId}`, 'queues', `person:${championId}`];
}

export const instantOrNull = (text: string | null) => (text === null ? null : Temporal.Instant.from(text));
