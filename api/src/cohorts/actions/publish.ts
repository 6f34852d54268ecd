import type { Deps } from '../../deps.ts';
import { proposeMentorships } from '../../mentorships/actions/propose.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Cohort } from '../schema.ts';
import { findCohort, type StoredCohort, setCohortState } from '../store/cohorts.ts';
import { countMissed, findProposable, isContradicted, lockPublication, markPublished } from '../store/publication.ts';
import { findLastRun, findRun } from '../store/runs.ts';
import { sayCohort } from './say-cohort.ts';

type Reason = 'no-such-run' | 'not-done' | 'outdated' | 'closed';

/**
 * Proposes the pairs of a run to both sides. Who has a mentorship in this cohort keeps it; who has left, has no place any
 * more or was told no meanwhile is left out. Publishing what is published changes nothing.
 */
export async function publishCohort(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  run: number,
): Promise<Result<Cohort, Reason>> {
  const now = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await lockPublication(tx);
    const cohort = await findCohort(tx, cohortId, 'lock');
    const found = cohort && (await findRun(tx, cohortId, run));
    if (!found) return refuse('no-such-run');
    if (cohort.state === 'closed') return refuse('closed');
    if (found.state !== 'done') return refuse('not-done');
    if (!found.published) {
      const last = await findLastRun(tx, cohortId, 'done');
      if (last?.run !== run || (await isContradicted(tx, cohortId, run, cohort.settings, now)))
        return refuse('outdated');
      await publishRun({ ...deps, db: tx }, tx, cohort, run, { rematch: false });
    }
    const published = (await findCohort(tx, cohortId)) as StoredCohort;
    return done(await sayCohort(actor, tx, published, now));
  });
}

/** Proposes what can be, in the transaction that holds `lockPublication`; `deps.db` is that transaction. */
export async function publishRun(
  deps: Deps,
  tx: Tx,
  { cohortId, settings }: StoredCohort,
  run: number,
  { rematch }: { rematch: boolean },
): Promise<void> {
  const now = deps.now();
  const pairs = await findProposable(tx, cohortId, run, settings, now);
  await proposeMentorships(
    deps,
    tx.tenantId,
    pairs.map((pair) => ({ ...pair, cohortId })),
  );
  await markPublished(tx, cohortId, run);
  if (!rematch) await countMissed(tx, cohortId, run);
  await setCohortState(tx, cohortId, 'published', now);
}
