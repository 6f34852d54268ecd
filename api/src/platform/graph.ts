import type { GraphError, GraphRequest } from '@microsoft/microsoft-graph-client';
import type { z } from 'zod';
import type { Config } from './config.ts';
import { type GraphEndpoint, type GraphEndpointKey, graphEndpoints } from './graph-endpoints.ts';
import { RetryUntilDeadline, retryAfterSeconds, type Wait, waitForReal } from './graph-retry.ts';
import { type CredentialRefusal, type Credentials, type GraphCaller, openCredentials } from './identity.ts';
import { done, type Refusal, refuse } from './result.ts';

type CallerOf<Key extends GraphEndpointKey> = Extract<GraphCaller, { kind: (typeof graphEndpoints)[Key]['kind'] }>;

export type GraphRequestOptions<Key extends GraphEndpointKey, Schema extends z.ZodType> = {
  as: CallerOf<Key>;
  /** What Graph's answer must look like. */
  schema: Schema;
  /** A next or delta link of an earlier answer, whole. */
  link?: string | undefined;
  /** Asks for pages of at most this many; Graph may give fewer. */
  pageSize?: number;
};

export type GraphRefusal =
  /** Nobody granted the permission; `endpoint` and `without` say what does not work until an administrator does. */
  | Refusal<'permission-missing', { endpoint: GraphEndpointKey; permission: string; without: string }>
  /** Entra wants the person to sign in again, or with more than a password. */
  | Refusal<'sign-in-needed'>
  /** Still throttled when the deadline came. */
  | Refusal<'throttled', { retryAfterSeconds: number }>
  /** No answer, or only faults of the server, until the deadline. */
  | Refusal<'unreachable'>
  /** The link is too old, or not one of this Graph: begin anew without it. */
  | Refusal<'resync-needed'>
  /** The person or thing is not there, such as the mailbox of somebody without one. */
  | Refusal<'not-found'>;

export type Graph = {
  /**
   * Makes one call of the table in `graph-endpoints.ts`, with retries, until its deadline. Throws when Graph refuses the
   * request as such or answers something that does not fit the schema.
   */
  call<Key extends GraphEndpointKey, Schema extends z.ZodType>(
    key: Key,
    request: GraphRequestOptions<Key, Schema>,
  ): Promise<{ ok: true; answer: z.output<Schema> } | GraphRefusal>;
};

const version = 'v1.0';
const retryLaterSeconds = 30;

/** Microsoft Graph at the configured address. Its tokens are sent nowhere else: not along links, not along redirects. */
export function openGraph(
  config: Pick<Config, 'AUTHORITY' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'GRAPH_URL'>,
  {
    credentials = openCredentials(config),
    wait = waitForReal,
    deadlineSeconds,
  }: { credentials?: Credentials; wait?: Wait; deadlineSeconds?: number } = {},
): Graph {
  return {
    async call(key, { as, schema, link, pageSize }) {
      const endpoint: GraphEndpoint = graphEndpoints[key];
      const address = link === undefined ? addressOf(endpoint) : checkedLink(link, config.GRAPH_URL);
      if (!address) return refuse('resync-needed');
      const milliseconds = (deadlineSeconds ?? endpoint.deadlineSeconds) * 1000;
      const signal = AbortSignal.timeout(milliseconds);
      const endsAt = performance.now() + milliseconds;
      try {
        const token = await untilAborted(credentials.graphToken(as, endpoint.permission), signal);
        if (!token.ok) return refusalFor(key, token.reason);
        const chain = { token: token.token, wait, signal, endsAt };
        const request = await requestTo(config.GRAPH_URL, address, chain);
        if (pageSize) request.header('Prefer', `odata.maxpagesize=${pageSize}`);
        return done({ answer: parse(key, schema, await request.get()) });
      } catch (error) {
        if (signal.aborted) return refuse('unreachable');
        return refusalFrom(key, endpoint, error);
      }
    },
  };
}

type Chain = { token: string; wait: Wait; signal: AbortSignal; endsAt: number };

async function requestTo(graphUrl: string, address: string, { token, ...retrying }: Chain): Promise<GraphRequest> {
  const { AuthenticationHandler, Client, HTTPMessageHandler, TelemetryHandler } = await import(
    '@microsoft/microsoft-graph-client'
  );
  const handlers = [
    new AuthenticationHandler({ getAccessToken: async () => token }),
    new RetryUntilDeadline(retrying),
    new TelemetryHandler(),
    new HTTPMessageHandler(),
  ] as const;
  handlers[0].setNext(handlers[1]);
  handlers[1].setNext(handlers[2]);
  handlers[2].setNext(handlers[3]);
  const client = Client.initWithMiddleware({
    baseUrl: graphUrl,
    defaultVersion: version,
    customHosts: new Set([new URL(graphUrl).hostname]),
    middleware: handlers[0],
    fetchOptions: { redirect: 'manual', signal: retrying.signal },
  });
  return client.api(address);
}

/** Only the first call carries the options; later addresses are Graph's own links. */
function addressOf({ path, query = {} }: GraphEndpoint): string {
  const options = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return options.length ? `${path}?${options.join('&')}` : path;
}

/** The link as it will be called, when it leads to this Graph and nowhere else. */
function checkedLink(link: string, graphUrl: string): string | undefined {
  const url = URL.parse(link);
  const ours = url?.origin === new URL(graphUrl).origin && url.pathname.startsWith(`/${version}/`);
  return ours ? url.href : undefined;
}

function parse<Schema extends z.ZodType>(key: GraphEndpointKey, schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`);
  throw new Error(`Microsoft Graph answered ${key} in a form that is not expected (${where.slice(0, 5).join('; ')})`);
}

function refusalFor(endpoint: GraphEndpointKey, reason: CredentialRefusal): GraphRefusal {
  if (reason !== 'permission-missing') return refuse(reason);
  const { permission, without } = graphEndpoints[endpoint];
  return refuse(reason, { endpoint, permission, without });
}

/** The refusal in what the client library threw; anything that nobody can be told to mend is thrown on. */
function refusalFrom(key: GraphEndpointKey, { kind }: GraphEndpoint, error: unknown): GraphRefusal {
  if (!isGraphError(error)) throw error;
  const { statusCode, code, headers, requestId } = error;
  if (statusCode === 403) return refusalFor(key, 'permission-missing');
  if (statusCode === 401 && kind === 'delegated') return refuse('sign-in-needed');
  if (statusCode === 404) return refuse('not-found');
  if (statusCode === 410 || /^(syncState|resync)/i.test(code ?? '')) return refuse('resync-needed');
  if (statusCode === 429) {
    return refuse('throttled', { retryAfterSeconds: retryAfterSeconds(headers) ?? retryLaterSeconds });
  }
  if (statusCode === -1 || [500, 502, 503, 504].includes(statusCode)) return refuse('unreachable');
  throw new Error(`Microsoft Graph refused ${key}: ${statusCode} ${code} (request ${requestId})`, { cause: error });
}

/** By shape, as the library's class is loaded only when it is used. A status of -1 stands for no answer at all. */
function isGraphError(error: unknown): error is GraphError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}
