import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { MessageReading } from '../read-message.ts';
import { wordsToFind } from '../words.ts';
import { replaceWords } from './words.ts';

/**
 * Keeps messages as they were read, in one statement, and answers those that changed. An older reading never
 * replaces a newer one; of the same version, one that says something else does, as Graph counts changes in milliseconds.
 */
export async function saveMessages(
  tx: Tx,
  channelKey: string,
  readings: readonly MessageReading[],
): Promise<MessageReading[]> {
  const rows = newest(readings);
  if (rows.length === 0) return [];
  const { rows: changed } = await sql<{ messageId: string }>`
    insert into leadership_messages as known (tenant_id, channel_key, message_id, root_id, author_id, author_name,
      posted_at, version, edited_at, deleted_at, html, plain, images, topics, reactions, web_url)
    select ${tx.tenantId}, ${channelKey}::uuid, "messageId", "rootId", "authorId", "authorName",
      "postedAt", version, "editedAt", "deletedAt", html, plain, images,
      array(select jsonb_array_elements_text(topics)), reactions, "webUrl"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as read ("messageId" text, "rootId" text, "authorId" uuid,
      "authorName" text, "postedAt" timestamptz, version bigint, "editedAt" timestamptz, "deletedAt" timestamptz,
      html text, plain text, images jsonb, topics jsonb, reactions jsonb, "webUrl" text)
    -- In one order, so that two pages with the same messages do not wait for each other.
    order by "messageId" collate "C"
    on conflict (tenant_id, channel_key, message_id) do update set
      -- Graph does not always say who wrote what was deleted.
      author_id = coalesce(excluded.author_id, known.author_id),
      author_name = coalesce(nullif(excluded.author_name, ''), known.author_name),
      version = excluded.version, edited_at = excluded.edited_at, deleted_at = excluded.deleted_at,
      html = excluded.html, plain = excluded.plain, images = excluded.images, reactions = excluded.reactions,
      topics = case when known.topics_said then known.topics else excluded.topics end,
      web_url = coalesce(nullif(excluded.web_url, ''), known.web_url)
    where known.version < excluded.version
      or (known.version = excluded.version
        and (known.html, known.edited_at, known.deleted_at, known.images, known.reactions)
          is distinct from (excluded.html, excluded.edited_at, excluded.deleted_at, excluded.images, excluded.reactions))
    returning message_id as "messageId"`.execute(tx.prepared);
  const ids = new Set(changed.map(({ messageId }) => messageId));
  const saved = rows.filter(({ messageId }) => ids.has(messageId));
  await replaceWords(tx, channelKey, saved.filter(({ rootId }) => rootId === null).map(worded));
  return saved;
}

/** Each message once, as one statement can write it. */
function newest(readings: readonly MessageReading[]): MessageReading[] {
  const byId = new Map<string, MessageReading>();
  for (const reading of readings) {
    const known = byId.get(reading.messageId);
    if (!known || known.version <= reading.version) byId.set(reading.messageId, reading);
  }
  return [...byId.values()];
}

function worded({ messageId, postedAt, deletedAt, plain, authorName }: MessageReading) {
  return { messageId, postedAt, words: deletedAt ? [] : wordsToFind(plain, authorName) };
}

/** What the author said that a message is about; it stays when the message is edited. */
export async function sayTopics(
  tx: Tx,
  channelKey: string,
  messageId: string,
  topics: readonly string[],
): Promise<void> {
  await tx.sql
    .updateTable('leadership_messages')
    .set({ topics: [...topics], topics_said: true })
    .where('tenant_id', '=', tx.tenantId)
    .where('channel_key', '=', channelKey)
    .where('message_id', '=', messageId)
    .execute();
}

/** A message that Graph has no more: it is as if it had been deleted. Answers whether it was here. */
export async function loseMessage(
  tx: Tx,
  channelKey: string,
  messageId: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const lost = await tx.sql
    .updateTable('leadership_messages')
    .set({ deleted_at: at, html: '', plain: '', images: '[]', reactions: '[]', topics: [], topics_said: false })
    .where('tenant_id', '=', tx.tenantId)
    .where('channel_key', '=', channelKey)
    .where('message_id', '=', messageId)
    .where('deleted_at', 'is', null)
    .returning('posted_at as postedAt')
    .executeTakeFirst();
  if (lost) await replaceWords(tx, channelKey, [{ messageId, ...lost, words: [] }]);
  return lost !== undefined;
}

/** The image of a message that is there, by its place; `undefined` when there is none. */
export async function findImage(
  tx: Tx,
  messageId: string,
  place: number,
): Promise<{ teamId: string; channelId: string; rootId: string | null; hosted: string } | undefined> {
  const { rows } = await sql<{ teamId: string; channelId: string; rootId: string | null; hosted: string | null }>`
    select channel.team_id as "teamId", channel.channel_id as "channelId", message.root_id as "rootId",
      message.images -> ${place}::int ->> 'hosted' as hosted
    from leadership_channels as channel
    join leadership_messages as message using (tenant_id, channel_key)
    where channel.tenant_id = ${tx.tenantId} and channel.ended_at is null and message.message_id = ${messageId}
      and message.deleted_at is null`.execute(tx.prepared);
  const [row] = rows;
  return row?.hosted ? { ...row, hosted: row.hosted } : undefined;
}
