import type { CheckIn, Mentorship } from '@open-door/api/mentorships/schema.ts';
import { useQueryClient } from '@tanstack/react-query';
import type { OperationKey, Output } from '../../api.ts';
import { useRead, useWrite } from '../../queries.ts';

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

export function useAnswerInvitation() {
  return useWrite('PUT /api/cohorts/{cohortId}/participation', {
    refreshes: ['GET /api/cohorts/invitations', 'GET /api/mentorships'],
  });
}

type MentorshipWrite = {
  [Key in OperationKey]: Output<Key> extends Mentorship
    ? Key extends `${string}/api/mentorships/{mentorshipId}/${string}`
      ? Key
      : never
    : never;
}[OperationKey];

/** Changes one mentorship, and shows it as it is then at once. */
export function useMentorshipWrite<Key extends MentorshipWrite>(key: Key) {
  const client = useQueryClient();
  return useWrite(key, {
    refreshes: ['GET /api/mentorships', 'GET /api/mentorships/{mentorshipId}', 'GET /api/cohorts/invitations'],
    onSuccess: (answer) => {
      const { mentorshipId } = answer as Mentorship;
      client.setQueryData(['GET /api/mentorships/{mentorshipId}', { params: { mentorshipId } }], answer);
    },
  });
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
