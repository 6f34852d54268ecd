import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Links } from './calendar-view.ts';
import { type Calendars, createCalendars } from './calendars.ts';
import { type Channels, createChannels, type KeptChannels } from './channels.ts';
import { shownId } from './event-form.ts';
import type { ChannelMessage, MessageChange } from './messages.ts';
import { createOrganisation, type GraphPerson, type Organisation } from './organisation.ts';
import type { Subscription } from './subscription-form.ts';
import type { Subscriptions } from './subscriptions.ts';
import { calendarTopic, channelTopic } from './watchable.ts';

/** What one organisation's Graph answers from. */
export type GraphTenant = {
  organisation: Organisation;
  calendars: Calendars;
  links: Links;
  channels: Channels;
  subscriptions: Subscriptions;
  now: () => Temporal.Instant;
};

/** What outlives a run: what people wrote in channels, and who watches. */
export type KeptTenant = {
  channels: KeptChannels;
  subscriptions: (Omit<Subscription, 'expiresAt'> & { expiresAt: string })[];
};

type TenantOptions = {
  subscriptions: Subscriptions;
  now: () => Temporal.Instant;
  teamsUrl: () => string;
  kept: KeptTenant | undefined;
  /** Hears that there is something to keep. */
  changed: () => void;
};

/** Whoever watches a calendar or a channel of the organisation hears of its changes. */
export function createTenant(
  tid: string,
  people: Iterable<GraphPerson>,
  { subscriptions, now, teamsUrl, kept, changed }: TenantOptions,
): GraphTenant {
  const organisation = createOrganisation(tid, people);
  const calendars = createCalendars(organisation, ({ personId, eventId, changeType }) =>
    subscriptions.tell({
      tid,
      topic: calendarTopic(personId),
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
    kept: kept?.channels,
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
  for (const { expiresAt, ...subscription } of kept?.subscriptions ?? []) {
    subscriptions.restore({ ...subscription, expiresAt: Temporal.Instant.from(expiresAt) });
  }
  return { organisation, calendars, links: { generation: randomUUID() }, channels, subscriptions, now };
}

export function keepTenant({ organisation, channels, subscriptions }: GraphTenant): KeptTenant {
  const own = subscriptions.all().filter(({ tid }) => tid === organisation.tid);
  return {
    channels: channels.keep(),
    subscriptions: own.map(({ expiresAt, ...subscription }) => ({ ...subscription, expiresAt: String(expiresAt) })),
  };
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
