import { type GraphEndpoint, type GraphEndpointKey, graphEndpoints } from '@open-door/api/platform/graph-endpoints.ts';
import type { Answer, GraphCall } from './answer.ts';
import { calendarView, calendarViewDelta } from './calendar-view.ts';
import {
  deleteMessage,
  editMessage,
  getHostedContent,
  getMessage,
  listMessages,
  listReplies,
  postMessage,
  react,
  undeleteMessage,
} from './channel-messages.ts';
import { cancelEvent, createEvent, deleteEvent, getEvent, respondToEvent, updateEvent } from './events.ts';
import { getSchedule } from './get-schedule.ts';
import { mailboxSettings } from './mailbox-settings.ts';
import { messagesDelta } from './messages-delta.ts';
import { getChannel, joinedTeams, teamChannels } from './teams.ts';
import type { GraphTenant } from './tenant.ts';
import { usersDelta } from './users-delta.ts';

type Handler = (tenant: GraphTenant, call: GraphCall) => Answer | Promise<Answer>;
type Row = Pick<GraphEndpoint, 'method' | 'path' | 'kind' | 'permission' | 'resourceSpecific'>;
export type Route = Row & { key: GraphEndpointKey | ByHandKey; handler: Handler };

/** A row of the product's table is answered here, or the build fails. */
const handlers: Record<GraphEndpointKey, Handler> = {
  usersDelta: ({ organisation }, call) => usersDelta(organisation, call),
  mailboxSettings: ({ organisation }, call) => mailboxSettings(organisation, call),
  getSchedule: ({ calendars }, call) => getSchedule(calendars, call),
  createEvent: ({ calendars }, call) => createEvent(calendars, call),
  updateEvent: ({ calendars }, call) => updateEvent(calendars, call),
  cancelEvent: ({ calendars }, call) => cancelEvent(calendars, call),
  deleteEvent: ({ calendars }, call) => deleteEvent(calendars, call),
  getEvent: ({ calendars }, call) => getEvent(calendars, call),
  calendarViewDelta: ({ calendars, links }, call) => calendarViewDelta(calendars, links, call),
  watchCalendar: ({ subscriptions }, call) => subscriptions.create(call),
  renewWatch: ({ subscriptions }, call) => subscriptions.renew(call),
  endWatch: ({ subscriptions }, call) => subscriptions.end(call),
  readEventOf: ({ calendars }, call) => getEvent(calendars, call),
  joinedTeams: ({ channels }, call) => joinedTeams(channels, call),
  teamChannels: ({ channels }, call) => teamChannels(channels, call),
  getChannel: ({ channels }, call) => getChannel(channels, call),
  channelMessages: ({ channels }, call) => listMessages(channels, call),
  channelMessagesDelta: ({ channels, now }, call) => messagesDelta(channels, call, now().epochMilliseconds),
  channelMessage: ({ channels }, call) => getMessage(channels, call),
  channelReplies: ({ channels }, call) => listReplies(channels, call),
  channelReply: ({ channels }, call) => getMessage(channels, call),
  channelImage: ({ channels }, call) => getHostedContent(channels, call),
  replyImage: ({ channels }, call) => getHostedContent(channels, call),
  watchChannel: ({ subscriptions }, call) => subscriptions.create(call),
  renewChannelWatch: ({ subscriptions }, call) => subscriptions.renew(call),
  endChannelWatch: ({ subscriptions }, call) => subscriptions.end(call),
  postMessage: ({ channels }, call) => postMessage(channels, call),
  postReply: ({ channels }, call) => postMessage(channels, call),
  setReaction: ({ channels }, call) => react(channels, call, true),
  unsetReaction: ({ channels }, call) => react(channels, call, false),
  setReplyReaction: ({ channels }, call) => react(channels, call, true),
  unsetReplyReaction: ({ channels }, call) => react(channels, call, false),
};

const message = '/teams/{team}/channels/{channel}/messages/{message}';
const reply = `${message}/replies/{reply}` as const;

/** What people do in Outlook and Teams beyond what the product asks for. */
const byHand = {
  listEvents: inOutlook('GET', '/me/calendarView', ({ calendars }, call) => calendarView(calendars, call)),
  accept: inOutlook('POST', '/me/events/{event}/accept', ({ calendars }, call) =>
    respondToEvent('accepted')(calendars, call),
  ),
  acceptTentatively: inOutlook('POST', '/me/events/{event}/tentativelyAccept', ({ calendars }, call) =>
    respondToEvent('tentativelyAccepted')(calendars, call),
  ),
  decline: inOutlook('POST', '/me/events/{event}/decline', ({ calendars }, call) =>
    respondToEvent('declined')(calendars, call),
  ),
  editMessage: inTeams('PATCH', message, ({ channels }, call) => editMessage(channels, call)),
  editReply: inTeams('PATCH', reply, ({ channels }, call) => editMessage(channels, call)),
  deleteMessage: inTeams('POST', `${message}/softDelete`, ({ channels }, call) => deleteMessage(channels, call)),
  deleteReply: inTeams('POST', `${reply}/softDelete`, ({ channels }, call) => deleteMessage(channels, call)),
  undeleteMessage: inTeams('POST', `${message}/undoSoftDelete`, ({ channels }, call) =>
    undeleteMessage(channels, call),
  ),
  undeleteReply: inTeams('POST', `${reply}/undoSoftDelete`, ({ channels }, call) => undeleteMessage(channels, call)),
};
type ByHandKey = keyof typeof byHand;

function inOutlook(method: Row['method'], path: Row['path'], handler: Handler): Row & { handler: Handler } {
  return { method, path, kind: 'delegated', permission: 'Calendars.ReadWrite', handler };
}

/** In Microsoft's Graph with ChannelMessage.ReadWrite, which the product does not ask for. */
function inTeams(method: Row['method'], path: Row['path'], handler: Handler): Row & { handler: Handler } {
  return { method, path, kind: 'delegated', permission: 'ChannelMessage.Send', handler };
}

const routes: readonly (Route & { pattern: RegExp })[] = [
  ...(Object.keys(graphEndpoints) as GraphEndpointKey[]).map((key) => ({
    ...graphEndpoints[key],
    key,
    handler: handlers[key],
  })),
  ...(Object.keys(byHand) as ByHandKey[]).map((key) => ({ ...byHand[key], key })),
].map((route) => ({ ...route, pattern: patternOf(route.path) }));

/**
 * Which route answers, and what stands in the braces of its path. `path` is below Graph's version. Rows of subscriptions share
 * their paths: which is meant is seen by what `watched` says that the subscription is to.
 */
export function findRoute(
  method: string,
  path: string,
  watched: (subscriptionId: string | undefined) => string | undefined,
): { route: Route; parts: Record<string, string> } | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (!match) continue;
    const entries = Object.entries(match.groups ?? {}).map(([name, part]) => [name, decodeURIComponent(part)]);
    const parts: Record<string, string> = Object.fromEntries(entries);
    if (path.startsWith('/subscriptions')) {
      const isChannel = /^\/?teams\//i.test(watched(parts.subscription) ?? '');
      if (isChannel !== (route.resourceSpecific === true)) continue;
    }
    return { route, parts };
  }
  return undefined;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace('$', '\\$').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`, 'i');
}
