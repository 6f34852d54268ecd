import { z } from 'zod';
import { id, instant } from '../../platform/contract.ts';
import { noticeKind, sessionPayload, stillAhead } from './kind.ts';

/** To the other side, when one side moved the session, here or in Outlook; `from` is when it was before. */
export const bookingMoved = noticeKind({
  payload: sessionPayload.extend({ from: instant, movedById: id, note: z.string() }),
  stillTrue: stillAhead,
});
