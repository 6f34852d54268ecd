import { z } from 'zod';
import type { Graph } from '../../api/src/platform/graph.ts';
import { openGraph } from '../../api/src/platform/graph.ts';
import { openCredentials } from '../../api/src/platform/identity.ts';
import type { GraphPerson } from '../../infra/local/graph/organisation.ts';
import type { LocalCloud } from '../identity/local-cloud.ts';

const statusSchema = z.object({ response: z.string(), time: z.string() });
const timeSchema = z.object({ dateTime: z.string(), timeZone: z.string() });

/** An event as these tests look at it. */
export const eventSchema = z.looseObject({
  id: z.string(),
  iCalUId: z.string(),
  subject: z.string(),
  start: timeSchema,
  end: timeSchema,
  showAs: z.string(),
  isCancelled: z.boolean(),
  isOrganizer: z.boolean(),
  transactionId: z.string().optional(),
  responseStatus: statusSchema,
  attendees: z.array(z.object({ emailAddress: z.object({ address: z.string() }), status: statusSchema })),
  onlineMeeting: z.object({ joinUrl: z.string() }).nullable(),
});
export const nothing = z.undefined();

export const inUtc = ['IdType="ImmutableId"', 'outlook.timezone="UTC"'];

/** The body of an event on 24 November 2026, from and until an hour of UTC. */
export function meeting(from: number, until: number, ...invited: GraphPerson[]) {
  const at = (hour: number) => ({ dateTime: `2026-11-24T${String(hour).padStart(2, '0')}:00:00`, timeZone: 'UTC' });
  return {
    subject: 'Office hour',
    body: { contentType: 'text', content: 'One formula, together.' },
    start: at(from),
    end: at(until),
    attendees: invited.map(({ displayName: name, userPrincipalName: address }) => ({
      type: 'required',
      emailAddress: { name, address },
    })),
  };
}

/** Somebody's token as their tab sends it. */
export async function signedIn({ issuer, tid }: LocalCloud, { id }: GraphPerson) {
  return { kind: 'delegated', token: await issuer.issueTabToken({ tid, oid: id }) } as const;
}

/** A Graph whose pauses take no time but are noted, in milliseconds. */
export function graphWithoutPauses({ config }: LocalCloud): { graph: Graph; pauses: number[] } {
  const pauses: number[] = [];
  return { graph: openGraph(config, { wait: async (milliseconds) => void pauses.push(milliseconds) }), pauses };
}

/** What a person does by hand: a request to Graph with a token of their own. */
export async function byHand(cloud: LocalCloud, person: GraphPerson) {
  const answer = await openCredentials(cloud.config).graphToken(await signedIn(cloud, person), 'Calendars.ReadWrite');
  if (!answer.ok) throw new Error(answer.reason);
  return (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(path.startsWith('https:') ? path : `${cloud.graph.url}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${answer.token}`,
        prefer: inUtc.join(', '),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
}

const errorSchema = z.object({ error: z.looseObject({ code: z.string(), message: z.string() }) });

export async function errorOf(response: Response) {
  const { error } = errorSchema.parse(await response.json());
  return { status: response.status, code: error.code };
}
