import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

/** How far a person's own calendar was read, and the days that are read. */
export type Position = { deltaLink: string; since: Temporal.Instant; until: Temporal.Instant };

export async function findPosition(tx: Tx, personId: string): Promise<Position | undefined> {
  return tx.sql
    .selectFrom('calendar_positions')
    .select(['delta_link as deltaLink', 'since', 'until'])
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

export async function savePosition(tx: Tx, personId: string, { deltaLink, since, until }: Position): Promise<void> {
  const position = { delta_link: deltaLink, since, until };
  await tx.sql
    .insertInto('calendar_positions')
    .values({ tenant_id: tx.tenantId, person_id: personId, ...position })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id']).doUpdateSet(position))
    .execute();
}

/** The calendar is read anew the next time. */
export async function forgetPosition(tx: Tx, personId: string): Promise<void> {
  await tx.sql
    .deleteFrom('calendar_positions')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .execute();
}
