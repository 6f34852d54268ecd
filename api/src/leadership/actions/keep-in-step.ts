import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { ExpiringMap } from '../../platform/expiring-map.ts';
import { isRefusal, refuse } from '../../platform/result.ts';
import { isComparisonDue, standingOf } from '../standing.ts';
import {
  addGap,
  currentChannel,
  dropSubscription,
  leaseChannel,
  renewLease,
  type StoredChannel,
  saveProgress,
} from '../store/channel.ts';
import { findTold, forgetAllTold, forgetTold } from '../store/told.ts';
import { catchUp, leaseSeconds, type ReadRefusal, type Run, readWhole, tryReading } from './read-channel.ts';
import { keepSubscribed } from './subscription.ts';
import { takeMessage } from './take-message.ts';

const hourMilliseconds = 3_600_000;
/** Channels that Open Door may not read, or that are gone: asked again after an hour. */
const refusedLately = new ExpiringMap<true>(10_000);
/** What was told is read at once; later than this it was left behind by a process that died, or that Graph refused. */
const leftBehindMinutes = 1;
/** More than these are found quicker by comparing everything. */
const mostLeftBehind = 100;

/**
 * Brings the copy of the chosen channel into step with Teams: keeps Graph telling of changes, reads what was told and left
 * behind, reads the channel for the first time, makes up for gaps, and compares everything once a day. Whatever one run
 * leaves behind the next one finds. `apiUrl` is where Graph reaches the API; without it nothing tells of changes.
 * `insists`: somebody asks for it, who may just have granted what was missing.
 */
export async function followChannel(
  deps: Deps,
  tenantId: string,
  apiUrl: string | undefined,
  { insists = false } = {},
): Promise<void> {
  const run = await begin(deps, tenantId, insists);
  if (!run) return;
  let outcome: ReadRefusal | 'fault' | undefined = 'fault';
  try {
    outcome = await bringIntoStep(run, apiUrl);
  } finally {
    await settle(run, outcome);
  }
}

async function begin(deps: Deps, tenantId: string, insists: boolean): Promise<Run | undefined> {
  const now = deps.now();
  const lease = now.add({ seconds: leaseSeconds });
  return deps.db.transaction(tenantId, async (tx) => {
    const chosen = await currentChannel(tx);
    if (!chosen || (!insists && refusedLately.get(chosen.channelKey, now.epochMilliseconds))) return undefined;
    const channel = await leaseChannel(tx, now, lease);
    return channel && { deps, tenantId, channel, lease, standing: standingOf(chosen, now) };
  });
}

async function bringIntoStep(run: Run, apiUrl: string | undefined): Promise<ReadRefusal | undefined> {
  const { deps, tenantId } = run;
  const startedAt = deps.now();
  const refused = apiUrl && (await watch(run, apiUrl));
  // Graph lets nobody watch a channel twice, and says so in the same way: where an answer was lost, the subscription that
  // nobody knows has to end first. Whether the channel may be read is found out by reading it.
  const reading = refused && refused.reason === 'permission-missing' ? await tryReading(run) : refused;
  if (reading) return reading;
  const leftBehind = await readLeftBehind(run);
  if (leftBehind) return leftBehind;
  // As the subscription and what was left behind made it.
  const channel = await deps.db.transaction(tenantId, currentChannel);
  if (channel?.channelKey !== run.channel.channelKey) return refuse('lease-lost');
  run.channel = channel;
  if (channel.caughtUpAt === null) {
    const refusedWhole = await readWhole(run);
    if (refusedWhole) return refusedWhole;
    return catchUp(run, startedAt);
  }
  if (isComparisonDue(channel, startedAt)) return catchUp(run, startedAt);
  await vouch(run, startedAt);
  return undefined;
}

/** Told of everything, with nothing left behind: but what happened in the last minute may not have been told yet. */
async function vouch({ deps, tenantId, channel }: Run, startedAt: Temporal.Instant): Promise<void> {
  const { channelKey, expiresAt, certainUntil: before } = channel;
  const certainUntil = startedAt.subtract({ minutes: leftBehindMinutes });
  const isTold = expiresAt && Temporal.Instant.compare(expiresAt, startedAt) > 0;
  const isLater = !before || Temporal.Instant.compare(certainUntil, before) > 0;
  if (isTold && isLater) await deps.db.transaction(tenantId, (tx) => saveProgress(tx, channelKey, { certainUntil }));
}

/** An address that Graph does not reach is no reason not to read. */
async function watch({ deps, tenantId, channel }: Run, apiUrl: string): Promise<ReadRefusal | undefined> {
  try {
    return await keepSubscribed(deps, tenantId, channel, apiUrl);
  } catch (error) {
    deps.log.error('channel not watched', { tenantId, error });
    return undefined;
  }
}

/** Reads what Graph told of and nobody read. */
async function readLeftBehind({ deps, tenantId, channel: { channelKey } }: Run): Promise<ReadRefusal | undefined> {
  const before = deps.now().subtract({ minutes: leftBehindMinutes });
  const told = await deps.db.transaction(tenantId, async (tx) => {
    const found = await findTold(tx, channelKey, before, mostLeftBehind + 1);
    if (found.length <= mostLeftBehind) return found;
    await forgetAllTold(tx, channelKey, before);
    await addGap(tx, channelKey);
    return [];
  });
  for (const one of told) {
    const taken = await takeMessage(deps, tenantId, one);
    const isRead = !isRefusal(taken) || taken.reason === 'not-found';
    if (!isRead) return taken.reason === 'no-channel' ? undefined : taken;
    await deps.db.transaction(tenantId, (tx) => forgetTold(tx, channelKey, one));
  }
  return undefined;
}

/** Keeps what came of it, and lets go of the channel. */
async function settle(
  { deps, tenantId, channel, lease, standing }: Run,
  outcome: ReadRefusal | 'fault' | undefined,
): Promise<void> {
  const { channelKey } = channel;
  const found = foundBy(outcome, channel, deps);
  const isRefused = found.state === 'not-allowed' || found.state === 'gone';
  if (isRefused) refusedLately.set(channelKey, true, deps.now().epochMilliseconds + hourMilliseconds);
  await deps.db.transaction(tenantId, async (tx) => {
    if (!(await renewLease(tx, channelKey, { from: lease, to: null }))) return;
    await saveProgress(tx, channelKey, found);
    // Graph tells nobody who may not read; should it begin to again, what happened meanwhile is missing.
    if (isRefused && channel.subscriptionId) await dropSubscription(tx, channel.subscriptionId);
    const now = await currentChannel(tx);
    if (standingOf(now, deps.now()) !== standing) await touch({ ...deps, db: tx }, tenantId, ['leaders']);
  });
}

/** What a run says of the channel. What it could not find out stays as it was. */
function foundBy(
  outcome: ReadRefusal | 'fault' | undefined,
  { troubleSince }: StoredChannel,
  { now }: Deps,
): Partial<Pick<StoredChannel, 'state' | 'troubleSince'>> {
  if (outcome === undefined) return { state: 'following', troubleSince: null };
  const reason = outcome === 'fault' ? outcome : outcome.reason;
  if (reason === 'permission-missing') return { state: 'not-allowed', troubleSince: null };
  if (reason === 'not-found') return { state: 'gone', troubleSince: null };
  return { troubleSince: troubleSince ?? now() };
}
