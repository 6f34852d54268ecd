import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { owe } from '../../notices/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { findCohort } from '../store/cohorts.ts';
import { findLearners, findUnasked, insertAsked, type LearnerState, type StoredLearner } from '../store/learners.ts';
import { canTakePart, isFor } from '../taking-part.ts';

const atOnce = 2_000;

/** What names the occasion of asking somebody to join a cohort. */
export const askedKey = (cohortId: string, learnerId: string) => `cohort ${cohortId} asked ${learnerId}`;

/** Asks everybody a cohort is for and who was not asked yet; each is told once. */
export async function askLearners(
  deps: Deps,
  actor: Actor,
  cohortId: string,
): Promise<Result<{ asked: number }, 'no-such-cohort' | 'closed' | 'volunteers-only'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const found = await findCohort(tx, cohortId, 'lock');
    if (!found) return refuse('no-such-cohort');
    const { state, settings } = found;
    if (state === 'closed') return refuse('closed');
    if (settings.volunteersOnly) return refuse('volunteers-only');
    const people = await findUnasked(tx, cohortId);
    const wanted = people.filter((person) => canTakePart(person) && isFor(person, settings));
    let asked = 0;
    for (let from = 0; from < wanted.length; from += atOnce) {
      const ids = wanted.slice(from, from + atOnce).map(({ personId }) => personId);
      const added = await insertAsked(tx, cohortId, ids);
      asked += added.length;
      const notices = added.map((personId) => ({
        kind: 'cohort-asked' as const,
        personId,
        key: askedKey(cohortId, personId),
        payload: { cohortId, learnerId: personId, name: settings.name },
      }));
      await owe({ ...deps, db: tx }, actor.tenantId, notices);
    }
    return done({ asked });
  });
}

const learnerKey = z.tuple([keyParts.text, keyParts.id]);

type Listing = { state?: LearnerState | undefined; limit: number; cursor?: string | undefined };
type Row = Pick<StoredLearner, 'learner' | 'state' | 'goal' | 'missedRuns'>;

/** Who was asked and what they said, by name. */
export async function listCohortLearners(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  { state, limit, cursor }: Listing,
): Promise<Result<{ items: Row[]; next: string | null }, 'no-such-cohort'>> {
  const [sortName, personId] = decodeCursor(cursor, learnerKey) ?? [];
  const after = sortName !== undefined && personId ? { sortName, personId } : undefined;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await findCohort(tx, cohortId))) return refuse('no-such-cohort');
    const rows = await findLearners(tx, cohortId, { state, limit, after });
    const { items, next } = cutPage(rows, limit, (row) => [row.sortName, row.personId]);
    return done({ items: items.map(({ sortName: _, personId: __, ...row }) => row), next });
  });
}
