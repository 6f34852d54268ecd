import { implement } from '../platform/operations.ts';
import { findChampions } from './actions.ts';
import { matchingContract } from './schema.ts';

export const matchingOperations = implement(matchingContract, {
  'POST /api/matches': { run: ({ deps, actor, input }) => findChampions(deps, actor, input.body) },
});
