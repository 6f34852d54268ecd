import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useCallback, useEffect } from 'react';
import { useApi, useList, useRead, useWrite } from '../../queries.ts';
import { rangeOf } from './week-grid.ts';

/** What changes when a session is booked or cancelled. */
const touched = [
  'GET /api/bookings',
  'GET /api/bookings/{bookingId}',
  'GET /api/office-hours/{personId}/slots',
  'POST /api/matches',
] as const;

export function useSessions(when: 'coming' | 'past', limit = 25) {
  return useList('GET /api/bookings', { query: { when, limit } }, { live: ['person:me'] });
}

export function useSession(bookingId: string) {
  return useRead('GET /api/bookings/{bookingId}', { params: { bookingId } }, { live: ['person:me'] });
}

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
  const list = useList('GET /api/office-hours/{personId}/slots', {
    params: { personId },
    query: { ...rangeOf(monday), limit: 100 },
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return list;
}

export function useBook() {
  return useWrite('POST /api/bookings', { refreshes: touched });
}

export function useJoinWaitingList() {
  return useWrite('POST /api/waiting-list', { refreshes: ['GET /api/waiting-list'] });
}

export function useCancel() {
  return useWrite('POST /api/bookings/{bookingId}/cancellation', { refreshes: touched });
}

/** Fetches a session's calendar file with the person's token and hands it to the browser as a download. */
export function useCalendarFile() {
  const api = useApi();
  return useCallback(
    async (bookingId: string) => {
      const calendar = await api('GET /api/bookings/{bookingId}/calendar.ics', { params: { bookingId } });
      const url = URL.createObjectURL(new Blob([calendar], { type: 'text/calendar' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = 'open-door.ics';
      link.click();
      // The browser has begun to read by the next task; a longer-lived address would leak the file.
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
    [api],
  );
}

/** The other person in a session, from the reader's side. */
export function otherSide({ champion, learner, yourPart }: Booking): Booking['champion'] {
  return yourPart === 'learner' ? champion : learner;
}
