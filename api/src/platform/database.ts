import process from 'node:process';
import type { CompiledQuery, Kysely } from 'kysely';
import { identityPassword } from './database-login.ts';
import type { Pool, PoolClient } from './database-pool.ts';
import { isRefusal } from './result.ts';
import { kyselyOver, send, statementOf } from './statements.ts';
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
  /** The same, for statements of a fixed text that run again and again: each is planned once per connection. */
  readonly prepared: Kysely<Tables>;
  /**
   * Sends a statement whose answer nobody needs, and lets the transaction go on meanwhile. When it fails, so does the
   * transaction.
   */
  send(statement: CompiledQuery): void;
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
    // Nobody waits for these: without a transaction nothing that follows can be done.
    send(client, `begin; set local app.tenant_id = '${tenantId}'`).catch(() => {});
    const tx = joinable(client, tenantId, end, began);
    const result = await work(tx);
    if (!isRefusal(result)) await end.prepare(tx);
    const ending = isRefusal(result) ? 'rollback' : 'commit';
    const { command } = await send(client, ending);
    // PostgreSQL answers a commit after a failed statement with a rollback, and calls that a success.
    if (command !== ending.toUpperCase())
      throw new Error('a failed statement was passed over, so nothing was committed');
    return result;
  } catch (error) {
    await send(client, 'rollback').catch((fault: Error) => {
      broken = fault;
    });
    throw end.causeOf(error);
  } finally {
    client.release(broken);
  }
}

/** Where a statement of a transaction runs: `open` begins the savepoints around it that have not begun yet. */
type Depth = { level: number; open: () => void };

const began: Depth = { level: 0, open: () => {} };

function joinable(client: PoolClient, tenantId: string, end: TransactionEnd<Tx>, depth: Depth): Tx {
  let sql: Kysely<Tables> | undefined;
  let prepared: Kysely<Tables> | undefined;
  return {
    tenantId,
    get sql() {
      sql ??= kyselyOver(client, depth.open, { prepared: false });
      return sql;
    },
    get prepared() {
      prepared ??= kyselyOver(client, depth.open, { prepared: true });
      return prepared;
    },
    tenantIds: async () => [tenantId],
    send: (statement) => {
      depth.open();
      end.watch(send(client, statementOf(statement, { prepared: true })));
    },
    beforeCommit: (name, items, work) => end.beforeCommit(name, items, work),
    afterCommit: (work) => end.afterCommit(work),
    transaction: async (otherTenant, work) => {
      if (otherTenant !== tenantId) throw new Error('a transaction cannot be joined from another tenant');
      const part = new TransactionEnd<Tx>(end);
      const savepoint = lazySavepoint(client, depth);
      try {
        const result = await work(joinable(client, tenantId, part, savepoint));
        if (isRefusal(result)) await savepoint.rollBack();
        else savepoint.release();
        if (!isRefusal(result)) end.adopt(part);
        return result;
      } catch (error) {
        await savepoint.rollBack();
        throw error;
      }
    },
  };
}

/**
 * A savepoint that begins with the first statement inside it: joining a transaction to do nothing costs nothing. Nobody waits
 * for it to begin or to be released, as nothing that follows could be done if it were not.
 */
function lazySavepoint(client: PoolClient, outer: Depth) {
  const name = `joined_${outer.level}`;
  let isOpen = false;
  return {
    level: outer.level + 1,
    open: () => {
      if (isOpen) return;
      isOpen = true;
      outer.open();
      send(client, `savepoint ${name}`).catch(() => {});
    },
    release: () => {
      if (isOpen) send(client, `release ${name}`).catch(() => {});
    },
    rollBack: async () => {
      if (isOpen) await send(client, `rollback to ${name}`);
    },
  };
}
