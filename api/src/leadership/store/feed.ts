import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import { type PostSearch, withAllWords } from './search.ts';

type Instant = Temporal.Instant;

export type StoredMessage = {
  messageId: string;
  author: { personId: string | null; displayName: string; jobTitle: string; department: string };
  postedAt: Instant;
  editedAt: Instant | null;
  html: string;
  images: { alt: string }[];
  reactions: { reaction: string; count: number; mine: boolean }[];
  webUrl: string;
  yours: boolean;
};

export type StoredPost = StoredMessage & {
  topics: string[];
  replies: number;
  /** Null where the reader may not see it. */
  started: { bookings: number; held: number } | null;
};

export type StoredReply = StoredMessage & { beside: boolean };

/** Who reads, and now. */
export type Reader = { personId: string; seesStarted: boolean; now: Instant };

/** Time and id of the message at the edge of a page. */
export type FeedKey = readonly [postedAt: string, messageId: string];

export type FeedQuery = {
  leader?: string | undefined;
  department?: string | undefined;
  topic?: string | undefined;
  search?: PostSearch | undefined;
  after?: FeedKey | undefined;
  limit: number;
};

/** The messages of a channel that are there. */
const ofChannel = (tx: Tx, channelKey: string, name = 'message') =>
  sql`${sql.ref(name)}.tenant_id = ${tx.tenantId} and ${sql.ref(name)}.channel_key = ${channelKey}
    and ${sql.ref(name)}.deleted_at is null`;

const newestFirst = sql`posted_at desc, message_id desc`;

/** Leaders' posts, newest first, after the given one; one more than `limit` when there are more. */
export async function findPosts(tx: Tx, channelKey: string, reader: Reader, query: FeedQuery): Promise<StoredPost[]> {
  return readPosts(tx, channelKey, reader, keysOf(tx, channelKey, query));
}

/** One leader's post. */
export async function findPost(
  tx: Tx,
  channelKey: string,
  reader: Reader,
  messageId: string,
): Promise<StoredPost | undefined> {
  const [post] = await readPosts(
    tx,
    channelKey,
    reader,
    sql`select message_id from leadership_messages as message
      where ${ofChannel(tx, channelKey)} and by_leader and message_id = ${messageId}`,
  );
  return post;
}

/**
 * The ids of a page. Each way goes along an index in the order of the feed, so that a page costs what it holds: by author,
 * a page of each of them; for a rare word, the posts that have it; for all else, the feed itself.
 */
function keysOf(tx: Tx, channelKey: string, { leader, department, topic, search, after, limit }: FeedQuery) {
  const fits = sql`${ofChannel(tx, channelKey)} and by_leader
    ${after ? sql`and (posted_at, message_id) < (${after[0]}::timestamptz, ${after[1]})` : sql``}
    ${topic === undefined ? sql`` : sql`and ${topic} = any(topics)`}
    ${search ? withAllWords(tx, channelKey, search) : sql``}`;
  const page = sql`order by ${newestFirst} limit ${limit + 1}`;
  if (leader === undefined && department === undefined) {
    return sql`select message_id from leadership_messages as message where ${fits} ${page}`;
  }
  const authors =
    department === undefined
      ? sql`select ${leader}::uuid as person_id`
      : sql`select person_id from people join leaders using (tenant_id, person_id)
          where tenant_id = ${tx.tenantId} and active and department = ${department}
          ${leader === undefined ? sql`` : sql`and person_id = ${leader}`}`;
  return sql`
    select message_id from (${authors}) as author cross join lateral (
      select message_id, posted_at from leadership_messages as message
      where ${fits} and author_id = author.person_id ${page}
    ) as own ${page}`;
}

/** What everybody sees of a message; an author who has left is called as when it was last read. */
const told = (reader: Reader) => sql`
  message.message_id as "messageId", message.posted_at as "postedAt", edited_at as "editedAt", html, web_url as "webUrl",
  jsonb_build_object('personId', author.person_id, 'displayName', coalesce(author.display_name, author_name),
    'jobTitle', coalesce(author.job_title, ''), 'department', coalesce(author.department, '')) as author,
  coalesce(author_id = ${reader.personId}, false) as yours,
  (select coalesce(jsonb_agg(jsonb_build_object('alt', image -> 'alt') order by place), '[]')
    from jsonb_array_elements(images) with ordinality as each(image, place)) as images,
  (select coalesce(jsonb_agg(jsonb_build_object('reaction', given -> 'reaction', 'count', jsonb_array_length(given -> 'by'),
      'mine', given -> 'by' ? ${reader.personId}) order by jsonb_array_length(given -> 'by') desc, given ->> 'reaction'), '[]')
    from jsonb_array_elements(reactions) as given where jsonb_array_length(given -> 'by') > 0) as reactions`;

const authorOf = sql`left join people as author
  on author.tenant_id = message.tenant_id and author.person_id = message.author_id and author.active`;

async function readPosts(tx: Tx, channelKey: string, reader: Reader, keys: RawBuilder<unknown>): Promise<StoredPost[]> {
  const { rows } = await sql<StoredPost>`
    with page as materialized (${keys})
    select ${told(reader)}, topics, answered.replies, started.counts as started
    from page join leadership_messages as message
        on message.tenant_id = ${tx.tenantId} and message.channel_key = ${channelKey} and message.message_id = page.message_id
      ${authorOf}
      cross join lateral (${countReplies(tx, channelKey)}) as answered
      left join lateral (
        select jsonb_build_object('bookings', count(*), 'held', count(*) filter (
          where state = 'booked' and ends_at <= ${reader.now} and absent is null)) as counts
        from bookings where bookings.tenant_id = ${tx.tenantId} and post_channel = ${channelKey}
          and post_id = message.message_id
      ) as started on ${reader.seesStarted} or author_id = ${reader.personId}
    order by "postedAt" desc, "messageId" desc`.execute(tx.sql);
  return rows;
}

/** Where the leader's post after `message` stands, which ends what is beside it; nothing after the newest. */
const nextPost = (tx: Tx, channelKey: string) => sql`
  select posted_at, message_id from leadership_messages as later
  where ${ofChannel(tx, channelKey, 'later')} and by_leader
    and (posted_at, message_id) > (message.posted_at, message.message_id)
  order by posted_at, message_id limit 1`;

/** What others wrote into the channel between `message` and the leader's post after it. */
const besides = (tx: Tx, channelKey: string) => sql`
  ${ofChannel(tx, channelKey, 'beside')} and root_id is null and not by_leader
  and (beside.posted_at, beside.message_id) > (message.posted_at, message.message_id)
  and (beside.posted_at, beside.message_id) < (coalesce(next.posted_at, 'infinity'), coalesce(next.message_id, ''))`;

const countReplies = (tx: Tx, channelKey: string) => sql`
  select ((select count(*) from leadership_messages as reply
      where ${ofChannel(tx, channelKey, 'reply')} and root_id = message.message_id)
    + (select count(*) + coalesce(sum((select count(*) from leadership_messages as reply
        where ${ofChannel(tx, channelKey, 'reply')} and root_id = beside.message_id)), 0)
      from (select) as one left join lateral (${nextPost(tx, channelKey)}) as next on true
        join leadership_messages as beside on ${besides(tx, channelKey)}))::int as replies`;

/** Replies to a post, what stands beside it, and replies to that; oldest first, one more than `limit` when there are more. */
export async function findReplies(
  tx: Tx,
  channelKey: string,
  reader: Reader,
  { messageId, after, limit }: { messageId: string; after?: FeedKey | undefined; limit: number },
): Promise<StoredReply[]> {
  const since = (name: string) =>
    after
      ? sql`and (${sql.ref(`${name}.posted_at`)}, ${sql.ref(`${name}.message_id`)}) > (${after[0]}::timestamptz, ${after[1]})`
      : sql``;
  const page = sql`order by posted_at, message_id limit ${limit + 1}`;
  const { rows } = await sql<StoredReply>`
    with message as materialized (
      select posted_at, message_id from leadership_messages as message
      where ${ofChannel(tx, channelKey)} and by_leader and message_id = ${messageId}
    ), next as materialized (
      select next.* from message cross join lateral (${nextPost(tx, channelKey)}) as next
    ), aside as materialized (
      select beside.posted_at, beside.message_id
      from message left join next on true join leadership_messages as beside on ${besides(tx, channelKey)}
    ), page as materialized (
      (select reply.posted_at, reply.message_id, false as beside
        from message join leadership_messages as reply on ${ofChannel(tx, channelKey, 'reply')}
          and reply.root_id = message.message_id ${since('reply')} ${page})
      union all
      (select posted_at, message_id, true from aside where true ${since('aside')} ${page})
      union all
      (select reply.posted_at, reply.message_id, true
        from aside join leadership_messages as reply on ${ofChannel(tx, channelKey, 'reply')}
          and reply.root_id = aside.message_id ${since('reply')} ${page})
      ${page}
    )
    select ${told(reader)}, page.beside
    from page join leadership_messages as message
        on message.tenant_id = ${tx.tenantId} and message.channel_key = ${channelKey} and message.message_id = page.message_id
      ${authorOf}
    order by "postedAt", "messageId"`.execute(tx.sql);
  return rows;
}

/** A reply, or what stands beside a post. */
export async function findOneReply(
  tx: Tx,
  channelKey: string,
  reader: Reader,
  messageId: string,
): Promise<StoredReply | undefined> {
  const { rows } = await sql<StoredReply>`
    select ${told(reader)}, not exists (select from leadership_messages as root
      where ${ofChannel(tx, channelKey, 'root')} and root.message_id = message.root_id and by_leader) as beside
    from leadership_messages as message ${authorOf}
    where ${ofChannel(tx, channelKey)} and message.message_id = ${messageId} and not message.by_leader`.execute(tx.sql);
  return rows[0];
}

export type StoredFilters = {
  leaders: { personId: string; displayName: string; jobTitle: string; department: string; posts: number }[];
  topics: { topic: string; posts: number }[];
};

/** Who at work wrote leaders' posts, and on which topics, most first. */
export async function findFilters(tx: Tx, channelKey: string): Promise<StoredFilters> {
  const leaders = sql<StoredFilters['leaders'][number]>`
    select person_id as "personId", display_name as "displayName", job_title as "jobTitle", department, posts
    from (
      select author_id, count(*)::int as posts from leadership_messages as message
      where ${ofChannel(tx, channelKey)} and by_leader group by author_id
    ) as written join people on people.tenant_id = ${tx.tenantId} and person_id = author_id and active
    order by posts desc, sort_name, person_id`.execute(tx.sql);
  const topics = sql<StoredFilters['topics'][number]>`
    select topic, count(*)::int as posts
    from leadership_messages as message cross join lateral unnest(topics) as topic
    where ${ofChannel(tx, channelKey)} and by_leader group by topic order by posts desc, topic`.execute(tx.sql);
  const [byAuthor, byTopic] = await Promise.all([leaders, topics]);
  return { leaders: byAuthor.rows, topics: byTopic.rows };
}

/** Programme owners at work, three at most. */
export async function findOwners(tx: Tx): Promise<{ personId: string; displayName: string; username: string }[]> {
  const { rows } = await sql<{ personId: string; displayName: string; username: string }>`
    select person_id as "personId", display_name as "displayName", username from people
    where tenant_id = ${tx.tenantId} and active and 'owner' = any (roles)
    order by sort_name, person_id limit 3`.execute(tx.prepared);
  return rows;
}
