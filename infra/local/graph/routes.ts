import { type GraphEndpoint, type GraphEndpointKey, graphEndpoints } from '@open-door/api/platform/graph-endpoints.ts';
import type { Answer, GraphCall } from './answer.ts';
import { calendarView, calendarViewDelta } from './calendar-view.ts';
import { cancelEvent, createEvent, deleteEvent, getEvent, respondToEvent, updateEvent } from './events.ts';
import { getSchedule } from './get-schedule.ts';
import { mailboxSettings } from './mailbox-settings.ts';
import type { GraphTenant } from './tenant.ts';
import { usersDelta } from './users-delta.ts';

type Handler = (tenant: GraphTenant, call: GraphCall) => Answer | Promise<Answer>;
type Row = Pick<GraphEndpoint, 'method' | 'path' | 'kind' | 'permission'>;
export type Route = Row & { key: GraphEndpointKey | OutlookKey; handler: Handler };

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
};

/** What people do in Outlook beyond what the product asks for. */
const outlook = {
  listEvents: outlookRow('GET', '/me/calendarView', ({ calendars }, call) => calendarView(calendars, call)),
  accept: outlookRow('POST', '/me/events/{event}/accept', ({ calendars }, call) =>
    respondToEvent('accepted')(calendars, call),
  ),
  acceptTentatively: outlookRow('POST', '/me/events/{event}/tentativelyAccept', ({ calendars }, call) =>
    respondToEvent('tentativelyAccepted')(calendars, call),
  ),
  decline: outlookRow('POST', '/me/events/{event}/decline', ({ calendars }, call) =>
    respondToEvent('declined')(calendars, call),
  ),
};
type OutlookKey = keyof typeof outlook;

function outlookRow(method: Row['method'], path: Row['path'], handler: Handler): Row & { handler: Handler } {
  return { method, path, kind: 'delegated', permission: 'Calendars.ReadWrite', handler };
}

const routes: readonly (Route & { pattern: RegExp })[] = [
  ...(Object.keys(graphEndpoints) as GraphEndpointKey[]).map((key) => ({
    ...graphEndpoints[key],
    key,
    handler: handlers[key],
  })),
  ...(Object.keys(outlook) as OutlookKey[]).map((key) => ({ ...outlook[key], key })),
].map((route) => ({ ...route, pattern: patternOf(route.path) }));

/** Which route answers, and what stands in the braces of its path. `path` is below Graph's version. */
export function findRoute(method: string, path: string): { route: Route; parts: Record<string, string> } | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (!match) continue;
    const parts = Object.entries(match.groups ?? {}).map(([name, part]) => [name, decodeURIComponent(part)]);
    return { route, parts: Object.fromEntries(parts) };
  }
  return undefined;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`, 'i');
}
