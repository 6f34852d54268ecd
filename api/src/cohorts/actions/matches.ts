import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { sayPairReasons } from '../../mentorships/actions/say-pair-reasons.ts';
import type { Actor } from '../../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { CohortMatch, LedgerEntry } from '../schema.ts';
import { findCohort } from '../store/cohorts.ts';
import { findLedger, findMatches, type MatchSearch, type StoredMatch } from '../store/matches.ts';
import { findRun } from '../store/runs.ts';
import { sayUnmatched } from './say-reason.ts';

type Page<Item> = { items: Item[]; next: string | null };
type Listing = Omit<MatchSearch, 'after'> & { cursor?: string | undefined };

const matchKey = z.tuple([keyParts.count, keyParts.count, keyParts.id]);

/** Pairs of a run, worst fit first, then whom nobody fits. */
export async function listCohortMatches(
  deps: Deps,
  actor: Actor,
  { cohortId, run }: { cohortId: string; run: number },
  { cursor, ...search }: Listing,
): Promise<Result<Page<CohortMatch>, 'no-such-run'>> {
  const [unmatched, fit, learnerId] = decodeCursor(cursor, matchKey) ?? [];
  const after = unmatched !== undefined && fit !== undefined && learnerId ? { unmatched, fit, learnerId } : undefined;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await findRun(tx, cohortId, run))) return refuse('no-such-run');
    const rows = await findMatches(tx, cohortId, run, { ...search, after });
    const { items, next } = cutPage(rows, search.limit, (row) => [row.unmatched, row.fit, row.learnerId]);
    return done({ items: items.map((row) => sayMatch(actor, row)), next });
  });
}

function sayMatch(actor: Actor, { learner, mentor, reasons, because, candidates, rule }: StoredMatch): CohortMatch {
  return {
    learner,
    mentor,
    reasons: sayPairReasons(actor, reasons),
    unmatched: mentor === null ? sayUnmatched(actor, because) : null,
    candidates,
    rule,
  };
}

const placeKey = z.tuple([keyParts.count]);

/** Everybody in a cohort without a mentor, first in the next run first. */
export async function getLedger(
  deps: Deps,
  actor: Actor,
  cohortId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Result<Page<LedgerEntry>, 'no-such-cohort'>> {
  const [after = 0] = decodeCursor(cursor, placeKey) ?? [];
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const cohort = await findCohort(tx, cohortId);
    if (!cohort) return refuse('no-such-cohort');
    const rows = await findLedger(tx, cohortId, limit, after);
    const { items, next } = cutPage(rows, limit, ({ place }) => [place]);
    const { nextRunOn } = cohort.settings;
    return done({
      items: items.map(({ place: _, username: __, because, ...row }) => ({
        ...row,
        because: sayUnmatched(actor, because),
        nextRunOn,
      })),
      next,
    });
  });
}
