import { sql } from 'kysely';
import type { Reason } from '../../matching/reason.ts';
import type { Tx } from '../../platform/database.ts';
import type { Unmatched } from '../candidates.ts';
import type { Found } from '../pairing.ts';
import { isOverBetween, liveIn, looking } from './seekers.ts';

export type Named = { personId: string; displayName: string; jobTitle: string; department: string };

/** A person as lists name them, from the columns of a joined `people`. */
export const named = (people: string) => {
  const column = (name: string) => sql.ref(`${people}.${name}`);
  return sql`case when ${column('person_id')} is not null then json_build_object('personId', ${column('person_id')},
    'displayName', ${column('display_name')}, 'jobTitle', ${column('job_title')}, 'department', ${column('department')}) end`;
};

const atOnce = 5_000;

/** Keeps what a run found. */
export async function insertMatches(tx: Tx, cohortId: string, run: number, found: readonly Found[]): Promise<void> {
  for (let from = 0; from < found.length; from += atOnce) {
    const rows = JSON.stringify(found.slice(from, from + atOnce));
    await sql`
      insert into cohort_matches (tenant_id, cohort_id, run, learner_id, mentor_id, fit, reasons, unmatched_because, candidates)
      select ${tx.tenantId}, ${cohortId}, ${run}, "learnerId", "mentorId", fit, coalesce(reasons, '[]'), because, candidates
      from jsonb_to_recordset(${rows}::jsonb) as found
        ("learnerId" uuid, "mentorId" uuid, fit int, reasons jsonb, because text, candidates int)`.execute(tx.sql);
  }
}

/** Each learner's mentor in a run, null for none. */
export async function findMentorsOf(tx: Tx, cohortId: string, run: number): Promise<Map<string, string | null>> {
  const rows = await tx.sql
    .selectFrom('cohort_matches')
    .select(['learner_id', 'mentor_id'])
    .where('tenant_id', '=', tx.tenantId)
    .where('cohort_id', '=', cohortId)
    .where('run', '=', run)
    .execute();
  return new Map(rows.map(({ learner_id, mentor_id }) => [learner_id, mentor_id]));
}

export type MatchKey = { unmatched: number; fit: number; learnerId: string };
export type StoredMatch = MatchKey & {
  learner: Named;
  mentor: Named | null;
  reasons: Reason[];
  because: Unmatched | null;
  candidates: number;
  rule: 'locked' | 'forbidden' | 'none';
};
export type MatchSearch = {
  only?: 'matched' | 'unmatched' | undefined;
  /** Part of the name of either. */
  search?: string | undefined;
  mentorId?: string | undefined;
  limit: number;
  after?: MatchKey | undefined;
};

/** Pairs, worst fit first, then whom nobody fits; one more than `limit` when there are more. */
export async function findMatches(
  tx: Tx,
  cohortId: string,
  run: number,
  { only, search, mentorId, limit, after }: MatchSearch,
): Promise<StoredMatch[]> {
  const part = search && `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<StoredMatch>`
    select * from (
      select (matches.mentor_id is null)::int as unmatched, coalesce(fit, 0)::int as fit, matches.learner_id as "learnerId",
        ${named('learner')} as learner, ${named('mentor')} as mentor, reasons, unmatched_because as because, candidates,
        coalesce(rule, 'none') as rule
      from cohort_matches as matches
        join people as learner on learner.tenant_id = matches.tenant_id and learner.person_id = learner_id
        left join people as mentor on mentor.tenant_id = matches.tenant_id and mentor.person_id = matches.mentor_id
        left join cohort_pairs as pairs on pairs.tenant_id = matches.tenant_id and pairs.cohort_id = matches.cohort_id
          and pairs.learner_id = matches.learner_id and pairs.mentor_id = matches.mentor_id
      where matches.tenant_id = ${tx.tenantId} and matches.cohort_id = ${cohortId} and run = ${run}
        ${only ? sql`and (matches.mentor_id is null) = ${only === 'unmatched'}::boolean` : sql``}
        ${mentorId ? sql`and matches.mentor_id = ${mentorId}` : sql``}
        ${part ? sql`and (learner.display_name ilike ${part} or mentor.display_name ilike ${part})` : sql``}
    ) as matches
    ${after ? sql`where (unmatched, fit, "learnerId") > (${after.unmatched}::int, ${after.fit}::int, ${after.learnerId}::uuid)` : sql``}
    order by unmatched, fit, "learnerId" limit ${limit + 1}`.execute(tx.sql);
  return rows;
}

export type StoredEntry = {
  place: number;
  username: string;
  learner: Named;
  goal: string;
  because: Unmatched | null;
  missedRuns: number;
  priority: number;
};

/** Where the latest published run, or before the first one the latest run that ended, has each learner. */
const latestMatches = (tx: Tx, cohortId: string) => sql`
  select learner_id, unmatched_because from cohort_matches
  where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and run = (
    select run from cohort_runs where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and state = 'done'
    order by published desc, run desc limit 1)`;

/** Who looks for a mentor, first in the next run first, after the given place; one more than `limit` when there are more. */
export async function findLedger(tx: Tx, cohortId: string, limit: number, after: number): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`
    select * from (
      select (row_number() over (order by missed_runs desc, answered_at, looking.learner_id))::int as place,
        username, ${named('learner')} as learner, goal, unmatched_because as because, missed_runs as "missedRuns",
        (rank() over (order by missed_runs desc))::int as priority
      from (${looking(tx, cohortId)}) as looking
        join people as learner on learner.tenant_id = ${tx.tenantId} and learner.person_id = looking.learner_id
        left join (${latestMatches(tx, cohortId)}) as matches on matches.learner_id = looking.learner_id
    ) as ledger
    where place > ${after} order by place limit ${limit + 1}`.execute(tx.sql);
  return rows;
}

/** Where somebody who looks for a mentor stands; `undefined` for who does not look. */
export async function findPlaceInLedger(
  tx: Tx,
  cohortId: string,
  learnerId: string,
): Promise<{ because: Unmatched | null } | undefined> {
  const { rows } = await sql<{ because: Unmatched | null }>`
    select unmatched_because as because
    from (${looking(tx, cohortId)}) as looking
      left join (${latestMatches(tx, cohortId)}) as matches on matches.learner_id = looking.learner_id
    where looking.learner_id = ${learnerId}`.execute(tx.sql);
  return rows[0];
}

export type StandingPair = { learnerName: string; learner: string; mentorName: string; mentor: string; rule: string };

/** Pairs of a run, then those with a rule that are not in it; people by name and user principal name. */
export async function findPairs(tx: Tx, cohortId: string, run: number): Promise<StandingPair[]> {
  const ofCohort = sql`tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}`;
  const { rows } = await sql<StandingPair>`
    select learner.display_name as "learnerName", learner.username as learner, mentor.display_name as "mentorName",
      mentor.username as mentor, coalesce(rule, '') as rule
    from (select learner_id, mentor_id from cohort_matches where ${ofCohort} and run = ${run} and mentor_id is not null) as matches
      full join (select learner_id, mentor_id, rule from cohort_pairs where ${ofCohort}) as pairs
        on pairs.learner_id = matches.learner_id and pairs.mentor_id = matches.mentor_id
      join people as learner on learner.tenant_id = ${tx.tenantId}
        and learner.person_id = coalesce(matches.learner_id, pairs.learner_id)
      join people as mentor on mentor.tenant_id = ${tx.tenantId}
        and mentor.person_id = coalesce(matches.mentor_id, pairs.mentor_id)
    order by matches.learner_id is null, learner.sort_name, learner.person_id`.execute(tx.sql);
  return rows;
}

/** Whether a run does not keep a lock that its mentor could keep, or has a pair that is ruled out by now. */
export async function contradictsPairs(
  tx: Tx,
  cohortId: string,
  run: number,
  mentors: ReturnType<typeof sql>,
): Promise<boolean> {
  const { rows } = await sql`
    select from cohort_pairs as pairs
      join cohort_matches as matches on matches.tenant_id = pairs.tenant_id and matches.cohort_id = pairs.cohort_id
        and matches.learner_id = pairs.learner_id
    where pairs.tenant_id = ${tx.tenantId} and pairs.cohort_id = ${cohortId} and run = ${run}
      and not exists (select from (${liveIn(tx, cohortId)}) as live where live.learner_id = pairs.learner_id)
      and case rule when 'forbidden' then matches.mentor_id = pairs.mentor_id
        else matches.mentor_id is distinct from pairs.mentor_id and not ${isOverBetween('pairs')}
          and pairs.mentor_id in (select person_id from (${mentors}) as mentors) end
    limit 1`.execute(tx.sql);
  return rows.length > 0;
}
