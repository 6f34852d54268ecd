import { z } from 'zod';
import { date, id, instant } from '../../platform/contract.ts';
import { isSilentLeader } from '../store.ts';
import { isAhead, noticeKind } from './kind.ts';

/**
 * To a leader who has not posted for a while. Dropped when they posted meanwhile, asked for quiet or are a leader no more, and
 * after the working day it was meant for.
 */
export const learningNudge = noticeKind({
  payload: z.object({
    personId: id,
    /** Their last post: when, on which day where they are, and so many whole weeks ago. Null for who has never posted. */
    last: z.object({ postedAt: instant, on: date, weeksAgo: z.number().int() }).nullable(),
    until: instant,
  }),
  stillTrue: async (tx, { personId, last, until }, now) =>
    isAhead(until, now) && isSilentLeader(tx, personId, last?.postedAt ?? null, now),
});
