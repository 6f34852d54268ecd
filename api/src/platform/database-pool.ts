import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { Temporal } from 'temporal-polyfill';

export type { Pool, PoolClient } from 'pg';

/** Connections of the app role; see `openDatabase`. */
export function openPool(url: string, size: number, password: () => Promise<string>): pg.Pool {
  const address = parseIntoClientConfig(url);
  const pool = new pg.Pool({
    ...address,
    password: address.password || password,
    max: size,
    types: { getTypeParser },
    statement_timeout: 60_000,
  });
  // An idle connection that the server closes must not take the process down; the next query opens another.
  pool.on('error', () => {});
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
