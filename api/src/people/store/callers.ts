import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Tables } from '../../platform/tables.ts';

/** What a request needs to know of the person who makes it. */
export type KnownPerson = {
  active: boolean;
  firstSeenAt: Temporal.Instant | null;
  timeZone: string | null;
  /** What the programme gave. */
  roles: ('owner' | 'specialist')[];
  /** By the reporting line or by hand. */
  isLeader: boolean;
  /** Null for somebody who is not a confirmed one. */
  champion: Tables['champions']['kind'] | null;
};

/**
 * The person with the roles the programme gave and the ones a confirmed champion or a leader has, and whether the tenant is known at
 * all; `person` is missing when the directory has nobody with this id. One statement: it runs with every request.
 */
export async function findCaller(tx: Tx, personId: string): Promise<{ tenantKnown: boolean; person?: KnownPerson }> {
  const row = await tx.prepared
    .selectFrom('tenants')
    .leftJoin('people', (join) =>
      join.onRef('people.tenant_id', '=', 'tenants.tenant_id').on('people.person_id', '=', personId),
    )
    .leftJoin('champions', (join) =>
      join
        .onRef('champions.tenant_id', '=', 'people.tenant_id')
        .onRef('champions.person_id', '=', 'people.person_id')
        .on('champions.state', '=', 'confirmed'),
    )
    .leftJoin('leaders', (join) =>
      join
        .onRef('leaders.tenant_id', '=', 'people.tenant_id')
        .onRef('leaders.person_id', '=', 'people.person_id')
        .on('leaders.ended_at', 'is', null),
    )
    .select(['active', 'first_seen_at', 'time_zone', 'roles', 'champions.kind', 'leaders.since as leaderSince'])
    .where('tenants.tenant_id', '=', tx.tenantId)
    .executeTakeFirst();
  if (!row) return { tenantKnown: false };
  if (row.active === null) return { tenantKnown: true };
  const person: KnownPerson = {
    active: row.active,
    firstSeenAt: row.first_seen_at,
    timeZone: row.time_zone,
    roles: row.roles ?? [],
    champion: row.kind,
    isLeader: row.leaderSince !== null,
  };
  return { tenantKnown: true, person };
}

/** The people among these who are known, by id. One statement for all whose requests come together. */
export async function findCallers(tx: Tx, personIds: readonly string[]): Promise<Map<string, KnownPerson>> {
  const { rows } = await sql<KnownPerson & { personId: string }>`
    select people.person_id as "personId", active, first_seen_at as "firstSeenAt", time_zone as "timeZone", roles,
      kind as champion, leaders.since is not null as "isLeader"
    from people
    left join champions
      on champions.tenant_id = people.tenant_id and champions.person_id = people.person_id and state = 'confirmed'
    left join leaders
      on leaders.tenant_id = people.tenant_id and leaders.person_id = people.person_id and ended_at is null
    where people.tenant_id = ${tx.tenantId} and people.person_id = any(${personIds}::uuid[])`.execute(tx.prepared);
  return new Map(rows.map(({ personId, ...person }) => [personId, person]));
}

export async function markSeen(tx: Tx, personId: string, at: Temporal.Instant): Promise<void> {
  await tx.sql
    .updateTable('people')
    .set({ first_seen_at: at })
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .where('first_seen_at', 'is', null)
    .execute();
}

/** Makes the tenant known; an organisation that has a name keeps it. */
export async function foundTenant(tx: Tx, name: string, at: Temporal.Instant): Promise<void> {
  await tx.sql
    .insertInto('tenants')
    .values({ tenant_id: tx.tenantId, name, created_at: at })
    .onConflict((conflict) => conflict.column('tenant_id').doNothing())
    .execute();
}

export type Owner = { personId: string; username: string; displayName: string; sortName: string };

/**
 * Makes somebody an active person with the owner role, keeping what is already known of them. An address that another
 * active person has already does not keep an owner out: theirs is their id until an import says better.
 */
export async function appointOwner(tx: Tx, { personId, username, displayName, sortName }: Owner): Promise<void> {
  await sql`
    insert into people (tenant_id, person_id, username, display_name, sort_name, roles)
    select ${tx.tenantId}, ${personId},
      case when exists (select from people as other where other.tenant_id = ${tx.tenantId} and other.active
        and other.username = ${username} and other.person_id <> ${personId}) then ${personId} else ${username} end,
      ${displayName}, ${sortName}, '{owner}'
    on conflict (tenant_id, person_id) do update set active = true, left_at = null,
      roles = case when 'owner' = any(people.roles) then people.roles else people.roles || '{owner}' end`.execute(
    tx.sql,
  );
}
