import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { Temporal } from 'temporal-polyfill';
import type { Config } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { type Graph, openGraph } from './platform/graph.ts';
import { jsonLog, type Log } from './platform/log.ts';
import { openRealtime, type Realtime } from './platform/realtime.ts';

/** Everything an action may reach beyond its input. A plain object: tests build it by hand. */
export type Deps = {
  db: Database;
  graph: Graph;
  realtime: Realtime;
  log: Log;
  now: () => Temporal.Instant;
  newId: () => string;
};

/** The real things, as the configuration names them. Connections are opened when first used. */
export function openDeps(config: Config): Deps {
  const now = () => Temporal.Now.instant();
  const log = jsonLog((line) => process.stdout.write(`${line}\n`), now);
  const onFault = (error: unknown) => log.warn('failed after a commit', { error });
  return {
    db: openDatabase(config.DATABASE_URL, undefined, undefined, onFault),
    graph: openGraph(config),
    realtime: openRealtime(config),
    log,
    now,
    newId: randomUUID,
  };
}
