import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { Temporal } from 'temporal-polyfill';

export type { Pool, PoolClient } from 'pg';

/** Nobody waits longer than this for a database that does not answer, in milliseconds. */
const patience = {
  // For a free connection, too.
  connectionTimeoutMillis: 15_000,
  statement_timeout: 60_000,
  // The server says when a statement took too long; when not even that comes, the connection is dead.
  query_timeout: 65_000,
  // Locks of a process that is gone without a word.
  idle_in_transaction_session_timeout: 60_000,
  keepAlive: true,
};

/** Connections of the app role; see `openDatabase`. */
export function openPool(url: string, size: number, password: () => Promise<string>): pg.Pool {
  const address = parseIntoClientConfig(url);
  const pool = new pg.Pool({
    ...patience,
    ...address,
    password: address.password || password,
    max: size,
    // Statements that wait for nothing of each other travel together; the server takes them in their order all the same.
    pipeline: true,
    types: { getTypeParser },
  });
  // A connection that the server closes must not take the process down: idle, the next query opens another; within a
  // transaction, the statement under way or the next one fails.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const asIs = (text: string) => text;
const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.TIMESTAMPTZ]: (text) => Temporal.Instant.from(text.replace(' ', 'T')),
  [pg.types.builtins.DATE]: asIs,
  [pg.types.builtins.TIME]: (text) => text.slice(0, 5),
  [pg.types.builtins.INT8]: Number,
};

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text');
}
