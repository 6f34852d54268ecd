import { z } from 'zod';
import { type Answer, badRequest, type Failure, type GraphCall, preferredPageSize } from './answer.ts';
import type { GraphPerson, Organisation, Tracked } from './organisation.ts';

const defaultPageSize = 100;
const properties = [
  'id',
  'userPrincipalName',
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'accountEnabled',
  'usageLocation',
  'preferredLanguage',
  'officeLocation',
  'manager',
] as const satisfies readonly (keyof GraphPerson)[];

/**
 * Where a round of reading stands: who changed after version `since`, from the `offset`-th person ever on. The next
 * round begins at `until`, so whoever changes meanwhile may be told of twice, as by Graph, but never missed. Graph's
 * tokens carry the options of the first request in the same way.
 */
const roundSchema = z.object({
  generation: z.string(),
  since: z.number(),
  until: z.number(),
  offset: z.number(),
  select: z.array(z.enum(properties)),
  size: z.number(),
});
type Round = z.output<typeof roundSchema>;

/** `GET /users/delta`: https://learn.microsoft.com/graph/api/user-delta and https://learn.microsoft.com/graph/delta-query-overview */
export function usersDelta(organisation: Organisation, call: GraphCall): Answer {
  const begun = beginRound(organisation, call);
  if ('status' in begun) return begun;
  const size = preferredPageSize(call.headers) ?? begun.size;
  const everybody = organisation.tracked();
  const page: Tracked[] = [];
  let offset = begun.offset;
  for (; offset < everybody.length && page.length < size; offset++) {
    const tracked = everybody[offset];
    if (tracked && isInRound(tracked, begun)) page.push(tracked);
  }
  const more = offset < everybody.length;
  const link = more
    ? linkTo(call, '$skiptoken', { ...begun, size, offset })
    : linkTo(call, '$deltatoken', { ...begun, size, since: begun.until, offset: 0 });
  return {
    status: 200,
    headers: preferredPageSize(call.headers) ? { 'preference-applied': `odata.maxpagesize=${size}` } : {},
    body: {
      '@odata.context': `${call.base}/$metadata#users(${begun.select.join(',')})`,
      [more ? '@odata.nextLink' : '@odata.deltaLink']: link,
      value: page.map((tracked) => represent(tracked, begun)),
    },
  };
}

function beginRound(organisation: Organisation, { query, base }: GraphCall): Round | Failure {
  const skip = query.get('$skiptoken');
  const delta = query.get('$deltatoken');
  for (const option of ['$expand', '$top', '$orderby', '$filter']) {
    if (query.has(option)) return badRequest(`The query option ${option} is not supported by users/delta here.`);
  }
  if (skip === null && delta === null) return firstRound(organisation, query.get('$select'));
  const round = roundFrom(skip ?? delta ?? '');
  if (!round) return badRequest('The state token is not valid.');
  if (round.generation !== organisation.generation || round.until < organisation.oldestVersion()) {
    return {
      status: 410,
      code: 'syncStateNotFound',
      message: 'The sync state is not found: begin anew without a state token.',
      headers: { location: `${base}/users/delta?$deltatoken=` },
    };
  }
  return skip === null ? { ...round, until: organisation.version() } : round;
}

function firstRound(organisation: Organisation, selected: string | null): Round | Failure {
  const names = selected?.split(',').map((name) => name.trim()) ?? properties.filter((name) => name !== 'manager');
  const select = z.array(z.enum(properties)).safeParse(names);
  if (!select.success) return badRequest(`Could not find a property in '${selected}' on type 'microsoft.graph.user'.`);
  const { generation } = organisation;
  return { generation, since: 0, until: organisation.version(), offset: 0, select: select.data, size: defaultPageSize };
}

function isInRound({ createdAt, removed, setAt }: Tracked, { since, select }: Round): boolean {
  // Graph may tell of people who left before the first round; this one does not.
  if (removed) return since > 0 && removed.at > since;
  return createdAt > since || select.some((name) => (setAt.get(name) ?? 0) > since);
}

/** A person with every selected property that was ever set, changed in this round or not, as Graph does by default. */
function represent(tracked: Tracked, { since, select }: Round): object {
  const { person, setAt, removed } = tracked;
  if (removed) return { id: person.id, '@removed': { reason: removed.reason } };
  const plain = select.filter((name) => name !== 'manager' && name !== 'id' && setAt.has(name));
  const manager = select.includes('manager') ? managerDelta(tracked, since) : [];
  return {
    ...Object.fromEntries(plain.map((name) => [name, person[name] ?? null])),
    id: person.id,
    ...(manager.length && { 'manager@delta': manager }),
  };
}

/** The manager of now as added, the one that this round's reader knows as removed. */
function managerDelta({ managers, createdAt }: Tracked, since: number): object[] {
  const then = managers.findLast(({ at }) => at <= since)?.id ?? null;
  const now = managers.at(-1)?.id ?? null;
  const reference = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });
  return [
    ...(then && then !== now ? [{ ...reference(then), '@removed': { reason: 'deleted' } }] : []),
    ...(now && (now !== then || createdAt > since) ? [reference(now)] : []),
  ];
}

function linkTo({ base }: GraphCall, name: '$skiptoken' | '$deltatoken', round: Round): string {
  return `${base}/users/delta?${name}=${Buffer.from(JSON.stringify(round)).toString('base64url')}`;
}

function roundFrom(token: string): Round | undefined {
  try {
    return roundSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    return undefined;
  }
}
