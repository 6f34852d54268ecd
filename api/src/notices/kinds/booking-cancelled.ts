import { z } from 'zod';
import { id } from '../../platform/contract.ts';
import { noticeKind, sessionPayload, stillUseful } from './kind.ts';

/** To the other side, when one side cancelled, with the note they left. */
export const bookingCancelled = noticeKind({
  payload: sessionPayload.extend({ cancelledById: id, cancelledByName: z.string(), note: z.string() }),
  stillTrue: stillUseful,
});
