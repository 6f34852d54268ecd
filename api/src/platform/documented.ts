import { z } from '@hono/zod-openapi';
import type { Operation } from './operations.ts';

/** An operation as the OpenAPI document tells of it: what goes in, what may come back, and who may call. */
export function documented(operation: Operation) {
  const { method, path, operationId, summary, roles } = operation;
  return {
    method,
    path,
    operationId,
    summary,
    description: `Who may call it: ${typeof roles === 'string' ? roles : roles.join(', ')}.`,
    security: roles === 'anybody' ? [] : [{ teams: [] }],
    request: requestOf(operation),
    responses: responsesOf(operation),
  };
}

const ifNoneMatch = z.object({
  'if-none-match': z.string().optional().meta({ description: 'The ETag of the last answer: the same again is a 304.' }),
});

function requestOf({ params, query, body, bodyType, bodyIsOptional = false, conditional }: Operation) {
  const content =
    bodyType === 'text/csv'
      ? { 'text/csv': { schema: z.string() } }
      : body && {
          'application/json': { schema: body as z.ZodObject },
          ...(bodyIsOptional && { 'text/plain': { schema: z.string() } }),
        };
  return {
    ...(params && { params: params as z.ZodObject }),
    ...(query && { query: query as z.ZodObject }),
    ...(conditional && { headers: ifNoneMatch }),
    ...(content && { body: { content, required: !bodyIsOptional } }),
  };
}

const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.number().int() }).loose();

/** What was asked for, or a problem whose type is one of the reasons under its status. */
function responsesOf(operation: Operation) {
  const { response, responseType = 'application/json', status = 200, conditional } = operation;
  const byStatus = Map.groupBy(reasonsOf(operation), ([, refused]) => refused);
  return {
    [status]: { description: 'As asked.', content: { [responseType]: { schema: representable(response) } } },
    ...(conditional && { 304: { description: 'As the last time.' } }),
    ...Object.fromEntries(
      [...byStatus].map(([refused, reasons]) => [
        refused,
        {
          description: reasons.map(([reason]) => reason).join(', '),
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      ]),
    ),
  };
}

/** JSON Schema has no word for bytes; OpenAPI has a format. */
function representable(response: z.ZodType): z.ZodType {
  return response instanceof z.ZodCustom ? z.string().meta({ format: 'binary' }) : response;
}

/** The refusals of the door, and the operation's own; one reason may be both, under different statuses. */
function reasonsOf(operation: Operation): [reason: string, status: number][] {
  const { params, query, body, bodyType, roles, refusals } = operation;
  const ofDoor = {
    fault: 500,
    ...(roles !== 'anybody' && { 'sign-in-needed': 401, 'sign-in-unavailable': 503 }),
    ...(!['identity', 'anybody'].includes(String(roles)) && {
      'organisation-unknown': 403,
      'not-in-directory': 403,
      'no-longer-active': 403,
    }),
    ...(typeof roles !== 'string' && { 'not-allowed': 403 }),
    ...((params || query || body) && { 'invalid-input': 400 }),
    ...((body || bodyType) && { 'too-large': 413, 'wrong-content-type': 415 }),
  };
  return [...Object.entries(ofDoor), ...Object.entries(refusals)];
}
