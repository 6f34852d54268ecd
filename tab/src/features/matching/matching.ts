import type { Topic } from '@open-door/api/topics/schema.ts';
import { useRead } from '../../queries.ts';

/** What somebody looks for, as it travels between Home, Find help and booking in the history entry's state. */
export type Wish = { goal: string; topics: string[]; language?: string; department?: string };

export const noWish: Wish = { goal: '', topics: [] };

export function useTopics(): readonly Topic[] {
  return useRead('GET /api/topics', {}).data?.items ?? [];
}

/** The champions who fit a wish best; nothing is asked while there is no wish. */
export function useMatches(wish: Wish | undefined) {
  return useRead('POST /api/matches', { body: { ...(wish ?? noWish), limit: 3 } }, { enabled: wish !== undefined });
}

/** Where somebody was who goes on to book: what they look for, the topics that were recognised in it, and the leader's post it began with. */
export type Way = {
  wish: Wish;
  recognised?: readonly string[];
  from?: '/find-help' | '/soonest';
  post?: BecauseOf | undefined;
};

/** A leader's post that made somebody look for help. */
export type BecauseOf = { messageId: string; author: string };

/** The way in a history entry's state, whatever else is there. */
export function wayIn(state: unknown): Way | undefined {
  if (typeof state !== 'object' || state === null || !('wish' in state)) return undefined;
  return state as Way;
}

export function wishIn(state: unknown): Wish | undefined {
  return wayIn(state)?.wish;
}

/** The post in a history entry's state, whatever else is there. */
export function postIn(state: unknown): BecauseOf | undefined {
  if (typeof state !== 'object' || state === null || !('post' in state)) return undefined;
  return state.post as BecauseOf | undefined;
}
