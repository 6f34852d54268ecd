import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../deps.ts';
import { type Actor, may } from './actor.ts';
import type { OperationContract } from './contract.ts';
import type { Identity, Verify } from './identity.ts';
import { preferredLocale } from './messages.ts';
import type { Call, Operation } from './operations.ts';
import { problemResponse } from './problem.ts';
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

type Variables = { requestId: string; caller: Actor | Identity; token: string };
type App = OpenAPIHono<{ Variables: Variables }>;
type Ctx = Context<{ Variables: Variables }>;

const maximumJsonBytes = 256 * 1024;

/** One app that answers every operation of the table, and problem details for everything else. */
export function createRouter(operations: readonly Operation[], door: Door): App {
  const app: App = new OpenAPIHono<{ Variables: Variables }>({ defaultHook: invalidInput });
  app.use(async (c, next) => {
    c.set('requestId', c.req.header('x-request-id') ?? door.deps.newId());
    await next();
  });
  for (const operation of operations) mount(app, operation, door);
  app.notFound((c) => problem(c, 'not-found', 404));
  app.onError((error, c) => {
    const requestId = c.get('requestId');
    door.deps.log.error('request failed', { requestId, method: c.req.method, path: c.req.path, error });
    return problem(c, 'fault', 500, { requestId });
  });
  return app;
}

function mount(app: App, operation: Operation, door: Door) {
  const route = createRoute({
    method: operation.method,
    path: operation.path,
    operationId: operation.operationId,
    summary: operation.summary,
    description: `Who may call it: ${typeof operation.roles === 'string' ? operation.roles : operation.roles.join(', ')}.`,
    security: [{ teams: [] }],
    middleware: [authenticate(operation, door), acceptBody(operation, door)],
    request: requestOf(operation),
    responses: responsesOf(operation),
  });
  app.openapi(route, ((c: Ctx) => answer(c, operation, door)) as never);
}

function requestOf({ params, query, body, bodyType }: Operation) {
  const content =
    bodyType === 'text/csv'
      ? { 'text/csv': { schema: z.string() } }
      : body && { 'application/json': { schema: body as z.ZodObject } };
  return {
    ...(params && { params: params as z.ZodObject }),
    ...(query && { query: query as z.ZodObject }),
    ...(content && { body: { content, required: true } }),
  };
}

const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.number().int() }).loose();

function responsesOf({ response, responseType = 'application/json', status = 200, refusals }: Operation) {
  const problemContent = { 'application/problem+json': { schema: problemSchema } };
  const byStatus = Map.groupBy(Object.entries(refusals), ([, refused]) => refused);
  return {
    [status]: { description: 'As asked.', content: { [responseType]: { schema: response } } },
    400: { description: 'invalid-input', content: problemContent },
    401: { description: 'sign-in-needed', content: problemContent },
    403: { description: 'not-allowed', content: problemContent },
    ...Object.fromEntries(
      [...byStatus].map(([refused, entries]) => [
        refused,
        { description: entries.map(([reason]) => reason).join(', '), content: problemContent },
      ]),
    ),
  };
}

/** Who calls: a valid token, then (unless the operation needs the identity only) a person who has one of its roles. */
function authenticate(operation: OperationContract, door: Door): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const authorization = c.req.header('authorization');
    const verified = await door.verify(authorization);
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

/** Refuses a body of another media type (415) or a larger one than the operation takes (413) before reading it. */
function acceptBody(operation: OperationContract, door: Door): MiddlewareHandler<{ Variables: Variables }> {
  const expected = operation.bodyType ?? (operation.body ? 'application/json' : undefined);
  if (!expected) return (_c, next) => next();
  const maxSize = expected === 'text/csv' ? door.maximumFileBytes : maximumJsonBytes;
  const limit = bodyLimit({
    maxSize,
    onError: (c) => problem(c as Ctx, 'too-large', 413, { megabytes: maxSize / 1024 / 1024 }),
  });
  return async (c, next) => {
    const given = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (given !== expected) return problem(c, 'wrong-content-type', 415, { expected });
    return limit(c, next);
  };
}

async function answer(c: Ctx, operation: Operation, door: Door): Promise<Response> {
  const valid = (part: string) => c.req.valid(part as never) as never;
  const input = {
    ...(operation.params && { params: valid('param') }),
    ...(operation.query && { query: valid('query') }),
    ...(operation.bodyType === 'text/csv'
      ? { body: c.req.raw.body ?? new Response('').body }
      : operation.body && { body: valid('json') }),
  };
  const call = { deps: door.deps, actor: c.get('caller'), token: c.get('token'), input };
  const result = await operation.run(call as Call<OperationContract>);
  if (isRefusal(result)) {
    const { ok: _, reason, ...facts } = result;
    return problem(c, reason, operation.refusals[reason] ?? 409, facts);
  }
  if (operation.responseType === 'text/calendar') {
    return c.body(String(result), operation.status ?? 200, { 'content-type': 'text/calendar; charset=utf-8' });
  }
  return c.json(withoutOk(result), operation.status ?? 200);
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

function invalidInput(
  result: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } },
  c: Context,
) {
  if (result.success) return;
  const errors = result.error?.issues.map(({ path, message }) => ({ field: path.join('.'), message })) ?? [];
  const fields = errors.map(({ field, message }) => (field ? `${field} (${message})` : message)).join('; ');
  return problem(c as Ctx, 'invalid-input', 400, { errors, fields });
}

type OwnProblem = 'sign-in-needed' | 'not-found' | 'invalid-input' | 'wrong-content-type' | 'too-large' | 'fault';
const ownProblems: readonly string[] = [
  'sign-in-needed',
  'not-found',
  'invalid-input',
  'wrong-content-type',
  'too-large',
  'fault',
] satisfies OwnProblem[];

function problem(
  c: Ctx,
  reason: string,
  status: number,
  facts: Record<string, unknown> = {},
  headers?: Record<string, string>,
) {
  const key = ownProblems.includes(reason) ? (`problem.${reason as OwnProblem}` as const) : undefined;
  return problemResponse({
    reason,
    status,
    locale: readingOf(c).locale,
    facts,
    ...(key && { key }),
    ...(headers && { headers }),
  });
}
