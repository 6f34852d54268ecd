import { z } from 'zod';
import { id } from '../../platform/contract.ts';
import { noticeKind, sessionPayload, stillUseful } from './kind.ts';

/** To the side that stays, when the other left the organisation. */
export const bookingReleased = noticeKind({
  payload: sessionPayload.extend({ departedId: id, departedName: z.string() }),
  stillTrue: stillUseful,
});
