import { randomUUID } from 'node:crypto';
import type { Links } from './calendar-view.ts';
import { type Calendars, createCalendars } from './calendars.ts';
import { shownId } from './event-form.ts';
import { createOrganisation, type GraphPerson, type Organisation } from './organisation.ts';
import type { Watchable } from './subscription-form.ts';
import type { Subscriptions } from './subscriptions.ts';

/** What one organisation's Graph answers from. */
export type GraphTenant = {
  organisation: Organisation;
  calendars: Calendars;
  links: Links;
  subscriptions: Subscriptions;
};

/** Whoever watches a calendar of the organisation hears of its changes. */
export function createTenant(tid: string, people: Iterable<GraphPerson>, subscriptions: Subscriptions): GraphTenant {
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
  return { organisation, calendars, links: { generation: randomUUID() }, subscriptions };
}

/** `users/{id}/events`, by object id or address. */
export function watchableCalendar(tenants: ReadonlyMap<string, GraphTenant>): Watchable {
  return (tid, resource) => {
    const who = /^users\/([^/]+)\/events$/i.exec(resource)?.[1];
    if (!who) return undefined;
    const owner = tenants.get(tid)?.calendars.ownerOf(decodeURIComponent(who));
    if (owner) return topicOf(owner.id);
    return { status: 404, code: 'ResourceNotFound', message: `The mailbox of '${who}' was not found.` };
  };
}

function topicOf(personId: string): string {
  return `events of ${personId}`;
}
