import { z } from 'zod';
import { noticeKind } from './kind.ts';

/** To the person nominated, when the programme owner confirmed or declined. */
export const nominationDecided = noticeKind({
  payload: z.object({ kind: z.enum(['champion', 'mentor']), decision: z.enum(['confirmed', 'declined', 'ended']) }),
  stillTrue: async () => true,
});
