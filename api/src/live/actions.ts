import type { Deps } from '../deps.ts';
import type { Actor } from '../platform/actor.ts';
import { groupOf } from '../platform/realtime.ts';
import { done, type Result, refuse } from '../platform/result.ts';
import { countChanges, readVersions } from './store.ts';
import { mayWatch, type Topic, topicFor } from './topic.ts';

export type { Topic } from './topic.ts';

/**
 * Says that these topics change, in the transaction that changes them: `deps.db` is that transaction. Their versions are
 * counted as its last statement, and whoever watches hears of them after the commit. When nobody is told, as a process
 * died in between, the versions tell.
 */
export async function touch(deps: Deps, tenantId: string, topics: readonly Topic[]): Promise<void> {
  await deps.db.transaction(tenantId, async (tx) =>
    tx.beforeCommit('live', topics, async (outermost, changed) => {
      const changes = await countChanges(outermost, changed);
      outermost.afterCommit(() => deps.realtime.publish(tenantId, changes));
    }),
  );
}

type Version = { topic: Topic; version: number };
type Watchable = Version & { group: string; changedLately: boolean };

/** How to hear of changes of these topics as they happen, and where they stand. Without a push service `url` is null. */
export async function openConnection(
  deps: Deps,
  actor: Actor,
  asked: readonly Topic[],
): Promise<Result<{ url: string | null; topics: Watchable[] }, 'not-yours-to-watch'>> {
  const { tenantId } = actor;
  const topics = watched(actor, asked);
  if (!topics) return refuse('not-yours-to-watch');
  const versions = await deps.db.transaction(tenantId, (tx) => readVersions(tx, [...topics.values()]));
  const connection = await connect(deps, actor, [...topics.values()]);
  return done({
    url: connection?.url ?? null,
    topics: [...topics].map(([name, topic]) => {
      const { version = 0, changedLately = false } = versions.get(topic) ?? {};
      return { topic: name, group: groupOf(tenantId, topic), version, changedLately };
    }),
  });
}

/** The versions of topics, for who hears of no change by themselves. */
export async function getVersions(
  deps: Deps,
  actor: Actor,
  asked: readonly Topic[],
): Promise<Result<{ topics: Version[] }, 'not-yours-to-watch'>> {
  const topics = watched(actor, asked);
  if (!topics) return refuse('not-yours-to-watch');
  const versions = await deps.db.transaction(actor.tenantId, (tx) => readVersions(tx, [...topics.values()]));
  return done({
    topics: [...topics].map(([name, topic]) => ({ topic: name, version: versions.get(topic)?.version ?? 0 })),
  });
}

/** Each topic by the name it was asked for; `undefined` when one of them is not for the actor. */
function watched(actor: Actor, asked: readonly Topic[]): Map<Topic, Topic> | undefined {
  const topics = new Map(asked.map((name) => [name, topicFor(actor.personId, name)]));
  return [...topics.values()].every((topic) => mayWatch(actor, topic)) ? topics : undefined;
}

/** A push service in trouble is no reason to fail: whoever gets no address asks for versions, and tries again. */
async function connect({ realtime, log }: Deps, { tenantId, personId }: Actor, topics: readonly Topic[]) {
  try {
    return await realtime.connection(tenantId, personId, topics);
  } catch (error) {
    log.warn('no live connection', { error });
    return null;
  }
}
