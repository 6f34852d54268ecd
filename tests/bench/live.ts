import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { type Action, actIn } from './live/acting.ts';
import { openHouse } from './live/house.ts';
import { type Shown, type Watcher, watchByPolling, watchLive } from './live/watching.ts';
import { type Bench, percentile, type Row } from './row.ts';

const size = { queues: 10, championsEach: 3, learnersEach: 30 };
const watchers = size.queues * size.learnersEach;
const champions = size.queues * size.championsEach;
/** A champion does something every three seconds: some hundred times as often as one who listens. */
const paceMilliseconds = 3_000;
const seconds = 30;
const pollSeconds = 2;

/** How long after a champion's action everybody in that line sees it, beside the same people asking every two seconds. */
const bench: Bench = async ({ say }) => {
  say(`  ${watchers} join ${size.queues} queues`);
  const house = await openHouse(size);
  const runs = { live: [] as number[], polling: [] as number[] };
  const measure = async (watching: Watcher[], most: number) => {
    await untilLive(watching);
    const load = loadavg()[0] ?? 0;
    const until = performance.now() + seconds * 1_000;
    const acting = { until, paceMilliseconds, versionOf: house.versionOf };
    const actions = (await Promise.all(house.queues.map((queue) => actIn(queue, acting)))).flat();
    await pause(most);
    await Promise.all(watching.map((watcher) => watcher.stop()));
    say(`  ${actions.length} actions by ${champions} champions, load ${load.toFixed(1)} when it began`);
    return actions.map((action) => delayOf(action, watching));
  };
  try {
    const watch = (one: (who: (typeof house.queues)[number]['learners'][number], queueId: string) => Watcher) =>
      house.queues.flatMap(({ queueId, learners }) => learners.map((learner) => one(learner, queueId)));
    runs.live.push(
      ...(await measure(
        watch((who, queueId) => watchLive(house.url, who, queueId)),
        3_000,
      )),
    );
    const every = pollSeconds * 1_000;
    const polling = watch((who, queueId) => watchByPolling(house.url, who, queueId, every));
    runs.polling.push(...(await measure(polling, 3 * every)));
  } finally {
    await house.stop();
  }
  return [50, 95, 99].map((rank): Row => {
    const [ours, theirs] = [percentile(runs.live, rank), percentile(runs.polling, rank)];
    const row = {
      bench: 'live',
      case: `${watchers} watchers, ${champions} champions acting: from an action to everybody in its line`,
      metric: `p${rank}`,
      unit: 'ms',
      ours,
      competitor: `asking every ${pollSeconds} s`,
      theirs,
      ratio: theirs / ours,
    };
    return rank === 95 ? { ...row, aim: '≤ 500 ms', met: ours <= 500 } : row;
  });
};
export default bench;

async function untilLive(watching: readonly Watcher[]): Promise<void> {
  const patience = performance.now() + 60_000;
  while (!watching.every((watcher) => watcher.isLive())) {
    if (performance.now() > patience) throw new Error('some watchers never became live');
    await pause(200);
  }
  // What they were told while they connected is read by then.
  await pause(1_000);
}

/** Milliseconds from the request until the last watcher of that queue holds the new state. */
function delayOf(action: Action, watching: readonly Watcher[]): number {
  const isNew = (shown: Shown) =>
    'version' in shown ? shown.version >= action.version : shown.readFrom >= action.answeredAt;
  const delays = watching
    .filter(({ queueId }) => queueId === action.queueId)
    .map(({ shown }) => (shown.find(isNew)?.at ?? Number.POSITIVE_INFINITY) - action.askedAt);
  return Math.max(...delays);
}
