import type { Deps } from '../../deps.ts';
import type { Tx } from '../../platform/database.ts';
import { findForgotten, findGone, findRunOut } from '../store/overdue.ts';
import { findLiveQueues } from '../store/queues.ts';
import { forgetSecrets } from '../store/secrets.ts';
import { changeEach } from './change.ts';
import { closeForgotten } from './close.ts';
import { releaseTicketsOf } from './departures.ts';
import { tellNext } from './next-in-line.ts';
import { settle } from './settle.ts';

/** Without a champion's doing for so long, a queue was left open by mistake. */
const forgottenAfterHours = 12;

/**
 * What happens in a tenant's queues by itself, each minute: ready checks and holds run out, secrets of past days are
 * destroyed, people who left and queues that were left open are let go, and whoever is next is told. Trouble with one of
 * these is logged and keeps none of the others waiting.
 */
export async function queueClock(deps: Deps, tenantId: string): Promise<void> {
  const now = deps.now();
  const read = <T>(work: (tx: Tx) => Promise<T>) => deps.db.transaction(tenantId, work);
  const tasks: (() => Promise<unknown>)[] = [
    async () =>
      changeEach(
        deps,
        tenantId,
        await read((tx) => findRunOut(tx, now)),
        { does: 'run-out' },
        { by: { role: 'clock' }, now },
      ),
    () => read((tx) => forgetSecrets(tx, now)),
    async () => releaseTicketsOf(deps, tenantId, await read(findGone)),
    async () => {
      const forgotten = await read((tx) => findForgotten(tx, now.subtract({ hours: forgottenAfterHours })));
      for (const queueId of forgotten) await read((tx) => closeForgotten({ ...deps, db: tx }, tx, queueId, now));
    },
    () => read((tx) => settle({ ...deps, db: tx }, tx, undefined, now)),
    async () => {
      for (const queueId of await read(findLiveQueues)) await read((tx) => tellNext(deps, tx, queueId));
    },
  ];
  for (const task of tasks) {
    try {
      await task();
    } catch (error) {
      deps.log.error('part of the queue clock failed', { tenantId, error });
    }
  }
}
