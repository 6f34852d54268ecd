import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Input, OperationKey, Output } from '../../api.ts';
import { useApi, useRead, useWrite } from '../../queries.ts';

const sessionReads = ['GET /api/bookings', 'GET /api/bookings/{bookingId}'] as const;

/** What changes when a session is booked or cancelled. */
export const touched = [...sessionReads, 'GET /api/office-hours/{personId}/slots', 'POST /api/matches'] as const;

type BookedOrNot = { onSuccess: (booking: Booking) => void; onError?: (error: Error) => void };

/** Books a session. With a ticket it is booked instead of waiting on: the place in line goes when the session is booked. */
export function useBook(ticketId?: string) {
  const book = useWrite('POST /api/bookings', { refreshes: touched });
  const instead = useWrite('POST /api/tickets/{ticketId}/booking', {
    refreshes: [...touched, 'GET /api/tickets/current', 'GET /api/queues', 'GET /api/queues/{queueId}'],
  });
  const mutate = ({ body }: Input<'POST /api/bookings'>, then: BookedOrNot) =>
    ticketId ? instead.mutate({ params: { ticketId }, body }, then) : book.mutate({ body }, then);
  return { ...(ticketId ? instead : book), mutate };
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

/** Brings sessions and Outlook into step; what is on screen is read again where that changed something. */
export function useCalendarCheck() {
  const client = useQueryClient();
  return useWrite('POST /api/calendar/check', {
    onSuccess: ({ written, changed }) => {
      if (written === 0 && changed.length === 0) return;
      for (const read of sessionReads) void client.invalidateQueries({ queryKey: [read] });
    },
  });
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
