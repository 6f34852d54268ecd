import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Api } from './api.ts';
import type { SocketEvents } from './live-socket.ts';
import { LiveUpdates, type Page } from './live-updates.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const topic = 'coverage';

/** A page, an API and a push service that do as they are told. */
function staged({ pushed = true } = {}) {
  const world = {
    hidden: false,
    up: true,
    version: 1,
    asked: [] as string[],
    sockets: [] as (SocketEvents | undefined)[],
  };
  const listeners = { visibility: () => {} };
  const page: Page = {
    isHidden: () => world.hidden,
    onVisibility: (changed) => {
      listeners.visibility = changed;
    },
    onOnline: () => {},
  };
  const api = async (key: string) => {
    world.asked.push(key);
    if (!world.up) throw new Error('no answer');
    const topics = [{ topic, group: 'group', version: world.version, changedLately: false }];
    return { url: pushed ? 'wss://push.test' : null, topics };
  };
  const openSocket = async (_url: string, _groups: readonly string[], events: SocketEvents) => {
    if (!world.up) throw new Error('no connection');
    const place = world.sockets.push(events) - 1;
    return {
      close: () => {
        world.sockets[place] = undefined;
      },
    };
  };
  const changes: string[] = [];
  const live = new LiveUpdates({
    api: api as unknown as Api,
    page,
    onChange: (topics) => changes.push(...topics),
    loadSocket: async () => ({ openSocket }),
    random: () => 0.5,
  });
  const look = (seen: boolean) => {
    world.hidden = !seen;
    listeners.visibility();
  };
  const open = () => world.sockets.filter((socket) => socket !== undefined);
  const asked = () => world.asked.splice(0).filter((key) => key === 'GET /api/live').length;
  return { live, world, changes, look, open, asked };
}

test('lets its connection go when nobody looks for half a minute, and comes back with what changed', async () => {
  const { live, world, changes, look, open } = staged();
  live.watch([topic]);
  await vi.advanceTimersByTimeAsync(1_000);
  look(false);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(open()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(open()).toHaveLength(0);
  world.asked.length = 0;
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(world.asked).toEqual([]);
  world.version = 2;
  look(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([open().length, live.liveness(), changes]).toEqual([1, 'live', [topic]]);
});

test('asks seldom while all is told, and every 20 seconds where nothing is', async () => {
  const told = staged();
  const alone = staged({ pushed: false });
  for (const { live } of [told, alone]) live.watch([topic]);
  await vi.advanceTimersByTimeAsync(60_000);
  for (const { asked } of [told, alone]) asked();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(told.asked()).toBe(5);
  expect(alone.asked()).toBeGreaterThanOrEqual(30);
  expect([told.live.liveness(), alone.live.liveness()]).toEqual(['live', 'asking']);
});

test('says at once that nobody answers, tries ever less often, and recovers by itself', async () => {
  const { live, world, changes, open, asked } = staged();
  live.watch([topic]);
  await vi.advanceTimersByTimeAsync(1_000);
  world.up = false;
  open()[0]?.onLost();
  world.sockets.length = 0;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(live.liveness()).toBe('unreachable');
  await vi.advanceTimersByTimeAsync(600_000);
  asked();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked()).toBeLessThan(20);
  world.up = true;
  world.version = 2;
  await vi.advanceTimersByTimeAsync(60_000);
  expect([live.liveness(), changes]).toEqual(['live', [topic]]);
});

test('tells a burst of changes as its first and one more', async () => {
  const { live, changes, open } = staged();
  live.watch([topic]);
  await vi.advanceTimersByTimeAsync(1_000);
  for (let version = 2; version < 50; version++) open()[0]?.onVersion('group', version);
  expect(changes).toEqual([topic]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(changes).toEqual([topic, topic]);
});
