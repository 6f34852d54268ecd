import type { Topic } from '../../live.ts';
import { useList, useRead } from '../../queries.ts';

/** What the feed is narrowed to; an empty string narrows nothing. */
export type FeedFilter = { search: string; leader: string; department: string; topic: string };

export const allPosts: FeedFilter = { search: '', leader: '', department: '', topic: '' };

/** The filter in an address's query, so that links, the way back and reload keep it. */
export function feedFilterIn(query: string): FeedFilter {
  const given = new URLSearchParams(query);
  const part = (name: keyof FeedFilter) => given.get(name) ?? '';
  return { search: part('search'), leader: part('leader'), department: part('department'), topic: part('topic') };
}

/** The address of the feed with a filter, with one post opened in it where `messageId` names one. */
export function feedPath(filter: FeedFilter, messageId?: string): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  const path = messageId ? `/leaders/${messageId}` : '/leaders';
  return query.size > 0 ? `${path}?${query}` : path;
}

/** How many filters narrow the feed besides the words searched for. */
export function filterCount({ leader, department, topic }: FeedFilter): number {
  return [leader, department, topic].filter(Boolean).length;
}

const live: readonly Topic[] = ['leaders'];

/** What the feed asks for; the unfiltered one is also what Home shows and what the device keeps. */
export function feedQuery(filter: FeedFilter, limit = 20) {
  const { search, leader, department, topic } = filter;
  return {
    query: {
      limit,
      ...(search && { search }),
      ...(leader && { leader }),
      ...(department && { department }),
      ...(topic && { topic }),
    },
  };
}

export function useFeed(filter: FeedFilter, limit?: number) {
  return useList('GET /api/leadership/feed', feedQuery(filter, limit), { live });
}

export function usePostFilters() {
  return useRead('GET /api/leadership/filters', {}, { live });
}

export function usePost(messageId: string, enabled: boolean) {
  return useRead('GET /api/leadership/posts/{messageId}', { params: { messageId } }, { live, enabled });
}

export function useReplies(messageId: string) {
  return useList(
    'GET /api/leadership/posts/{messageId}/replies',
    { params: { messageId }, query: { limit: 50 } },
    { live },
  );
}

export function useMine() {
  return useRead('GET /api/leadership/mine', {}, { live });
}

/** Reads that show posts, and what is said to them. */
export const postReads = [
  'GET /api/leadership/feed',
  'GET /api/leadership/posts/{messageId}',
  'GET /api/leadership/posts/{messageId}/replies',
] as const;
