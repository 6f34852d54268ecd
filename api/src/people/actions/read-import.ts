import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { peopleInCircles } from '../reporting-line.ts';
import {
  deleteRows,
  endStaleImports,
  insertImport,
  moveImport,
  supersedeImports,
  touchImport,
} from '../store/import-states.ts';
import { findImport, type ImportFailure, type StoredImport } from '../store/imports.ts';
import {
  addDeparted,
  countVerdicts,
  decideRows,
  inBulk,
  managerNumbers,
  type Reported,
  refuseTakenUsernames,
} from '../store/report.ts';
import { emptyMissing, foldRepeated, refuseDuplicates, type StagedRow, stageRows } from '../store/staging.ts';
import { staleBefore } from './staleness.ts';

export type Started = Reported & { source: 'csv' | 'graph' };

/** Begins an import, unless another one of this organisation is running. Earlier reports nobody applied are set aside. */
export async function beginImport(
  deps: Deps,
  actor: Actor,
  { source, listsEverybody }: { source: 'csv' | 'graph'; listsEverybody: boolean },
): Promise<Result<Started, 'import-running'>> {
  const started = { importId: deps.newId(), source, listsEverybody, requestedBy: actor.personId };
  const startedAt = deps.now();
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await endStaleImports(tx, staleBefore(deps), startedAt);
    // Before the insert: an application that begins now holds the report it applies, and both must wait the same way round.
    await supersedeImports(tx, started.importId, startedAt);
    const begun = await insertImport(tx, { ...started, startedAt });
    return begun ? done(started) : refuse('import-running');
  });
}

/**
 * Keeps a batch of rows in a transaction of its own, so that others see how far the import is. Throws when the import was
 * given up meanwhile.
 */
export async function keepRows(
  deps: Deps,
  actor: Actor,
  { importId }: Started,
  { rows, rowsRead }: { rows: readonly StagedRow[]; rowsRead: number },
): Promise<void> {
  await deps.db.transaction(actor.tenantId, async (tx) => {
    if (rows.length > 0) await stageRows(tx, importId, rows);
    const alive = await touchImport(tx, importId, { state: 'reading', at: deps.now(), rowsRead });
    if (!alive) throw new Error(`import ${importId} was given up while it was reading`);
  });
}

/** Makes the report: what each row would change, and who would leave. Nothing has changed yet. */
export async function makeReport(deps: Deps, actor: Actor, started: Started): Promise<StoredImport> {
  const { importId } = started;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await inBulk(tx, async () => {
      if (started.source === 'graph') await foldRepeated(tx, importId);
      else await refuseDuplicates(tx, importId);
      if (started.source === 'graph' && started.listsEverybody) await emptyMissing(tx, importId);
      await refuseTakenUsernames(tx, started);
      await decideRows(tx, started, peopleInCircles(await managerNumbers(tx, started)));
      await addDeparted(tx, started);
      await countVerdicts(tx, importId);
    });
    const ready = await moveImport(tx, importId, ['reading'], { state: 'ready', at: deps.now() });
    const report = await findImport(tx, importId);
    if (!ready || !report) throw new Error(`import ${importId} was given up while its report was made`);
    return report;
  });
}

/** Ends an import that could not be read; the report of what was read so far goes with it. */
export async function failImport(
  deps: Deps,
  actor: Actor,
  { importId }: Started,
  failure: ImportFailure,
): Promise<void> {
  await deps.db.transaction(actor.tenantId, async (tx) => {
    await moveImport(tx, importId, ['reading'], { state: 'failed', at: deps.now(), failure });
    await deleteRows(tx, importId);
  });
}
