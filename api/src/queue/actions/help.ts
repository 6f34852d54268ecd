import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { QueueWithRule } from '../schema/queues.ts';
import { deleteHelping, lockChampionsHere, lockHelping, saveHelping } from '../store/presence.ts';
import { lockQueue } from '../store/queues.ts';
import { lockHelper } from '../store/ticket-locks.ts';
import { findHeldBy, findLiveTickets } from '../store/tickets.ts';
import { changeEach } from './change.ts';
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
    await lockHelper(tx, personId);
    const helping = await lockHelping(tx, personId);
    // Locked, so that nobody comes to a queue while it closes.
    const queue = await lockQueue(tx, queueId);
    if (!queue) return refuse('no-such-queue');
    if (queue.state === 'closed') return refuse('not-open');
    const presence = { queueId, championId: personId, state, until: instantOrNull(until), now: deps.now() };
    const saved = await saveHelping(tx, presence);
    if (saved !== 'helping') return refuse(saved, { queue: helping?.name ?? '' });
    await touch({ ...deps, db: tx }, tenantId, topicsOf(queueId, personId));
    return done({});
  });
  return helps.ok ? getQueue(deps, actor, queueId) : helps;
}

/** A champion goes; who waits for them alone waits for anybody of the queue. The last one closes it instead. */
export async function stopHelping(
  deps: Deps,
  actor: Actor,
  queueId: string,
): Promise<Result<QueueWithRule, 'no-such-queue' | 'not-helping-here' | 'still-helping' | 'last-one'>> {
  const { tenantId, personId } = actor;
  const stopped = await deps.db.transaction(tenantId, async (tx) => {
    await lockHelper(tx, personId);
    const here = await lockChampionsHere(tx, queueId);
    if (!(await lockQueue(tx, queueId))) return refuse('no-such-queue');
    if (!here.some(({ championId }) => championId === personId)) return refuse('not-helping-here');
    if ((await findHeldBy(tx, personId)).length > 0) return refuse('still-helping');
    if (here.length === 1) return refuse('last-one');
    const inTx = { ...deps, db: tx };
    const awaiting = (await findLiveTickets(tx, queueId)).filter(
      ({ waitsFor }) => waitsFor.whom === 'champion' && waitsFor.championId === personId,
    );
    await changeEach(
      inTx,
      tenantId,
      awaiting.map(({ ticketId }) => ticketId),
      { does: 'champion-left', championId: personId },
      { by: { role: 'champion', championId: personId, specialist: false }, now: deps.now() },
    );
    await deleteHelping(tx, personId);
    await touch(inTx, tenantId, topicsOf(queueId, personId));
    return done({});
  });
  return stopped.ok ? getQueue(deps, actor, queueId) : stopped;
}
