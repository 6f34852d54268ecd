import { z } from 'zod';
import { contract, id, instant, pageOf, paging } from '../platform/contract.ts';

/** A notice that could not be delivered, as the programme owner sees it. */
export const failedNotice = z.object({
  noticeId: id,
  personId: id,
  displayName: z.string(),
  kind: z.string(),
  failure: z.string(),
  failedAt: instant,
});
export type FailedNotice = z.output<typeof failedNotice>;

export const noticesContract = contract({
  'GET /api/notices/failed': {
    operationId: 'listFailedNotices',
    summary: 'Notices that could not be delivered, newest first.',
    roles: ['owner'],
    query: z.object(paging),
    response: pageOf(failedNotice),
  },
  'POST /api/notices/{noticeId}/retry': {
    operationId: 'retryNotice',
    summary: 'Puts a failed notice back in line for delivery.',
    roles: ['owner'],
    params: z.object({ noticeId: id }),
    status: 202,
    response: z.object({ noticeId: id }),
    reasons: ['no-such-notice'],
  },
});
export type NoticesContract = typeof noticesContract;
