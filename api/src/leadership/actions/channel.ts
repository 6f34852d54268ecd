import { setTimeout as waitFor } from 'node:timers/promises';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Config } from '../../platform/config.ts';
import type { Tx } from '../../platform/database.ts';
import type { GraphRefusal } from '../../platform/graph.ts';
import { graphEndpoints } from '../../platform/graph-endpoints.ts';
import type { NoMember } from '../../platform/graph-refusal.ts';
import { done, isRefusal, type Refusal, type Result, refuse } from '../../platform/result.ts';
import type { ChannelStanding } from '../schema.ts';
import {
  currentChannel,
  endChannel,
  insertChannel,
  lockChoice,
  renameChannel,
  reviveChannel,
} from '../store/channel.ts';
import { findOwners } from '../store/feed.ts';
import { refusedBecause, type SendRefusal } from './as-oneself.ts';
import { sayStanding } from './feed.ts';
import { followChannel } from './keep-in-step.ts';
import { endSubscription } from './subscription.ts';

/** Where Graph reaches the API, and where people grant what is missing. */
export type Places = Pick<
  Config,
  'API_URL' | 'AUTHORITY' | 'CLIENT_ID' | 'GRAPH_URL' | 'PUBLIC_URL' | 'TEAMS_APP_ID' | 'TEAMS_URL'
>;

/** Why the programme owner could not look around in Teams. */
type Looking = Exclude<SendRefusal, { reason: 'not-in-team' }>;

const longestName = 256;
const name = z.string().transform((text) => text.toWellFormed().slice(0, longestName));
const teamsPage = z.object({
  value: z.array(z.object({ id: z.guid().toLowerCase(), displayName: name })),
  '@odata.nextLink': z.string().optional(),
});
const graphChannel = z.object({
  id: z.string(),
  displayName: name,
  membershipType: z.string().nullish(),
  webUrl: z.string().nullish(),
});
const channelsPage = z.object({ value: z.array(graphChannel), '@odata.nextLink': z.string().optional() });

/** The channel, and how true the copy of it is. */
export function getChannel(deps: Deps, actor: Actor, places: Places): Promise<ChannelStanding> {
  return deps.db.transaction(actor.tenantId, (tx) => describe({ ...deps, db: tx }, tx, places));
}

async function describe(deps: Deps, tx: Tx, places: Places): Promise<ChannelStanding> {
  const [channel, owners] = await Promise.all([currentChannel(tx), findOwners(tx)]);
  const isTold = channel?.expiresAt && channel.expiresAt.epochMilliseconds > deps.now().epochMilliseconds;
  return {
    ...sayStanding(deps, channel),
    owners,
    chosenAt: channel?.chosenAt.toString() ?? null,
    messagesRead: channel?.messagesRead ?? 0,
    toldUntil: isTold ? `${channel.expiresAt}` : null,
    troubleSince: channel?.troubleSince?.toString() ?? null,
    addToTeamUrl: `${places.TEAMS_URL}/l/app/${places.TEAMS_APP_ID}`,
    adminConsentUrl: adminConsentUrl(tx.tenantId, places),
  };
}

/** https://learn.microsoft.com/entra/identity-platform/v2-admin-consent */
function adminConsentUrl(tenantId: string, { AUTHORITY, CLIENT_ID, GRAPH_URL, PUBLIC_URL }: Places): string {
  const { postMessage, joinedTeams, teamChannels } = graphEndpoints;
  const scope = [postMessage, joinedTeams, teamChannels]
    .map(({ permission }) => `${GRAPH_URL}/${permission}`)
    .join(' ');
  const query = new URLSearchParams({ client_id: CLIENT_ID, scope, redirect_uri: `${PUBLIC_URL}/consent.html` });
  return `${AUTHORITY}/${tenantId}/v2.0/adminconsent?${query}`;
}

/** The teams of the programme owner, by name. */
export async function listTeams(
  deps: Deps,
  actor: Actor,
  token: string,
): Promise<Result<{ items: { teamId: string; name: string }[] }, never> | Looking> {
  const items: { teamId: string; name: string }[] = [];
  for (let link: string | undefined; ; ) {
    const called = await deps.graph.call('joinedTeams', { as: { kind: 'delegated', token }, schema: teamsPage, link });
    if (isRefusal(called)) return looking(called, 'graph-unavailable');
    items.push(...called.answer.value.map(({ id, displayName }) => ({ teamId: id, name: displayName })));
    link = called.answer['@odata.nextLink'];
    if (link === undefined) return done({ items: byName(actor, items) });
  }
}

/** The standard channels of a team, by name: what is written in others is not for everybody. */
export async function listChannels(
  deps: Deps,
  actor: Actor,
  token: string,
  teamId: string,
): Promise<Result<{ items: { channelId: string; name: string }[] }, 'no-such-channel'> | Looking> {
  const items: { channelId: string; name: string }[] = [];
  for (let link: string | undefined; ; ) {
    const as = { kind: 'delegated', token } as const;
    const called = await deps.graph.call('teamChannels', { as, schema: channelsPage, path: { team: teamId }, link });
    if (isRefusal(called)) return looking(called, 'no-such-channel');
    const standard = called.answer.value.filter(isStandard);
    items.push(...standard.map(({ id, displayName }) => ({ channelId: id, name: displayName })));
    link = called.answer['@odata.nextLink'];
    if (link === undefined) return done({ items: byName(actor, items) });
  }
}

function byName<Item extends { name: string }>({ locale }: Actor, items: Item[]): Item[] {
  const inOrder = new Intl.Collator(locale).compare;
  return items.sort((a, b) => inOrder(a.name, b.name));
}

/** Whether everybody in the team sees it: before 2020 channels had no such property. */
function isStandard({ membershipType }: z.output<typeof graphChannel>): boolean {
  return (membershipType ?? 'standard') === 'standard';
}

/**
 * Chooses the channel whose leaders' posts everybody who uses the app can read, and lets go of the one before. Answers at
 * once; it is read afterwards. A channel that was chosen before is gone on with.
 */
export async function chooseChannel(
  deps: Deps,
  actor: Actor,
  token: string,
  { teamId, channelId }: { teamId: string; channelId: string },
  places: Places,
): Promise<Result<ChannelStanding, 'no-such-channel' | 'private-channel'> | Looking> {
  const as = { kind: 'delegated', token } as const;
  const found = await deps.graph.call('getChannel', {
    as,
    schema: graphChannel,
    path: { team: teamId, channel: channelId },
  });
  if (isRefusal(found)) return looking(found, 'no-such-channel');
  if (!isStandard(found.answer)) return refuse('private-channel');
  const teams = await listTeams(deps, actor, token);
  if (isRefusal(teams)) return teams;
  const team = teams.items.find((one) => one.teamId === teamId);
  if (!team) return refuse('no-such-channel');
  const names = { teamName: team.name, channelName: found.answer.displayName, webUrl: found.answer.webUrl ?? '' };
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const joined = { ...deps, db: tx };
    await lockChoice(tx);
    const before = await currentChannel(tx);
    const isSame = before?.teamId === teamId && before.channelId === channelId;
    if (isSame) await renameChannel(tx, before.channelKey, names);
    else {
      if (before) await letGo(joined, tx, before);
      const chosen = { ...names, teamId, channelId, chosenBy: actor.personId, chosenAt: deps.now() };
      const isKnown = await reviveChannel(tx, chosen);
      if (!isKnown) await insertChannel(tx, { ...chosen, channelKey: deps.newId() });
      await touch(joined, actor.tenantId, ['leaders']);
    }
    tx.afterCommit(() => followChannel(deps, actor.tenantId, places.API_URL, { insists: true }));
    return done(await describe(joined, tx, places));
  });
}

/** Stops reading the channel. Its posts stay in Teams, and the copy stays for when it is chosen again. */
export async function leaveChannel(deps: Deps, actor: Actor, places: Places): Promise<ChannelStanding> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const joined = { ...deps, db: tx };
    await lockChoice(tx);
    const before = await currentChannel(tx);
    if (before) {
      await letGo(joined, tx, before);
      await touch(joined, actor.tenantId, ['leaders']);
    }
    return describe(joined, tx, places);
  });
}

async function letGo(
  deps: Deps,
  tx: Tx,
  { channelKey, subscriptionId }: { channelKey: string; subscriptionId: string | null },
) {
  await endChannel(tx, channelKey, deps.now());
  if (subscriptionId) tx.afterCommit(() => endSubscription(deps, tx.tenantId, subscriptionId));
}

/** As long as somebody waits for an answer. */
const patienceMilliseconds = 5_000;

/** Tries again now, for who has just granted a permission. What takes longer goes on, and the screen hears of it. */
export async function checkChannel(deps: Deps, actor: Actor, places: Places): Promise<ChannelStanding> {
  const followed = followChannel(deps, actor.tenantId, places.API_URL, { insists: true }).catch((error: unknown) =>
    deps.log.error('channel not followed', { error }),
  );
  await Promise.race([followed, waitFor(patienceMilliseconds, undefined, { ref: false })]);
  return getChannel(deps, actor, places);
}

/** The refusal in the words of this feature; `missing` is what it means that Graph shows nothing there to this person. */
function looking<Missing extends string>(
  refused: GraphRefusal | NoMember,
  missing: Missing,
): Looking | Refusal<Missing> {
  if (refused.reason === 'forbidden') return { ok: false, reason: missing };
  return refusedBecause(refused, missing) as Looking | Refusal<Missing>;
}
