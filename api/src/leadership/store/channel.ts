import { sql, type UpdateObject } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Tables } from '../../platform/tables.ts';

type Instant = Temporal.Instant;

export type StoredChannel = {
  channelKey: string;
  teamId: string;
  channelId: string;
  teamName: string;
  channelName: string;
  webUrl: string;
  chosenAt: Instant;
  state: 'reading' | 'following' | 'not-allowed' | 'gone';
  troubleSince: Instant | null;
  readingLink: string | null;
  messagesRead: number;
  deltaLink: string | null;
  caughtUpAt: Instant | null;
  gaps: number;
  gapsClosed: number;
  certainUntil: Instant | null;
  subscriptionId: string | null;
  clientState: string | null;
  expiresAt: Instant | null;
};

const columns = [
  'channel_key as channelKey',
  'team_id as teamId',
  'channel_id as channelId',
  'team_name as teamName',
  'channel_name as channelName',
  'web_url as webUrl',
  'chosen_at as chosenAt',
  'state',
  'trouble_since as troubleSince',
  'reading_link as readingLink',
  'messages_read as messagesRead',
  'delta_link as deltaLink',
  'caught_up_at as caughtUpAt',
  'gaps',
  'gaps_closed as gapsClosed',
  'certain_until as certainUntil',
  'subscription_id as subscriptionId',
  'client_state as clientState',
  'expires_at as expiresAt',
] as const;

/** The channel that was chosen; `undefined` where none is. */
export function currentChannel(tx: Tx): Promise<StoredChannel | undefined> {
  return tx.prepared
    .selectFrom('leadership_channels')
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

type Chosen = Pick<
  StoredChannel,
  'channelKey' | 'teamId' | 'channelId' | 'teamName' | 'channelName' | 'webUrl' | 'chosenAt'
>;

/** `chosenBy` is a person. Where another channel is chosen it is ended before. */
export async function insertChannel(tx: Tx, chosen: Chosen & { chosenBy: string }): Promise<void> {
  await tx.sql
    .insertInto('leadership_channels')
    .values({
      tenant_id: tx.tenantId,
      channel_key: chosen.channelKey,
      team_id: chosen.teamId,
      channel_id: chosen.channelId,
      team_name: chosen.teamName,
      channel_name: chosen.channelName,
      web_url: chosen.webUrl,
      chosen_by: chosen.chosenBy,
      chosen_at: chosen.chosenAt,
    })
    .execute();
}

/** As Teams names it by now. */
export async function renameChannel(
  tx: Tx,
  channelKey: string,
  { teamName, channelName, webUrl }: Pick<StoredChannel, 'teamName' | 'channelName' | 'webUrl'>,
): Promise<void> {
  await change(tx, channelKey, { team_name: teamName, channel_name: channelName, web_url: webUrl });
}

/** Goes on with a channel that was chosen before, whose copy is behind since; false where it never was. */
export async function reviveChannel(
  tx: Tx,
  chosen: Omit<Chosen, 'channelKey'> & { chosenBy: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('leadership_channels')
    .set({
      ended_at: null,
      team_name: chosen.teamName,
      channel_name: chosen.channelName,
      web_url: chosen.webUrl,
      chosen_by: chosen.chosenBy,
      chosen_at: chosen.chosenAt,
      state: sql<'following'>`case when caught_up_at is null then 'reading' else 'following' end`,
      trouble_since: null,
      gaps: sql<number>`gaps + 1`,
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('team_id', '=', chosen.teamId)
    .where('channel_id', '=', chosen.channelId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Nobody chooses or ends a channel at the same time. */
export async function lockChoice(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`leadership channel of ${tx.tenantId}`}, 0))`.execute(
    tx.sql,
  );
}

/** Whoever is reading it finds it ended with the next page. */
export async function endChannel(tx: Tx, channelKey: string, at: Instant): Promise<void> {
  const nothing = { leased_until: null, subscription_id: null, client_state: null, expires_at: null };
  await change(tx, channelKey, { ended_at: at, ...nothing });
  await tx.sql
    .deleteFrom('leadership_told')
    .where('tenant_id', '=', tx.tenantId)
    .where('channel_key', '=', channelKey)
    .execute();
}

/** Takes the lease of the chosen channel, unless somebody has it, and answers how the channel is. */
export async function leaseChannel(tx: Tx, now: Instant, until: Instant): Promise<StoredChannel | undefined> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('leadership_channels')
    .set({ leased_until: until })
    .where('tenant_id', '=', tx.tenantId)
    .where('ended_at', 'is', null)
    .where((row) => row.or([row('leased_until', 'is', null), row('leased_until', '<=', now)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n ? currentChannel(tx) : undefined;
}

/** Lets a lease go on, or ends it (`null`); false when somebody else has it by now, or the channel ended. */
export async function renewLease(
  tx: Tx,
  channelKey: string,
  { from, to }: { from: Instant; to: Instant | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('leadership_channels')
    .set({ leased_until: to })
    .where('tenant_id', '=', tx.tenantId)
    .where('channel_key', '=', channelKey)
    .where('leased_until', '=', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** How far the channel was read, or what came of it. */
export async function saveProgress(
  tx: Tx,
  channelKey: string,
  progress: Partial<
    Pick<
      StoredChannel,
      'state' | 'troubleSince' | 'readingLink' | 'deltaLink' | 'caughtUpAt' | 'gapsClosed' | 'certainUntil'
    >
  >,
): Promise<void> {
  const { state, troubleSince, readingLink, deltaLink, caughtUpAt, gapsClosed, certainUntil } = progress;
  await change(tx, channelKey, {
    ...(state !== undefined && { state }),
    ...(troubleSince !== undefined && { trouble_since: troubleSince }),
    ...(readingLink !== undefined && { reading_link: readingLink }),
    ...(deltaLink !== undefined && { delta_link: deltaLink }),
    ...(caughtUpAt !== undefined && { caught_up_at: caughtUpAt }),
    ...(gapsClosed !== undefined && { gaps_closed: gapsClosed }),
    ...(certainUntil !== undefined && { certain_until: certainUntil }),
  });
}

/** Counts what was read for the first time. */
export async function countRead(tx: Tx, channelKey: string, messages: number): Promise<void> {
  await change(tx, channelKey, { messages_read: sql<number>`messages_read + ${messages}` });
}

/** Something may have been missed: everything is compared when that is next possible. */
export async function addGap(tx: Tx, channelKey: string): Promise<void> {
  await change(tx, channelKey, { gaps: sql<number>`gaps + 1` });
}

export type Subscription = { subscriptionId: string; clientState: string; expiresAt: Instant };

/** A new subscription. What happened before it was not told, so that it opens a gap. */
export async function beginSubscription(tx: Tx, channelKey: string, begun: Subscription): Promise<void> {
  const { subscriptionId, clientState, expiresAt } = begun;
  const subscription = { subscription_id: subscriptionId, client_state: clientState, expires_at: expiresAt };
  await change(tx, channelKey, { ...subscription, gaps: sql<number>`gaps + 1` });
}

export async function prolongSubscription(tx: Tx, subscriptionId: string, expiresAt: Instant): Promise<void> {
  await tx.sql
    .updateTable('leadership_channels')
    .set({ expires_at: expiresAt })
    .where('tenant_id', '=', tx.tenantId)
    .where('subscription_id', '=', subscriptionId)
    .execute();
}

/** One that Graph does not have any more; unless another one has taken its place. */
export async function dropSubscription(tx: Tx, subscriptionId: string): Promise<void> {
  await tx.sql
    .updateTable('leadership_channels')
    .set({ subscription_id: null, client_state: null, expires_at: null, gaps: sql<number>`gaps + 1` })
    .where('tenant_id', '=', tx.tenantId)
    .where('subscription_id', '=', subscriptionId)
    .execute();
}

async function change(tx: Tx, channelKey: string, values: UpdateObject<Tables, 'leadership_channels'>): Promise<void> {
  if (Object.keys(values).length === 0) return;
  await tx.sql
    .updateTable('leadership_channels')
    .set(values)
    .where('tenant_id', '=', tx.tenantId)
    .where('channel_key', '=', channelKey)
    .execute();
}
