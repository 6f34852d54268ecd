import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { Temporal } from 'temporal-polyfill';
import type { Config } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database.ts';
import { type Graph, openGraph } from './platform/graph.ts';
import { jsonLog, type Log } from './platform/log.ts';

/** Everything an action may reach beyond its input. A plain object: tests build it by hand. */
export type Deps = {
  db: Database;
  graph: Graph;
  log: Log;
  now: () => Temporal.Instant;
  newId: () => string;
};

/** The real things, as the configuration names them. Connections are opened when first used. */
export function openDeps(config: Config): Deps {
  const now = () => Temporal.Now.instant();
  return {
    db: openDatabase(config.DATABASE_URL),
    graph: openGraph(config),
    log: jsonLog((line) => process.stdout.write(`${line}\n`), now),
    now,
    newId: randomUUID,
  };
}
