import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

export type StoredSummary = {
  personId: string;
  displayName: string;
  jobTitle: string;
  department: string;
  office: string;
  /** What the person says; empty when they said nothing. */
  languages: string[];
  preferredLanguage: string;
  timeZone: string | null;
  champion: {
    kind: 'champion' | 'mentor';
    pausedUntil: string | null;
    skills: { topic: string; level: number }[];
  } | null;
};

/** What lists show of people. */
const summary = sql`
  people.person_id as "personId", display_name as "displayName", job_title as "jobTitle", department, office, languages,
  preferred_language as "preferredLanguage", people.time_zone as "timeZone",
  case when champions.state = 'confirmed' then jsonb_build_object('kind', kind, 'pausedUntil', paused_until, 'skills',
    coalesce((select jsonb_agg(jsonb_build_object('topic', topic, 'level', level) order by level desc, topic)
      from champion_skills as skill
      where skill.tenant_id = people.tenant_id and skill.person_id = people.person_id), '[]')) end as champion`;

const peopleAndChampions = sql`
  people left join champions on champions.tenant_id = people.tenant_id and champions.person_id = people.person_id`;

/** These people by their ids, whether active or not; unknown ones are missing. */
export async function findSummaries(tx: Tx, personIds: readonly string[]): Promise<Map<string, StoredSummary>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<StoredSummary>`
    select ${summary} from ${peopleAndChampions}
    where people.tenant_id = ${tx.tenantId} and people.person_id = any(${personIds}::uuid[])`.execute(tx.sql);
  return new Map(rows.map((row) => [row.personId, row]));
}

export type StoredPerson = StoredSummary & {
  username: string;
  active: boolean;
  manager: { personId: string; displayName: string; jobTitle: string } | null;
  offer: { lovesToHelpWith: string; capacityPerWeek: number } | null;
  nominated: boolean;
  /** The zone a champion's weeks are counted in. */
  weekZone: string;
};

/** A person's page, or `undefined` when there is no such person. A manager who left is none. */
export async function findPerson(tx: Tx, personId: string): Promise<StoredPerson | undefined> {
  const { rows } = await sql<StoredPerson>`
    select ${summary}, username, active,
      (select jsonb_build_object('personId', person_id, 'displayName', display_name, 'jobTitle', job_title)
        from people as manager
        where manager.tenant_id = people.tenant_id and manager.person_id = people.manager_id and manager.active) as manager,
      case when state = 'confirmed' then jsonb_build_object('lovesToHelpWith', loves_to_help_with,
        'capacityPerWeek', capacity_per_week) end as offer,
      coalesce(state = 'nominated', false) as nominated,
      coalesce(people.time_zone, (select hours.time_zone from office_hours_windows as hours
        where hours.tenant_id = people.tenant_id and hours.champion_id = people.person_id
        order by weekday, starts_at, window_id limit 1), 'UTC') as "weekZone"
    from ${peopleAndChampions}
    where people.tenant_id = ${tx.tenantId} and people.person_id = ${personId}`.execute(tx.sql);
  return rows[0];
}

/** How many sessions of a champion start in a week, given in epoch milliseconds, `until` not included. */
export async function countSessions(
  tx: Tx,
  championId: string,
  { from, until }: { from: number; until: number },
): Promise<number> {
  const { rows } = await sql<{ sessions: number }>`
    select count(*)::int as sessions from bookings
    where tenant_id = ${tx.tenantId} and champion_id = ${championId} and state = 'booked'
      and starts_at >= to_timestamp(${from / 1000}::float8) and starts_at < to_timestamp(${until / 1000}::float8)`.execute(
    tx.sql,
  );
  return rows[0]?.sessions ?? 0;
}

export type StoredMe = {
  displayName: string;
  username: string;
  jobTitle: string;
  department: string;
  office: string;
  organisation: string;
  languages: string[];
  preferredLanguage: string;
  wantsNotices: boolean;
  timeZone: string | null;
  botInstalled: boolean;
  firstSeenAt: Temporal.Instant | null;
};

/** What somebody sees of themselves. */
export async function findMe(tx: Tx, personId: string): Promise<StoredMe | undefined> {
  const { rows } = await sql<StoredMe>`
    select display_name as "displayName", username, job_title as "jobTitle", department, office, name as organisation,
      languages, preferred_language as "preferredLanguage", wants_notices as "wantsNotices", time_zone as "timeZone",
      first_seen_at as "firstSeenAt",
      exists (select from conversations where conversations.tenant_id = people.tenant_id
        and conversations.person_id = people.person_id) as "botInstalled"
    from people join tenants on tenants.tenant_id = people.tenant_id
    where people.tenant_id = ${tx.tenantId} and people.person_id = ${personId}`.execute(tx.sql);
  return rows[0];
}

/** Changes what somebody says of themselves; what is not given stays. */
export async function updateProfile(
  tx: Tx,
  personId: string,
  profile: { languages?: string[] | undefined; timeZone?: string | undefined; wantsNotices?: boolean | undefined },
): Promise<void> {
  const { languages, timeZone, wantsNotices } = profile;
  if (languages === undefined && timeZone === undefined && wantsNotices === undefined) return;
  await tx.sql
    .updateTable('people')
    .set({
      ...(languages !== undefined && { languages }),
      ...(timeZone !== undefined && { time_zone: timeZone }),
      ...(wantsNotices !== undefined && { wants_notices: wantsNotices }),
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .execute();
}
