import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

/** Where the next import from Graph begins, or `undefined` when it has to begin anew. */
export async function findPosition(tx: Tx): Promise<string | undefined> {
  const row = await tx.sql
    .selectFrom('graph_positions')
    .select('delta_link')
    .where('tenant_id', '=', tx.tenantId)
    .executeTakeFirst();
  return row?.delta_link;
}

export async function setNextPosition(tx: Tx, importId: string, position: string): Promise<void> {
  await tx.sql
    .updateTable('imports')
    .set({ next_position: position })
    .where('tenant_id', '=', tx.tenantId)
    .where('import_id', '=', importId)
    .execute();
}

/**
 * Takes over the position of an import just applied. One from a file has none, and the directory is then no longer what
 * Graph's last answer made of it: the next import from Graph begins anew.
 */
export async function takePosition(tx: Tx, importId: string, at: Temporal.Instant): Promise<void> {
  await sql`delete from graph_positions where tenant_id = ${tx.tenantId}`.execute(tx.sql);
  await sql`
    insert into graph_positions (tenant_id, delta_link, taken_at)
    select tenant_id, next_position, ${at} from imports
    where tenant_id = ${tx.tenantId} and import_id = ${importId} and next_position is not null`.execute(tx.sql);
}
