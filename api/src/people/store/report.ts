import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * Runs the statements that join thousands of rows written a moment ago. The planner has no statistics of them yet, takes
 * them for a handful and would compare each with each; without that plan it hashes them.
 */
export async function inBulk<Value>(tx: Tx, work: () => Promise<Value>): Promise<Value> {
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(tx.sql);
  const value = await work();
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(tx.sql);
  return value;
}

/** The import a report is made of. */
export type Reported = {
  importId: string;
  /** Whether people who are not in it have left. */
  listsEverybody: boolean;
  /** Nobody leaves by their own import: they would lock themselves out of undoing it. */
  requestedBy: string;
};

/**
 * Three sets of people: `listed`, the readable rows; `staying`, active people without one who nevertheless remain; and
 * `after`, everybody active once the import is applied, with their manager, numbered from 0 in the order of their ids. A
 * row without a `manager` field leaves the manager as it is.
 */
export const organisationAfter = (tx: Tx, { importId, listsEverybody, requestedBy }: Reported) => sql`
  listed as (
    select line, person_id, username, person ? 'displayName' as says_name, person ? 'manager' as says_manager,
      person ->> 'manager' as manager, (person ->> 'enabled')::boolean as enabled
    from import_rows
    where tenant_id = ${tx.tenantId} and import_id = ${importId} and verdict <> 'refused'
  ), unreadable as (
    select person_id, username from import_rows
    where tenant_id = ${tx.tenantId} and import_id = ${importId} and verdict = 'refused'
  ), staying as (
    select people.person_id, people.username, manager_id
    from people
    left join (select distinct person_id from unreadable) as by_id on by_id.person_id = people.person_id
    left join (select distinct username from unreadable) as by_name on by_name.username = people.username
    where tenant_id = ${tx.tenantId} and active
      and not exists (select from listed where listed.person_id = people.person_id)
      and (not ${listsEverybody}::boolean or people.person_id = ${requestedBy}
        or by_id.person_id is not null or by_name.username is not null)
  ), everybody as (
    select listed.person_id, coalesce(listed.username, people.username) as username, says_manager, manager, manager_id
    from listed left join people on people.tenant_id = ${tx.tenantId} and people.person_id = listed.person_id
    where enabled and (people.person_id is not null or (listed.username is not null and says_name))
    union all
    select person_id, username, false, null, manager_id from staying
  ), after as (
    select everybody.person_id,
      coalesce(by_name.person_id, by_id.person_id, kept.person_id) as manager_id,
      (row_number() over (order by everybody.person_id) - 1)::int as number
    from everybody
    left join everybody as by_name on everybody.says_manager and by_name.username = everybody.manager
    left join everybody as by_id on everybody.says_manager and by_id.person_id::text = everybody.manager
    left join everybody as kept on not everybody.says_manager and kept.person_id = everybody.manager_id
  )`;

/** For each person's number the number of their manager, -1 for nobody, as the organisation would be after the import. */
export async function managerNumbers(tx: Tx, reported: Reported): Promise<Int32Array> {
  const { rows } = await sql<{ managers: number[] | null }>`
    with ${organisationAfter(tx, reported)}
    select array_agg(coalesce(manager.number, -1) order by after.number) as managers
    from after left join after as manager on manager.person_id = after.manager_id`.execute(tx.sql);
  return Int32Array.from(rows[0]?.managers ?? []);
}

/** Refuses rows that take an address which somebody who stays, without being in the import, already has. */
export async function refuseTakenUsernames(tx: Tx, reported: Reported): Promise<void> {
  await sql`
    with ${organisationAfter(tx, reported)}
    update import_rows set verdict = 'refused', reason = 'duplicate-username'
    from staying
    where tenant_id = ${tx.tenantId} and import_id = ${reported.importId} and verdict <> 'refused'
      and import_rows.username = staying.username`.execute(tx.sql);
}

/** The directory's texts: the field of a staged row, the column it becomes, and what a report calls it. */
const texts = [
  ['displayName', 'display_name', 'name'],
  ['givenName', 'given_name', 'name'],
  ['surname', 'surname', 'name'],
  ['jobTitle', 'job_title', 'title'],
  ['department', 'department', 'department'],
  ['office', 'office', 'office'],
  ['usageLocation', 'usage_location', 'country'],
  ['preferredLanguage', 'preferred_language', 'language'],
] as const;

/** What differs between a row and the person, in a report's words, each once. */
const differences = sql`
  array(select distinct word from unnest(array[
    case when row.username <> people.username then 'username' end,
    ${sql.join(
      texts.map(
        ([field, column, word]) =>
          sql`case when person ->> ${field} <> ${sql.ref(`people.${column}`)} then ${word} end`,
      ),
    )},
    case when (person ->> 'isGuest')::boolean <> is_guest then 'guest' end,
    case when person ? 'manager' and after.manager_id is distinct from people.manager_id then 'manager' end
  ]) as word where word is not null order by word)`;

/**
 * Decides every readable row: who comes, who changes and in what, who leaves. `inCircles` are the numbers of people who
 * would report to themselves; they are kept without a manager, with a note.
 */
export async function decideRows(tx: Tx, reported: Reported, inCircles: readonly number[]): Promise<void> {
  const { importId, requestedBy } = reported;
  await sql`
    with ${organisationAfter(tx, reported)},
    found as (
      select person_id, number = any(${inCircles}::int[]) as in_circle,
        case when number = any(${inCircles}::int[]) then null else manager_id end as manager_id
      from after
    ), facts as (
      select row.line, row.label, row.person_id, enabled, people.active, people.display_name,
        case when after.in_circle and person ? 'manager' then 'manager-cycle'
          when coalesce(person ->> 'manager', '') <> '' and after.manager_id is null and enabled then 'unknown-manager'
        end as note,
        people.person_id is null and not (person ? 'displayName') as nameless,
        people.person_id is null and row.username is null as without_address,
        case when people.active then ${differences} end as differences
      from import_rows as row
      cross join lateral (select (person ->> 'enabled')::boolean as enabled) as account
      left join people on people.tenant_id = ${tx.tenantId} and people.person_id = row.person_id
      left join found as after on after.person_id = row.person_id
      where row.tenant_id = ${tx.tenantId} and row.import_id = ${importId} and verdict <> 'refused'
    ), decided as (
      select line, note, case when label = person_id::text then coalesce(display_name, label) else label end as label,
        case
          when not enabled then case when active and person_id <> ${requestedBy} then 'departed' else 'unchanged' end
          when nameless or without_address then 'refused'
          when active is not true then 'added'
          when differences = '{}' then 'unchanged'
          else 'changed' end as verdict,
        case
          when not enabled then 'account-disabled'
          when without_address then 'missing-username'
          when nameless then 'missing-name'
          when active is null then null
          when not active then 'came-back'
          else nullif(array_to_string(differences, ' '), '') end as reason
      from facts
    )
    update import_rows set verdict = decided.verdict, reason = decided.reason, note = decided.note, label = decided.label
    from decided
    where tenant_id = ${tx.tenantId} and import_id = ${importId} and import_rows.line = decided.line
      and (import_rows.verdict, import_rows.reason, import_rows.note, import_rows.label)
        is distinct from (decided.verdict, decided.reason, decided.note, decided.label)`.execute(tx.sql);
}

/** Adds a row for everybody active whom an import that lists everybody does not have. */
export async function addDeparted(tx: Tx, reported: Reported): Promise<void> {
  if (!reported.listsEverybody) return;
  await sql`
    with ${organisationAfter(tx, reported)}
    insert into import_rows (tenant_id, import_id, line, verdict, label, person_id, username)
    select tenant_id, ${reported.importId},
      (select coalesce(max(line), 0) from import_rows as row where row.tenant_id = ${tx.tenantId}
        and row.import_id = ${reported.importId}) + row_number() over (order by sort_name, person_id),
      'departed', display_name, person_id, username
    from people
    where tenant_id = ${tx.tenantId} and active
      and not exists (select from listed where listed.person_id = people.person_id)
      and not exists (select from staying where staying.person_id = people.person_id)`.execute(tx.sql);
}

/** Counts the verdicts into the import. */
export async function countVerdicts(tx: Tx, importId: string): Promise<void> {
  await sql`
    update imports set added = counted.added, changed = counted.changed, unchanged = counted.unchanged,
      departed = counted.departed, refused = counted.refused
    from (
      select count(*) filter (where verdict = 'added') as added, count(*) filter (where verdict = 'changed') as changed,
        count(*) filter (where verdict = 'unchanged') as unchanged,
        count(*) filter (where verdict = 'departed') as departed, count(*) filter (where verdict = 'refused') as refused
      from import_rows where tenant_id = ${tx.tenantId} and import_id = ${importId}
    ) as counted
    where tenant_id = ${tx.tenantId} and imports.import_id = ${importId}`.execute(tx.sql);
}
