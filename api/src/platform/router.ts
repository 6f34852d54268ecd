import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Deps } from '../deps.ts';
import { type Actor, may } from './actor.ts';
import type { OperationContract } from './contract.ts';
import { counted, TooLong } from './counted.ts';
import { documented } from './documented.ts';
import { entityTag, isCurrent } from './entity-tag.ts';
import type { Identity, Verify } from './identity.ts';
import { preferredLocale } from './messages.ts';
import type { Call, Operation } from './operations.ts';
import { answerHeaders, problemResponse } from './problem.ts';
import { isRefusal, type Result } from './result.ts';

/** How a person reads: taken from the request, used for words and times. */
export type Reading = { locale: string; timeZone: string | undefined };

export type Door = {
  deps: Deps;
  verify: Verify;
  /** Turns a verified identity into the person of the directory, or says why there is none. */
  recognise: (identity: Identity, reading: Reading) => Promise<Result<{ actor: Actor }, string>>;
  maximumFileBytes: number;
};

type Variables = { caller: Actor | Identity | undefined; token: string };
type App = OpenAPIHono<{ Variables: Variables }>;
type Ctx = Context<{ Variables: Variables }>;

const maximumJsonKilobytes = 256;
const megabyte = 1024 * 1024;
/** A caller's own id of a request is taken over when it looks like one. */
const requestIdPattern = /^[\w-]{8,64}$/;

/** One app that answers every operation of the table, and problem details for everything else. */
export function createRouter(operations: readonly Operation[], door: Door): App {
  const app: App = new OpenAPIHono<{ Variables: Variables }>({ defaultHook: invalidInput });
  // The first that fits answers: "{" comes after every letter, so that /tickets/current is not taken for a ticket's id.
  const inOrder = [...operations].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const operation of inOrder) mount(app, operation, door);
  app.notFound((c) => problem(c, 'not-found', 404));
  app.onError((error, c) => {
    // The one that Hono itself throws for a request: its body is not the JSON it says it is.
    if (error instanceof HTTPException && error.status === 400) return problem(c, 'invalid-input', 400, notJson);
    if (error instanceof TooLong) return tooLarge(c, door.maximumFileBytes);
    const given = c.req.header('x-request-id');
    const requestId = given && requestIdPattern.test(given) ? given : door.deps.newId();
    door.deps.log.error('request failed', { requestId, method: c.req.method, path: c.req.path, error });
    return problem(c, 'fault', 500, { requestId });
  });
  return app;
}

const idempotencyKeyPattern = /^[\w-]{8,100}$/;
const badIdempotencyKey = {
  errors: [{ field: 'Idempotency-Key', message: '8 to 100 letters, digits, - and _' }],
  fields: 'Idempotency-Key (8 to 100 letters, digits, - and _)',
};
/** 256 bits in base64url: too many to guess, and nothing that a browser did not make for this. */
const askerKeyPattern = /^[\w-]{43}$/;
const badAskerKey = {
  errors: [{ field: 'Asker-Key', message: '43 letters, digits, - and _' }],
  fields: 'Asker-Key (43 letters, digits, - and _)',
};
const notJson = { errors: [{ field: '', message: 'not JSON' }], fields: 'not JSON' };

function mount(app: App, operation: Operation, door: Door) {
  const route = createRoute({
    ...documented(operation),
    middleware: [authenticate(operation, door), acceptBody(operation, door)],
  });
  app.openapi(route, ((c: Ctx) => answer(c, operation, door)) as never);
}

/** Who calls: nobody in particular, or a valid token, then (unless it needs the identity only) a person with one of its roles. */
function authenticate(operation: OperationContract, door: Door): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    if (operation.roles === 'anybody') {
      c.set('token', '');
      return next();
    }
    const authorization = c.req.header('authorization');
    const verified = await verdictOn(authorization, door);
    if (!verified) return problem(c, 'sign-in-unavailable', 503);
    if (!verified.ok) {
      return problem(c, 'sign-in-needed', 401, {}, { 'www-authenticate': 'Bearer error="invalid_token"' });
    }
    c.set('token', authorization?.slice('Bearer '.length) ?? '');
    if (operation.roles === 'identity') {
      c.set('caller', verified.identity);
      return next();
    }
    const recognised = await door.recognise(verified.identity, readingOf(c));
    if (!recognised.ok) return problem(c, recognised.reason, 403);
    if (operation.roles !== 'everyone' && !may(recognised.actor, ...operation.roles))
      return problem(c, 'not-allowed', 403);
    c.set('caller', recognised.actor);
    return next();
  };
}

/** `undefined` when nobody can be verified just now, as the authority's keys are out of reach. */
async function verdictOn(authorization: string | undefined, { verify, deps }: Door) {
  try {
    return await verify(authorization);
  } catch (error) {
    deps.log.error('sign-in cannot be checked', { error });
    return undefined;
  }
}

/**
 * Refuses a body of another media type (415) or a larger one than the operation takes (413) before reading it. A file of
 * unknown length is counted while it is read.
 */
function acceptBody(operation: OperationContract, door: Door): MiddlewareHandler<{ Variables: Variables }> {
  const expected = operation.bodyType ?? (operation.body ? 'application/json' : undefined);
  if (!expected) return (_c, next) => next();
  const isFile = expected === 'text/csv';
  const maxSize = (operation.maximumBodyKilobytes ?? maximumJsonKilobytes) * 1024;
  const limit = bodyLimit({ maxSize, onError: (c) => tooLarge(c as Ctx, maxSize) });
  return async (c, next) => {
    const given = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (operation.bodyIsOptional && (given === undefined || given === 'text/plain')) return next();
    if (given !== expected) return problem(c, 'wrong-content-type', 415, { expected });
    if (!isFile) return limit(c, next);
    if (Number(c.req.header('content-length') ?? 0) > door.maximumFileBytes) return tooLarge(c, door.maximumFileBytes);
    return next();
  };
}

function tooLarge(c: Ctx, most: number): Response {
  return problem(c, 'too-large', 413, { megabytes: most / megabyte });
}

async function answer(c: Ctx, operation: Operation, door: Door): Promise<Response> {
  const valid = (part: string) => c.req.valid(part as never) as never;
  const input = {
    ...(operation.params && { params: valid('param') }),
    ...(operation.query && { query: valid('query') }),
    ...(operation.bodyType === 'text/csv'
      ? { body: counted(c.req.raw.body ?? new Blob([]).stream(), door.maximumFileBytes) }
      : operation.body && { body: valid('json') }),
  };
  const idempotencyKey = c.req.header('idempotency-key');
  if (idempotencyKey !== undefined && !idempotencyKeyPattern.test(idempotencyKey)) {
    return problem(c, 'invalid-input', 400, badIdempotencyKey);
  }
  const askerKey = c.req.header('asker-key');
  if (askerKey !== undefined && !askerKeyPattern.test(askerKey)) return problem(c, 'invalid-input', 400, badAskerKey);
  const call = { deps: door.deps, actor: c.get('caller'), token: c.get('token'), input, idempotencyKey, askerKey };
  const result = await operation.run(call as Call<OperationContract>);
  if (isRefusal(result)) {
    const { ok: _, reason, ...facts } = result;
    return problem(c, reason, operation.refusals[reason] ?? 409, facts);
  }
  if (result instanceof Blob) return image(result);
  if (operation.responseType && operation.responseType !== 'application/json') {
    return whole(String(result), operation.status, `${operation.responseType}; charset=utf-8`);
  }
  const json = JSON.stringify(withoutOk(result));
  if (operation.conditional) return unlessCurrent(c, json);
  return whole(json, operation.status, 'application/json');
}

/** An image never changes under its address, and a browser takes it for nothing but an image. */
function image(content: Blob): Response {
  const headers = { 'content-type': content.type, 'cache-control': 'private, max-age=86400, immutable' };
  return new Response(content, { headers: { ...answerHeaders, ...headers } });
}

/** With its headers as one plain object a response is written out without being taken apart again: which is quicker. */
function whole(body: string, status = 200, contentType: string): Response {
  return new Response(body, { status, headers: { 'content-type': contentType, ...answerHeaders } });
}

/** The answer with its ETag; nothing but that for whoever has this answer already. */
function unlessCurrent(c: Ctx, json: string): Response {
  const etag = entityTag(json);
  // Read by a script of another origin, which a browser shows no header it was not told to show.
  const headers = { etag, 'access-control-expose-headers': 'etag', ...answerHeaders };
  if (isCurrent(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(json, { headers: { 'content-type': 'application/json', ...headers } });
}

function withoutOk(result: unknown): object {
  if (typeof result !== 'object' || result === null) throw new Error('an operation answers an object');
  if (!('ok' in result)) return result;
  const { ok: _, ...rest } = result;
  return rest;
}

function readingOf(c: Ctx): Reading {
  return { locale: preferredLocale(c.req.header('accept-language')), timeZone: c.req.header('time-zone') };
}

/** A body of a few kilobytes can have thousands of things wrong with it. */
const mostIssues = 20;

function invalidInput(
  result: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } },
  c: Context,
) {
  if (result.success) return;
  const issues = result.error?.issues.slice(0, mostIssues) ?? [];
  const errors = issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const fields = errors.map(({ field, message }) => (field ? `${field} (${message})` : message)).join('; ');
  return problem(c as Ctx, 'invalid-input', 400, { errors, fields });
}

const ownProblems = [
  'sign-in-needed',
  'sign-in-unavailable',
  'not-found',
  'invalid-input',
  'wrong-content-type',
  'too-large',
  'fault',
] as const;
type OwnProblem = (typeof ownProblems)[number];

function problem(
  c: Ctx,
  reason: string,
  status: number,
  facts: Record<string, unknown> = {},
  headers?: Record<string, string>,
) {
  const key = isOwn(reason) ? (`problem.${reason}` as const) : undefined;
  return problemResponse({
    reason,
    status,
    locale: readingOf(c).locale,
    facts,
    ...(key && { key }),
    ...(headers && { headers }),
  });
}

function isOwn(reason: string): reason is OwnProblem {
  return (ownProblems as readonly string[]).includes(reason);
}
