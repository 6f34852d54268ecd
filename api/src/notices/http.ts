import { implement } from '../platform/operations.ts';
import { listFailedNotices, retryNotice } from './actions.ts';
import { noticesContract } from './schema.ts';

export const noticesOperations = implement(noticesContract, {
  'GET /api/notices/failed': { run: ({ deps, actor, input }) => listFailedNotices(deps, actor, input.query) },
  'POST /api/notices/{noticeId}/retry': {
    run: ({ deps, actor, input }) => retryNotice(deps, actor, input.params.noticeId),
    refusals: { 'no-such-notice': 404 },
  },
});
