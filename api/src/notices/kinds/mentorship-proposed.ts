import { findMentorshipState } from '../store.ts';
import { noticeKind } from './kind.ts';
import { mentorshipPayload } from './mentorship.ts';

/** To both sides: would these two work together? Dropped when this side has answered, or the proposal is off. */
export const mentorshipProposed = noticeKind({
  payload: mentorshipPayload,
  stillTrue: async (tx, { mentorshipId, to }) => {
    const found = await findMentorshipState(tx, mentorshipId);
    return found?.state === 'proposed' && !found.accepted[to];
  },
});
