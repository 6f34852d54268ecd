import { implement } from '../platform/operations.ts';
import { block, listBlocks, unblock } from './actions/blocks.ts';
import { explainOrder } from './actions/explain-order.ts';
import { findChampions } from './actions/find-champions.ts';
import { getRankingRules, previewRankingRules, setRankingRules } from './actions/ranking-rules.ts';
import { matchingContract } from './schema.ts';

export const matchingOperations = implement(matchingContract, {
  'POST /api/matches': { run: ({ deps, actor, input }) => findChampions(deps, actor, input.body) },
  'POST /api/matches/explanation': {
    run: ({ deps, actor, input }) => explainOrder(deps, actor, input.body),
    refusals: { 'not-ranked': 404, 'not-lower': 409 },
  },
  'GET /api/ranking-rules': { run: ({ deps, actor }) => getRankingRules(deps, actor) },
  'PUT /api/ranking-rules': { run: ({ deps, actor, input }) => setRankingRules(deps, actor, input.body) },
  'POST /api/ranking-rules/preview': {
    run: ({ deps, actor, input }) => previewRankingRules(deps, actor, input.body),
  },
  'GET /api/blocks': { run: ({ deps, actor }) => listBlocks(deps, actor) },
  'PUT /api/blocks/{personId}': {
    run: ({ deps, actor, input }) => block(deps, actor, input.params.personId),
    refusals: { 'no-such-person': 404 },
  },
  'DELETE /api/blocks/{personId}': {
    run: ({ deps, actor, input }) => unblock(deps, actor, input.params.personId),
  },
});
