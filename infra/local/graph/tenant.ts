import { randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Links } from './calendar-view.ts';
import { type Calendars, createCalendars } from './calendars.ts';
import { type Channels, createChannels, type KeptChannels } from './channels.ts';
import { shownId } from './event-form.ts';
import type { ChannelMessage, MessageChange } from './messages.ts';
import { createOrganisation, type GraphPerson, type Organisation } from './organisation.ts';
import type { Watchable } from './subscription-form.ts';
import type { Subscriptions } from './subscriptions.ts';
import { channelFor } from './teams.ts';

/** What one organisation's Graph answers from. */
export type GraphTenant = {
  organisation: Organisation;
  calendars: Calendars;
  links: Links;
  channels: Channels;
  subscriptions: Subscriptions;
  now: () => Temporal.Instant;
};

type TenantOptions = {
  subscriptions: Subscriptions;
  now: () => Temporal.Instant;
  teamsUrl: () => string;
  keptChannels: KeptChannels | undefined;
  /** Hears that there is something to keep. */
  changed: () => void;
};

/** Whoever watches a calendar or a channel of the organisation hears of its changes. */
export function createTenant(
  tid: string,
  people: Iterable<GraphPerson>,
  { subscriptions, now, teamsUrl, keptChannels, changed }: TenantOptions,
): GraphTenant {
  const organisation = createOrganisation(tid, people);
  const calendars = createCalendars(organisation, ({ personId, eventId, changeType }) =>
    subscriptions.tell({
      tid,
      topic: topicOf(personId),
      changeType,
      resource: (immutableIds) => {
        const id = shownId(eventId, { immutableIds });
        return { resource: `Users/${personId}/Events/${id}`, type: 'Microsoft.Graph.Event', id };
      },
    }),
  );
  const channels = createChannels(organisation, {
    now,
    teamsUrl,
    kept: keptChannels,
    tell: (change) => {
      changed();
      subscriptions.tell(told(tid, change));
    },
    shut: (channelIds) => {
      changed();
      const topics = channelIds.map(channelTopic);
      const ended = subscriptions.all().filter((each) => each.tid === tid && topics.includes(each.topic));
      for (const { id } of ended) subscriptions.lifecycle(id, 'subscriptionRemoved');
    },
  });
  return { organisation, calendars, links: { generation: randomUUID() }, channels, subscriptions, now };
}

function told(tid: string, { message, changeType }: MessageChange) {
  const resource = { resource: resourceOf(message), type: 'Microsoft.Graph.chatMessage', id: message.id };
  return { tid, topic: channelTopic(message.channelId), changeType, resource: () => resource };
}

/** As Graph names a message to who watches. */
function resourceOf({ id, rootId, teamId, channelId }: ChannelMessage): string {
  const root = `teams('${teamId}')/channels('${channelId}')/messages('${rootId ?? id}')`;
  return rootId === null ? root : `${root}/replies('${id}')`;
}

const minutesOfCalendars = 10_080;
const minutesOfChannels = { told: 4_320, untold: 60 };

/** `users/{id}/events`, by object id or address. */
export function watchableCalendar(tenants: ReadonlyMap<string, GraphTenant>): Watchable {
  return ({ tid }, resource) => {
    const who = /^users\/([^/]+)\/events$/i.exec(resource)?.[1];
    if (!who) return undefined;
    const owner = tenants.get(tid)?.calendars.ownerOf(decodeURIComponent(who));
    if (owner) return { topic: topicOf(owner.id), mostMinutes: minutesOfCalendars };
    return { status: 404, code: 'ResourceNotFound', message: `The mailbox of '${who}' was not found.` };
  };
}

/** `teams/{id}/channels/{id}/messages`, replies included, where the app was added to the team. */
export function watchableChannel(tenants: ReadonlyMap<string, GraphTenant>): Watchable {
  return (caller, resource, { hasLifecycle }) => {
    const ids = /^teams\/([^/]+)\/channels\/([^/]+)\/messages$/i.exec(resource);
    if (!ids) return undefined;
    const [team = '', channel = ''] = ids.slice(1).map(decodeURIComponent);
    const channels = tenants.get(caller.tid)?.channels;
    if (!channels) return undefined;
    const found = channelFor(channels, { path: { team, channel }, caller, oid: undefined });
    if ('status' in found) return found;
    return { topic: channelTopic(found.id), mostMinutes: minutesOfChannels[hasLifecycle ? 'told' : 'untold'] };
  };
}

function channelTopic(channelId: string): string {
  return `messages of ${channelId}`;
}

function topicOf(personId: string): string {
  return `events of ${personId}`;
}
