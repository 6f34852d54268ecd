import type { CheckIn, Mentorship } from '@open-door/api/mentorships/schema.ts';
import { useRead } from '../../queries.ts';

/** The reader's mentorships on either side, live ones first. */
export function useMentorships() {
  return useRead('GET /api/mentorships', {}, { live: ['person:me'] });
}

export function useMentorship(mentorshipId: string) {
  return useRead('GET /api/mentorships/{mentorshipId}', { params: { mentorshipId } }, { live: ['person:me'] });
}

/** Cohorts that ask the reader to join, that they are in, or could volunteer for. */
export function useInvitations() {
  return useRead('GET /api/cohorts/invitations', {}, { live: ['person:me'] });
}

/** The other person in a mentorship, from the reader's side. */
export function otherSide({ learner, mentor, yourPart }: Mentorship): Mentorship['mentor'] {
  return yourPart === 'learner' ? mentor : learner;
}

export const isOver = ({ state }: Mentorship) => state === 'declined' || state === 'ended';

/** The check-in whose answer is due at an instant; those of a pause wait until it is over. */
export function dueCheckIn({ state, checkIns }: Mentorship, now: string): CheckIn | undefined {
  if (state !== 'active') return undefined;
  return checkIns.find(({ answeredAt, dueAt }) => answeredAt === null && dueAt <= now);
}

/** What a mentorship asks of its reader just now. */
export function askedOf(mentorship: Mentorship, now: string): 'answer' | 'check-in' | undefined {
  if (mentorship.state === 'proposed' && !mentorship.accepted.you) return 'answer';
  return dueCheckIn(mentorship, now) && 'check-in';
}
