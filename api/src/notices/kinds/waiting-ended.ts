import { z } from 'zod';
import { noticeKind, waitingPayload } from './kind.ts';

/** To whoever no longer waits, and why. */
export const waitingEnded = noticeKind({
  payload: waitingPayload.extend({
    because: z.enum(['offers-missed', 'session-over', 'champion-left', 'booked-otherwise']),
  }),
  stillTrue: async () => true,
});
