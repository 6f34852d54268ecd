import { implement } from '../platform/operations.ts';
import { listTopics } from './actions.ts';
import { topicsContract } from './schema.ts';

export const topicsOperations = implement(topicsContract, {
  'GET /api/topics': { run: ({ deps, actor }) => listTopics(deps, actor) },
});
