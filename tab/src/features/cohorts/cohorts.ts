import type { Cohort, CohortRun } from '@open-door/api/cohorts/schema.ts';
import { useEffect, useState } from 'react';
import { useList, useRead, useWrite } from '../../queries.ts';

/** Often enough that a bar moves, seldom enough to be no load. */
const lookAgainMilliseconds = 1_000;

/** What a change to a cohort, or a run that ended, changes on screen. */
const touched = [
  'GET /api/cohorts',
  'GET /api/cohorts/{cohortId}',
  'GET /api/cohorts/{cohortId}/learners',
  'GET /api/cohorts/{cohortId}/ledger',
] as const;
const decided = ['GET /api/cohorts/{cohortId}/runs/{run}/matches', 'GET /api/cohorts/{cohortId}/pairs'] as const;

/** True while the server works on a run and it is worth looking again. */
export function isRunning(run: CohortRun | null): run is CohortRun {
  return run?.state === 'queued' || run?.state === 'scoring' || run?.state === 'matching';
}

/** Cohorts, newest first. */
export function useCohorts() {
  return useList('GET /api/cohorts', { query: { limit: 25 } });
}

/** One cohort, looked at again and again while it is being matched. */
export function useCohort(cohortId: string) {
  const [running, setRunning] = useState(false);
  const one = useRead(
    'GET /api/cohorts/{cohortId}',
    { params: { cohortId } },
    { refetchInterval: running ? lookAgainMilliseconds : false },
  );
  const runs = isRunning(one.data?.lastRun ?? null);
  useEffect(() => setRunning(runs), [runs]);
  return one;
}

/** Pairs of a run, worst fit first. */
export function usePairs({ cohortId }: Cohort, { run }: CohortRun, search: string) {
  return useList('GET /api/cohorts/{cohortId}/runs/{run}/matches', {
    params: { cohortId, run: String(run) },
    query: { only: 'matched', search, limit: 25 },
  });
}

/** Whom nobody fits in a run that was not published. */
export function useUnmatched({ cohortId }: Cohort, { run }: CohortRun) {
  return useList('GET /api/cohorts/{cohortId}/runs/{run}/matches', {
    params: { cohortId, run: String(run) },
    query: { only: 'unmatched', limit: 25 },
  });
}

/** Pairs the owner decided on. */
export function useDecisions({ cohortId }: Cohort) {
  return useList('GET /api/cohorts/{cohortId}/pairs', { params: { cohortId }, query: { limit: 25 } });
}

/** Who has no mentor after a publication, first in the next run first. */
export function useLedger({ cohortId }: Cohort) {
  return useList('GET /api/cohorts/{cohortId}/ledger', { params: { cohortId }, query: { limit: 25 } });
}

/** What came to nothing or ended, newest first. */
export function useEndings({ cohortId }: Cohort) {
  return useList('GET /api/mentorships/endings', { query: { cohortId, limit: 25 } });
}

export type Answer = 'asked' | 'in' | 'declined' | 'left';

export function useLearners({ cohortId }: Cohort, state: Answer) {
  return useList('GET /api/cohorts/{cohortId}/learners', { params: { cohortId }, query: { state, limit: 25 } });
}

export function useCreate() {
  return useWrite('POST /api/cohorts', { refreshes: touched });
}

export function useChange() {
  return useWrite('PUT /api/cohorts/{cohortId}', { refreshes: touched });
}

export function useAsk() {
  return useWrite('POST /api/cohorts/{cohortId}/asking', { refreshes: touched });
}

export function useRun() {
  return useWrite('POST /api/cohorts/{cohortId}/runs', { refreshes: touched });
}

export function useCancelRun() {
  return useWrite('POST /api/cohorts/{cohortId}/runs/{run}/cancellation', { refreshes: touched });
}

export function useDecide() {
  return useWrite('PUT /api/cohorts/{cohortId}/pairs', { refreshes: decided });
}

export function useImportPairs() {
  return useWrite('POST /api/cohorts/{cohortId}/pairs.csv', { refreshes: decided });
}

export function usePublish() {
  return useWrite('POST /api/cohorts/{cohortId}/runs/{run}/publication', { refreshes: touched });
}

export function useClose() {
  return useWrite('POST /api/cohorts/{cohortId}/closing', { refreshes: touched });
}
