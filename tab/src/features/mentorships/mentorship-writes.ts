import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { useQueryClient } from '@tanstack/react-query';
import type { OperationKey, Output } from '../../api.ts';
import { useWrite } from '../../queries.ts';

/** The reader's answer to a cohort. */
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
