import { z } from 'zod';
import { findBookingState } from '../store.ts';
import { noticeKind, sessionPayload } from './kind.ts';

/** To whoever was said not to have come, with a way to talk to who said so; dropped when they took it back. */
export const absenceSaid = noticeKind({
  payload: sessionPayload.extend({ absent: z.enum(['learner', 'champion']), saidByUsername: z.string() }),
  stillTrue: async (tx, { bookingId, absent }) => (await findBookingState(tx, bookingId))?.absent === absent,
});
