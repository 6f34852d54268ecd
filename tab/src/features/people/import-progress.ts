import type { DirectoryImport, ImportRow } from '@open-door/api/people/schema.ts';

export type Verdict = ImportRow['verdict'];
/** What a report is read for first: what went wrong, who leaves, then what is new. */
export const verdicts = ['refused', 'departed', 'added', 'changed', 'unchanged'] as const satisfies readonly Verdict[];

/** True while the server works on an import and it is worth looking again. */
export function isRunning({ state }: Pick<DirectoryImport, 'state'>): boolean {
  return state === 'reading' || state === 'applying';
}

type Running = Pick<DirectoryImport, 'state' | 'rowsRead' | 'rowsExpected' | 'rowsApplied' | Change>;
type Change = 'added' | 'changed' | 'departed';

/** How many rows are done of how many; `of` is `undefined` while nobody can tell. */
export function progressOf(running: Running): { done: number; of: number | undefined } {
  const { state, rowsRead, rowsExpected, rowsApplied, added, changed, departed } = running;
  if (state === 'applying') return { done: rowsApplied, of: added + changed + departed };
  return { done: rowsRead, of: rowsExpected ?? undefined };
}

/** The share that is done, from 0 to 1, where it can be told. */
export function shareDone(running: Running): number | undefined {
  const { done, of } = progressOf(running);
  return of ? Math.min(1, done / of) : undefined;
}

/** The part of a report to open first: the first that has rows. */
export function firstVerdict(counts: Pick<DirectoryImport, Verdict>): Verdict {
  return verdicts.find((verdict) => counts[verdict] > 0) ?? 'unchanged';
}

/** True when applying would change nothing. */
export function changesNothing({ added, changed, departed }: Pick<DirectoryImport, Verdict>): boolean {
  return added + changed + departed === 0;
}
