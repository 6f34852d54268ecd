import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { useEffect, useState } from 'react';
import { useList, useRead, useWrite } from '../../queries.ts';
import { isRunning, type Verdict } from './import-progress.ts';

/** Often enough that a bar moves, seldom enough to be no load. */
const lookAgainMilliseconds = 1_000;

/** What an import changes once it is applied. */
const touched = ['GET /api/imports', 'GET /api/imports/{importId}', 'GET /api/people', 'GET /api/departments'] as const;

/** Imports, newest first; looked at again and again while one runs or `expecting` one to begin. */
export function useImports(expecting: boolean) {
  const [running, setRunning] = useState(false);
  const list = useList(
    'GET /api/imports',
    { query: { limit: 10 } },
    { refetchInterval: running || expecting ? lookAgainMilliseconds : false },
  );
  const anyRuns = list.items?.some(isRunning) ?? false;
  useEffect(() => setRunning(anyRuns), [anyRuns]);
  return list;
}

/** One import, looked at again and again while it runs. */
export function useImport(importId: string) {
  const [running, setRunning] = useState(false);
  const one = useRead(
    'GET /api/imports/{importId}',
    { params: { importId } },
    { refetchInterval: running ? lookAgainMilliseconds : false },
  );
  const runs = one.data ? isRunning(one.data) : false;
  useEffect(() => setRunning(runs), [runs]);
  return one;
}

export function useImportRows({ importId }: DirectoryImport, verdict: Verdict) {
  return useList('GET /api/imports/{importId}/rows', { params: { importId }, query: { verdict, limit: 50 } });
}

export function useStartCsvImport() {
  return useWrite('POST /api/imports', { refreshes: touched });
}

export function useStartGraphImport() {
  return useWrite('POST /api/imports/graph', { refreshes: touched });
}

export function useApplyImport() {
  return useWrite('POST /api/imports/{importId}/application', { refreshes: touched });
}

export function useDiscardImport() {
  return useWrite('DELETE /api/imports/{importId}', { refreshes: touched });
}
