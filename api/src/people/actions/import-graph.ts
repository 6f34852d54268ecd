import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Refusal, type Result } from '../../platform/result.ts';
import { sortName } from '../names.ts';
import type { DirectoryImport } from '../schema.ts';
import { clean, longestField, type StaffRecord } from '../staff-record.ts';
import { findPosition, setNextPosition } from '../store/graph-position.ts';
import { restartImport } from '../store/import-states.ts';
import { findImport } from '../store/imports.ts';
import type { StagedRow } from '../store/staging.ts';
import { beginImport, failImport, keepRows, makeReport, type Started } from './read-import.ts';
import { sayImport } from './say-import.ts';

const pageSize = 500;
const text = z.string().nullish();

/** https://learn.microsoft.com/graph/delta-query-users: what changed of a person; what is missing did not. */
const graphUser = z.object({
  id: z.guid(),
  '@removed': z.object({ reason: z.string() }).optional(),
  userPrincipalName: text,
  displayName: text,
  givenName: text,
  surname: text,
  jobTitle: text,
  department: text,
  officeLocation: text,
  usageLocation: text,
  preferredLanguage: text,
  accountEnabled: z.boolean().nullish(),
  'manager@delta': z.array(z.object({ id: z.guid(), '@removed': z.unknown().optional() })).optional(),
});
type GraphUser = z.output<typeof graphUser>;

const graphPage = z.object({
  value: z.array(graphUser),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

/**
 * Begins to read people and managers from Microsoft Graph, from where the last applied import ended unless `anew`. Answers
 * at once; the reading goes on afterwards, and `getImport` tells how far it is. `settled` resolves when it has ended.
 */
export async function startGraphImport(
  deps: Deps,
  actor: Actor,
  { anew }: { anew: boolean },
): Promise<Result<{ report: DirectoryImport; settled: Promise<void> }, 'import-running'>> {
  const position = anew ? undefined : await deps.db.transaction(actor.tenantId, findPosition);
  const begun = await beginImport(deps, actor, { source: 'graph', listsEverybody: position === undefined });
  if (!begun.ok) return begun;
  const stored = await deps.db.transaction(actor.tenantId, (tx) => findImport(tx, begun.importId));
  if (!stored) throw new Error(`import ${begun.importId} is gone`);
  const settled = readWhole(deps, actor, begun, position).catch((error: unknown) =>
    deps.log.error('import from Graph failed', { importId: begun.importId, error }),
  );
  return done({ report: sayImport(actor, stored), settled });
}

/** Reads, reports, or says in the import why that was not possible. */
async function readWhole(deps: Deps, actor: Actor, started: Started, position: string | undefined): Promise<void> {
  let reading = started;
  try {
    let refusal = await readPages(deps, actor, reading, position);
    if (refusal?.reason === 'resync-needed' && position !== undefined) {
      // Graph no longer knows where the last import ended: everybody is read again.
      reading = { ...started, listsEverybody: true };
      await deps.db.transaction(actor.tenantId, (tx) => restartImport(tx, started.importId));
      refusal = await readPages(deps, actor, reading, undefined);
    }
    if (!refusal) {
      await makeReport(deps, actor, reading);
      return;
    }
    const { ok: _, reason, ...facts } = refusal;
    await failImport(deps, actor, started, { reason, facts: facts as Record<string, string | number> });
  } catch (error) {
    await failImport(deps, actor, started, { reason: 'interrupted', facts: {} });
    throw error;
  }
}

/** Reads page after page and keeps each, then where the next import begins; or answers why Graph would not. */
async function readPages(
  deps: Deps,
  actor: Actor,
  started: Started,
  position: string | undefined,
): Promise<Refusal<string> | undefined> {
  const as = { kind: 'application', tenantId: actor.tenantId } as const;
  let link = position;
  let rowsRead = 0;
  for (;;) {
    const called = await deps.graph.call('usersDelta', { as, schema: graphPage, link, pageSize });
    if (!called.ok) return called;
    const { value, '@odata.nextLink': next, '@odata.deltaLink': end } = called.answer;
    const rows = value.map((user, place) => stagedRow(user, rowsRead + place + 1));
    rowsRead += rows.length;
    await keepRows(deps, actor, started, { rows, rowsRead });
    if (end) {
      await deps.db.transaction(actor.tenantId, (tx) => setNextPosition(tx, started.importId, end));
      return undefined;
    }
    if (!next || next === link) throw new Error('Microsoft Graph gave neither a next page nor an end');
    link = next;
  }
}

function stagedRow(user: GraphUser, line: number): StagedRow {
  const id = user.id.toLowerCase();
  // Whoever is removed comes with their id only; the report then knows their name from the directory.
  if (user['@removed']) return { line, label: id, record: { id, enabled: false } };
  const record: StaffRecord = { id, enabled: user.accountEnabled ?? true };
  for (const [field, value] of fieldsOf(user)) record[field] = clean(value ?? '');
  if (record.username !== undefined) record.username = record.username.toLowerCase();
  if (record.displayName) record.sortName = sortName(record.displayName);
  const manager = user['manager@delta'];
  if (manager) record.manager = manager.find((one) => one['@removed'] === undefined)?.id.toLowerCase() ?? '';
  const label = record.displayName || record.username || id;
  const tooLong = fieldsOf(user).some(([field]) => (record[field]?.length ?? 0) > longestField);
  if (tooLong) return { line, label: label.slice(0, 80), refusal: 'field-too-long', known: { id } };
  return { line, label, record };
}

/** The texts Graph tells of; null says that there is nothing now, missing that nothing changed. */
function fieldsOf(user: GraphUser) {
  const fields = [
    ['username', user.userPrincipalName || undefined],
    ['displayName', user.displayName || undefined],
    ['givenName', user.givenName],
    ['surname', user.surname],
    ['jobTitle', user.jobTitle],
    ['department', user.department],
    ['office', user.officeLocation],
    ['usageLocation', user.usageLocation],
    ['preferredLanguage', user.preferredLanguage],
  ] as const;
  return fields.filter(([, value]) => value !== undefined);
}
