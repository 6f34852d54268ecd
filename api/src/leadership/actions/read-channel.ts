import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { GraphRefusal } from '../../platform/graph.ts';
import { done, isRefusal, type Refusal, refuse } from '../../platform/result.ts';
import type { GraphMessage } from '../graph-message.ts';
import { type MessageReading, readMessage } from '../read-message.ts';
import type { Standing } from '../standing.ts';
import { countRead, renewLease, type StoredChannel, saveProgress } from '../store/channel.ts';
import { type GraphChain, graphPage } from './graph-page.ts';
import { keepReadings } from './take-message.ts';

/** A channel that this process reads, and nobody else before `lease`. */
export type Run = {
  deps: Deps;
  tenantId: string;
  channel: StoredChannel;
  lease: Temporal.Instant;
  /** When it began. */
  standing: Standing;
};

/** `lease-lost`: another process took over, or the channel ended. */
export type ReadRefusal = GraphRefusal | Refusal<'lease-lost'>;

/** Longer than the longest call, from page to page: who holds a channel longer has died. */
export const leaseSeconds = 180;
/** Graph's clock and ours are not one. */
const marginMinutes = 5;
const pageSize = '50';
/** In one statement. */
const mostAtOnce = 500;

const withReplies = { $top: pageSize, $expand: 'replies' };

/**
 * Reads the whole channel with its replies, from where a process before this one came to its end. Every page is kept as it
 * comes. What changes meanwhile is told, or found by the comparison that follows.
 */
export async function readWhole(run: Run): Promise<ReadRefusal | undefined> {
  const { channel } = run;
  const from = channel.readingLink ?? undefined;
  return eachPage(run, 'channelMessages', { query: withReplies, from }, async ({ readings, next }) => {
    const progress = next ? { readingLink: next } : { readingLink: null, caughtUpAt: channel.chosenAt };
    return (await keepPage(run, readings, { count: true, progress })) ? undefined : refuse('lease-lost');
  });
}

/**
 * Finds everything that changed since everything was last compared: messages by delta, and replies, which delta does not
 * tell, in the chains that changed since. `startedAt` is when this began: nothing from before is missing afterwards.
 */
export async function catchUp(run: Run, startedAt: Temporal.Instant): Promise<ReadRefusal | undefined> {
  const { channel } = run;
  const delta = await readDelta(run);
  if (isRefusal(delta)) return delta;
  const refused = await readChains(run, channel.caughtUpAt ?? channel.chosenAt);
  if (refused) return refused;
  const { gaps: gapsClosed } = channel;
  const progress = { deltaLink: delta.link, caughtUpAt: startedAt, certainUntil: startedAt, gapsClosed };
  return (await keepPage(run, [], { progress })) ? undefined : refuse('lease-lost');
}

/** Why the channel cannot be read; nothing is kept of it. */
export async function tryReading(run: Run): Promise<GraphRefusal | undefined> {
  const page = await readPage(run, 'channelMessages', undefined, { $top: '1' });
  return isRefusal(page) ? page : undefined;
}

/** Keeps what delta tells; answers where the next one begins. A link that is too old means: all eight months again. */
async function readDelta(run: Run): Promise<{ ok: true; link: string } | ReadRefusal> {
  let end: string | undefined;
  const from = run.channel.deltaLink ?? undefined;
  const refused = await eachPage(run, 'channelMessagesDelta', { query: { $top: pageSize }, from }, async (page) => {
    end = page.end;
    return (await keepPage(run, page.readings)) ? undefined : refuse('lease-lost');
  });
  if (refused) return refused;
  if (!end) throw new Error('Microsoft Graph gave neither a next page of messages nor an end');
  return done({ link: end });
}

/** The chain that changed last comes first. */
async function readChains(run: Run, since: Temporal.Instant): Promise<ReadRefusal | undefined> {
  const until = since.subtract({ minutes: marginMinutes });
  return eachPage(run, 'channelMessages', { query: withReplies }, async ({ readings, oldestChange }) => {
    if (!(await keepPage(run, readings))) return refuse('lease-lost');
    return oldestChange && Temporal.Instant.compare(oldestChange, until) < 0 ? 'enough' : undefined;
  });
}

/** Reads page after page until the last, or until `take` has enough or refuses. A link that is too old begins anew. */
async function eachPage(
  run: Run,
  key: PagedKey,
  { query, from }: { query: Record<string, string>; from?: string | undefined },
  take: (page: Page) => Promise<'enough' | ReadRefusal | undefined>,
): Promise<ReadRefusal | undefined> {
  for (let link = from; ; ) {
    const page = await readPage(run, key, link, query);
    if (isRefusal(page)) {
      if (page.reason !== 'resync-needed' || link === undefined) return page;
      link = undefined;
      continue;
    }
    const taken = await take(page);
    if (taken === 'enough') return undefined;
    if (taken || !page.next) return taken;
    link = page.next;
  }
}

type PagedKey = 'channelMessages' | 'channelMessagesDelta';

type Page = {
  ok: true;
  readings: MessageReading[];
  next: string | undefined;
  end: string | undefined;
  /** The last change of the chain that did not change for longest. */
  oldestChange: Temporal.Instant | undefined;
};

async function readPage(
  run: Run,
  key: PagedKey,
  link: string | undefined,
  query: Record<string, string>,
): Promise<Page | GraphRefusal> {
  const { deps, tenantId, channel } = run;
  const as = { kind: 'application', tenantId } as const;
  const path = { team: channel.teamId, channel: channel.channelId };
  const called = await deps.graph.call(key, { as, schema: graphPage, path, query, link });
  if (isRefusal(called)) return called;
  const { value, unreadable, '@odata.nextLink': next, '@odata.deltaLink': end } = called.answer;
  if (unreadable > 0) deps.log.error('messages not read', { tenantId, unreadable });
  if (next !== undefined && next === link) throw new Error('Microsoft Graph gave the same page of messages again');
  const messages: GraphMessage[] = [];
  for (const chain of value) {
    const replies = await restOf(run, chain);
    if (isRefusal(replies)) return replies;
    messages.push(chain, ...chain.replies, ...replies.replies);
  }
  const readings = messages.map(readMessage).filter((reading) => reading !== null);
  const changes = value.map(lastChange).sort(Temporal.Instant.compare);
  return done({ readings, next, end, oldestChange: changes[0] });
}

/** The replies of a chain that did not fit. */
async function restOf(
  { deps, tenantId, channel }: Run,
  { id: message, 'replies@odata.nextLink': first }: GraphChain,
): Promise<{ ok: true; replies: GraphChain[] } | GraphRefusal> {
  const replies: GraphChain[] = [];
  for (let link = first ?? undefined; link !== undefined; ) {
    const called = await deps.graph.call('channelReplies', {
      as: { kind: 'application', tenantId },
      schema: graphPage,
      path: { team: channel.teamId, channel: channel.channelId, message },
      link,
    });
    if (isRefusal(called)) return called;
    replies.push(...called.answer.value);
    const next = called.answer['@odata.nextLink'];
    if (next === link) throw new Error('Microsoft Graph gave the same page of replies again');
    link = next;
  }
  return done({ replies });
}

function lastChange(chain: GraphChain): Temporal.Instant {
  const changes = [chain, ...chain.replies].map(
    ({ lastModifiedDateTime, createdDateTime }) => lastModifiedDateTime ?? createdDateTime,
  );
  return changes.reduce((latest, one) => (Temporal.Instant.compare(one, latest) > 0 ? one : latest));
}

type Kept = { count?: boolean; progress?: Parameters<typeof saveProgress>[2] };

/** Keeps a page and how far this is; false when the channel is another's to read by now. */
async function keepPage(
  run: Run,
  readings: readonly MessageReading[],
  { count = false, progress = {} }: Kept = {},
): Promise<boolean> {
  const { deps, tenantId, channel } = run;
  for (let from = 0; ; from += mostAtOnce) {
    const some = readings.slice(from, from + mostAtOnce);
    const isLast = from + mostAtOnce >= readings.length;
    const lease = deps.now().add({ seconds: leaseSeconds });
    const kept = await deps.db.transaction(tenantId, async (tx) => {
      if (!(await renewLease(tx, channel.channelKey, { from: run.lease, to: lease }))) return false;
      await keepReadings({ ...deps, db: tx }, tenantId, channel.channelKey, some);
      if (count) await countRead(tx, channel.channelKey, some.length);
      if (isLast) await saveProgress(tx, channel.channelKey, progress);
      return true;
    });
    if (!kept) return false;
    run.lease = lease;
    if (isLast) return true;
  }
}
