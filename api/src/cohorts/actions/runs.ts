import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { CohortRun } from '../schema.ts';
import { findCohort } from '../store/cohorts.ts';
import { countJoined } from '../store/learners.ts';
import { countMentors } from '../store/mentors.ts';
import { cancelRun, findRun, insertRun, type StoredRun } from '../store/runs.ts';
import { sayRun } from './say-cohort.ts';

type Asked = 'no-such-cohort' | 'closed' | 'already-running' | 'nobody-joined' | 'no-mentors';

/** Asks for all learners to be matched anew, as a job that `workOnRuns` does, here or elsewhere. */
export async function runCohort(deps: Deps, actor: Actor, cohortId: string): Promise<Result<CohortRun, Asked>> {
  const now = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const found = await findCohort(tx, cohortId, 'lock');
    if (!found) return refuse('no-such-cohort');
    if (found.state === 'closed') return refuse('closed');
    if ((await countJoined(tx, cohortId)) === 0) return refuse('nobody-joined');
    if ((await countMentors(tx, cohortId, found.settings, now)).mentors === 0) return refuse('no-mentors');
    const run = await insertRun(tx, cohortId, { askedBy: actor.personId, at: now, rematch: false });
    if (run === undefined) return refuse('already-running');
    return done(sayRun(actor, (await findRun(tx, cohortId, run)) as StoredRun));
  });
}

/** How far a run is, and what it found. */
export async function getCohortRun(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  run: number,
): Promise<Result<CohortRun, 'no-such-run'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const found = await findRun(tx, cohortId, run);
    return found ? done(sayRun(actor, found)) : refuse('no-such-run');
  });
}

/** Stops a run; what stood stands. */
export async function cancelCohortRun(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  run: number,
): Promise<Result<CohortRun, 'no-such-run' | 'already-over'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const cancelled = await cancelRun(tx, cohortId, run, deps.now());
    const found = await findRun(tx, cohortId, run);
    if (!found) return refuse('no-such-run');
    return cancelled ? done(sayRun(actor, found)) : refuse('already-over');
  });
}
