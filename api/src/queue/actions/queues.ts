import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { batchedByTenant } from '../../platform/batched.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Queue, QueueSettings, QueueWithRule } from '../schema/queues.ts';
import { findLiveQueuesFor } from '../store/queues.ts';
import { sayQueue, sayQueueWithRule, sayRule } from './say-queue.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** Everybody who has the list open looks again when a queue opens or closes. */
const liveQueuesFor = batchedByTenant(findLiveQueuesFor);

/** The queues that are live: those of the reader's department first, then the shortest wait. */
export async function listQueues(deps: Deps, actor: Actor): Promise<{ items: Queue[] }> {
  const { tenantId, personId, locale } = actor;
  const { queueIds = [], department } = (await liveQueuesFor(deps.db, tenantId, personId)) ?? {};
  const snapshots = await Promise.all(queueIds.map((queueId) => snapshotOf(deps, tenantId, queueId)));
  const isFar = (queue: Queue) => Number(queue.department !== department);
  const items = snapshots
    .filter((snapshot) => snapshot !== undefined && snapshot.queue.state !== 'closed')
    .map((snapshot) => sayQueue(actor, snapshot as Snapshot))
    .sort((a, b) => isFar(a) - isFar(b) || longest(a) - longest(b) || a.name.localeCompare(b.name, locale));
  return { items };
}

/** In minutes; longer than any wait where nobody is there to help. */
const longest = ({ wait }: Queue) => wait?.high ?? 1e6;

/** One queue, closed or not. */
export async function getQueue(
  deps: Deps,
  actor: Actor,
  queueId: string,
): Promise<Result<QueueWithRule, 'no-such-queue'>> {
  const snapshot = await snapshotOf(deps, actor.tenantId, queueId);
  return snapshot ? done(sayQueueWithRule(actor, snapshot)) : refuse('no-such-queue');
}

/** A rule in the words in which everybody in line would read it, before it is kept. */
export function previewRule(
  actor: Actor,
  { missesLast, reachTurns, overtakings, ...rule }: RuleQuery,
): { rule: string[] } {
  const wanted = { ...rule, missesLast: missesLast === 'true' };
  return { rule: sayRule(actor, wanted, { turns: reachTurns, overtakings }) };
}

type RuleQuery = Omit<QueueSettings, 'name' | 'missesLast' | 'readyCheckSeconds' | 'holdMinutes'> & {
  missesLast: 'true' | 'false';
};
