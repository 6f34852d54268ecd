import type { Deps } from '../deps.ts';
import type { Actor } from '../platform/actor.ts';
import { answerOnce } from '../platform/answer-once.ts';
import { implement } from '../platform/operations.ts';
import { askLearners, listCohortLearners } from './actions/asking.ts';
import { changeCohort, closeCohort, createCohort, getCohort, listCohorts } from './actions/cohorts.ts';
import { getLedger, listCohortMatches } from './actions/matches.ts';
import { decidePair, exportPairs, importPairs, listDecidedPairs } from './actions/pairs.ts';
import { answerInvitation, listInvitations } from './actions/participation.ts';
import { publishCohort } from './actions/publish.ts';
import { cancelCohortRun, getCohortRun, runCohort } from './actions/runs.ts';
import { workOnRuns } from './actions/work.ts';
import { cohortsContract } from './schema.ts';

type Named = { deps: Deps; actor: Actor; input: unknown; idempotencyKey: string | undefined };

function once<Answer extends object>(
  { deps, actor, input, idempotencyKey: key }: Named,
  operation: string,
  work: (deps: Deps) => Promise<Answer>,
) {
  return answerOnce(deps, actor, { key, operation, input }, work);
}

const unknownCohort = { 'no-such-cohort': 404 } as const;
const changed = { ...unknownCohort, closed: 409 } as const;
const unknownRun = { 'no-such-run': 404 } as const;

export const cohortsOperations = implement(cohortsContract, {
  'GET /api/cohorts': { run: ({ deps, actor, input }) => listCohorts(deps, actor, input.query) },
  'POST /api/cohorts': {
    run: (call) => once(call, 'createCohort', (deps) => createCohort(deps, call.actor, call.input.body)),
    refusals: { 'key-reused': 422 },
  },
  'GET /api/cohorts/{cohortId}': {
    run: ({ deps, actor, input }) => getCohort(deps, actor, input.params.cohortId),
    refusals: unknownCohort,
  },
  'PUT /api/cohorts/{cohortId}': {
    run: ({ deps, actor, input }) => changeCohort(deps, actor, input.params.cohortId, input.body),
    refusals: changed,
  },
  'POST /api/cohorts/{cohortId}/asking': {
    run: (call) => once(call, 'askLearners', (deps) => askLearners(deps, call.actor, call.input.params.cohortId)),
    refusals: { ...changed, 'volunteers-only': 409, 'key-reused': 422 },
  },
  'GET /api/cohorts/{cohortId}/learners': {
    run: ({ deps, actor, input }) => listCohortLearners(deps, actor, input.params.cohortId, input.query),
    refusals: unknownCohort,
  },
  'POST /api/cohorts/{cohortId}/runs': {
    run: async (call) => {
      const { deps, actor } = call;
      const asked = await once(call, 'runCohort', (inTx) => runCohort(inTx, actor, call.input.params.cohortId));
      if (asked.ok) begin(deps, actor.tenantId);
      return asked;
    },
    refusals: { ...changed, 'already-running': 409, 'nobody-joined': 409, 'no-mentors': 409, 'key-reused': 422 },
  },
  'GET /api/cohorts/{cohortId}/runs/{run}': {
    run: ({ deps, actor, input }) => getCohortRun(deps, actor, input.params.cohortId, input.params.run),
    refusals: unknownRun,
  },
  'POST /api/cohorts/{cohortId}/runs/{run}/cancellation': {
    run: ({ deps, actor, input }) => cancelCohortRun(deps, actor, input.params.cohortId, input.params.run),
    refusals: { ...unknownRun, 'already-over': 409 },
  },
  'GET /api/cohorts/{cohortId}/runs/{run}/matches': {
    run: ({ deps, actor, input }) => listCohortMatches(deps, actor, input.params, input.query),
    refusals: unknownRun,
  },
  'GET /api/cohorts/{cohortId}/pairs': {
    run: ({ deps, actor, input }) => listDecidedPairs(deps, actor, input.params.cohortId, input.query),
    refusals: unknownCohort,
  },
  'PUT /api/cohorts/{cohortId}/pairs': {
    run: ({ deps, actor, input }) => decidePair(deps, actor, input.params.cohortId, input.body),
    refusals: { ...changed, 'not-in-cohort': 422, 'mentor-unavailable': 422 },
  },
  'POST /api/cohorts/{cohortId}/runs/{run}/publication': {
    run: (call) => {
      const { cohortId, run } = call.input.params;
      return once(call, 'publishCohort', (deps) => publishCohort(deps, call.actor, cohortId, run));
    },
    refusals: { ...unknownRun, 'not-done': 409, outdated: 409, closed: 409, 'key-reused': 422 },
  },
  'POST /api/cohorts/{cohortId}/closing': {
    run: ({ deps, actor, input }) => closeCohort(deps, actor, input.params.cohortId),
    refusals: changed,
  },
  'GET /api/cohorts/{cohortId}/ledger': {
    run: ({ deps, actor, input }) => getLedger(deps, actor, input.params.cohortId, input.query),
    refusals: unknownCohort,
  },
  'GET /api/cohorts/{cohortId}/pairs.csv': {
    run: async ({ deps, actor, input }) => {
      const exported = await exportPairs(deps, actor, input.params.cohortId);
      return exported.ok ? exported.csv : exported;
    },
    refusals: { ...unknownCohort, 'not-done': 409 },
  },
  'POST /api/cohorts/{cohortId}/pairs.csv': {
    run: ({ deps, actor, input }) => importPairs(deps, actor, input.params.cohortId, input.body),
    refusals: { ...changed, 'unreadable-file': 422 },
  },
  'GET /api/cohorts/invitations': { run: ({ deps, actor }) => listInvitations(deps, actor) },
  'PUT /api/cohorts/{cohortId}/participation': {
    run: ({ deps, actor, input }) => answerInvitation(deps, actor, input.params.cohortId, input.body),
    refusals: { ...changed, 'not-asked': 403, 'not-for-guests': 403 },
  },
});

/** The process that was asked begins at once and nobody waits for it; were it to die, the timer goes on. */
function begin(deps: Deps, tenantId: string): void {
  workOnRuns(deps, tenantId).catch((error: unknown) => deps.log.error('cohort runs failed', { tenantId, error }));
}
