import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import { type Named, named } from './matches.ts';

export type PairRule = 'locked' | 'forbidden';
export type RuledPair = { learnerId: string; mentorId: string };

/** Keeps a rule for one pair; a learner has one locked mentor, the last one. */
export async function savePair(
  tx: Tx,
  cohortId: string,
  { learnerId, mentorId }: RuledPair,
  rule: PairRule,
): Promise<void> {
  if (rule === 'locked') {
    await sql`
      delete from cohort_pairs where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
        and learner_id = ${learnerId} and rule = 'locked'`.execute(tx.sql);
  }
  await sql`
    insert into cohort_pairs (tenant_id, cohort_id, learner_id, mentor_id, rule)
    values (${tx.tenantId}, ${cohortId}, ${learnerId}, ${mentorId}, ${rule})
    on conflict (tenant_id, cohort_id, learner_id, mentor_id) do update set rule = excluded.rule`.execute(tx.sql);
}

export async function deletePair(tx: Tx, cohortId: string, { learnerId, mentorId }: RuledPair): Promise<void> {
  await sql`
    delete from cohort_pairs where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
      and learner_id = ${learnerId} and mentor_id = ${mentorId}`.execute(tx.sql);
}

export type DecidedKey = { sortName: string; learnerId: string; mentorId: string };
export type StoredDecision = DecidedKey & { learner: Named; mentor: Named; rule: PairRule };

/** Pairs with a rule by the learner's name, after the given one; one more than `limit` when there are more. */
export async function findDecided(
  tx: Tx,
  cohortId: string,
  limit: number,
  after: DecidedKey | undefined,
): Promise<StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    select learner.sort_name as "sortName", learner_id as "learnerId", mentor_id as "mentorId",
      ${named('learner')} as learner, ${named('mentor')} as mentor, rule
    from cohort_pairs as pairs
      join people as learner on learner.tenant_id = pairs.tenant_id and learner.person_id = learner_id
      join people as mentor on mentor.tenant_id = pairs.tenant_id and mentor.person_id = mentor_id
    where pairs.tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
      ${after ? sql`and (learner.sort_name, learner_id, mentor_id) > (${after.sortName}, ${after.learnerId}::uuid, ${after.mentorId}::uuid)` : sql``}
    order by learner.sort_name, learner_id, mentor_id limit ${limit + 1}`.execute(tx.sql);
  return rows;
}

/** Whether somebody said yes to a cohort, and whether somebody is a mentor who could be matched in it. */
export async function findFitness(
  tx: Tx,
  cohortId: string,
  { learnerId, mentorId }: RuledPair,
  { mentorsOnly }: { mentorsOnly: boolean },
): Promise<{ isIn: boolean; isMentor: boolean }> {
  const { rows } = await sql<{ isIn: boolean; isMentor: boolean }>`
    select exists (
        select from cohort_learners where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
          and learner_id = ${learnerId} and state = 'in') as "isIn",
      exists (
        select from champions where tenant_id = ${tx.tenantId} and person_id = ${mentorId} and state = 'confirmed'
          and (kind = 'mentor' or not ${mentorsOnly}::boolean)) as "isMentor"`.execute(tx.sql);
  return rows[0] as { isIn: boolean; isMentor: boolean };
}

/** Ids of people by user principal name or object id, in lower case; active ones first where an address was reused. */
export async function findPeopleNamed(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; personId: string }>`
    select distinct on (name) name, person_id as "personId"
    from unnest(${names}::text[]) as name
      join people on tenant_id = ${tx.tenantId} and (username = name or person_id::text = name)
    order by name, active desc`.execute(tx.sql);
  return new Map(rows.map(({ name, personId }) => [name, personId]));
}
