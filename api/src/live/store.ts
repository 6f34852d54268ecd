import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';

/** Counts one more change of each topic and answers the new versions. Rows are locked in the order of `topics`. */
export async function countChanges(tx: Tx, topics: readonly string[]): Promise<{ topic: string; version: number }[]> {
  const { rows } = await sql<{ topic: string; version: number }>`
    insert into live_topics as known (tenant_id, topic, version, changed_at)
    select ${tx.tenantId}, topic, 1, clock_timestamp() from unnest(${topics}::text[]) as topic
    on conflict (tenant_id, topic) do update set version = known.version + 1, changed_at = excluded.changed_at
    returning topic, version`.execute(tx.prepared);
  return rows;
}

export type Watched = { version: number; changedLately: boolean };

/** How often each topic has changed, and whether it did in the last minute; those that never did are left out. */
export async function readVersions(tx: Tx, topics: readonly string[]): Promise<Map<string, Watched>> {
  const { rows } = await sql<{ topic: string } & Watched>`
    select topic, version, changed_at > clock_timestamp() - interval '1 minute' as "changedLately"
    from live_topics where tenant_id = ${tx.tenantId} and topic = any (${topics}::text[])`.execute(tx.sql);
  return new Map(rows.map(({ topic, ...watched }) => [topic, watched]));
}
