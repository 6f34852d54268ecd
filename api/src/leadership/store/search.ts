import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/** Beginnings of words, all of which a post has; `rarest` is the place of one that few posts have, if there is one. */
export type PostSearch = { words: readonly string[]; rarest: number | undefined };

/** The greatest character: between a prefix and the prefix followed by it lies every word that begins with the prefix. */
const last = '\u{10FFFF}';
/** A word that stands in fewer places is looked up; for one in more, going along the feed soon finds a page. */
const common = 1_000;

/** What is known of the words of a search; `undefined` when one of them stands nowhere. */
export async function lookAhead(tx: Tx, channelKey: string, words: readonly string[]): Promise<PostSearch | undefined> {
  const { rows } = await sql<{ hits: number }>`
    select (select count(*) from (select from leadership_words as known
      where tenant_id = ${tx.tenantId} and channel_key = ${channelKey}
        and known.word >= asked.word and known.word < asked.beyond limit ${common}) as found)::int as hits
    from unnest(${words}::text[], ${words.map((word) => word + last)}::text[]) with ordinality as asked(word, beyond, place)
    order by place`.execute(tx.sql);
  const hits = rows.map((row) => row.hits);
  const fewest = Math.min(...hits);
  if (fewest === 0) return undefined;
  return { words, rarest: fewest < common ? hits.indexOf(fewest) : undefined };
}

/** Conditions on `message`: the rare word is found first, the others are looked for in each message that is left. */
export function withAllWords(tx: Tx, channelKey: string, { words, rarest }: PostSearch) {
  const begins = (word: string) => sql`word >= ${word} and word < ${word + last}`;
  const ofChannel = sql`from leadership_words as known where known.tenant_id = ${tx.tenantId} and known.channel_key = ${channelKey}`;
  const tests = words.map((word, place) =>
    place === rarest
      ? sql`and message_id = any(array(select message_id ${ofChannel} and ${begins(word)}))`
      : sql`and exists (select ${ofChannel} and known.message_id = message.message_id and ${begins(word)})`,
  );
  return sql.join(tests, sql` `);
}
