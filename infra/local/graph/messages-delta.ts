import { z } from 'zod';
import { type Answer, badRequest, type Failure, type GraphCall } from './answer.ts';
import { formFor, sizeFrom } from './channel-messages.ts';
import type { Channels } from './channels.ts';
import { representMessage } from './message-form.ts';
import { channelFor } from './teams.ts';

/** Delta reaches no further back than eight months. */
const reachMilliseconds = 243 * 24 * 3_600_000;

/** Where a round of reading stands, as for calendars: what changed after `since` and until `until`, told up to `told`. */
const roundSchema = z.object({
  generation: z.string(),
  channel: z.string(),
  since: z.number(),
  until: z.number(),
  told: z.number(),
  size: z.number(),
});
type Round = z.output<typeof roundSchema>;

/** `GET …/messages/delta`, without replies: https://learn.microsoft.com/graph/api/chatmessage-delta */
export function messagesDelta(channels: Channels, call: GraphCall, now: number): Answer {
  const channel = channelFor(channels, call);
  if ('status' in channel) return channel;
  const round = beginRound(channels, call, channel.id);
  if ('status' in round) return round;
  const told = channels.messages
    .of(channel.id)
    .filter(({ rootId, version }) => rootId === null && version > round.told && version <= round.until)
    .filter(({ changedAt }) => changedAt > now - reachMilliseconds)
    .sort((a, b) => a.version - b.version);
  const page = told.slice(0, round.size);
  const last = page.at(-1);
  const more = told.length > page.length && last !== undefined;
  const next = more ? { ...round, told: last.version } : { ...round, since: round.until, told: round.until };
  const token = Buffer.from(JSON.stringify(next)).toString('base64url');
  const here = `${call.base}/teams/${channel.teamId}/channels/${channel.id}/messages/delta`;
  return {
    status: 200,
    body: {
      '@odata.context': `${call.base}/$metadata#Collection(chatMessage)`,
      [more ? '@odata.nextLink' : '@odata.deltaLink']: `${here}?${more ? '$skiptoken' : '$deltatoken'}=${token}`,
      value: page.map((message) => representMessage(message, formFor(channels, call))),
    },
  };
}

function beginRound({ messages, generation }: Channels, call: GraphCall, channel: string): Round | Failure {
  for (const option of ['$expand', '$filter', '$orderby', '$search', '$select']) {
    if (call.query.has(option)) return badRequest(`Query option '${option}' is not allowed.`, 'BadRequest');
  }
  const skip = call.query.get('$skiptoken');
  const token = skip ?? call.query.get('$deltatoken');
  if (token === null) {
    const size = sizeFrom(call);
    if (typeof size !== 'number') return size;
    return { generation, channel, since: 0, until: messages.version(), told: 0, size };
  }
  const round = roundFrom(token);
  if (round?.channel !== channel) return badRequest('The state token is not valid.', 'BadRequest');
  if (round.generation !== generation) {
    return { status: 410, code: 'syncStateNotFound', message: 'The sync state is not found: begin anew without it.' };
  }
  return skip === null ? { ...round, until: messages.version() } : round;
}

function roundFrom(token: string): Round | undefined {
  try {
    return roundSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    return undefined;
  }
}
