import { z } from 'zod';
import { id, instant } from '../../platform/contract.ts';
import { findSessionState, findWhereabouts } from '../store.ts';
import { isAhead, noticeKind, whereabouts } from './kind.ts';

/** To the champion of a group session shortly before it: one reminder, however many learners come. */
export const groupReminder = noticeKind({
  payload: z.object({
    sessionId: id,
    startsAt: instant,
    endsAt: instant,
    seats: z.object({ taken: z.number().int(), of: z.number().int() }),
    ...whereabouts,
  }),
  stillTrue: async (tx, { sessionId, startsAt }, now) => {
    const session = await findSessionState(tx, sessionId);
    return session !== undefined && session.taken > 0 && session.startsAt.equals(startsAt) && isAhead(startsAt, now);
  },
  upToDate: async (tx, payload) => {
    const taken = (await findSessionState(tx, payload.sessionId))?.taken ?? payload.seats.taken;
    const { sessionId, seats } = payload;
    return { ...payload, ...(await findWhereabouts(tx, { sessionId })), seats: { ...seats, taken } };
  },
});
