import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { ChosenWeights } from '../../matching/appraisal.ts';
import type { Tx } from '../../platform/database.ts';
import type { HardRules } from '../candidates.ts';
import type { Audience } from '../taking-part.ts';

type Instant = Temporal.Instant;

/** What the programme owner decided about a cohort. */
export type Settings = Audience &
  HardRules & {
    name: string;
    volunteersOnly: boolean;
    placesPerMentor: number;
    mentorsOnly: boolean;
    weights: ChosenWeights;
    worstOffFirst: boolean;
    /** `YYYY-MM-DD`. */
    nextRunOn: string | null;
  };

export type StoredCohort = {
  cohortId: string;
  state: 'draft' | 'published' | 'closed';
  settings: Settings;
  createdAt: Instant;
  publishedAt: Instant | null;
};

const columns = sql`
  cohort_id as "cohortId", state, created_at as "createdAt", published_at as "publishedAt",
  json_build_object('name', name, 'preset', preset, 'departments', departments, 'titles', titles,
    'volunteersOnly', volunteers_only, 'allowLineManager', allow_line_manager, 'allowPastPartner', allow_past_partner,
    'sameLanguage', same_language, 'sharedHours', shared_hours, 'departmentRule', department_rule,
    'placesPerMentor', places_per_mentor, 'mentorsOnly', mentors_only, 'weights', weights,
    'worstOffFirst', worst_off_first, 'nextRunOn', next_run_on) as settings`;

function rowOf(settings: Settings) {
  return {
    name: settings.name,
    preset: settings.preset,
    departments: [...settings.departments],
    titles: [...settings.titles],
    volunteers_only: settings.volunteersOnly,
    allow_line_manager: settings.allowLineManager,
    allow_past_partner: settings.allowPastPartner,
    same_language: settings.sameLanguage,
    shared_hours: settings.sharedHours,
    department_rule: settings.departmentRule,
    places_per_mentor: settings.placesPerMentor,
    mentors_only: settings.mentorsOnly,
    weights: JSON.stringify(settings.weights),
    worst_off_first: settings.worstOffFirst,
    next_run_on: settings.nextRunOn,
  };
}

type New = { cohortId: string; settings: Settings; createdBy: string; at: Instant };

export async function insertCohort(tx: Tx, { cohortId, settings, createdBy, at }: New): Promise<void> {
  await tx.sql
    .insertInto('cohorts')
    .values({
      tenant_id: tx.tenantId,
      cohort_id: cohortId,
      created_by: createdBy,
      created_at: at,
      ...rowOf(settings),
    })
    .execute();
}

export async function updateCohort(tx: Tx, cohortId: string, settings: Settings): Promise<void> {
  await tx.sql
    .updateTable('cohorts')
    .set(rowOf(settings))
    .where('tenant_id', '=', tx.tenantId)
    .where('cohort_id', '=', cohortId)
    .execute();
}

/** With `lock`, whoever else would change it waits until the transaction ends. */
export async function findCohort(tx: Tx, cohortId: string, lock?: 'lock'): Promise<StoredCohort | undefined> {
  const { rows } = await sql<StoredCohort>`
    select ${columns} from cohorts where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
    ${lock ? sql`for no key update` : sql``}`.execute(tx.sql);
  return rows[0];
}

export type CohortKey = { createdAt: string; cohortId: string };

/** Newest first, after the given one; one more than `limit` when there are more. */
export async function findCohorts(tx: Tx, limit: number, after: CohortKey | undefined): Promise<StoredCohort[]> {
  const { rows } = await sql<StoredCohort>`
    select ${columns} from cohorts where tenant_id = ${tx.tenantId}
      ${after ? sql`and (created_at, cohort_id) < (${after.createdAt}::timestamptz, ${after.cohortId}::uuid)` : sql``}
    order by created_at desc, cohort_id desc limit ${limit + 1}`.execute(tx.sql);
  return rows;
}

/** Those that are not closed. */
export async function findOpenCohorts(tx: Tx): Promise<StoredCohort[]> {
  const { rows } = await sql<StoredCohort>`
    select ${columns} from cohorts where tenant_id = ${tx.tenantId} and state <> 'closed'
    order by created_at desc, cohort_id`.execute(tx.sql);
  return rows;
}

/** Publishing again keeps when it was first published; closing one that never was counts as publishing nothing. */
export async function setCohortState(
  tx: Tx,
  cohortId: string,
  state: 'published' | 'closed',
  at: Instant,
): Promise<void> {
  await sql`
    update cohorts set state = ${state}, published_at = coalesce(published_at, ${at})
    where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}`.execute(tx.sql);
}

export type Counts = {
  asked: number;
  joined: number;
  declined: number;
  proposed: number;
  active: number;
  mentorshipsDeclined: number;
  ended: number;
};

/** Who was asked and what they said, and what became of the mentorships. */
export async function countIn(tx: Tx, cohortId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select asked, joined, declined, proposed, active, "mentorshipsDeclined", ended
    from (
      select count(*)::int as asked, (count(*) filter (where state = 'in'))::int as joined,
        (count(*) filter (where state = 'declined'))::int as declined
      from cohort_learners where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
    ) as learners, (
      select (count(*) filter (where state = 'proposed'))::int as proposed,
        (count(*) filter (where state in ('active', 'paused')))::int as active,
        (count(*) filter (where state = 'declined'))::int as "mentorshipsDeclined",
        (count(*) filter (where state = 'ended'))::int as ended
      from mentorships where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
    ) as mentorships`.execute(tx.sql);
  return rows[0] as Counts;
}
