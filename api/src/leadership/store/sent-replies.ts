import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;

/** A reply that somebody is sending, or sent last. */
export type SentReply = {
  key: string;
  channelKey: string;
  rootId: string;
  words: string;
  sendingUntil: Instant;
  sendingSince: Instant;
  /** Null while its fate is not known. */
  messageId: string | null;
};

/** Somebody's last reply, which nobody else changes meanwhile; `fresh` is kept where there was none before. */
export async function lockSentReply(tx: Tx, personId: string, fresh: SentReply): Promise<SentReply | undefined> {
  const { key, channelKey, rootId, words, sendingUntil, sendingSince } = fresh;
  const { numAffectedRows } = await sql`
    insert into leadership_sent_replies
      (tenant_id, person_id, key, channel_key, root_id, words, sending_until, sending_since)
    values (${tx.tenantId}, ${personId}, ${key}, ${channelKey}, ${rootId}, ${words}, ${sendingUntil}, ${sendingSince})
    on conflict do nothing`.execute(tx.sql);
  if (numAffectedRows === 1n) return undefined;
  const { rows } = await sql<SentReply>`
    select key, channel_key as "channelKey", root_id as "rootId", words, sending_until as "sendingUntil",
      sending_since as "sendingSince", message_id as "messageId"
    from leadership_sent_replies where tenant_id = ${tx.tenantId} and person_id = ${personId} for update`.execute(
    tx.sql,
  );
  return rows[0];
}

/** Puts a reply in the place of the last one, which is locked. */
export async function replaceSentReply(tx: Tx, personId: string, reply: SentReply): Promise<void> {
  const { key, channelKey, rootId, words, sendingUntil, sendingSince, messageId } = reply;
  await sql`
    update leadership_sent_replies set key = ${key}, channel_key = ${channelKey}, root_id = ${rootId}, words = ${words},
      sending_until = ${sendingUntil}, sending_since = ${sendingSince}, message_id = ${messageId}
    where tenant_id = ${tx.tenantId} and person_id = ${personId}`.execute(tx.sql);
}

/** What became of the reply that is being sent until then; it stays to be looked for where that is not known. */
export async function settleSentReply(
  tx: Tx,
  personId: string,
  lease: Instant,
  { messageId, at }: { messageId: string | null; at: Instant },
): Promise<void> {
  await sql`
    update leadership_sent_replies set message_id = ${messageId}, sending_until = ${at}
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and sending_until = ${lease}`.execute(tx.sql);
}

/** Forgets a reply that certainly was not sent. */
export async function forgetSentReply(tx: Tx, personId: string, lease: Instant): Promise<void> {
  await sql`
    delete from leadership_sent_replies
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and sending_until = ${lease}`.execute(tx.sql);
}
