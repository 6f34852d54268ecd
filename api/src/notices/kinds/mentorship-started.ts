import { findMentorshipState } from '../store.ts';
import { noticeKind } from './kind.ts';
import { mentorshipPayload } from './mentorship.ts';

/** To both sides when both have said yes. */
export const mentorshipStarted = noticeKind({
  payload: mentorshipPayload,
  stillTrue: async (tx, { mentorshipId }) => (await findMentorshipState(tx, mentorshipId))?.state === 'active',
});
