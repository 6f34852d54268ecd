import { implement } from '../platform/operations.ts';
import { changeOffer, decideNomination, listChampions, nominate } from './actions.ts';
import { championsContract } from './schema.ts';

export const championsOperations = implement(championsContract, {
  'GET /api/champions': { run: ({ deps, actor, input }) => listChampions(deps, actor, input.query) },
  'PUT /api/champions/{personId}': {
    run: ({ deps, actor, input }) => changeOffer(deps, actor, input.params.personId, input.body),
    refusals: { 'not-allowed': 403, 'not-a-champion': 404, 'unknown-topic': 422 },
  },
  'POST /api/champions/{personId}/nomination': {
    run: ({ deps, actor, input }) => nominate(deps, actor, input.params.personId, input.body),
    refusals: { 'no-such-person': 404, 'already-a-champion': 409, 'already-nominated': 409 },
  },
  'POST /api/champions/{personId}/decision': {
    run: ({ deps, actor, input }) => decideNomination(deps, actor, input.params.personId, input.body.decision),
    refusals: { 'no-such-nomination': 404 },
  },
});
