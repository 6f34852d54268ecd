import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { useLocation } from 'wouter';
import { useList, useRead } from '../../queries.ts';

/** What concerns the reader's own sessions. */
export const ownTopics = ['person:me'] as const;

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

/** Where sessions are listed that the reader came from. */
export function useSessionsHome(): '/desk' | '/sessions' {
  const [here] = useLocation();
  return here.startsWith('/desk') ? '/desk' : '/sessions';
}

/** True for a champion who changes a session for more than one learner, or for one and somebody it is kept for. */
export function isForAll({ yourPart, seats }: Booking): boolean {
  return yourPart === 'champion' && (seats?.taken ?? 1) > 1;
}

/** The other person in a session, from the reader's side. */
export function otherSide({ champion, learner, yourPart }: Booking): Booking['champion'] {
  return yourPart === 'learner' ? champion : learner;
}
