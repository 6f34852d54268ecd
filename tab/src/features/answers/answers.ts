import type { SharedAnswer } from '@open-door/api/answers/schema.ts';
import { useList, useRead, useWrite } from '../../queries.ts';

/** What one champion shared, newest first. */
export function useAnswersOf(championId: string, limit: number) {
  return useList('GET /api/answers', { query: { championId, limit } });
}

/** As many topics of a goal as are asked for. */
const mostTopics = 3;

/** The newest answers about any of these topics. */
export function useAnswersAbout(topics: readonly string[], limit: number): readonly SharedAnswer[] {
  const [first, second, third] = topics.slice(0, mostTopics);
  const lists = [useAbout(first, limit), useAbout(second, limit), useAbout(third, limit)];
  return lists
    .flat()
    .toSorted((one, other) => (one.sharedAt < other.sharedAt ? 1 : -1))
    .slice(0, limit);
}

function useAbout(topic: string | undefined, limit: number): readonly SharedAnswer[] {
  const enabled = topic !== undefined;
  const { data } = useRead('GET /api/answers', { query: { topic, limit } }, { enabled });
  return (enabled && data?.items) || [];
}

const touched = ['GET /api/answers'] as const;

export function useShareAnswer() {
  return useWrite('POST /api/answers', { refreshes: touched });
}

export function useWithdrawAnswer() {
  return useWrite('DELETE /api/answers/{answerId}', { refreshes: touched });
}
