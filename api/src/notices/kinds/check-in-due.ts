import { z } from 'zod';
import { isCheckInOpen } from '../store.ts';
import { noticeKind } from './kind.ts';
import { mentorshipPayload } from './mentorship.ts';

/** To each side at a check-in: how is it going? Dropped when they have answered, or the mentorship is paused or over. */
export const checkInDue = noticeKind({
  payload: mentorshipPayload.extend({ point: z.enum(['fit', 'week-2', 'week-6', 'week-12']) }),
  stillTrue: (tx, { mentorshipId, to, learnerId, mentorId, point }) =>
    isCheckInOpen(tx, mentorshipId, to === 'learner' ? learnerId : mentorId, point),
});
