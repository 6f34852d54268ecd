import type { Tx } from '../../platform/database.ts';

export type GivenRole = 'owner' | 'specialist';

export type Roles = { roles: GivenRole[]; isLeader: boolean };

/** The roles the programme gave an active person, and whether they lead; `undefined` when there is no such person. */
export function findRoles(tx: Tx, personId: string): Promise<Roles | undefined> {
  return tx.sql
    .selectFrom('people')
    .select((row) => [
      'roles',
      row
        .exists(
          row
            .selectFrom('leaders')
            .select('since')
            .whereRef('leaders.tenant_id', '=', 'people.tenant_id')
            .whereRef('leaders.person_id', '=', 'people.person_id')
            .where('ended_at', 'is', null),
        )
        .$castTo<boolean>()
        .as('isLeader'),
    ])
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .where('active', '=', true)
    .executeTakeFirst();
}

/** Replaces the given roles; `false` when there is no such active person. */
export async function replaceGivenRoles(tx: Tx, personId: string, roles: readonly GivenRole[]): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('people')
    .set({ roles: [...new Set(roles)] })
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .where('active', '=', true)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
