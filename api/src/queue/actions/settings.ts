import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { QueueSettings, QueueStateOnWire } from '../schema/queues.ts';
import { findHelping } from '../store/presence.ts';
import { findQueueOfHost, type QueueSetUp, saveQueue } from '../store/queues.ts';

/** A champion's own queue (null before they set it up), and where they help just now. */
export async function getOwnQueue(
  deps: Deps,
  actor: Actor,
): Promise<{
  own: { queueId: string; state: QueueStateOnWire; settings: QueueSettings } | null;
  helpingAt: { queueId: string; name: string } | null;
}> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const own = await findQueueOfHost(tx, actor.personId);
    const helping = await findHelping(tx, actor.personId);
    return {
      own: own ? { queueId: own.queueId, state: own.state, settings: settingsOf(own) } : null,
      helpingAt: helping ? { queueId: helping.queueId, name: helping.name } : null,
    };
  });
}

/** A champion sets how their own queue is run; it is made, closed, the first time. Times of calls under way stay. */
export async function setUpOwnQueue(
  deps: Deps,
  actor: Actor,
  settings: QueueSettings,
): Promise<Result<{ queueId: string; settings: QueueSettings }, 'not-a-champion'>> {
  const { tenantId, personId } = actor;
  return deps.db.transaction(tenantId, async (tx) => {
    const wanted = { ...setUpOf(settings), queueId: deps.newId(), hostId: personId, now: deps.now() };
    const queueId = await saveQueue(tx, wanted);
    if (queueId === undefined) return refuse('not-a-champion');
    await touch({ ...deps, db: tx }, tenantId, [`queue:${queueId}`, 'queues', `person:${personId}`]);
    return done({ queueId, settings });
  });
}

function setUpOf({
  name,
  reachTurns,
  overtakings,
  readyCheckSeconds,
  holdMinutes,
  ...rule
}: QueueSettings): QueueSetUp {
  return { name, rule, reach: { turns: reachTurns, overtakings }, times: { readyCheckSeconds, holdMinutes } };
}

function settingsOf({ name, rule, reach, times }: QueueSetUp): QueueSettings {
  return { name, ...rule, reachTurns: reach.turns, overtakings: reach.overtakings, ...times };
}
