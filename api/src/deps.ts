import type { Temporal } from 'temporal-polyfill';
import type { Database } from './platform/database.ts';
import type { Graph } from './platform/graph.ts';
import type { Log } from './platform/log.ts';

/** Everything an action may reach beyond its input. A plain object: tests build it by hand. */
export type Deps = {
  db: Database;
  graph: Graph;
  log: Log;
  now: () => Temporal.Instant;
  newId: () => string;
};
