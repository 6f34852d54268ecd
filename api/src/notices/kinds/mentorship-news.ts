import { z } from 'zod';
import { date } from '../../platform/contract.ts';
import { findMentorshipState } from '../store.ts';
import { noticeKind } from './kind.ts';
import { mentorshipPayload } from './mentorship.ts';

/** News that another change overtakes, and the one state in which it is still true. */
const onlyWhile: Record<string, string> = { paused: 'paused', resumed: 'active' };

/**
 * To whoever did not cause it: what became of a mentorship. `declined`: the proposal came to nothing, nobody is told through
 * whom or why. `new-partner`: another partner is looked for, and nobody is blamed. `left`: the other side left the organisation.
 */
export const mentorshipNews = noticeKind({
  payload: mentorshipPayload.extend({
    news: z.enum(['declined', 'paused', 'resumed', 'new-partner', 'ended', 'left']),
    /** The first day after a pause; null otherwise. */
    until: date.nullable(),
    /** What came of it; null unless it was ended by one of the two. */
    outcome: z.enum(['reached', 'partly-reached', 'not-reached', 'no-time']).nullable(),
    /** When the cohort is matched next, where that is known. Who lost a mentor is matched anew at once, if somebody fits. */
    nextRunOn: date.nullable(),
  }),
  stillTrue: async (tx, { mentorshipId, news }) => {
    const state = onlyWhile[news];
    return state === undefined || (await findMentorshipState(tx, mentorshipId))?.state === state;
  },
});
