import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import { organisationAfter, type Reported } from './report.ts';

/** How many active people there are, and how many of them the import says have left. */
export async function countLeaving(tx: Tx, importId: string): Promise<{ active: number; leaving: number }> {
  const { rows } = await sql<{ active: number; leaving: number }>`
    select (select count(*) from people where tenant_id = ${tx.tenantId} and active)::int as active,
      (select departed from imports where tenant_id = ${tx.tenantId} and import_id = ${importId}) as leaving`.execute(
    tx.sql,
  );
  return rows[0] ?? { active: 0, leaving: 0 };
}

/** Marks who left, and answers who they are. */
export async function deactivateDeparted(tx: Tx, importId: string, at: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    update people set active = false, left_at = ${at}
    from import_rows as row
    where row.tenant_id = ${tx.tenantId} and row.import_id = ${importId} and verdict = 'departed'
      and people.tenant_id = ${tx.tenantId} and people.person_id = row.person_id and active
    returning people.person_id`.execute(tx.sql);
  return rows.map((row) => row.person_id);
}

/**
 * Frees the addresses that are about to change: two people may be swapping theirs, and an active person's is unique at
 * every moment.
 */
export async function freeChangedUsernames(tx: Tx, importId: string): Promise<void> {
  await sql`
    update people set username = people.person_id::text
    from import_rows as row
    where row.tenant_id = ${tx.tenantId} and row.import_id = ${importId} and verdict = 'changed'
      and people.tenant_id = ${tx.tenantId} and people.person_id = row.person_id
      and row.username is not null and row.username <> people.username`.execute(tx.sql);
}

/**
 * Writes who came and who changed; a field the row does not have stays as it is, and what people say of themselves is not
 * touched. Answers who they are.
 */
export async function writePeople(tx: Tx, reported: Reported): Promise<string[]> {
  const text = (field: string, column: string) =>
    sql`coalesce(person ->> ${field}, ${sql.ref(`before.${column}`)}, '')`;
  const { rows } = await sql<{ person_id: string }>`
    with ${organisationAfter(tx, reported)}
    insert into people (tenant_id, person_id, username, display_name, given_name, surname, job_title, department, office,
      usage_location, preferred_language, is_guest, manager_id, sort_name)
    select ${tx.tenantId}, row.person_id, coalesce(row.username, before.username), ${text('displayName', 'display_name')},
      ${text('givenName', 'given_name')}, ${text('surname', 'surname')}, ${text('jobTitle', 'job_title')},
      ${text('department', 'department')}, ${text('office', 'office')}, ${text('usageLocation', 'usage_location')},
      ${text('preferredLanguage', 'preferred_language')}, coalesce((person ->> 'isGuest')::boolean, before.is_guest, false),
      case when not (person ? 'manager') then before.manager_id when note is null then after.manager_id end,
      ${text('sortName', 'sort_name')}
    from import_rows as row
    left join people as before on before.tenant_id = ${tx.tenantId} and before.person_id = row.person_id
    left join after on after.person_id = row.person_id
    where row.tenant_id = ${tx.tenantId} and row.import_id = ${reported.importId} and verdict in ('added', 'changed')
    on conflict (tenant_id, person_id) do update set
      username = excluded.username, display_name = excluded.display_name, given_name = excluded.given_name,
      surname = excluded.surname, job_title = excluded.job_title, department = excluded.department,
      office = excluded.office, usage_location = excluded.usage_location,
      preferred_language = excluded.preferred_language, is_guest = excluded.is_guest, manager_id = excluded.manager_id,
      sort_name = excluded.sort_name, active = true, left_at = null
    returning person_id`.execute(tx.sql);
  return rows.map((row) => row.person_id);
}

/**
 * Lets this connection plan its statements anew. Who reports to whom is checked at the commit, row by row, with a plan that
 * the connection keeps: one made while there were few people reads all of them for each.
 */
export async function forgetPlans(tx: Tx): Promise<void> {
  await sql`discard plans`.execute(tx.sql);
}
