import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Actor, may } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { cutPage, decodeCursor, keyParts } from '../../platform/page.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { topicLabel } from '../../topics/label.ts';
import type { FeedStanding, Post, PostFilters, Reply } from '../schema.ts';
import { standingOf } from '../standing.ts';
import { currentChannel, type StoredChannel } from '../store/channel.ts';
import {
  findFilters,
  findOneReply,
  findOwners,
  findPost,
  findPosts,
  findReplies,
  type Reader,
  type StoredMessage,
  type StoredPost,
} from '../store/feed.ts';
import { lookAhead } from '../store/search.ts';
import { searchedWords } from '../words.ts';

const pageKey = z.tuple([keyParts.instant, keyParts.text]);
const keyOf = ({ postedAt, messageId }: StoredMessage) => [postedAt.toString(), messageId];

type Paging = { cursor?: string | undefined; limit?: number };
type FeedQuery = Paging & {
  leader?: string | undefined;
  department?: string | undefined;
  topic?: string | undefined;
  search?: string | undefined;
};

/** Leaders' posts, newest first, with how true that is. All words of a search begin a word of each post. */
export async function listPosts(
  deps: Deps,
  actor: Actor,
  { cursor, limit = 25, search = '', ...filter }: FeedQuery,
): Promise<{ items: Post[]; next: string | null } & FeedStanding> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const [channel, owners] = await Promise.all([currentChannel(tx), findOwners(tx)]);
    const standing = { ...sayStanding(deps, channel), owners };
    if (!channel) return { items: [], next: null, ...standing };
    const words = searchedWords(search);
    const found = words.length > 0 ? await lookAhead(tx, channel.channelKey, words) : undefined;
    if (words.length > 0 && !found) return { items: [], next: null, ...standing };
    const after = decodeCursor(cursor, pageKey);
    const query = { ...filter, search: found, after, limit };
    const rows = await findPosts(tx, channel.channelKey, readerOf(deps, actor), query);
    const { items, next } = cutPage(rows, limit, keyOf);
    return { items: items.map((row) => sayPost(actor, row)), next, ...standing };
  });
}

/** By whom, from which departments and on which topics there are posts, most first. */
export async function listFilters(deps: Deps, actor: Actor): Promise<PostFilters> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const channel = await currentChannel(tx);
    if (!channel) return { leaders: [], departments: [], topics: [] };
    const { leaders, topics } = await findFilters(tx, channel.channelKey);
    const inDepartment = new Map<string, number>();
    for (const { department, posts } of leaders) {
      if (department) inDepartment.set(department, (inDepartment.get(department) ?? 0) + posts);
    }
    const departments = [...inDepartment].map(([name, posts]) => ({ name, posts }));
    return {
      leaders,
      departments: departments.sort((a, b) => b.posts - a.posts || (a.name < b.name ? -1 : 1)),
      topics: topics.map(({ topic, posts }) => ({ topic, label: topicLabel(topic, actor.locale), posts })),
    };
  });
}

/** One leader's post. */
export async function getPost(
  deps: Deps,
  actor: Actor,
  { messageId }: { messageId: string },
): Promise<Result<Post, 'no-such-post'>> {
  const post = await inChannel(deps, actor, (tx, channelKey) =>
    findPost(tx, channelKey, readerOf(deps, actor), messageId),
  );
  return post ? done(sayPost(actor, post)) : refuse('no-such-post');
}

/** What was replied to a post, and what others wrote beside it until the next, oldest first. */
export async function listReplies(
  deps: Deps,
  actor: Actor,
  messageId: string,
  { cursor, limit = 25 }: Paging = {},
): Promise<Result<{ items: Reply[]; next: string | null }, 'no-such-post'>> {
  const reader = readerOf(deps, actor);
  const after = decodeCursor(cursor, pageKey);
  const rows = await inChannel(deps, actor, async (tx, channelKey) => {
    const [post, replies] = await Promise.all([
      findPost(tx, channelKey, reader, messageId),
      findReplies(tx, channelKey, reader, { messageId, after, limit }),
    ]);
    return post && replies;
  });
  if (!rows) return refuse('no-such-post');
  const { items, next } = cutPage(rows, limit, keyOf);
  return done({ items: items.map(sayMessage), next });
}

/** One reply, or what was written beside a post. */
export async function findReply(deps: Deps, actor: Actor, messageId: string): Promise<Result<Reply, 'no-such-post'>> {
  const reply = await inChannel(deps, actor, (tx, channelKey) =>
    findOneReply(tx, channelKey, readerOf(deps, actor), messageId),
  );
  return reply ? done(sayMessage(reply)) : refuse('no-such-post');
}

async function inChannel<T>(
  deps: Deps,
  { tenantId }: Actor,
  read: (tx: Tx, channelKey: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  return deps.db.transaction(tenantId, async (tx) => {
    const channel = await currentChannel(tx);
    return channel && read(tx, channel.channelKey);
  });
}

function readerOf({ now }: Deps, actor: Actor): Reader {
  return { personId: actor.personId, seesStarted: may(actor, 'owner'), now: now() };
}

/** How true the copy is. */
export function sayStanding({ now }: Deps, channel: StoredChannel | undefined): Omit<FeedStanding, 'owners'> {
  return {
    standing: standingOf(channel, now()),
    asOf: channel?.certainUntil?.toString() ?? null,
    channel: channel ? { teamName: channel.teamName, channelName: channel.channelName, webUrl: channel.webUrl } : null,
  };
}

const sayMessage = <Row extends StoredMessage>({ postedAt, editedAt, ...row }: Row) => ({
  ...row,
  postedAt: postedAt.toString(),
  editedAt: editedAt?.toString() ?? null,
});

function sayPost({ locale }: Actor, { topics, ...row }: StoredPost): Post {
  return { ...sayMessage(row), topics: topics.map((topic) => ({ topic, label: topicLabel(topic, locale) })) };
}
