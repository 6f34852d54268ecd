import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Log } from '@open-door/api/platform/log.ts';
import { type Context, Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import type { LocalCertificates } from '../certificates.ts';
import { serveHttps } from '../https-server.ts';
import type { Issuer } from '../identity/issuer.ts';
import { refusedAccess, tokenReader } from './access.ts';
import { type Answer, type Caller, type Failure, type GraphCall, notFound } from './answer.ts';
import type { Calendars } from './calendars.ts';
import type { Channels } from './channels.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { createFaults, type Faults, withFault } from './faults.ts';
import type { GraphPerson, Organisation } from './organisation.ts';
import { findRoute, type Route } from './routes.ts';
import type { Subscription } from './subscription-form.ts';
import { createSubscriptions, type LifecycleEvent } from './subscriptions.ts';
import { createTenant, type GraphTenant, type KeptTenant, keepTenant } from './tenant.ts';
import { watchableCalendar, watchableChannel } from './watchable.ts';

export type LocalGraphOptions = {
  /** 0 takes any free port. */
  port: number;
  certificate: LocalCertificates;
  /** Issues this Graph's tokens. */
  issuer: Pick<Issuer, 'url' | 'addResource'>;
  organisations: readonly { tid: string; people: Iterable<GraphPerson>; kept?: KeptTenant | undefined }[];
  /** How long to wait before each further attempt to deliver a notification. */
  retryPausesMilliseconds?: readonly number[];
  /** Where Teams is, to which messages link; Microsoft's own unless said. */
  teamsUrl?: () => string;
  /** Hears that this tenant has something else to keep than before. */
  changed?: (tid: string) => void;
  /** The clock by which subscriptions expire and messages are written. */
  now?: () => Temporal.Instant;
  log?: Log;
};

/** One call that arrived, answered or not. */
type LoggedCall = {
  method: string;
  path: string;
  /** `undefined` when nothing here answers it: the product's table has no such row. */
  endpoint: Route['key'] | undefined;
  /** 0 when it was not answered. */
  status: number;
  as: Caller['kind'] | 'nobody';
};

export type LocalGraph = {
  /** The GRAPH_URL of the product's configuration. */
  url: string;
  /** People come, change and leave through it, and the next delta tells of it. Throws for an unknown tenant. */
  organisation(tid: string): Organisation;
  /** People's Outlook: what they do there, and what is in it. Throws for an unknown tenant. */
  calendars(tid: string): Calendars;
  /** Teams, channels and their messages: what people do there. Throws for an unknown tenant. */
  channels(tid: string): Channels;
  /** What the next run begins with, as plain values. Throws for an unknown tenant. */
  keep(tid: string): KeptTenant;
  faults: Faults;
  /** Holds notifications back, and lets them go in another order, twice or not at all. */
  notifications: Pick<Deliveries, 'hold' | 'release' | 'replay'>;
  /** Every delta link of a calendar given so far becomes too old. */
  expireCalendarLinks(tid: string): void;
  /** Every delta link of a channel given so far becomes too old. */
  expireChannelLinks(tid: string): void;
  /** Who watches what, as long as it has not expired. */
  subscriptions(): readonly Subscription[];
  /** Tells the owner of a subscription what happens to it. */
  lifecycle(subscriptionId: string, event: LifecycleEvent): void;
  /** Settles when every notification was taken or given up. */
  delivered(): Promise<void>;
  /** The latest calls, the oldest first. */
  calls: readonly LoggedCall[];
  /** Calls that are missing from the product's table; a test run has none. */
  unknownCalls(): readonly LoggedCall[];
  stop(): Promise<void>;
};

const callsKept = 10_000;
const version = '/v1.0';

/** Starts a Microsoft Graph on this machine with the endpoints of the product's table. Rejects when the port is taken (EADDRINUSE). */
export async function startGraph({ port, certificate, issuer, ...options }: LocalGraphOptions): Promise<LocalGraph> {
  const faults = createFaults();
  const calls: LoggedCall[] = [];
  let url = '';
  const readCaller = tokenReader(issuer.url, () => url);
  const { retryPausesMilliseconds: retryPauses, now = Temporal.Now.instant } = options;
  const { teamsUrl = () => 'https://teams.microsoft.com', changed = () => {} } = options;
  const deliveries = createDeliveries(retryPauses ? { retryPauses } : {});
  const tenants = new Map<string, GraphTenant>();
  const watchables = [watchableCalendar(tenants), watchableChannel(tenants)];
  const subscriptions = createSubscriptions(watchables, deliveries, now, changed);
  for (const { tid, people, kept } of options.organisations) {
    const more = { subscriptions, now, teamsUrl, kept, changed: () => changed(tid) };
    tenants.set(tid, createTenant(tid, people, more));
  }

  const app = new Hono<{ Bindings: { incoming: IncomingMessage } }>();
  app.all('*', async (c) => {
    const path = c.req.path.startsWith(`${version}/`) ? c.req.path.slice(version.length) : c.req.path;
    const body = await jsonIn(c);
    const found = findRoute(c.req.method, path, (id) => (id ? subscriptions.resourceOf(id) : resourceIn(body)));
    const call = { method: c.req.method, path: c.req.path, endpoint: found?.route.key };
    const fault = faults.take({ ...call, path });
    const caller = await readCaller(c.req.header('authorization') ?? null);
    const answer = await withFault(fault, c.env.incoming, async () => {
      if (!found) return notInTheTable;
      if ('status' in caller) return caller;
      if (body instanceof SyntaxError) return unreadableBody;
      const { parts } = found;
      const request = { base: `${url}${version}`, query: new URL(c.req.url).searchParams, headers: c.req.raw.headers };
      return answerTo(found.route, tenants.get(caller.tid), { ...request, path: parts, body, caller });
    });
    const as = 'kind' in caller ? caller.kind : 'nobody';
    note(calls, { ...call, status: answer?.status ?? 0, as }, options.log);
    return respond(answer ?? notAnswered, c.req.header('client-request-id'));
  });
  const server = await serveHttps(app.fetch, { port, certificate });
  url = server.url;
  issuer.addResource(url);

  const tenant = (tid: string) => {
    const found = tenants.get(tid);
    if (!found) throw new Error(`the local Graph has no tenant ${tid}`);
    return found;
  };
  return {
    url,
    organisation: (tid) => tenant(tid).organisation,
    calendars: (tid) => tenant(tid).calendars,
    channels: (tid) => tenant(tid).channels,
    keep: (tid) => keepTenant(tenant(tid)),
    faults,
    notifications: deliveries,
    expireCalendarLinks: (tid) => {
      tenant(tid).links.generation = randomUUID();
    },
    expireChannelLinks: (tid) => {
      tenant(tid).channels.generation = randomUUID();
    },
    subscriptions: subscriptions.all,
    lifecycle: subscriptions.lifecycle,
    delivered: deliveries.settled,
    calls,
    unknownCalls: () => calls.filter(({ endpoint }) => endpoint === undefined),
    stop: async () => {
      deliveries.stop();
      await server.stop();
    },
  };
}

async function answerTo(route: Route, tenant: GraphTenant | undefined, call: Omit<GraphCall, 'oid'>): Promise<Answer> {
  const { caller, path } = call;
  const { subscription } = path;
  // Who may end a subscription depends on what it is to, and of one that is not there nobody knows.
  if (subscription && tenant?.subscriptions.resourceOf(subscription) === undefined) return noSuchSubscription;
  const refused = refusedAccess(caller, route);
  if (refused) return refused;
  if (!tenant) return { status: 404, code: 'Request_ResourceNotFound', message: `Tenant ${caller.tid} is not here.` };
  return route.handler(tenant, { ...call, oid: caller.kind === 'delegated' ? caller.oid : undefined });
}

const notInTheTable: Failure = {
  status: 501,
  code: 'NotInTheTable',
  message: 'NOT IN THE TABLE: add this call to graph-endpoints.ts, then answer it in the local Graph.',
};
const noSuchSubscription = notFound('The object was not found.', 'ResourceNotFound');
const unreadableBody: Failure = { status: 400, code: 'BadRequest', message: 'Unable to read JSON request payload.' };
/** Goes nowhere: its connection is closed. */
const notAnswered: Failure = { status: 503, code: 'generalException', message: 'Not answered.' };

/** What a new subscription is to. */
function resourceIn(body: unknown): string | undefined {
  const { resource } = typeof body === 'object' && body !== null && 'resource' in body ? body : {};
  return typeof resource === 'string' ? resource : undefined;
}

async function jsonIn({ req }: Context): Promise<unknown> {
  const text = await req.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return new SyntaxError('not JSON');
  }
}

function note(calls: LoggedCall[], call: LoggedCall, log: Log | undefined) {
  calls.push(call);
  if (calls.length > callsKept) calls.shift();
  if (call.endpoint) log?.info('graph call', call);
  else log?.error('graph call that is not in graph-endpoints.ts', call);
}

function respond(answer: Answer, clientRequestId: string = randomUUID()): Response {
  const requestId = randomUUID();
  const ids = { 'request-id': requestId, 'client-request-id': clientRequestId };
  const { status } = answer;
  if ('bytes' in answer) {
    return new Response(answer.bytes, { status, headers: { 'content-type': answer.type, ...ids, ...answer.headers } });
  }
  if (!('code' in answer || 'body' in answer))
    return new Response(null, { status, headers: { ...ids, ...answer.headers } });
  const headers = { 'content-type': 'application/json; charset=utf-8', ...ids, ...answer.headers };
  if ('body' in answer) return new Response(JSON.stringify(answer.body), { status, headers });
  const { code, message, more } = answer;
  const innerError = { date: new Date().toISOString().slice(0, 19), ...ids };
  return new Response(JSON.stringify({ error: { code, message, ...more, innerError } }), { status, headers });
}
