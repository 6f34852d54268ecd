import type { Topic } from '@open-door/api/live/schema.ts';
import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Liveness, LiveUpdates, Page } from './live-updates.ts';
import { loadLate } from './loading.ts';

export type { Topic } from '@open-door/api/live/schema.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** The topics that a read shows: when one of them changes, it is asked again. */
    queryMeta: { live?: readonly Topic[] };
  }
}

export type Live = Pick<LiveUpdates, 'watch' | 'liveness' | 'subscribe'>;

/** Set once by `main.tsx`; without it nothing is live. */
export const LiveContext = createContext<Live | undefined>(undefined);

/**
 * Watches topics while the caller is on screen; all callers share one connection. `useRead` and `useList` do it for the
 * topics they are given as `live`, so a screen needs this only for what it does not read.
 */
export function useLive(topics: readonly Topic[]): void {
  const live = useContext(LiveContext);
  const named = topics.join(' ');
  useEffect(() => {
    return named ? live?.watch(named.split(' ') as Topic[]) : undefined;
  }, [live, named]);
}

/** How current the screen is. */
export function useLiveness(): Liveness {
  const live = useContext(LiveContext);
  return useSyncExternalStore(live?.subscribe ?? neverChanges, live?.liveness ?? starting);
}

/** What is watched from the start, once `load` has brought what watches it. */
export function loadLive(load: () => Promise<Live>): Live {
  let live: Live | undefined;
  const watches = new Set<{ topics: readonly Topic[]; stop: (() => void) | undefined }>();
  const listeners = new Set<() => void>();
  loadLate(load, (loaded) => {
    live = loaded;
    for (const watch of watches) watch.stop = loaded.watch(watch.topics);
    loaded.subscribe(() => {
      for (const listener of listeners) listener();
    });
  });
  return {
    watch: (topics) => {
      const watch = { topics, stop: live?.watch(topics) };
      watches.add(watch);
      return () => {
        watches.delete(watch);
        watch.stop?.();
      };
    },
    liveness: () => live?.liveness() ?? 'starting',
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

const neverChanges = () => () => {};
const starting = () => 'starting' as const;

export const browserPage: Page = {
  isHidden: () => document.hidden,
  onVisibility: (changed) => document.addEventListener('visibilitychange', changed),
  onOnline: (back) => window.addEventListener('online', back),
};

/** Asks again what shows any of these topics: at once what is on screen, the rest when it is next. */
export function refreshTopics(client: QueryClient, topics: readonly Topic[]): void {
  void client.invalidateQueries({
    predicate: ({ meta }) => meta?.live?.some((topic) => topics.includes(topic)) ?? false,
  });
}
