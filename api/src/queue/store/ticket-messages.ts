import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;
type Writer = { personId: string; displayName: string; jobTitle: string };

export type StoredMessage = {
  messageId: string;
  ticketId: string;
  /** Null: the asker. */
  champion: Writer | null;
  body: string;
  writtenAt: Instant;
};

export type NewMessage = Omit<StoredMessage, 'champion'> & { championId: string | null };

/** Writes on tickets; the same message twice is once. */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  await sql`
    insert into ticket_messages (tenant_id, message_id, ticket_id, champion_id, body, written_at)
    select ${tx.tenantId}::uuid, "messageId", "ticketId", "championId", body, "writtenAt"
    from json_to_recordset(${JSON.stringify(messages)}) as written
      ("messageId" uuid, "ticketId" uuid, "championId" uuid, body text, "writtenAt" timestamptz)
    on conflict do nothing`.execute(tx.prepared);
}

/** What was written on these tickets, oldest first. */
export async function findMessages(tx: Tx, ticketIds: readonly string[]): Promise<StoredMessage[]> {
  return select(tx, sql`ticket_id = any(${ticketIds}::uuid[])`);
}

/** What was written on the tickets of a queue that are not over, oldest first. */
export async function findMessagesIn(tx: Tx, queueId: string): Promise<StoredMessage[]> {
  return select(
    tx,
    sql`ticket_id in (select ticket_id from tickets where tenant_id = ${tx.tenantId} and queue_id = ${queueId}
      and state not in ('resolved', 'no-show', 'withdrawn', 'converted'))`,
  );
}

async function select(tx: Tx, which: RawBuilder<unknown>): Promise<StoredMessage[]> {
  const { rows } = await sql<StoredMessage>`
    select message_id as "messageId", ticket_id as "ticketId", body, written_at as "writtenAt",
      case when champion_id is not null then jsonb_build_object('personId', person_id, 'displayName', display_name,
        'jobTitle', job_title) end as champion
    from ticket_messages as message
    left join people on people.tenant_id = message.tenant_id and person_id = champion_id
    where message.tenant_id = ${tx.tenantId} and ${which}
    order by written_at, message_id`.execute(tx.prepared);
  return rows;
}
