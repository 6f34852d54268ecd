import { implement } from '../platform/operations.ts';
import { getVersions, openConnection } from './actions.ts';
import { liveContract, type Topic } from './schema.ts';

const refusals = { 'not-yours-to-watch': 403 } as const;

export const liveOperations = implement(liveContract, {
  'POST /api/live/connection': {
    run: ({ deps, actor, input }) => openConnection(deps, actor, input.body.topics),
    refusals,
  },
  'GET /api/live': {
    run: ({ deps, actor, input }) => getVersions(deps, actor, input.query.topics.split(',') as Topic[]),
    refusals,
  },
});
