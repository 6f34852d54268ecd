import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reason } from '../../matching/reason.ts';
import type { Tx } from '../../platform/database.ts';
import type { Settings } from './cohorts.ts';
import { contradictsPairs } from './matches.ts';
import { available } from './mentors.ts';
import { liveIn, looking } from './seekers.ts';

type Instant = Temporal.Instant;

/** Holds the right to publish until the transaction ends: cohorts share mentors, and places are counted. */
export async function lockPublication(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cohorts ${tx.tenantId}`}, 0))`.execute(tx.sql);
}

/** Whether the owner has locked or forbidden a pair since, so that this run is not what they want any more. */
export function isContradicted(
  tx: Tx,
  cohortId: string,
  run: number,
  settings: Settings,
  now: Instant,
): Promise<boolean> {
  return contradictsPairs(tx, cohortId, run, available(tx, cohortId, settings, now));
}

export type Proposable = {
  learnerId: string;
  mentorId: string;
  goal: string;
  work: string;
  topic: string | null;
  reasons: Reason[];
};

/**
 * Pairs of a run that can be proposed now: both are still here and want to, neither has said no to the other, and the mentor
 * still has a place; of those who ask for the same places the locked come first, then those who fit best.
 */
export async function findProposable(
  tx: Tx,
  cohortId: string,
  run: number,
  settings: Settings,
  now: Instant,
): Promise<Proposable[]> {
  const { rows } = await sql<Proposable>`
    with live as (${liveIn(tx, cohortId)}), mentors as (${available(tx, cohortId, settings, now)}), wanted as (
      select looking.learner_id, matches.mentor_id, looking.goal, looking.work, looking.topic, reasons, places,
        coalesce(rule = 'locked', false) as locked,
        row_number() over (partition by matches.mentor_id
          order by coalesce(rule = 'locked', false) desc, fit desc, looking.learner_id) as place
      from cohort_matches as matches
        join (${looking(tx, cohortId)}) as looking on looking.learner_id = matches.learner_id
        join mentors on mentors.person_id = matches.mentor_id
        left join cohort_pairs as pairs on pairs.tenant_id = matches.tenant_id and pairs.cohort_id = matches.cohort_id
          and pairs.learner_id = matches.learner_id and pairs.mentor_id = matches.mentor_id
      where matches.tenant_id = ${tx.tenantId} and matches.cohort_id = ${cohortId} and run = ${run}
        and not exists (
          select from mentorships where mentorships.tenant_id = matches.tenant_id
            and mentorships.cohort_id = matches.cohort_id and mentorships.learner_id = matches.learner_id
            and mentorships.mentor_id = matches.mentor_id)
        and not exists (
          select from blocks where blocks.tenant_id = matches.tenant_id
            and (person_id, blocked_id) in ((matches.learner_id, matches.mentor_id), (matches.mentor_id, matches.learner_id)))
    )
    select learner_id as "learnerId", mentor_id as "mentorId", goal, work, topic, reasons from wanted
    where locked or place <= places - (select count(*) from live where live.mentor_id = wanted.mentor_id)
    order by learner_id`.execute(tx.sql);
  return rows;
}

/** From now on the pairs of this run are those that were proposed. */
export async function markPublished(tx: Tx, cohortId: string, run: number): Promise<void> {
  const ofCohort = sql`tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}`;
  await sql`update cohort_runs set published = false where ${ofCohort} and published`.execute(tx.sql);
  await sql`update cohort_runs set published = true where ${ofCohort} and run = ${run}`.execute(tx.sql);
}

/** Everybody of a run who was published without a mentor comes before the others in the next. */
export async function countMissed(tx: Tx, cohortId: string, run: number): Promise<void> {
  await sql`
    update cohort_learners set missed_runs = missed_runs + 1
    where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
      and learner_id in (select learner_id from (${looking(tx, cohortId)}) as looking)
      and learner_id in (
        select learner_id from cohort_matches
        where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and run = ${run})`.execute(tx.sql);
}

/**
 * Published cohorts in which somebody is without a mentor since the run that was published was begun, as one of the two said
 * no or the mentor left: they are matched anew at once, not at the next run.
 */
export async function findToRematch(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ cohortId: string }>`
    select distinct cohorts.cohort_id as "cohortId"
    from cohorts
      join cohort_runs on cohort_runs.tenant_id = cohorts.tenant_id and cohort_runs.cohort_id = cohorts.cohort_id and published
      join mentorships on mentorships.tenant_id = cohorts.tenant_id and mentorships.cohort_id = cohorts.cohort_id
        and ended_because in ('declined', 'not-a-fit', 'withdrawn', 'left-organisation') and mentorships.ended_at >= asked_at
      join cohort_learners as waiting on waiting.tenant_id = cohorts.tenant_id and waiting.cohort_id = cohorts.cohort_id
        and waiting.learner_id = mentorships.learner_id and waiting.state = 'in'
    where cohorts.tenant_id = ${tx.tenantId} and cohorts.state = 'published'
      and not exists (
        select from mentorships as live where live.tenant_id = cohorts.tenant_id and live.cohort_id = cohorts.cohort_id
          and live.learner_id = mentorships.learner_id and live.state in ('proposed', 'active', 'paused'))
      and not exists (
        select from cohort_runs as going_on where going_on.tenant_id = cohorts.tenant_id
          and going_on.cohort_id = cohorts.cohort_id and going_on.state in ('queued', 'scoring', 'matching'))`.execute(
    tx.sql,
  );
  return rows.map(({ cohortId }) => cohortId);
}

/** Published cohorts whose next run is due by the calendar of UTC and was not begun yet, with somebody who waits for it. */
export async function findDue(tx: Tx, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ cohortId: string }>`
    select cohort_id as "cohortId" from cohorts
    where tenant_id = ${tx.tenantId} and state = 'published' and next_run_on <= (${now}::timestamptz at time zone 'UTC')::date
      and not exists (
        select from cohort_runs where cohort_runs.tenant_id = cohorts.tenant_id
          and cohort_runs.cohort_id = cohorts.cohort_id and not rematch
          and (asked_at at time zone 'UTC')::date >= next_run_on)`.execute(tx.sql);
  const due: string[] = [];
  for (const { cohortId } of rows) {
    const { rows: waiting } = await sql`${looking(tx, cohortId)} limit 1`.execute(tx.sql);
    if (waiting.length > 0) due.push(cohortId);
  }
  return due;
}
