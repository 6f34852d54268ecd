import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type GraphEndpoint, type GraphEndpointKey, graphEndpoints } from '@open-door/api/platform/graph-endpoints.ts';
import type { Log } from '@open-door/api/platform/log.ts';
import { Hono } from 'hono';
import type { LocalCertificates } from '../certificates.ts';
import { serveHttps } from '../https-server.ts';
import type { Issuer } from '../identity/issuer.ts';
import { type Caller, refusedAccess, tokenReader } from './access.ts';
import type { Answer, GraphCall } from './answer.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { mailboxSettings } from './mailbox-settings.ts';
import { createOrganisation, type GraphPerson, type Organisation } from './organisation.ts';
import { usersDelta } from './users-delta.ts';

/** A row of the product's table is answered here, or the build fails. */
const endpoints: Record<GraphEndpointKey, (organisation: Organisation, call: GraphCall) => Answer> = {
  usersDelta,
  mailboxSettings,
};

export type LocalGraphOptions = {
  /** 0 takes any free port. */
  port: number;
  certificate: LocalCertificates;
  /** Issues this Graph's tokens. */
  issuer: Pick<Issuer, 'url' | 'addResource'>;
  organisations: readonly { tid: string; people: Iterable<GraphPerson> }[];
  log?: Log;
};

/** One call that arrived, answered or not. */
type LoggedCall = {
  method: string;
  path: string;
  /** `undefined` when the product's table has no such row. */
  endpoint: GraphEndpointKey | undefined;
  /** 0 when the connection was dropped. */
  status: number;
  as: Caller['kind'] | 'nobody';
};

export type LocalGraph = {
  /** The GRAPH_URL of the product's configuration. */
  url: string;
  /** People come, change and leave through it, and the next delta tells of it. Throws for an unknown tenant. */
  organisation(tid: string): Organisation;
  faults: Faults;
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
  const organisations = new Map(options.organisations.map(({ tid, people }) => [tid, createOrganisation(tid, people)]));
  const faults = createFaults();
  const calls: LoggedCall[] = [];
  let url = '';
  const readCaller = tokenReader(issuer.url, () => url);

  const app = new Hono<{ Bindings: { incoming: IncomingMessage } }>();
  app.all('*', async (c) => {
    const endpoint = matchEndpoint(c.req.method, c.req.path);
    const fault = faults.take();
    if (fault?.kind === 'slow') await wait(fault.milliseconds, undefined, { ref: false });
    const caller = await readCaller(c.req.header('authorization') ?? null);
    const base = `${url}${version}`;
    const request = { base, query: new URL(c.req.url).searchParams, headers: c.req.raw.headers };
    const answer = faulty(fault) ?? answerTo(endpoint, caller, organisations, request);
    const as = 'kind' in caller ? caller.kind : 'nobody';
    const status = fault?.kind === 'drop' ? 0 : answer.status;
    note(calls, { method: c.req.method, path: c.req.path, endpoint, status, as }, options.log);
    if (fault?.kind === 'drop') c.env.incoming.socket.destroy();
    return respond(answer, c.req.header('client-request-id'));
  });
  const server = await serveHttps(app.fetch, { port, certificate });
  url = server.url;
  issuer.addResource(url);

  return {
    url,
    organisation: (tid) => {
      const organisation = organisations.get(tid);
      if (!organisation) throw new Error(`the local Graph has no tenant ${tid}`);
      return organisation;
    },
    faults,
    calls,
    unknownCalls: () => calls.filter(({ endpoint }) => endpoint === undefined),
    stop: server.stop,
  };
}

function matchEndpoint(method: string, path: string): GraphEndpointKey | undefined {
  const rows = Object.entries(graphEndpoints) as [GraphEndpointKey, GraphEndpoint][];
  return rows.find(([, row]) => row.method === method && `${version}${row.path}` === path)?.[0];
}

function answerTo(
  key: GraphEndpointKey | undefined,
  caller: Caller | Answer,
  organisations: ReadonlyMap<string, Organisation>,
  request: Omit<GraphCall, 'oid'>,
): Answer {
  if (!key) {
    const message = 'NOT IN THE TABLE: add this call to graph-endpoints.ts, then answer it in the local Graph.';
    return { status: 501, code: 'NotInTheTable', message };
  }
  if ('status' in caller) return caller;
  const refused = refusedAccess(caller, graphEndpoints[key]);
  if (refused) return refused;
  const organisation = organisations.get(caller.tid);
  if (!organisation) {
    return { status: 404, code: 'Request_ResourceNotFound', message: `Tenant ${caller.tid} is not here.` };
  }
  return endpoints[key](organisation, { ...request, oid: caller.kind === 'delegated' ? caller.oid : undefined });
}

function faulty(fault: Fault | undefined): Answer | undefined {
  if (fault?.kind === 'throttle') {
    const headers = { 'retry-after': String(fault.retryAfterSeconds) };
    return { status: 429, code: 'TooManyRequests', message: 'Too many requests.', headers };
  }
  if (fault?.kind === 'fail')
    return { status: fault.status, code: 'generalException', message: 'Something went wrong.' };
  return undefined;
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
  const headers = { 'content-type': 'application/json; charset=utf-8', ...ids, ...answer.headers };
  if (answer.status === 200) return new Response(JSON.stringify(answer.body), { headers });
  const { status, code, message } = answer;
  const innerError = { date: new Date().toISOString().slice(0, 19), ...ids };
  return new Response(JSON.stringify({ error: { code, message, innerError } }), { status, headers });
}
