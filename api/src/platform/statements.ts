import { createHash } from 'node:crypto';
import process from 'node:process';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { PoolClient } from './database-pool.ts';
import type { Tables } from './tables.ts';

/**
 * Kysely on one connection whose transaction is begun and ended elsewhere, with Temporal values as parameters. `open` is
 * called before each statement. `prepared` statements are planned once per connection.
 */
export function kyselyOver(client: PoolClient, open: () => void, { prepared }: { prepared: boolean }): Kysely<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      open();
      const result = await send(client, statementOf(query, { prepared }));
      const { rowCount } = result;
      return { rows: result.rows as Row[], ...(rowCount === null ? {} : { numAffectedRows: BigInt(rowCount) }) };
    },
    streamQuery() {
      throw new Error('streaming queries are not used');
    },
  };
  return new Kysely<Tables>({ dialect: dialectOver(connection) });
}

type Statement = { text: string; values: unknown[]; name?: string };

/** A statement as pg takes it; one to be prepared gets a name. */
export function statementOf({ sql, parameters }: CompiledQuery, { prepared }: { prepared: boolean }): Statement {
  const name = prepared ? nameOf(sql) : undefined;
  return { text: sql, values: parameters.map(toParameter), ...(name && { name }) };
}

/** Sends a statement, together with whatever else is sent before the program next waits: each write has its price. */
export function send(client: PoolClient, statement: string | Statement) {
  const { stream } = client.connection;
  if (stream.writableCorked === 0) {
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
  return client.query(statement as Statement);
}

const names = new Map<string, string>();
/** A connection keeps what it has prepared: more different texts than this are not fixed texts. */
const mostNames = 300;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}

const nothing = async () => {};

function dialectOver(connection: DatabaseConnection): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: nothing,
      acquireConnection: async () => connection,
      releaseConnection: nothing,
      beginTransaction: nothing,
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      destroy: nothing,
    }),
  };
}

/** pg would write a Temporal value as quoted JSON; PostgreSQL wants its ISO text. */
function toParameter(value: unknown): unknown {
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate) return value.toString();
  return value;
}
