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
import { identityPassword } from './database-login.ts';
import type { Pool, PoolClient } from './database-pool.ts';
import { isRefusal } from './result.ts';
import type { Tables } from './tables.ts';
import { TransactionEnd } from './transaction-end.ts';

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

export type Tx = Database & {
  readonly tenantId: string;
  readonly sql: Kysely<Tables>;
  /**
   * Runs `work` once, as the last thing in the outermost transaction, with all items that were given under its name, sorted
   * and each once: rows that many transactions write are then locked in one order, and for the shortest time.
   */
  beforeCommit(name: string, items: readonly string[], work: (tx: Tx, items: string[]) => Promise<void>): void;
  /**
   * Runs `work` once the outermost transaction has committed; nobody waits for it, and a fault in it goes to the log. Like
   * all else, it is dropped with a part that is rolled back.
   */
  afterCommit(work: () => void | Promise<void>): void;
};

export type OpenDatabase = Database & { close(): Promise<void> };

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Opens a pool for the app role. `size` is the number of connections; an idle pool holds none after ten seconds. An
 * address without a password signs in with what `password` answers at each connection. `onFault` hears of what failed
 * after a commit, when nobody waits for it any more.
 */
export function openDatabase(
  url: string,
  size = 10,
  password = identityPassword,
  onFault: (error: unknown) => void = (error) => process.emitWarning(String(error)),
): OpenDatabase {
  let opened: Promise<Pool> | undefined;
  // The driver is loaded with the first transaction: a cold start that answers without the database does not wait for it.
  const pool = () => {
    opened ??= import('./database-pool.ts').then(({ openPool }) => openPool(url, size, password));
    return opened;
  };
  return {
    transaction: async (tenantId, work) => {
      const end = new TransactionEnd<Tx>();
      const result = await transact(await pool(), tenantId, end, work);
      if (!isRefusal(result)) end.settle(onFault);
      return result;
    },
    tenantIds: async () => {
      const { rows } = await (await pool()).query<{ tenant_id: string }>(
        'select tenant_id from tenants order by tenant_id',
      );
      return rows.map((row) => row.tenant_id);
    },
    close: async () => (await opened)?.end(),
  };
}

async function transact<T>(
  pool: Pool,
  tenantId: string,
  end: TransactionEnd<Tx>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  // The id is part of the statement text so that opening costs one round trip; hence the check.
  if (!uuidPattern.test(tenantId)) throw new Error(`not a tenant id: ${tenantId}`);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; set local app.tenant_id = '${tenantId}'`);
    const tx = joinable(client, tenantId, end, began);
    const result = await work(tx);
    if (!isRefusal(result)) await end.prepare(tx);
    const ending = isRefusal(result) ? 'rollback' : 'commit';
    const { command } = await client.query(ending);
    // PostgreSQL answers a commit after a failed statement with a rollback, and calls that a success.
    if (command !== ending.toUpperCase())
      throw new Error('a failed statement was passed over, so nothing was committed');
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

/** Where a statement of a transaction runs: `open` begins the savepoints around it that have not begun yet. */
type Depth = { level: number; open: () => Promise<unknown> };

const began: Depth = { level: 0, open: async () => {} };

function joinable(client: PoolClient, tenantId: string, end: TransactionEnd<Tx>, depth: Depth): Tx {
  return {
    tenantId,
    sql: new Kysely<Tables>({ dialect: dialectOver(client, depth.open) }),
    tenantIds: async () => [tenantId],
    beforeCommit: (name, items, work) => end.beforeCommit(name, items, work),
    afterCommit: (work) => end.afterCommit(work),
    transaction: async (otherTenant, work) => {
      if (otherTenant !== tenantId) throw new Error('a transaction cannot be joined from another tenant');
      const part = new TransactionEnd<Tx>();
      const savepoint = lazySavepoint(client, depth);
      try {
        const result = await work(joinable(client, tenantId, part, savepoint));
        await savepoint.close(isRefusal(result) ? 'rollback to' : 'release');
        if (!isRefusal(result)) end.adopt(part);
        return result;
      } catch (error) {
        await savepoint.close('rollback to');
        throw error;
      }
    },
  };
}

/** A savepoint that begins with the first statement inside it: joining a transaction to do nothing costs nothing. */
function lazySavepoint(client: PoolClient, outer: Depth) {
  const name = `joined_${outer.level}`;
  let opened: Promise<unknown> | undefined;
  return {
    level: outer.level + 1,
    open: () => {
      opened ??= outer.open().then(() => client.query(`savepoint ${name}`));
      return opened;
    },
    close: async (how: 'release' | 'rollback to') => {
      if (!opened) return;
      await opened;
      await client.query(`${how} ${name}`);
    },
  };
}

/** Kysely on one connection whose transaction is begun and ended here, with Temporal values as parameters. */
function dialectOver(client: PoolClient, open: () => Promise<unknown>): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      await open();
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
