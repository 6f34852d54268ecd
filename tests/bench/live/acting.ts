import { setTimeout as pause } from 'node:timers/promises';
import { joinLine, type LiveQueue, type Somebody } from './house.ts';

/** A champion's action: when it was asked for and answered (milliseconds of this process), and the queue's version after it. */
export type Action = { queueId: string; askedAt: number; answeredAt: number; version: number };

/**
 * The champions of a queue act until `until`: each calls, the learner is ready, and is helped, one action every
 * `paceMilliseconds` on average; whoever was helped joins again. Changes of one queue follow each other, so that it is known
 * which version came of which.
 */
export async function actIn(
  queue: LiveQueue,
  { until, paceMilliseconds, versionOf }: Acting,
): Promise<readonly Action[]> {
  const { queueId, champions, learners } = queue;
  const byId = new Map(learners.map((learner) => [learner.personId, learner]));
  const actions: Action[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
  const measured = <T>(work: () => Promise<T>) =>
    inTurn(async () => {
      const askedAt = performance.now();
      const answer = await work();
      const answeredAt = performance.now();
      actions.push({ queueId, askedAt, answeredAt, version: await versionOf(queueId) });
      return answer;
    });
  const act = async ({ api }: Somebody) => {
    const breathe = () => pause(2 * paceMilliseconds * Math.random());
    await breathe();
    while (performance.now() < until) {
      const next = { params: { queueId }, body: {} };
      const [called] = (await measured(() => api('POST /api/queues/{queueId}/next', next))).called;
      const learner = byId.get(called?.asker?.personId ?? '');
      if (!called || !learner) throw new Error('somebody was called who does not wait');
      const params = { ticketId: called.ticketId };
      const step = (who: Somebody['api'], does: 'ready' | 'resolve') =>
        who('POST /api/tickets/{ticketId}/events', { params, body: { does } });
      await inTurn(() => step(learner.api, 'ready'));
      await breathe();
      await measured(() => step(api, 'resolve'));
      await inTurn(() => joinLine(learner, queueId));
      await breathe();
    }
  };
  await Promise.all(champions.map(act));
  return actions;
}

type Acting = { until: number; paceMilliseconds: number; versionOf: (queueId: string) => Promise<number> };
