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
import { identityPassword } from './database-login.ts';
import type { Pool, PoolClient } from './database-pool.ts';
import { isRefusal } from './result.ts';
import type { Tables } from './tables.ts';

/**
 * The way to the data: nothing can be read or written outside a transaction that names its tenant, and row-level
 * security shows that transaction this tenant's rows only.
 */
export type Database = {
  /**
   * Runs `work` in one transaction. A thrown fault or a returned refusal (`{ ok: false }`) leaves nothing behind.
   * Called on a `Tx`, it joins that transaction (as a savepoint), which is how one action calls another.
   */
  transaction<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Ids of all tenants, for timers that do each tenant's work in turn. */
  tenantIds(): Promise<string[]>;
};

export type Tx = Database & { readonly tenantId: string; readonly sql: Kysely<Tables> };

export type OpenDatabase = Database & { close(): Promise<void> };

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Opens a pool for the app role. `size` is the number of connections; an idle pool holds none after ten seconds. An
 * address without a password signs in with what `password` answers at each connection.
 */
export function openDatabase(url: string, size = 10, password = identityPassword): OpenDatabase {
  let opened: Promise<Pool> | undefined;
  // The driver is loaded with the first transaction: a cold start that answers without the database does not wait for it.
  const pool = () => {
    opened ??= import('./database-pool.ts').then(({ openPool }) => openPool(url, size, password));
    return opened;
  };
  return {
    transaction: async (tenantId, work) => transact(await pool(), tenantId, work),
    tenantIds: async () => {
      const { rows } = await (await pool()).query<{ tenant_id: string }>(
        'select tenant_id from tenants order by tenant_id',
      );
      return rows.map((row) => row.tenant_id);
    },
    close: async () => (await opened)?.end(),
  };
}

async function transact<T>(pool: Pool, tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  // The id is part of the statement text so that opening costs one round trip; hence the check.
  if (!uuidPattern.test(tenantId)) throw new Error(`not a tenant id: ${tenantId}`);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; set local app.tenant_id = '${tenantId}'`);
    const result = await work(joinable(client, tenantId, 0));
    const end = isRefusal(result) ? 'rollback' : 'commit';
    const { command } = await client.query(end);
    // PostgreSQL answers a commit after a failed statement with a rollback, and calls that a success.
    if (command !== end.toUpperCase()) throw new Error('a failed statement was passed over, so nothing was committed');
    return result;
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => {
      broken = fault;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function joinable(client: PoolClient, tenantId: string, depth: number): Tx {
  const tx: Tx = {
    tenantId,
    sql: new Kysely<Tables>({ dialect: dialectOver(client) }),
    tenantIds: async () => [tenantId],
    transaction: async (otherTenant, work) => {
      if (otherTenant !== tenantId) throw new Error('a transaction cannot be joined from another tenant');
      const savepoint = `joined_${depth}`;
      await client.query(`savepoint ${savepoint}`);
      try {
        const result = await work(joinable(client, tenantId, depth + 1));
        await client.query(`${isRefusal(result) ? 'rollback to' : 'release'} ${savepoint}`);
        return result;
      } catch (error) {
        await client.query(`rollback to ${savepoint}`);
        throw error;
      }
    },
  };
  return tx;
}

/** Kysely on one connection whose transaction is begun and ended here, with Temporal values as parameters. */
function dialectOver(client: PoolClient): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const result = await client.query({ text: query.sql, values: query.parameters.map(toParameter) });
      const { rowCount } = result;
      return { rows: result.rows as Row[], ...(rowCount === null ? {} : { numAffectedRows: BigInt(rowCount) }) };
    },
    streamQuery() {
      throw new Error('streaming queries are not used');
    },
  };
  const nothing = async () => {};
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
