import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Listed } from '../taking-part.ts';
import { type Named, named } from './matches.ts';

type Instant = Temporal.Instant;
export type LearnerState = 'asked' | 'in' | 'declined' | 'left';

const listed = sql`
  select person_id as "personId", username, display_name as "displayName", job_title as "jobTitle", department,
    manager_id as "managerId", is_guest as "isGuest", active, first_seen_at is not null as seen from people`;

/** What the directory says of somebody; `undefined` for nobody in it. */
export async function findListed(tx: Tx, personId: string): Promise<Listed | undefined> {
  const { rows } = await sql<Listed>`
    ${listed} where tenant_id = ${tx.tenantId} and person_id = ${personId}`.execute(tx.sql);
  return rows[0];
}

/** Active people who were never asked to join a cohort. */
export async function findUnasked(tx: Tx, cohortId: string): Promise<(Listed & { personId: string })[]> {
  const { rows } = await sql<Listed & { personId: string }>`
    ${listed} where tenant_id = ${tx.tenantId} and active and not exists (
      select from cohort_learners as known where known.tenant_id = people.tenant_id and cohort_id = ${cohortId}
        and learner_id = person_id)
    order by person_id`.execute(tx.sql);
  return rows;
}

/** Answers those who were not asked before, by whomever. */
export async function insertAsked(tx: Tx, cohortId: string, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ learnerId: string }>`
    insert into cohort_learners (tenant_id, cohort_id, learner_id, state)
    select ${tx.tenantId}, ${cohortId}, person_id, 'asked' from unnest(${personIds}::uuid[]) as person_id
    on conflict do nothing returning learner_id as "learnerId"`.execute(tx.sql);
  return rows.map(({ learnerId }) => learnerId);
}

export type Participation = {
  state: LearnerState;
  goal: string;
  work: string;
  topic: string | null;
};

/** With `lock`, whoever else would answer for the same person waits until the transaction ends. */
export async function findParticipation(
  tx: Tx,
  cohortId: string,
  learnerId: string,
  lock?: 'lock',
): Promise<Participation | undefined> {
  const { rows } = await sql<Participation>`
    select state, goal, work, topic from cohort_learners
    where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and learner_id = ${learnerId}
    ${lock ? sql`for update` : sql``}`.execute(tx.sql);
  return rows[0];
}

export async function saveParticipation(
  tx: Tx,
  cohortId: string,
  learnerId: string,
  { state, goal, work, topic }: Participation,
  at: Instant,
): Promise<void> {
  await sql`
    insert into cohort_learners (tenant_id, cohort_id, learner_id, state, goal, work, topic, answered_at)
    values (${tx.tenantId}, ${cohortId}, ${learnerId}, ${state}, ${goal}, ${work}, ${topic}, ${at})
    on conflict (tenant_id, cohort_id, learner_id) do update set state = excluded.state, goal = excluded.goal,
      work = excluded.work, topic = excluded.topic, answered_at = excluded.answered_at`.execute(tx.sql);
}

export type LearnerKey = { sortName: string; personId: string };
export type StoredLearner = LearnerKey & { learner: Named; state: LearnerState; goal: string; missedRuns: number };

/** By name, after the given one; one more than `limit` when there are more. */
export async function findLearners(
  tx: Tx,
  cohortId: string,
  { state, limit, after }: { state?: LearnerState | undefined; limit: number; after?: LearnerKey | undefined },
): Promise<StoredLearner[]> {
  const { rows } = await sql<StoredLearner>`
    select people.sort_name as "sortName", people.person_id as "personId", ${named('people')} as learner,
      learners.state, goal, missed_runs as "missedRuns"
    from cohort_learners as learners
      join people on people.tenant_id = learners.tenant_id and people.person_id = learner_id
    where learners.tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
      ${state ? sql`and learners.state = ${state}` : sql``}
      ${after ? sql`and (people.sort_name, people.person_id) > (${after.sortName}, ${after.personId}::uuid)` : sql``}
    order by people.sort_name, people.person_id limit ${limit + 1}`.execute(tx.sql);
  return rows;
}

/** How many said yes. */
export async function countJoined(tx: Tx, cohortId: string): Promise<number> {
  const { rows } = await sql<{ joined: number }>`
    select count(*)::int as joined from cohort_learners
    where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and state = 'in'`.execute(tx.sql);
  return rows[0]?.joined ?? 0;
}
