import type { Tx } from '../../platform/database.ts';

export type GivenRole = 'owner' | 'leader' | 'specialist';

/** The roles the programme gave an active person; `undefined` when there is no such person. */
export async function findGivenRoles(tx: Tx, personId: string): Promise<GivenRole[] | undefined> {
  const row = await tx.sql
    .selectFrom('people')
    .select('roles')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.roles;
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
