import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Cohort, CohortSettings } from '../schema.ts';
import {
  findCohort,
  findCohorts,
  insertCohort,
  type StoredCohort,
  setCohortState,
  updateCohort,
} from '../store/cohorts.ts';
import { sayCohort } from './say-cohort.ts';

const cohortKey = z.tuple([keyParts.instant, keyParts.id]);

/** Cohorts, newest first. */
export async function listCohorts(
  deps: Deps,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Cohort[]; next: string | null }> {
  const [createdAt, cohortId] = decodeCursor(cursor, cohortKey) ?? [];
  const after = createdAt && cohortId ? { createdAt, cohortId } : undefined;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const rows = await findCohorts(tx, limit, after);
    const { items, next } = cutPage(rows, limit, (row) => [row.createdAt.toString(), row.cohortId]);
    const said: Cohort[] = [];
    for (const row of items) said.push(await sayCohort(actor, tx, row, deps.now()));
    return { items: said, next };
  });
}

/** One cohort with its last run. */
export async function getCohort(deps: Deps, actor: Actor, cohortId: string): Promise<Result<Cohort, 'no-such-cohort'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const found = await findCohort(tx, cohortId);
    return found ? done(await sayCohort(actor, tx, found, deps.now())) : refuse('no-such-cohort');
  });
}

/** Makes a cohort; nobody is asked yet. */
export async function createCohort(deps: Deps, actor: Actor, settings: CohortSettings): Promise<{ ok: true } & Cohort> {
  const cohortId = deps.newId();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await insertCohort(tx, { cohortId, settings, createdBy: actor.personId, at: deps.now() });
    const stored = (await findCohort(tx, cohortId)) as StoredCohort;
    return done(await sayCohort(actor, tx, stored, deps.now()));
  });
}

/** Changes what the owner decided about a cohort; the next run follows. Nobody who was asked already is taken out. */
export async function changeCohort(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  settings: CohortSettings,
): Promise<Result<Cohort, 'no-such-cohort' | 'closed'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const found = await findCohort(tx, cohortId, 'lock');
    if (!found) return refuse('no-such-cohort');
    if (found.state === 'closed') return refuse('closed');
    await updateCohort(tx, cohortId, settings);
    return done(await sayCohort(actor, tx, { ...found, settings }, deps.now()));
  });
}

/** Ends a cohort: nobody is asked or matched any more; mentorships go on. */
export async function closeCohort(
  deps: Deps,
  actor: Actor,
  cohortId: string,
): Promise<Result<Cohort, 'no-such-cohort' | 'closed'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const found = await findCohort(tx, cohortId, 'lock');
    if (!found) return refuse('no-such-cohort');
    if (found.state === 'closed') return refuse('closed');
    await setCohortState(tx, cohortId, 'closed', deps.now());
    const closed = (await findCohort(tx, cohortId)) as StoredCohort;
    return done(await sayCohort(actor, tx, closed, deps.now()));
  });
}
