import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

/** A message that stands by itself, and its words (`wordsToFind`); none when it was deleted. */
export type Worded = { messageId: string; postedAt: Temporal.Instant; words: readonly string[] };

/** Puts these words in the place of all that these messages were found by. The messages are written already. */
export async function replaceWords(tx: Tx, channelKey: string, messages: readonly Worded[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.flatMap(({ messageId, postedAt, words }) =>
    words.map((word) => ({ messageId, postedAt: postedAt.toString(), word })),
  );
  await sql`
    with given as (
      select * from unnest(${rows.map((row) => row.messageId)}::text[], ${rows.map((row) => row.postedAt)}::timestamptz[],
        ${rows.map((row) => row.word)}::text[]) as given(message_id, posted_at, word)
    ), dropped as (
      delete from leadership_words as old
      where tenant_id = ${tx.tenantId} and channel_key = ${channelKey}
        and message_id = any(${messages.map((message) => message.messageId)}::text[])
        and (message_id, word) not in (select message_id, word from given)
    )
    insert into leadership_words (tenant_id, channel_key, word, posted_at, message_id)
    select ${tx.tenantId}, ${channelKey}, word, posted_at, message_id from given
    on conflict do nothing`.execute(tx.sql);
}
