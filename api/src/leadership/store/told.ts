import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

/** A message that Graph told of; `times` it was told since it was last read. */
export type Told = { messageId: string; rootId: string | null; times: number };

/** Keeps what Graph told until it was read, and answers how often it was told by now. */
export async function keepTold(
  tx: Tx,
  channelKey: string,
  { messageId, rootId, at }: { messageId: string; rootId: string | null; at: Temporal.Instant },
): Promise<number> {
  const { rows } = await sql<{ times: number }>`
    insert into leadership_told as known (tenant_id, channel_key, message_id, root_id, told_at)
    values (${tx.tenantId}, ${channelKey}, ${messageId}, ${rootId}, ${at})
    on conflict (tenant_id, channel_key, message_id) do update set times = known.times + 1
    returning times`.execute(tx.prepared);
  return rows[0]?.times ?? 1;
}

/** What was told before and not read, the oldest first. */
export function findTold(tx: Tx, channelKey: string, before: Temporal.Instant, limit: number): Promise<Told[]> {
  return tx.sql
    .selectFrom('leadership_told')
    .select(['message_id as messageId', 'root_id as rootId', 'times'])
    .where('tenant_id', '=', tx.tenantId)
    .where('channel_key', '=', channelKey)
    .where('told_at', '<=', before)
    .orderBy('told_at')
    .limit(limit)
    .execute();
}

/** It was read, unless it was told again meanwhile. */
export async function forgetTold(
  tx: Tx,
  channelKey: string,
  { messageId, times }: Omit<Told, 'rootId'>,
): Promise<void> {
  await tx.sql
    .deleteFrom('leadership_told')
    .where('tenant_id', '=', tx.tenantId)
    .where('channel_key', '=', channelKey)
    .where('message_id', '=', messageId)
    .where('times', '=', times)
    .execute();
}

/** All that was told before: everything is compared instead. */
export async function forgetAllTold(tx: Tx, channelKey: string, before: Temporal.Instant): Promise<void> {
  await tx.sql
    .deleteFrom('leadership_told')
    .where('tenant_id', '=', tx.tenantId)
    .where('channel_key', '=', channelKey)
    .where('told_at', '<=', before)
    .execute();
}
