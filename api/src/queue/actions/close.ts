import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { By } from '../event.ts';
import type { QueueWithRule } from '../schema/queues.ts';
import { lockChampionsHere } from '../store/presence.ts';
import { lockQueue, setQueueState } from '../store/queues.ts';
import { lockHelper, shareQueue } from '../store/ticket-locks.ts';
import { findLiveTickets, type StoredTicket } from '../store/tickets.ts';
import { changeEach } from './change.ts';
import { topicsOf } from './open.ts';
import { getQueue } from './queues.ts';
import { settle } from './settle.ts';

export type Closing = { waiting: 'finish' | 'pass-on' | 'send-home'; championId?: string | undefined; note?: string };

type Closed = { queue: QueueWithRule; passedOn: number; sentHome: number; stayed: number };

/**
 * Closes a queue: nobody joins any more, and those waiting are still served, move to another champion's queue with their
 * places, or are sent home. It is closed when nobody is left who has to be served here. The host may close it from wherever
 * they are.
 */
export async function closeQueue(
  deps: Deps,
  actor: Actor,
  queueId: string,
  closing: Closing,
): Promise<Result<Closed, 'no-such-queue' | 'not-helping-here' | 'not-open' | 'nobody-to-pass-to'>> {
  const { tenantId, personId } = actor;
  const closed = await deps.db.transaction(tenantId, async (tx) => {
    await lockHelper(tx, personId);
    const passTo = closing.waiting === 'pass-on' ? (closing.championId ?? null) : null;
    const champions = await lockChampionsHere(tx, queueId, passTo);
    const there = champions.find(({ championId }) => championId === passTo);
    const { queue, other } = await lockBoth(tx, queueId, there?.queueId);
    if (!queue) return refuse('no-such-queue');
    const isHere = champions.some((one) => one.championId === personId && one.queueId === queueId);
    if (queue.host.personId !== personId && !isHere) return refuse('not-helping-here');
    if (queue.state === 'closed') return refuse('not-open');
    const target = other?.state === 'open' || other?.state === 'paused' ? there : undefined;
    if (closing.waiting === 'pass-on' && !target) return refuse('nobody-to-pass-to');
    const now = deps.now();
    const { note = '' } = closing;
    await setQueueState(tx, queueId, { state: 'closing', note, now });
    const waiting = (await findLiveTickets(tx, queueId)).filter(isStillWaiting);
    const by: By = { role: 'champion', championId: personId, specialist: false };
    const inTx = { ...deps, db: tx };
    const gone = target
      ? await passOn(inTx, tx, waiting, target, { by, now, note })
      : closing.waiting === 'send-home'
        ? await changeEach(inTx, tenantId, ids(waiting), { does: 'close-queue' }, { by, now, note })
        : [];
    await settle(inTx, tx, [queueId], now);
    await touch(inTx, tenantId, topicsOf(queueId, personId));
    const counts = { passedOn: target ? gone.length : 0, sentHome: target ? 0 : gone.length };
    return done({ ...counts, stayed: waiting.length - gone.length });
  });
  if (!closed.ok) return closed;
  const queue = await getQueue(deps, actor, queueId);
  return queue.ok ? { ...closed, queue } : queue;
}

const ids = (tickets: readonly StoredTicket[]) => tickets.map(({ ticketId }) => ticketId);

/** Whoever waits for a specialist waits on, whatever becomes of the queue. */
function isStillWaiting({ state, waitsFor }: StoredTicket): boolean {
  return state !== 'called' && state !== 'claimed' && waitsFor.whom !== 'specialist';
}

type Target = { championId: string; queueId: string };

/** Holds this queue for a change, and keeps the other one as it is; in the order of their ids, like everybody who needs both. */
async function lockBoth(tx: Tx, queueId: string, otherId: string | undefined) {
  if (otherId === undefined || otherId === queueId) return { queue: await lockQueue(tx, queueId) };
  if (otherId < queueId) {
    const other = await shareQueue(tx, otherId);
    return { queue: await lockQueue(tx, queueId), other };
  }
  const queue = await lockQueue(tx, queueId);
  return { queue, other: await shareQueue(tx, otherId) };
}

/** Whoever waits for one champion of this queue, or would be passed to themselves, stays. */
function passOn(
  deps: Deps,
  tx: Tx,
  waiting: readonly StoredTicket[],
  target: Target,
  how: { by: By; now: Temporal.Instant; note: string },
): Promise<StoredTicket[]> {
  return changeEach(deps, tx.tenantId, ids(waiting), { does: 'transfer', ...target }, how);
}

/**
 * Closes a queue that nobody serves any more: whoever still waits is sent home and told, and what somebody had of it goes
 * back in line first. `deps.db` is a transaction that holds no lock of the queue yet.
 */
export async function closeForgotten(deps: Deps, tx: Tx, queueId: string, now: Temporal.Instant): Promise<void> {
  await lockChampionsHere(tx, queueId);
  const queue = await lockQueue(tx, queueId);
  if (!queue || queue.state === 'closed') return;
  const how = { by: { role: 'clock' as const }, now };
  const live = await findLiveTickets(tx, queueId);
  for (const { ticketId, championId, waitsFor } of live) {
    if (championId === null || waitsFor.whom === 'specialist') continue;
    await changeEach(deps, tx.tenantId, [ticketId], { does: 'champion-left', championId }, how);
  }
  await changeEach(
    deps,
    tx.tenantId,
    ids(live.filter(({ waitsFor }) => waitsFor.whom !== 'specialist')),
    { does: 'close-queue' },
    how,
  );
  await setQueueState(tx, queueId, { state: 'closing', now });
  await settle(deps, tx, [queueId], now);
  await touch({ ...deps, db: tx }, tx.tenantId, ['queues', `queue:${queueId}`]);
}
