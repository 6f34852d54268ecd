import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Reported } from './report.ts';

type State = Tables['imports']['state'];
export type ImportFailure = { reason: string; facts: Record<string, string | number> };
export type Verdict = Tables['import_rows']['verdict'];

export type StoredImport = {
  importId: string;
  source: 'csv' | 'graph';
  state: State;
  startedAt: Temporal.Instant;
  finishedAt: Temporal.Instant | null;
  listsEverybody: boolean;
  rowsRead: number;
  rowsExpected: number | null;
  rowsApplied: number;
  failure: ImportFailure | null;
} & Record<Verdict, number>;

const columns = [
  'import_id',
  'source',
  'state',
  'started_at',
  'finished_at',
  'lists_everybody',
  'rows_read',
  'rows_expected',
  'rows_applied',
  'added',
  'changed',
  'unchanged',
  'departed',
  'refused',
  'failure',
  'failure_facts',
] as const;

function importOf(row: {
  import_id: string;
  source: 'csv' | 'graph';
  state: State;
  started_at: Temporal.Instant;
  finished_at: Temporal.Instant | null;
  lists_everybody: boolean;
  rows_read: number;
  rows_expected: number | null;
  rows_applied: number;
  added: number;
  changed: number;
  unchanged: number;
  departed: number;
  refused: number;
  failure: string | null;
  failure_facts: Record<string, string | number> | null;
}): StoredImport {
  const { added, changed, unchanged, departed, refused } = row;
  return {
    importId: row.import_id,
    source: row.source,
    state: row.state,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    listsEverybody: row.lists_everybody,
    rowsRead: row.rows_read,
    rowsExpected: row.rows_expected,
    rowsApplied: row.rows_applied,
    failure: row.failure === null ? null : { reason: row.failure, facts: row.failure_facts ?? {} },
    added,
    changed,
    unchanged,
    departed,
    refused,
  };
}

export async function findImport(tx: Tx, importId: string): Promise<StoredImport | undefined> {
  const row = await tx.sql
    .selectFrom('imports')
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('import_id', '=', importId)
    .executeTakeFirst();
  return row && importOf(row);
}

/** Who asked for an import and whether it lists everybody: what its rows are judged by. */
export async function findReported(tx: Tx, importId: string): Promise<Reported> {
  const row = await tx.sql
    .selectFrom('imports')
    .select(['lists_everybody', 'requested_by'])
    .where('tenant_id', '=', tx.tenantId)
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow();
  return { importId, listsEverybody: row.lists_everybody, requestedBy: row.requested_by };
}

/** Imports, newest first, after the given one; one more than `limit` when there are more. */
export async function findImports(
  tx: Tx,
  limit: number,
  after: { startedAt: string; importId: string } | undefined,
): Promise<StoredImport[]> {
  const rows = await tx.sql
    .selectFrom('imports')
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(started_at < ${after?.startedAt}::timestamptz
          or (started_at = ${after?.startedAt}::timestamptz and import_id > ${after?.importId}::uuid))`,
      ),
    )
    .orderBy('started_at', 'desc')
    .orderBy('import_id')
    .limit(limit + 1)
    .execute();
  return rows.map(importOf);
}

export type ReportRow = {
  line: number;
  verdict: Verdict;
  reason: string | null;
  note: string | null;
  label: string;
};

/** The report of an import in the order of the file, after `afterLine`; one more than `limit` when there are more. */
export async function findReportRows(
  tx: Tx,
  importId: string,
  { verdict, limit, afterLine }: { verdict: Verdict | undefined; limit: number; afterLine: number },
): Promise<ReportRow[]> {
  return tx.sql
    .selectFrom('import_rows')
    .select(['line', 'verdict', 'reason', 'note', 'label'])
    .where('tenant_id', '=', tx.tenantId)
    .where('import_id', '=', importId)
    .$if(verdict !== undefined, (query) => query.where('verdict', '=', verdict as Verdict))
    .where('line', '>', afterLine)
    .orderBy('line')
    .limit(limit + 1)
    .execute();
}
