import { useList } from '../../queries.ts';

/** What the directory is narrowed to; an empty string narrows nothing. */
export type DirectoryFilter = {
  search: string;
  department: string;
  language: string;
  topic: string;
  only: 'champions' | 'everyone';
};

export const everyone: DirectoryFilter = { search: '', department: '', language: '', topic: '', only: 'everyone' };

/** The filter in an address's query, so that links, the way back and reload keep it. */
export function directoryFilterIn(query: string): DirectoryFilter {
  const given = new URLSearchParams(query);
  const part = (name: string) => given.get(name) ?? '';
  return {
    search: part('search'),
    department: part('department'),
    language: part('language'),
    topic: part('topic'),
    only: part('only') === 'champions' ? 'champions' : 'everyone',
  };
}

/** The directory's address with a filter; the shortest one that says it. */
export function directoryPath(filter: Partial<DirectoryFilter>): string {
  const { only, ...words } = { ...everyone, ...filter };
  const query = new URLSearchParams(Object.entries(words).filter(([, value]) => value !== ''));
  if (only === 'champions') query.set('only', only);
  return query.size > 0 ? `/people?${query}` : '/people';
}

/** How many filters narrow the list besides the words searched for. */
export function filterCount({ department, language, topic, only }: DirectoryFilter): number {
  return [department, language, topic, only === 'champions'].filter(Boolean).length;
}

export function useDirectory(filter: DirectoryFilter) {
  const { search, department, language, topic, only } = filter;
  return useList('GET /api/people', {
    query: {
      only,
      limit: 30,
      ...(search && { search }),
      ...(department && { department }),
      ...(language && { language }),
      ...(topic && { topic }),
    },
  });
}
