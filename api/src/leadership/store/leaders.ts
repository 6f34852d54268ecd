import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { accountAddress, accountName } from '../../cohorts/taking-part.ts';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;

export type StoredRule = {
  head: { personId: string; displayName: string; jobTitle: string } | null;
  levels: number;
  nudgeWeeks: number;
};

/** The rule; `undefined` while nobody decided one. */
export async function findRule(tx: Tx): Promise<StoredRule | undefined> {
  const { rows } = await sql<StoredRule>`
    select levels, nudge_weeks as "nudgeWeeks",
      case when head_id is not null then
        jsonb_build_object('personId', person_id, 'displayName', display_name, 'jobTitle', job_title) end as head
    from leadership_rules as rule left join people on people.tenant_id = rule.tenant_id and person_id = head_id
    where rule.tenant_id = ${tx.tenantId}`.execute(tx.sql);
  return rows[0];
}

export type NewRule = { headId: string | null; levels: number; nudgeWeeks: number; changedBy: string; at: Instant };

export async function saveRule(tx: Tx, { headId, levels, nudgeWeeks, changedBy, at }: NewRule): Promise<void> {
  const rule = { head_id: headId, levels, nudge_weeks: nudgeWeeks, changed_by: changedBy, changed_at: at };
  await tx.sql
    .insertInto('leadership_rules')
    .values({ tenant_id: tx.tenantId, ...rule })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(rule))
    .execute();
}

export async function isThere(tx: Tx, personId: string, { active }: { active: boolean }): Promise<boolean> {
  const found = await tx.sql
    .selectFrom('people')
    .select('active')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return found !== undefined && (found.active || !active);
}

/** What was decided by hand about somebody. */
export async function findChoice(tx: Tx, personId: string): Promise<'in' | 'out' | undefined> {
  const row = await tx.sql
    .selectFrom('leader_choices')
    .select('choice')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.choice;
}

/** Decides about somebody by hand; null leaves them to the rule. */
export async function saveChoice(tx: Tx, personId: string, choice: 'in' | 'out' | null): Promise<void> {
  if (choice === null) {
    await sql`delete from leader_choices where tenant_id = ${tx.tenantId} and person_id = ${personId}`.execute(tx.sql);
    return;
  }
  await sql`
    insert into leader_choices (tenant_id, person_id, choice) values (${tx.tenantId}, ${personId}, ${choice})
    on conflict (tenant_id, person_id) do update set choice = excluded.choice`.execute(tx.sql);
}

/** Everybody down to so many levels below a person, who is level 0; people who left are passed through. */
const lineBelow = (tx: Tx, head: ReturnType<typeof sql>, levels: ReturnType<typeof sql>) => sql`
  recursive reached(person_id, level) as (
    select person_id, 0 from people where tenant_id = ${tx.tenantId} and person_id = ${head}
    union all
    select people.person_id, level + 1 from reached join people
      on people.tenant_id = ${tx.tenantId} and people.manager_id = reached.person_id
    where level < ${levels}
  ), line as (select person_id, min(level) as level from reached group by person_id)`;

/** PostgreSQL writes the edge of a word otherwise. */
const named = (pattern: RegExp) => pattern.source.replaceAll('\\b', '\\y');

/** Guests, and who is listed like no person, lead nobody (see `canTakePart`): to make them leaders takes a decision by hand. */
const leads = sql`active and not is_guest and (job_title <> '' or manager_id is not null)
  and username !~ ${named(accountAddress)} and display_name !~* ${named(accountName)}`;

export type InLine = { personId: string; displayName: string; jobTitle: string; department: string; level: number };

/** Whom a rule would make leaders, level by level and by name; whoever was left out by hand is left out. */
export async function findLine(tx: Tx, headId: string, levels: number): Promise<InLine[]> {
  const { rows } = await sql<InLine>`
    with ${lineBelow(tx, sql`${headId}`, sql`${levels}::int`)}
    select person_id as "personId", display_name as "displayName", job_title as "jobTitle", department, level
    from line join people using (person_id)
      left join leader_choices as choice using (tenant_id, person_id)
    where people.tenant_id = ${tx.tenantId} and ${leads} and choice is distinct from 'out'
    order by level, sort_name, person_id`.execute(tx.sql);
  return rows;
}

/** Lets nobody else decide who leads until the transaction ends: each sees what the one before decided. */
export async function lockLeaders(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(leaders_key())`.execute(tx.sql);
}

/**
 * Derives who leads from the rule, what was decided by hand, and who reports to whom. Who goes on keeps their row; who
 * ceases keeps an ended one, so that what they wrote stays a leader's post; who was left out by hand keeps none. Answers
 * how many rows that changed.
 */
export async function deriveLeaders(tx: Tx, at: Instant): Promise<number> {
  const rule = (column: 'head_id' | 'levels') => sql`
    (select ${sql.ref(column)} from leadership_rules where tenant_id = ${tx.tenantId})`;
  const { rows } = await sql<{ changed: number }>`
    with ${lineBelow(tx, rule('head_id'), rule('levels'))}, wanted as (
      select person_id, 'hand' as because from leader_choices join people using (tenant_id, person_id)
      where tenant_id = ${tx.tenantId} and choice = 'in' and active
      union all
      select person_id, 'line' from line join people using (person_id)
      where tenant_id = ${tx.tenantId} and ${leads} and not exists (
        select from leader_choices as decided
        where decided.tenant_id = people.tenant_id and decided.person_id = people.person_id)
    ), left_out as (
      delete from leaders using leader_choices as decided
      where leaders.tenant_id = ${tx.tenantId} and decided.tenant_id = leaders.tenant_id
        and decided.person_id = leaders.person_id and choice = 'out'
      returning 1
    ), ended as (
      update leaders set ended_at = ${at}
      where tenant_id = ${tx.tenantId} and ended_at is null
        and not exists (select from wanted where wanted.person_id = leaders.person_id)
        and not exists (select from leader_choices as decided where decided.tenant_id = leaders.tenant_id
          and decided.person_id = leaders.person_id and choice = 'out')
      returning 1
    ), made as (
      insert into leaders (tenant_id, person_id, because, since)
      select ${tx.tenantId}, person_id, because, ${at}::timestamptz from wanted
      on conflict (tenant_id, person_id) do update set because = excluded.because, ended_at = null,
        since = case when leaders.ended_at is null then leaders.since else excluded.since end
      where leaders.ended_at is not null or leaders.because <> excluded.because
      returning 1
    )
    select ((select count(*) from left_out) + (select count(*) from ended) + (select count(*) from made))::int as changed`.execute(
    tx.sql,
  );
  return rows[0]?.changed ?? 0;
}

export async function isLeader(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('leaders')
    .select('since')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export type ListedLeader = {
  personId: string;
  displayName: string;
  jobTitle: string;
  department: string;
  because: 'line' | 'hand' | 'left-out';
  posts: number;
  lastPostAt: Instant | null;
  sortName: string;
};

/** Where somebody stands in the list: leaders before who was left out, the longest silent first, then by name. */
export type LeaderKey = readonly [leftOut: number, lastPostAt: string, sortName: string, personId: string];

/** Leaders, and who was left out by hand, after the given place; one more than `limit` when there are more. */
export async function findLeaders(tx: Tx, limit: number, after: LeaderKey | undefined): Promise<ListedLeader[]> {
  const place = sql`(("because" = 'left-out')::int, coalesce("lastPostAt", 'epoch'), "sortName", "personId")`;
  const { rows } = await sql<ListedLeader>`
    select * from (
      select person_id as "personId", display_name as "displayName", job_title as "jobTitle", department, because,
        posts, "lastPostAt", sort_name as "sortName"
      from (
        select person_id, because from leaders where tenant_id = ${tx.tenantId} and ended_at is null
        union all
        select person_id, 'left-out' from leader_choices where tenant_id = ${tx.tenantId} and choice = 'out'
      ) as listed
        join people using (person_id)
        cross join lateral (
          select count(*)::int as posts, max(posted_at) as "lastPostAt"
          from leadership_messages as message join leadership_channels as channel using (tenant_id, channel_key)
          where message.tenant_id = people.tenant_id and author_id = person_id and by_leader and deleted_at is null
            and channel.ended_at is null
        ) as written
      where people.tenant_id = ${tx.tenantId} and active
    ) as leader
    ${after ? sql`where ${place} > (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}, ${after[3]}::uuid)` : sql``}
    order by ${place} limit ${limit + 1}`.execute(tx.sql);
  return rows;
}
