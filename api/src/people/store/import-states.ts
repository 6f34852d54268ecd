import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Tables } from '../../platform/tables.ts';
import type { ImportFailure } from './imports.ts';

type State = Tables['imports']['state'];

export type NewImport = {
  importId: string;
  source: 'csv' | 'graph';
  requestedBy: string;
  startedAt: Temporal.Instant;
  listsEverybody: boolean;
};

/** Begins an import; `false` when another one runs, which the index `one_running_import` decides. */
export async function insertImport(tx: Tx, started: NewImport): Promise<boolean> {
  const inserted = await tx.sql
    .insertInto('imports')
    .values({
      tenant_id: tx.tenantId,
      import_id: started.importId,
      source: started.source,
      state: 'reading',
      requested_by: started.requestedBy,
      started_at: started.startedAt,
      touched_at: started.startedAt,
      lists_everybody: started.listsEverybody,
    })
    .onConflict((conflict) =>
      conflict
        .column('tenant_id')
        .where('state', 'in', sql<State[]>`('reading', 'applying')` as never)
        .doNothing(),
    )
    .returning('import_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Sets aside reports that nobody applied and what earlier imports read: a new one makes them out of date. */
export async function supersedeImports(tx: Tx, importId: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update imports set state = 'discarded', finished_at = ${at}
    where tenant_id = ${tx.tenantId} and state = 'ready' and import_id <> ${importId}`.execute(tx.sql);
  await sql`
    delete from import_rows where tenant_id = ${tx.tenantId} and import_id <> ${importId}`.execute(tx.sql);
}

/**
 * Ends imports that have shown no sign of life since `before`, so that a process that died does not block its tenant. A
 * reading one has failed; an applying one is ready again, for its transaction went with the process (while that
 * transaction lives, its lock keeps the import).
 */
export async function endStaleImports(tx: Tx, before: Temporal.Instant, at: Temporal.Instant): Promise<void> {
  await sql`
    update imports set state = 'failed', failure = 'interrupted', finished_at = ${at}
    where tenant_id = ${tx.tenantId} and state = 'reading' and touched_at < ${before}`.execute(tx.sql);
  await sql`
    update imports set state = 'ready', rows_applied = 0
    where tenant_id = ${tx.tenantId} and state = 'applying' and touched_at < ${before}
      and case when state = 'applying' then pg_try_advisory_xact_lock(${applicationOf(tx)}) end`.execute(tx.sql);
}

/** Holds the right to apply an import until the transaction ends. */
export async function lockApplication(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${applicationOf(tx)})`.execute(tx.sql);
}

const applicationOf = (tx: Tx) => sql`hashtextextended(${`import ${tx.tenantId}`}, 0)`;

/** Moves an import from one of the states to another; `false` when it is in none of them. */
export async function moveImport(
  tx: Tx,
  importId: string,
  from: readonly State[],
  change: { state: State; at: Temporal.Instant; failure?: ImportFailure },
): Promise<boolean> {
  const { state, at, failure } = change;
  const { numUpdatedRows } = await tx.sql
    .updateTable('imports')
    .set({
      state,
      touched_at: at,
      finished_at: ['ready', 'applying'].includes(state) ? null : at,
      ...((state === 'applying' || state === 'ready') && { rows_applied: 0 }),
      ...(failure && { failure: failure.reason, failure_facts: JSON.stringify(failure.facts) }),
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('import_id', '=', importId)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A sign of life, with how far the import is; `false` when it has been ended meanwhile. */
export async function touchImport(
  tx: Tx,
  importId: string,
  progress: { state: 'reading' | 'applying'; at: Temporal.Instant; rowsRead?: number; rowsApplied?: number },
): Promise<boolean> {
  const { state, at, rowsRead, rowsApplied } = progress;
  const { numUpdatedRows } = await tx.sql
    .updateTable('imports')
    .set({
      touched_at: at,
      ...(rowsRead !== undefined && { rows_read: rowsRead }),
      ...(rowsApplied !== undefined && { rows_applied: rowsApplied }),
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('import_id', '=', importId)
    .where('state', '=', state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Lets an import from Graph begin again, now with everybody instead of what changed. */
export async function restartImport(tx: Tx, importId: string): Promise<void> {
  await deleteRows(tx, importId);
  await sql`
    update imports set lists_everybody = true, rows_read = 0
    where tenant_id = ${tx.tenantId} and import_id = ${importId}`.execute(tx.sql);
}

/** Forgets what an import read. */
export async function deleteRows(tx: Tx, importId: string): Promise<void> {
  await sql`delete from import_rows where tenant_id = ${tx.tenantId} and import_id = ${importId}`.execute(tx.sql);
}
