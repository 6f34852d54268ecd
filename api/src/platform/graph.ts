import type { z } from 'zod';
import type { Config } from './config.ts';
import { addressOf, checkedLink, type PathOf } from './graph-address.ts';
import { ask } from './graph-client.ts';
import { type GraphEndpoint, type GraphEndpointKey, graphEndpoints } from './graph-endpoints.ts';
import { type GraphRefusal, type NoMember, refusalFor, refusalFrom } from './graph-refusal.ts';
import { RetryUntilDeadline, type Wait, waitForReal } from './graph-retry.ts';
import { type Credentials, type GraphCaller, openCredentials } from './identity.ts';
import { done, refuse } from './result.ts';

export type { GraphRefusal } from './graph-refusal.ts';

type NoMemberOf<Key extends GraphEndpointKey> = (typeof graphEndpoints)[Key] extends { membersOnly: true }
  ? NoMember
  : never;
type CallerOf<Key extends GraphEndpointKey> = Extract<GraphCaller, { kind: (typeof graphEndpoints)[Key]['kind'] }>;

export type GraphRequestOptions<Key extends GraphEndpointKey, Schema extends z.ZodType> = {
  as: CallerOf<Key>;
  /** What Graph's answer must look like; `undefined` where it answers without a body. */
  schema: Schema;
  /** A next or delta link of an earlier answer, whole. */
  link?: string | undefined;
  /** Asks for pages of at most this many; Graph may give fewer. */
  pageSize?: number;
  /** More options of the first call, such as `startDateTime`. */
  query?: Readonly<Record<string, string>>;
  body?: object;
  /** Values of the Prefer header, such as `IdType="ImmutableId"`. */
  prefer?: readonly string[];
  /** Where whoever waits has less patience than the endpoint. */
  deadlineSeconds?: number;
} & ([keyof PathOf<Key>] extends [never] ? { path?: undefined } : { path: Readonly<PathOf<Key>> });

export type Graph = {
  /**
   * Makes one call of the table in `graph-endpoints.ts`, with retries, until its deadline. Throws when Graph refuses the
   * request as such or answers something that does not fit the schema; what was asked for may be done in the latter case.
   */
  call<Key extends GraphEndpointKey, Schema extends z.ZodType>(
    key: Key,
    request: GraphRequestOptions<Key, Schema>,
  ): Promise<{ ok: true; answer: z.output<Schema> } | GraphRefusal | NoMemberOf<Key>>;
};

const endless = Number.POSITIVE_INFINITY;

/** Microsoft Graph at the configured address. Its tokens are sent nowhere else: not along links, not along redirects. */
export function openGraph(
  config: Pick<Config, 'AUTHORITY' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'GRAPH_URL'>,
  {
    credentials = openCredentials(config),
    wait = waitForReal,
    ...options
  }: { credentials?: Credentials; wait?: Wait; deadlineSeconds?: number } = {},
): Graph {
  return {
    async call(key, { as, schema, link, path, query, body, prefer = [], pageSize, deadlineSeconds = endless }) {
      const endpoint: GraphEndpoint = graphEndpoints[key];
      const address = link === undefined ? addressOf(endpoint, path, query) : checkedLink(link, config.GRAPH_URL);
      if (!address) return refuse('resync-needed');
      const milliseconds = millisecondsUntil(deadlineSeconds, options.deadlineSeconds ?? endpoint.deadlineSeconds);
      // The deadline is for Entra and Graph to answer, not for this process to start.
      await credentials.load?.();
      const signal = AbortSignal.timeout(milliseconds);
      const repeatable = endpoint.method === 'GET' || endpoint.repeatable === true;
      const retrying = new RetryUntilDeadline({ wait, signal, endsAt: performance.now() + milliseconds, repeatable });
      const maybeDone = () => endpoint.method !== 'GET' && retrying.mayHaveArrived;
      try {
        const token = await untilAborted(credentials.graphToken(as, endpoint.permission), signal);
        if (!token.ok) return refusalFor(key, token.reason);
        const { method, answers } = endpoint;
        const request = { method, address, body, prefer: preferences(prefer, pageSize), answers };
        const answer = await ask(config.GRAPH_URL, request, { token: token.token, retrying, signal });
        return done({ answer: parse(key, schema, answer) });
      } catch (error) {
        if (signal.aborted) return refuse('unreachable', { maybeDone: maybeDone() });
        return refusalFrom(key, endpoint, { error, maybeDone: maybeDone() }) as GraphRefusal | NoMemberOf<typeof key>;
      }
    },
  };
}

function millisecondsUntil(...deadlineSeconds: number[]): number {
  return Math.max(0, Math.round(Math.min(...deadlineSeconds) * 1000));
}

function preferences(prefer: readonly string[], pageSize: number | undefined): string {
  return [...prefer, ...(pageSize ? [`odata.maxpagesize=${pageSize}`] : [])].join(', ');
}

function parse<Schema extends z.ZodType>(key: GraphEndpointKey, schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`);
  throw new Error(`Microsoft Graph answered ${key} in a form that is not expected (${where.slice(0, 5).join('; ')})`);
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([promise, aborted]);
}
