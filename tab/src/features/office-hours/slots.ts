import { useEffect } from 'react';
import { useList, useRead } from '../../queries.ts';
import { rangeOf } from './week-grid.ts';

/** A champion's free slots, soonest first. */
export function useSlots(personId: string) {
  return useList(
    'GET /api/office-hours/{personId}/slots',
    { params: { personId }, query: { limit: 24 } },
    { live: [`champion:${personId}`, 'person:me'] },
  );
}

/** Everything in one week of a champion's, page after page: a week is shown whole. */
export function useSlotsOfWeek(personId: string, monday: number) {
  const list = useList(
    'GET /api/office-hours/{personId}/slots',
    {
      params: { personId },
      query: { ...rangeOf(monday), limit: 100 },
    },
    { live: [`champion:${personId}`] },
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return list;
}

export function useSoonest(topic: string, language: string) {
  return useRead('GET /api/office-hours/soonest', {
    query: { ...(topic && { topic }), ...(language && { language }), limit: 20 },
  });
}
