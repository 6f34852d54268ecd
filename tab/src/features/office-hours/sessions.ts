import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';
import type { OperationKey, Output } from '../../api.ts';
import { useApi, useList, useRead, useWrite } from '../../queries.ts';
import { rangeOf } from './week-grid.ts';

/** What changes when a session is booked or cancelled. */
const touched = [
  'GET /api/bookings',
  'GET /api/bookings/{bookingId}',
  'GET /api/office-hours/{personId}/slots',
  'POST /api/matches',
] as const;

/** What concerns the reader's own sessions. */
const ownTopics = ['person:me'] as const;

export function useSessions(when: 'coming' | 'past', limit = 25) {
  return useList('GET /api/bookings', { query: { when, limit } }, { live: ['person:me'] });
}

/** A champion's sessions with their learners. */
export function useDeskSessions(when: 'coming' | 'past') {
  return useList('GET /api/bookings', { query: { when, as: 'champion', limit: 50 } }, { live: ownTopics });
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

export function useBook() {
  return useWrite('POST /api/bookings', { refreshes: touched });
}

export function useJoinWaitingList() {
  return useWrite('POST /api/waiting-list', { refreshes: ['GET /api/waiting-list'] });
}

type SessionWrite = {
  [Key in OperationKey]: Output<Key> extends Booking
    ? Key extends `${string}/api/bookings/{bookingId}/${string}`
      ? Key
      : never
    : never;
}[OperationKey];

/** Changes one session, and shows it as it is then at once. */
function useSessionWrite<Key extends SessionWrite>(key: Key) {
  const client = useQueryClient();
  return useWrite(key, {
    refreshes: touched,
    onSuccess: (answer) => {
      const { bookingId } = answer as Booking;
      client.setQueryData(['GET /api/bookings/{bookingId}', { params: { bookingId } }], answer);
    },
  });
}

export function useCancel() {
  return useSessionWrite('POST /api/bookings/{bookingId}/cancellation');
}

export function useCancelSeries() {
  return useWrite('POST /api/series/{seriesId}/cancellation', { refreshes: touched });
}

export function useSeriesPreview() {
  return useWrite('POST /api/series/preview');
}

export function useBookSeries() {
  return useWrite('POST /api/series', { refreshes: touched });
}

export function useMove() {
  return useSessionWrite('POST /api/bookings/{bookingId}/move');
}

export function useHelped() {
  return useSessionWrite('PUT /api/bookings/{bookingId}/helped');
}

export function useAbsence() {
  return {
    report: useSessionWrite('PUT /api/bookings/{bookingId}/absence'),
    withdraw: useSessionWrite('DELETE /api/bookings/{bookingId}/absence'),
  };
}

export function useNotes(bookingId: string) {
  return {
    notes: useRead('GET /api/bookings/{bookingId}/notes', { params: { bookingId } }),
    write: useWrite('PUT /api/bookings/{bookingId}/notes', { refreshes: ['GET /api/bookings/{bookingId}/notes'] }),
  };
}

/** Brings sessions and Outlook into step. */
export function useCalendarCheck() {
  return useWrite('POST /api/calendar/check', { refreshes: ['GET /api/bookings', 'GET /api/bookings/{bookingId}'] });
}

export function useSoonest(topic: string, language: string) {
  return useRead('GET /api/office-hours/soonest', {
    query: { ...(topic && { topic }), ...(language && { language }), limit: 20 },
  });
}

export function useWaitingList(as: 'learner' | 'champion') {
  return useRead('GET /api/waiting-list', { query: { as } }, { live: ownTopics });
}

/** Who waits for a place of the champion's, first in line first. */
export function useRequests() {
  const { data, ...waiting } = useWaitingList('champion');
  return { ...waiting, places: data?.items.filter(({ state }) => state === 'waiting') };
}

const waitingTouched = ['GET /api/waiting-list', ...touched] as const;

/** What somebody in line can do. */
export function useWaiting() {
  return {
    accept: useWrite('POST /api/waiting-list/{waitingId}/acceptance', { refreshes: waitingTouched }),
    pass: useWrite('POST /api/waiting-list/{waitingId}/pass', { refreshes: waitingTouched }),
    leave: useWrite('DELETE /api/waiting-list/{waitingId}', { refreshes: waitingTouched }),
  };
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

/** Where sessions are listed that the reader came from. */
export function useSessionsHome(): '/desk' | '/sessions' {
  const [here] = useLocation();
  return here.startsWith('/desk') ? '/desk' : '/sessions';
}

/** True for a champion who changes a session for more than one learner. */
export function isForAll({ yourPart, seats }: Booking): boolean {
  return yourPart === 'champion' && (seats?.taken ?? 1) > 1;
}

/** The other person in a session, from the reader's side. */
export function otherSide({ champion, learner, yourPart }: Booking): Booking['champion'] {
  return yourPart === 'learner' ? champion : learner;
}
