import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

/** A message of the channel that somebody does something about. */
export type Target = {
  rootId: string | null;
  postedAt: Temporal.Instant;
  byLeader: boolean;
  reactions: { reaction: string; by: string[] }[];
};

/** `undefined` when there is no such message, or none any more. */
export async function findTarget(tx: Tx, channelKey: string, messageId: string): Promise<Target | undefined> {
  const { rows } = await sql<Target>`
    select root_id as "rootId", posted_at as "postedAt", by_leader as "byLeader", reactions from leadership_messages
    where tenant_id = ${tx.tenantId} and channel_key = ${channelKey} and message_id = ${messageId}
      and deleted_at is null`.execute(tx.sql);
  return rows[0];
}

/** Reactions as we know them to be, until Teams is read again: the version stays. */
export async function keepReactions(
  tx: Tx,
  channelKey: string,
  messageId: string,
  reactions: Target['reactions'],
): Promise<void> {
  await sql`
    update leadership_messages set reactions = ${JSON.stringify(reactions)}::jsonb
    where tenant_id = ${tx.tenantId} and channel_key = ${channelKey} and message_id = ${messageId}`.execute(tx.sql);
}
