import type { Calendars } from './calendars.ts';
import type { Channels } from './channels.ts';
import type { Watchable } from './subscription-form.ts';
import { channelFor } from './teams.ts';

const minutesOfCalendars = 10_080;
const minutesOfChannels = { told: 4_320, untold: 60 };

/** `users/{id}/events`, by object id or address. */
export function watchableCalendar(tenants: ReadonlyMap<string, { calendars: Calendars }>): Watchable {
  return ({ tid }, resource) => {
    const who = /^users\/([^/]+)\/events$/i.exec(resource)?.[1];
    if (!who) return undefined;
    const owner = tenants.get(tid)?.calendars.ownerOf(decodeURIComponent(who));
    if (owner) return { topic: calendarTopic(owner.id), mostMinutes: minutesOfCalendars, isOnlyOne: false };
    return { status: 404, code: 'ResourceNotFound', message: `The mailbox of '${who}' was not found.` };
  };
}

/** `teams/{id}/channels/{id}/messages`, replies included, where the app was added to the team. */
export function watchableChannel(tenants: ReadonlyMap<string, { channels: Channels }>): Watchable {
  return (caller, resource, { hasLifecycle }) => {
    const ids = /^teams\/([^/]+)\/channels\/([^/]+)\/messages$/i.exec(resource);
    if (!ids) return undefined;
    const [team = '', channel = ''] = ids.slice(1).map(decodeURIComponent);
    const channels = tenants.get(caller.tid)?.channels;
    if (!channels) return undefined;
    const found = channelFor(channels, { path: { team, channel }, caller, oid: undefined });
    if ('status' in found) return found;
    const mostMinutes = minutesOfChannels[hasLifecycle ? 'told' : 'untold'];
    return { topic: channelTopic(found.id), mostMinutes, isOnlyOne: true };
  };
}

/** What subscriptions to a channel are told under. */
export function channelTopic(channelId: string): string {
  return `messages of ${channelId}`;
}

/** What subscriptions to somebody's calendar are told under. */
export function calendarTopic(personId: string): string {
  return `events of ${personId}`;
}
