import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

// In this order, and before any ticket is written: the person who asks, the champion who helps, then their queue. All are
// held until the transaction ends.

/**
 * Lets one person join or come back once at a time; `false` for who is not active any more. An advisory lock is kept nowhere:
 * that somebody asks without a link to them leaves no trace here.
 */
export async function lockAsker(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await sql<{ active: boolean }>`
    select active, pg_advisory_xact_lock(${keyOf(tx, 'asker', personId)}) from people
    where tenant_id = ${tx.tenantId} and person_id = ${personId}`.execute(tx.prepared);
  return rows[0]?.active === true;
}

/** Lets a champion begin one turn at a time. */
export async function lockHelper(tx: Tx, championId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${keyOf(tx, 'helper', championId)})`.execute(tx.prepared);
}

/** Keeps a queue from being closed meanwhile; answers its state, `undefined` when there is no such queue. */
export async function shareQueue(tx: Tx, queueId: string) {
  const { rows } = await sql<{ state: 'closed' | 'open' | 'paused' | 'closing'; hostId: string }>`
    select state, host_id as "hostId" from queues
    where tenant_id = ${tx.tenantId} and queue_id = ${queueId} for share`.execute(tx.prepared);
  return rows[0];
}

/** Where a champion helps, kept from changing meanwhile; `undefined` for who helps nowhere. */
export async function sharePresence(tx: Tx, championId: string) {
  const { rows } = await sql<{ queueId: string }>`
    select queue_id as "queueId" from queue_champions
    where tenant_id = ${tx.tenantId} and champion_id = ${championId} for share`.execute(tx.prepared);
  return rows[0];
}

const keyOf = (tx: Tx, what: string, personId: string) =>
  sql`hashtextextended(${`queue ${what} ${personId} ${tx.tenantId}`}, 0)`;
