import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { messageKey, say } from '../../platform/messages.ts';
import type { Cohort, CohortRun } from '../schema.ts';
import { countIn, type StoredCohort } from '../store/cohorts.ts';
import { countMentors } from '../store/mentors.ts';
import { findLastRun, type StoredRun } from '../store/runs.ts';
import { sayUnmatched } from './say-reason.ts';

/** A cohort with who is in it, who could mentor, its last run and what became of its mentorships. */
export async function sayCohort(actor: Actor, tx: Tx, stored: StoredCohort, now: Temporal.Instant): Promise<Cohort> {
  const { cohortId, settings } = stored;
  const counts = await countIn(tx, cohortId);
  const { mentors, places } = await countMentors(tx, cohortId, settings, now);
  const last = await findLastRun(tx, cohortId);
  const standing = last?.state === 'done' ? last : await findLastRun(tx, cohortId, 'done');
  return {
    cohortId,
    state: stored.state,
    settings: { ...settings, departments: [...settings.departments], titles: [...settings.titles] },
    createdAt: stored.createdAt.toString(),
    publishedAt: stored.publishedAt?.toString() ?? null,
    asked: counts.asked,
    joined: counts.joined,
    declined: counts.declined,
    mentors,
    places,
    lastRun: last ? sayRun(actor, last) : null,
    standing: standing ? sayRun(actor, standing) : null,
    mentorships: {
      proposed: counts.proposed,
      active: counts.active,
      declined: counts.mentorshipsDeclined,
      ended: counts.ended,
    },
  };
}

export function sayRun(actor: Actor, stored: StoredRun): CohortRun {
  const { run, state, askedAt, finishedAt, scored, of, failure, published } = stored;
  return {
    run,
    state,
    askedAt: askedAt.toString(),
    finishedAt: finishedAt?.toString() ?? null,
    scored,
    of,
    failure: failure && say(actor.locale, messageKey(`cohort.failure.${failure}`) ?? 'cohort.failure.fault'),
    published,
    result: sayResult(actor, stored),
  };
}

function sayResult(actor: Actor, { matched, optimal, milliseconds, summary }: StoredRun): CohortRun['result'] {
  if (!summary || matched === null || optimal === null || milliseconds === null) return null;
  const unmatched = summary.unmatched.map((each) => ({ ...each, words: sayUnmatched(actor, each.because) }));
  return { ...summary, matched, optimal, milliseconds, unmatched };
}
