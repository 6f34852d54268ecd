import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result } from '../../platform/result.ts';
import type { DirectoryImport } from '../schema.ts';
import { applyImport } from './apply-import.ts';
import { type CsvRefusal, readCsv } from './csv-rows.ts';
import { beginImport, failImport, keepRows, makeReport, type Started } from './read-import.ts';
import { sayImport } from './say-import.ts';

type CsvImport = Result<DirectoryImport, 'import-running' | CsvRefusal['reason']>;

/**
 * Reads an Entra "Download users" CSV and reports what it would change; nothing changes yet. The bytes are read as they
 * come. Not inside a transaction: progress is committed on the way.
 */
export async function startCsvImport(deps: Deps, actor: Actor, bytes: AsyncIterable<Uint8Array>): Promise<CsvImport> {
  const begun = await beginImport(deps, actor, { source: 'csv', listsEverybody: true });
  if (!begun.ok) return begun;
  try {
    const refusal = await readInto(deps, actor, begun, bytes);
    if (refusal) {
      const { ok: _, reason, ...facts } = refusal;
      await failImport(deps, actor, begun, { reason, facts: facts as Record<string, string | number> });
      return refusal;
    }
    return done(sayImport(actor, await makeReport(deps, actor, begun)));
  } catch (error) {
    await failImport(deps, actor, begun, { reason: 'interrupted', facts: {} });
    throw error;
  }
}

async function readInto(
  deps: Deps,
  actor: Actor,
  started: Started,
  bytes: AsyncIterable<Uint8Array>,
): Promise<CsvRefusal | undefined> {
  const batches = readCsv(bytes);
  let rowsRead = 0;
  for (let next = await batches.next(); ; next = await batches.next()) {
    if (next.done) return next.value;
    rowsRead += next.value.length;
    await keepRows(deps, actor, started, { rows: next.value, rowsRead });
  }
}

/** The product itself at work, before there is a person who could: loading an organisation at the first start. */
export function systemOf(tenantId: string): Actor {
  const personId = '00000000-0000-0000-0000-000000000000';
  return { tenantId, personId, roles: ['owner'], locale: 'en', timeZone: 'UTC' };
}

/** Imports a file and applies it at once, whoever may leave by it: for the first start with an organisation. */
export async function importAndApply(
  deps: Deps,
  tenantId: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<CsvImport | Awaited<ReturnType<typeof applyImport>>> {
  const system = systemOf(tenantId);
  const report = await startCsvImport(deps, system, bytes);
  return report.ok ? applyImport(deps, system, report.importId, { evenIfManyLeave: true }) : report;
}
