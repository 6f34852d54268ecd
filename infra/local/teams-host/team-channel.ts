import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Channels } from '../graph/channels.ts';
import type { ChannelMessage } from '../graph/messages.ts';
import { type Channel, isIn, isMember } from '../graph/teams.ts';
import type { ShownChannel, ShownMessage } from './page/shown-channel.ts';

const whoSchema = z.object({ tid: z.string(), oid: z.string(), channelId: z.string().optional() });
const target = { messageId: z.string() };
const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('post'), html: z.string().min(1) }),
  z.object({ act: z.literal('reply'), ...target, html: z.string().min(1) }),
  z.object({ act: z.literal('edit'), ...target, html: z.string().min(1) }),
  z.object({ act: z.literal('delete'), ...target }),
  z.object({ act: z.literal('undelete'), ...target }),
  z.object({ act: z.literal('react'), ...target, reaction: z.string().min(1) }),
  z.object({ act: z.enum(['add-app', 'remove-app']) }),
]);
type Act = z.output<typeof actSchema>;

/** What the page of a channel asks for: as whoever is signed in there, straight in the local Graph, as Teams itself does it. */
export function channelRoutes(channelsOf: (tid: string) => Channels): Hono {
  const app = new Hono();
  app.get('/', (context) => {
    const found = placeIn(context, channelsOf);
    return found ? context.json(shown(found)) : context.text('There is no such channel here.', 404);
  });
  app.post('/', async (context) => {
    // Browsers name the asking page here: no other page of this machine can write in somebody's name.
    if (context.req.header('origin') !== new URL(context.req.url).origin) return context.text('Only from here.', 403);
    const found = placeIn(context, channelsOf);
    const act = actSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!found || !act.success) return context.text('There is nothing to do.', 400);
    return perform(found, act.data) ? context.json(shown(found)) : context.text('That message is not yours.', 403);
  });
  app.get('/image', (context) => {
    const found = placeIn(context, channelsOf);
    const { message, content } = context.req.query();
    const kept = found && findMessage(found, message ?? '')?.content.hostedContents.find(({ id }) => id === content);
    if (!kept) return context.text('There is no such image.', 404);
    return context.body(new Uint8Array(Buffer.from(kept.base64, 'base64')), 200, { 'content-type': kept.type });
  });
  return app;
}

type Found = { channels: Channels; channel: Channel; oid: string };

/** The channel that is asked for, when the person is in it; the newest of theirs, when none is. */
function placeIn({ req }: Context, channelsOf: (tid: string) => Channels): Found | undefined {
  const who = whoSchema.safeParse(req.query()).data;
  if (!who) return undefined;
  const channels = channelsOf(who.tid);
  const theirs = channelsFor(channels, who.oid);
  const channel = who.channelId === undefined ? theirs.at(-1) : theirs.find(({ id }) => id === who.channelId);
  return channel && { channels, channel, oid: who.oid };
}

/** Those with most written in them last. */
function channelsFor({ teams, channels, messages }: Channels, oid: string): Channel[] {
  const theirs = new Set(teams.filter((team) => isMember(team, oid)).map(({ id }) => id));
  return channels
    .filter((channel) => theirs.has(channel.teamId) && isIn(channel, oid))
    .sort((a, b) => messages.of(a.id).length - messages.of(b.id).length);
}

function shown({ channels, channel, oid }: Found): ShownChannel {
  const all = channels.messages.of(channel.id).filter(({ event }) => event === null);
  const show = (message: ChannelMessage) => shownMessage(channels, message, oid);
  const team = channels.teams.find(({ id }) => id === channel.teamId);
  const nameOf = ({ teamId, name }: Channel) => `${channels.teams.find(({ id }) => id === teamId)?.name} › ${name}`;
  return {
    channels: channelsFor(channels, oid)
      .reverse()
      .map((each) => ({ teamId: each.teamId, channelId: each.id, name: nameOf(each) })),
    teamId: channel.teamId,
    channelId: channel.id,
    name: channel.name,
    hasApp: team?.hasApp ?? false,
    messages: all
      .filter(({ rootId }) => rootId === null)
      .sort((a, b) => a.createdAt - b.createdAt)
      .map((root) => ({ ...show(root), replies: all.filter(({ rootId }) => rootId === root.id).map(show) })),
  };
}

function shownMessage({ nameOf, tid }: Channels, message: ChannelMessage, oid: string): ShownMessage {
  const { id, rootId, from, content, reactions, createdAt, editedAt, deletedAt, channelId } = message;
  const personId = from && 'personId' in from ? from.personId : undefined;
  const image = new URLSearchParams({ tid, oid, channelId, message: id });
  const counts = Map.groupBy(reactions, ({ reactionType }) => reactionType);
  return {
    id,
    rootId,
    author: personId === undefined ? (from && 'app' in from ? from.app : 'Teams') : (nameOf(personId) ?? '?'),
    at: new Date(createdAt).toISOString(),
    isEdited: editedAt !== null,
    isDeleted: deletedAt !== null,
    isOwn: personId === oid,
    html: content.body.content.replaceAll(
      hosted,
      (_link, hostedId: string) => `/host/channel/image?${image}&content=${hostedId}`,
    ),
    attachments: content.attachments.map(({ name, contentType }) => name ?? contentType),
    reactions: [...counts].map(([reaction, given]) => ({
      reaction,
      count: given.length,
      mine: given.some((each) => each.personId === oid),
    })),
  };
}

const hosted = /\.\.\/hostedContents\/([^/"]+)\/\$value/g;
const shownImage = /\/host\/channel\/image\?[^"]*content=([^"&]+)/g;

/** Does it; false for a message that only somebody else may change. */
function perform({ channels, channel, oid }: Found, act: Act): boolean {
  const place = { teamId: channel.teamId, channelId: channel.id };
  if (act.act === 'post') channels.post(place, oid, act.html);
  else if (act.act === 'add-app') channels.installApp(channel.teamId);
  else if (act.act === 'remove-app') channels.uninstallApp(channel.teamId);
  if (!('messageId' in act)) return true;
  const message = findMessage({ channels, channel }, act.messageId);
  if (!message) return false;
  if (act.act === 'reply') channels.reply(message, oid, act.html);
  else if (act.act === 'react') toggle(channels, message, oid, act.reaction);
  else if (!message.from || !('personId' in message.from) || message.from.personId !== oid) return false;
  else if (act.act === 'delete') channels.delete(message);
  else if (act.act === 'undelete') channels.undelete(message);
  else {
    const content = act.html.replaceAll(shownImage, (_link, id: string) => `../hostedContents/${id}/$value`);
    channels.edit(message, { ...message.content, body: { contentType: 'html', content } });
  }
  return true;
}

function toggle(channels: Channels, message: ChannelMessage, oid: string, reaction: string) {
  const isMine = message.reactions.some(({ personId, reactionType }) => personId === oid && reactionType === reaction);
  channels[isMine ? 'unreact' : 'react'](message, oid, reaction);
}

function findMessage({ channels, channel }: Pick<Found, 'channels' | 'channel'>, id: string) {
  return channels.messages.find(channel.id, id);
}
