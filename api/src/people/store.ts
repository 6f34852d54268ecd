import type { Temporal } from 'temporal-polyfill';
import type { Role } from '../platform/actor.ts';
import type { Tx } from '../platform/database.ts';

/** What an action needs to know of the person who calls it. */
export type KnownPerson = {
  personId: string;
  active: boolean;
  firstVisit: boolean;
  timeZone: string | null;
  roles: Role[];
};

/** The person, with the roles the programme gave and the ones a confirmed champion has; `undefined` when unknown. */
export async function findCaller(tx: Tx, personId: string): Promise<KnownPerson | undefined> {
  const row = await tx.sql
    .selectFrom('people')
    .leftJoin('champions', (join) =>
      join
        .onRef('champions.tenant_id', '=', 'people.tenant_id')
        .onRef('champions.person_id', '=', 'people.person_id')
        .on('champions.state', '=', 'confirmed'),
    )
    .select(['people.person_id', 'active', 'first_seen_at', 'time_zone', 'roles', 'champions.kind'])
    .where('people.tenant_id', '=', tx.tenantId)
    .where('people.person_id', '=', personId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    personId: row.person_id,
    active: row.active,
    firstVisit: row.first_seen_at === null,
    timeZone: row.time_zone,
    roles: ['learner', ...row.roles, ...(row.kind ? [row.kind] : [])],
  };
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
