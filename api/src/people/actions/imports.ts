import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { DirectoryImport, ImportRow } from '../schema.ts';
import { deleteRows, endStaleImports, moveImport } from '../store/import-states.ts';
import { findImport, findImports, findReportRows, type Verdict } from '../store/imports.ts';
import { sayImport, sayRow } from './say-import.ts';
import { staleBefore } from './staleness.ts';

type Paging = { limit: number; cursor?: string | undefined };
type Page<Item> = { items: Item[]; next: string | null };

const importKey = z.tuple([keyParts.instant, keyParts.id]);

/** Imports, newest first. */
export async function listImports(deps: Deps, actor: Actor, { limit, cursor }: Paging): Promise<Page<DirectoryImport>> {
  const [startedAt, importId] = decodeCursor(cursor, importKey) ?? [];
  const after = startedAt && importId ? { startedAt, importId } : undefined;
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await endStaleImports(tx, staleBefore(deps), deps.now());
    const rows = await findImports(tx, limit, after);
    const { items, next } = cutPage(rows, limit, (row) => [row.startedAt.toString(), row.importId]);
    return { items: items.map((row) => sayImport(actor, row)), next };
  });
}

/** An import and how far it is. */
export async function getImport(
  deps: Deps,
  actor: Actor,
  importId: string,
): Promise<Result<DirectoryImport, 'no-such-import'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await endStaleImports(tx, staleBefore(deps), deps.now());
    const found = await findImport(tx, importId);
    return found ? done(sayImport(actor, found)) : refuse('no-such-import');
  });
}

const lineKey = z.tuple([keyParts.count]);

/** The report of an import, in the order of the file. */
export async function listImportRows(
  deps: Deps,
  actor: Actor,
  importId: string,
  { verdict, limit, cursor }: Paging & { verdict?: Verdict | undefined },
): Promise<Result<Page<ImportRow>, 'no-such-import'>> {
  const [afterLine = 0] = decodeCursor(cursor, lineKey) ?? [];
  return deps.db.transaction(actor.tenantId, async (tx) => {
    if (!(await findImport(tx, importId))) return refuse('no-such-import');
    const rows = await findReportRows(tx, importId, { verdict, limit, afterLine });
    const { items, next } = cutPage(rows, limit, (row) => [row.line]);
    return done({ items: items.map((row) => sayRow(actor, row)), next });
  });
}

/** Discards a report without applying it. */
export async function discardImport(
  deps: Deps,
  actor: Actor,
  importId: string,
): Promise<Result<DirectoryImport, 'no-such-import' | 'import-not-ready'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const discarded = await moveImport(tx, importId, ['ready'], { state: 'discarded', at: deps.now() });
    if (discarded) await deleteRows(tx, importId);
    const found = await findImport(tx, importId);
    if (!found) return refuse('no-such-import');
    return discarded ? done(sayImport(actor, found)) : refuse('import-not-ready');
  });
}
