import { z } from 'zod';
import { openGraph } from '../../api/src/platform/graph.ts';
import type { Channels } from '../../infra/local/graph/channels.ts';
import type { GraphPerson } from '../../infra/local/graph/organisation.ts';
import type { Place } from '../../infra/local/graph/teams.ts';
import type { LocalCloud } from '../identity/local-cloud.ts';
import { signedIn } from './calendar-calls.ts';

const identity = z.object({ user: z.object({ id: z.string(), displayName: z.string().nullable() }).nullable() });

/** A message as these tests look at it. */
const messageSchema = z.looseObject({
  id: z.string(),
  replyToId: z.string().nullable(),
  etag: z.string(),
  messageType: z.string(),
  lastEditedDateTime: z.string().nullable(),
  deletedDateTime: z.string().nullable(),
  from: identity.nullable(),
  body: z.object({ contentType: z.string(), content: z.string() }),
  reactions: z.array(z.object({ reactionType: z.string(), user: identity })),
});
const withReplies = messageSchema.extend({
  replies: z.array(messageSchema).optional(),
  'replies@odata.nextLink': z.string().optional(),
});
export const pageSchema = z.object({
  value: z.array(withReplies),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

/** Calls about one channel as the app, and as people. */
export function channelCalls(cloud: LocalCloud, { teamId, channelId }: Place) {
  const graph = openGraph(cloud.config, { wait: async () => {} });
  const path = { team: teamId, channel: channelId };
  const as = { kind: 'application', tenantId: cloud.tid } as const;
  return {
    graph,
    path,
    as,
    page: async (query: Record<string, string> = {}, link?: string) =>
      must(await graph.call('channelMessages', { as, schema: pageSchema, path, query, link })),
    delta: async (link?: string, query: Record<string, string> = {}) =>
      must(await graph.call('channelMessagesDelta', { as, schema: pageSchema, path, query, link })),
    read: async (message: string) =>
      must(await graph.call('channelMessage', { as, schema: messageSchema, path: { ...path, message } })),
    post: async (person: GraphPerson, body: object) =>
      graph.call('postMessage', { as: await signedIn(cloud, person), schema: messageSchema, path, body }),
    reply: async (person: GraphPerson, message: string, body: object) =>
      graph.call('postReply', {
        as: await signedIn(cloud, person),
        schema: messageSchema,
        path: { ...path, message },
        body,
      }),
  };
}

/** The answer, of a call that is to succeed. */
export function must<Answer>(result: { ok: true; answer: Answer } | { ok: false; reason: string }): Answer {
  if (!result.ok) throw new Error(result.reason);
  return result.answer;
}

export const html = (content: string) => ({ body: { contentType: 'html', content } });

/** A team of these people with the app in it, and its channel. */
export function openChannel(channels: Channels, members: readonly GraphPerson[]): Place {
  const team = channels.createTeam({ name: 'Board', members: members.map(({ id }) => id) });
  channels.installApp(team.id);
  const channel = channels.createChannel(team.id, { name: 'Leaders learning AI' });
  return { teamId: team.id, channelId: channel.id };
}
