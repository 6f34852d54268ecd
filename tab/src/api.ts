import type { AnswersContract } from '@open-door/api/answers/schema.ts';
import type { ChampionsContract } from '@open-door/api/champions/schema.ts';
import type { CohortsContract } from '@open-door/api/cohorts/schema.ts';
import type { LeadershipContract } from '@open-door/api/leadership/schema.ts';
import type { LiveContract } from '@open-door/api/live/schema.ts';
import type { MatchingContract } from '@open-door/api/matching/schema.ts';
import type { MentorshipsContract } from '@open-door/api/mentorships/schema.ts';
import type { NoticesContract } from '@open-door/api/notices/schema.ts';
import type { BookingsContract } from '@open-door/api/office-hours/schema/bookings.ts';
import type { CalendarContract } from '@open-door/api/office-hours/schema/calendar.ts';
import type { HoursContract } from '@open-door/api/office-hours/schema/hours.ts';
import type { PolicyContract } from '@open-door/api/office-hours/schema/policy.ts';
import type { SeriesContract } from '@open-door/api/office-hours/schema/series.ts';
import type { SlotsContract } from '@open-door/api/office-hours/schema/slots.ts';
import type { WaitingListContract } from '@open-door/api/office-hours/schema/waiting-list.ts';
import type { PeopleContract } from '@open-door/api/people/schema.ts';
import type { Client } from '@open-door/api/platform/contract.ts';
import type { QueuesContract } from '@open-door/api/queue/schema/queues.ts';
import type { NewTicket, TicketsContract } from '@open-door/api/queue/schema/tickets.ts';
import type { TopicsContract } from '@open-door/api/topics/schema.ts';
import { type AskerKeys, askerKeys } from './asker-keys.ts';
import { KeptAnswers } from './kept-answers.ts';

/** Every operation of the API as its contract says; a new feature adds its contract here. */
type Operations = Client<PeopleContract> &
  Client<TopicsContract> &
  Client<ChampionsContract> &
  Client<MatchingContract> &
  Client<CohortsContract> &
  Client<MentorshipsContract> &
  Client<HoursContract> &
  Client<SlotsContract> &
  Client<BookingsContract> &
  Client<SeriesContract> &
  Client<WaitingListContract> &
  Client<PolicyContract> &
  Client<CalendarContract> &
  Client<AnswersContract> &
  Client<NoticesContract> &
  Client<QueuesContract> &
  Client<TicketsContract> &
  Client<LeadershipContract> &
  Client<LiveContract>;

export type OperationKey = keyof Operations;
/** Params, query and body of an operation; anything (say `{}`) where it takes none. */
export type Input<Key extends OperationKey> = Operations[Key]['input'];
export type Output<Key extends OperationKey> = Operations[Key]['output'];
export type Reason<Key extends OperationKey> = Operations[Key]['reason'] | OwnReason;
/** What any operation may refuse. */
type OwnReason = 'sign-in-needed' | 'not-allowed' | 'not-found' | 'invalid-input' | 'too-large' | 'fault';

/** The API said no, or failed: `message` is its sentence in the reader's language, `facts` what helps. */
export class Refused extends Error {
  readonly reason: string;
  readonly status: number;
  readonly facts: Record<string, unknown>;

  constructor(reason: string, status: number, title: string, facts: Record<string, unknown>) {
    super(title);
    this.name = 'Refused';
    this.reason = reason;
    this.status = status;
    this.facts = facts;
  }
}

/** No answer came: the device is offline or the API is out of reach. */
export class Offline extends Error {
  override name = 'Offline';
}

/** The reason an operation was refused with, typed by its contract; `undefined` for any other error. */
export function reasonOf<Key extends OperationKey>(_operation: Key, error: unknown): Reason<Key> | undefined {
  return error instanceof Refused ? (error.reason as Reason<Key>) : undefined;
}

export type Api = <Key extends OperationKey>(
  key: Key,
  input: Input<Key>,
  options?: CallOptions,
) => Promise<Output<Key>>;

type CallOptions = {
  signal?: AbortSignal;
  /** The same for every attempt at one thing, so that it is done once whatever happens to the answers. */
  idempotencyKey?: string;
};

export type ApiOptions = {
  /** Base without a trailing slash. */
  apiUrl: string;
  /** BCP 47. */
  locale: string;
  /** IANA. */
  timeZone: string;
  /** Asks the host for a token. */
  fetchToken: () => Promise<string>;
  fetch?: typeof globalThis.fetch;
  /** By which questions are found again that were asked without a link to the person. */
  keys?: AskerKeys;
  /** Milliseconds since 1970. */
  now?: () => number;
};

/**
 * A client for the API: `api('POST /api/bookings', { body })` resolves to what the contract promises, rejects with
 * `Refused` or `Offline`. A token the API no longer takes is fetched anew once.
 */
export function createApi({
  apiUrl,
  locale,
  timeZone,
  fetchToken,
  fetch = globalThis.fetch,
  keys = askerKeys,
  now = Date.now,
}: ApiOptions): Api {
  const tokens = rememberToken(fetchToken, now);
  const answers = new KeptAnswers();
  const send = async (request: ApiRequest, { signal, idempotencyKey }: CallOptions, anew: boolean) => {
    const token = await tokens(anew);
    const { url, init } = request;
    const personId = String(claimsOf(token).oid);
    const askerKey = keys.keyFor(personId, url, request.asksForGood);
    const headers = {
      ...init.headers,
      ...answers.headersFor(nameOf({ url, init })),
      authorization: `Bearer ${token}`,
      'accept-language': locale,
      'time-zone': timeZone,
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      ...(askerKey && { 'asker-key': askerKey }),
    };
    const learn = (ticketId: string) => askerKey && keys.learn(personId, askerKey, ticketId);
    try {
      return { response: await fetch(apiUrl + url, { ...init, headers, ...(signal && { signal }) }), learn };
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Offline('no answer from the API', { cause: error });
    }
  };
  return async (key, input, options = {}) => {
    const request = requestOf(key, (input ?? {}) as AnyInput);
    let { response, learn } = await send(request, options, false);
    if (response.status === 401) ({ response, learn } = await send(request, options, true));
    const same = answers.same(nameOf(request), response);
    if (same) return same.content as never;
    if (!response.ok) throw await refusalOf(response);
    const content = await contentOf(response);
    answers.keep(nameOf(request), response, content);
    const asked = askedForGood(content);
    if (asked) learn(asked);
    return content as never;
  };
}

type AnyInput = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown };

type ApiRequest = {
  url: string;
  init: { method: string; body?: string | Blob; headers: Record<string, string> };
  /** It joins a line without a link to the person. */
  asksForGood: boolean;
};

const nameOf = ({ url, init }: Pick<ApiRequest, 'url' | 'init'>) => `${init.method} ${url}`;

function requestOf(key: string, { params = {}, query = {}, body }: AnyInput): ApiRequest {
  const [method = 'GET', pattern = ''] = key.split(' ');
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  const url = search ? `${path}?${search}` : path;
  const asksForGood = key === 'POST /api/queues/{queueId}/tickets' && (body as NewTicket).anonymity === 'for-good';
  if (body instanceof Blob)
    return { url, init: { method, body, headers: { 'content-type': 'text/csv' } }, asksForGood };
  if (body === undefined) return { url, init: { method, headers: {} }, asksForGood };
  const headers = { 'content-type': 'application/json' };
  return { url, init: { method, body: JSON.stringify(body), headers }, asksForGood };
}

/** The ticket in an answer, where it is one's own and nothing links it to its asker. */
function askedForGood(content: unknown): string | undefined {
  const { ticket = content } = (content ?? {}) as { ticket?: unknown };
  const { ticketId, role, anonymity } = (ticket ?? {}) as Record<string, unknown>;
  return role === 'asker' && anonymity === 'for-good' ? String(ticketId) : undefined;
}

function contentOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('image/')) return response.blob();
  return type.includes('json') ? response.json() : response.text();
}

async function refusalOf(response: Response): Promise<Refused> {
  const problem: unknown = await response.json().catch(() => undefined);
  if (typeof problem !== 'object' || problem === null) return new Refused('fault', response.status, '', {});
  const { type, title, status: _, ...facts } = problem as Record<string, unknown>;
  return new Refused(
    typeof type === 'string' ? type : 'fault',
    response.status,
    typeof title === 'string' ? title : '',
    facts,
  );
}

/** Keeps the token until a minute before it expires, and lets calls made together wait for the same one. */
function rememberToken(fetchToken: () => Promise<string>, now: () => number): (anew: boolean) => Promise<string> {
  let current: { token: Promise<string>; goodUntil: number } | undefined;
  return (anew) => {
    if (current && !anew && now() < current.goodUntil) return current.token;
    const fresh = { token: fetchToken(), goodUntil: Number.POSITIVE_INFINITY };
    current = fresh;
    fresh.token.then(
      (token) => {
        fresh.goodUntil = expiryOf(token) - 60_000;
      },
      () => {
        if (current === fresh) current = undefined;
      },
    );
    return fresh.token;
  };
}

/** When a token expires, in milliseconds since 1970; 0 for one that cannot be read, which is then not kept. */
function expiryOf(token: string): number {
  const { exp } = claimsOf(token);
  return typeof exp === 'number' ? exp * 1000 : 0;
}

/** What a token says; nothing where it cannot be read. */
function claimsOf(token: string): Record<string, unknown> {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return {};
  }
}
