import { setTimeout as pause } from 'node:timers/promises';
import { openSocket } from '../../../tab/src/live-socket.ts';
import { LiveUpdates } from '../../../tab/src/live-updates.ts';
import { clientOf, type Somebody } from './house.ts';

/** What somebody's screen shows of their place, and since when (milliseconds of this process). */
export type Shown = { at: number } & ({ version: number } | { readFrom: number });

export type Watcher = { queueId: string; shown: readonly Shown[]; isLive: () => boolean; stop: () => Promise<void> };

/** As the tab does: told of changes over a socket, it reads the place again, with the ETag of what it has. */
export function watchLive(url: string, { token }: Somebody, queueId: string): Watcher {
  const shown: Shown[] = [];
  const api = clientOf(url, token);
  let heard = 0;
  let reading: AbortController | undefined;
  const read = async () => {
    reading?.abort();
    const own = new AbortController();
    reading = own;
    const version = heard;
    await api('GET /api/tickets/current', {}, { signal: own.signal });
    shown.push({ version, at: performance.now() });
  };
  const live = new LiveUpdates({
    api,
    page: { isHidden: () => false, onVisibility: () => {}, onOnline: () => {} },
    onChange: () => {
      read().catch((error: Error) => {
        if (error.name !== 'AbortError') throw error;
      });
    },
    loadSocket: async () => ({
      openSocket: (address, groups, events) =>
        openSocket(address, groups, {
          ...events,
          onVersion: (group, version) => {
            if (group.endsWith(`queue:${queueId}`)) heard = Math.max(heard, version);
            events.onVersion(group, version);
          },
        }),
    }),
  });
  live.watch([`queue:${queueId}`, 'person:me']);
  return { queueId, shown, isLive: () => live.liveness() === 'live', stop: async () => live.close() };
}

/** Reads the place again and again, with the ETag of what it has. */
export function watchByPolling(url: string, { token }: Somebody, queueId: string, everyMilliseconds: number): Watcher {
  const shown: Shown[] = [];
  const api = clientOf(url, token);
  let stopped = false;
  const poll = async () => {
    await pause(everyMilliseconds * Math.random());
    while (!stopped) {
      const readFrom = performance.now();
      await api('GET /api/tickets/current', {});
      shown.push({ readFrom, at: performance.now() });
      await pause(Math.max(0, everyMilliseconds - (performance.now() - readFrom)));
    }
  };
  const polling = poll();
  return {
    queueId,
    shown,
    isLive: () => shown.length > 0,
    stop: () => {
      stopped = true;
      return polling;
    },
  };
}
