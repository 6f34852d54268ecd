import { z } from 'zod';
import { id } from '../../platform/contract.ts';
import { isAhead, noticeKind, seriesPayload } from './kind.ts';

/** To the other side, once, when one side called off what was to come of a series. */
export const seriesCancelled = noticeKind({
  payload: seriesPayload.extend({ cancelledById: id, note: z.string() }),
  stillTrue: async (_tx, { sessions }, now) => sessions.some(({ startsAt }) => isAhead(startsAt, now)),
});
