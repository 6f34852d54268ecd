import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { StaffRecord } from '../staff-record.ts';

export type StagedRow = {
  line: number;
  /** How to recognise the row on the report. */
  label: string;
} & ({ record: StaffRecord } | { refusal: string; known: { id?: string; username?: string } });

/**
 * Keeps a batch of rows of an import in one statement. Until the report is made a row counts as added when nobody has its id,
 * else as unchanged: for most rows of most imports that is what it stays.
 */
export async function stageRows(tx: Tx, importId: string, rows: readonly StagedRow[]): Promise<void> {
  const batch = rows.map((row) => {
    const { line, label } = row;
    if ('refusal' in row) {
      const { id, username } = row.known;
      return { line, label, verdict: 'refused', reason: row.refusal, person_id: id, username };
    }
    const { id, username } = row.record;
    return { line, label, person_id: id, username, person: row.record };
  });
  await sql`
    insert into import_rows (tenant_id, import_id, line, verdict, reason, label, person_id, username, person)
    select ${tx.tenantId}, ${importId}, line,
      coalesce(verdict, case when people.person_id is null then 'added' else 'unchanged' end), reason, label, row.person_id,
      row.username, person
    from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
      as row(line int, verdict text, reason text, label text, person_id uuid, username text, person jsonb)
    left join people on people.tenant_id = ${tx.tenantId} and people.person_id = row.person_id`.execute(tx.sql);
}

/** Refuses rows whose id or address an earlier row has; the report says so at the later one. */
export async function refuseDuplicates(tx: Tx, importId: string): Promise<void> {
  for (const [column, reason] of [
    ['person_id', 'duplicate-id'],
    ['username', 'duplicate-username'],
  ] as const) {
    await sql`
      update import_rows set verdict = 'refused', reason = ${reason}
      from (
        select line, lag(line) over (partition by ${sql.ref(column)} order by line) as earlier
        from import_rows
        where tenant_id = ${tx.tenantId} and import_id = ${importId} and verdict <> 'refused'
          and ${sql.ref(column)} is not null
      ) as seen
      where tenant_id = ${tx.tenantId} and import_id = ${importId}
        and import_rows.line = seen.line and seen.earlier is not null`.execute(tx.sql);
  }
}

/**
 * Folds what Graph told of the same person more than once into the last row: Graph repeats people who changed while it
 * was being read, and the later word counts.
 */
export async function foldRepeated(tx: Tx, importId: string): Promise<void> {
  const ofImport = sql`tenant_id = ${tx.tenantId} and import_id = ${importId} and verdict <> 'refused'`;
  const { rows } = await sql<{ lines: number[]; records: StaffRecord[] }>`
    select array_agg(line order by line) as lines, jsonb_agg(person order by line) as records
    from import_rows where ${ofImport} group by person_id having count(*) > 1`.execute(tx.sql);
  for (const { lines, records } of rows) {
    const folded: StaffRecord = Object.assign({}, ...records);
    const last = lines.at(-1);
    await sql`
      update import_rows set person = ${JSON.stringify(folded)}::jsonb, username = ${folded.username ?? null}
      where ${ofImport} and line = ${last}`.execute(tx.sql);
    await sql`
      delete from import_rows where ${ofImport} and line = any(${lines}::int[]) and line <> ${last}`.execute(tx.sql);
  }
}

/** What Graph leaves out of a person when everybody is read, it does not have: these fields are then empty, not unknown. */
export async function emptyMissing(tx: Tx, importId: string): Promise<void> {
  const nothing: Omit<StaffRecord, 'id' | 'enabled'> = {
    givenName: '',
    surname: '',
    jobTitle: '',
    department: '',
    usageLocation: '',
    preferredLanguage: '',
    manager: '',
  };
  await sql`
    update import_rows set person = ${JSON.stringify(nothing)}::jsonb || person
    where tenant_id = ${tx.tenantId} and import_id = ${importId} and verdict <> 'refused'
      and not person ?& ${Object.keys(nothing)}::text[]`.execute(tx.sql);
}
