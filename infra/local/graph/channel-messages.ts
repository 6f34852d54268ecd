import { z } from 'zod';
import { type Answer, badRequest, type Failure, type GraphCall, notFound } from './answer.ts';
import type { Channels } from './channels.ts';
import { unreadable } from './events.ts';
import { draftFrom } from './message-draft.ts';
import { hostedId, type MessageForm, representMessage } from './message-form.ts';
import type { ChannelMessage } from './messages.ts';
import { type Channel, channelFor } from './teams.ts';

const largestPage = 50;
const defaultPageSize = 20;

/** `GET …/messages`, the chain that changed last first: https://learn.microsoft.com/graph/api/channel-list-messages */
export function listMessages(channels: Channels, call: GraphCall): Answer {
  const channel = channelFor(channels, call);
  if ('status' in channel) return channel;
  const expand = call.query.get('$expand');
  if (expand !== null && expand !== 'replies') return notSupported('$expand');
  const all = channels.messages.of(channel.id);
  const changedAt = new Map<string, number>();
  for (const { id, rootId, changedAt: at } of all)
    changedAt.set(rootId ?? id, Math.max(at, changedAt.get(rootId ?? id) ?? 0));
  const roots = all
    .filter(({ rootId }) => rootId === null)
    .map((message) => ({ message, at: changedAt.get(message.id) ?? 0 }));
  return pageOf(call, roots, 'messages', ({ message }) => {
    const entry = representMessage(message, formFor(channels, call));
    return expand ? { ...entry, ...repliesOf(channels, call, message) } : entry;
  });
}

/** `GET …/messages/{message}/replies`, the newest first: https://learn.microsoft.com/graph/api/chatmessage-list-replies */
export function listReplies(channels: Channels, call: GraphCall): Answer {
  const root = rootFor(channels, call);
  if ('code' in root) return root;
  const replies = channels.messages.of(root.channelId).filter(({ rootId }) => rootId === root.id);
  const entries = replies.map((message) => ({ message, at: message.createdAt }));
  return pageOf(call, entries, `messages('${root.id}')/replies`, ({ message }) =>
    representMessage(message, formFor(channels, call)),
  );
}

/** `GET …/messages/{message}` and `GET …/replies/{reply}`. Of what was deleted, Graph still says that it was there. */
export function getMessage(channels: Channels, call: GraphCall): Answer {
  const message = messageFor(channels, call);
  return 'code' in message ? message : { status: 200, body: representMessage(message, formFor(channels, call)) };
}

/** `GET …/hostedContents/{content}/$value` */
export function getHostedContent(channels: Channels, call: GraphCall): Answer {
  const message = messageFor(channels, call);
  if ('code' in message) return message;
  const found = message.content.hostedContents.find(({ id }) => hostedId(message, id) === call.path.content);
  if (!found || message.deletedAt !== null) return notFound('The hosted content was not found.', 'NotFound');
  return { status: 200, bytes: new Uint8Array(Buffer.from(found.base64, 'base64')), type: found.type };
}

/** `POST …/messages` and `POST …/messages/{message}/replies`, as a member */
export function postMessage(channels: Channels, call: GraphCall): Answer {
  const channel = channelFor(channels, call);
  if ('status' in channel) return channel;
  const draft = draftFrom(call.body);
  if ('status' in draft) return draft;
  const { oid = '' } = call;
  const place = { teamId: channel.teamId, channelId: channel.id };
  if (call.path.message === undefined) return written(channels, call, channels.post(place, oid, draft));
  const root = rootFor(channels, call);
  if ('code' in root) return root;
  return root.deletedAt === null ? written(channels, call, channels.reply(root, oid, draft)) : noSuchMessage;
}

/** `PATCH …/messages/{message}` and `PATCH …/replies/{reply}`, by who wrote it */
export function editMessage(channels: Channels, call: GraphCall): Answer {
  return changeOwn(channels, call, (message) => {
    const draft = draftFrom(call.body);
    if ('status' in draft) return draft;
    channels.edit(message, draft);
    return { status: 204 };
  });
}

/** `POST …/softDelete` and `POST …/undoSoftDelete`, by who wrote it */
export function deleteMessage(channels: Channels, call: GraphCall): Answer {
  return changeOwn(channels, call, (message) => {
    channels.delete(message);
    return { status: 204 };
  });
}

export function undeleteMessage(channels: Channels, call: GraphCall): Answer {
  return changeOwn(channels, call, (message) => {
    channels.undelete(message);
    return { status: 204 };
  });
}

const reactionSchema = z.strictObject({ reactionType: z.string().min(1).max(32) });

/** `POST …/setReaction` and `POST …/unsetReaction`: https://learn.microsoft.com/graph/api/chatmessage-setreaction */
export function react(channels: Channels, call: GraphCall, given: boolean): Answer {
  const message = messageFor(channels, call);
  if ('code' in message) return message;
  const body = reactionSchema.safeParse(call.body);
  if (!body.success) return unreadable(body.error);
  if (message.deletedAt !== null) return noSuchMessage;
  channels[given ? 'react' : 'unreact'](message, call.oid ?? '', body.data.reactionType);
  return { status: 204 };
}

export function formFor({ tid, nameOf, teamsUrl }: Channels, { base, headers }: GraphCall): MessageForm {
  const namesSystem = /\binclude-unknown-enum-members\b/.test(headers.get('prefer') ?? '');
  return { tid, nameOf, teamsUrl: teamsUrl(), base, namesSystem };
}

/** At most fifty, twenty unless said. */
export function sizeFrom({ query }: GraphCall): number | Failure {
  const size = Number(query.get('$top') ?? defaultPageSize);
  if (Number.isInteger(size) && size > 0 && size <= largestPage) return size;
  return badRequest(
    `Invalid page size specified: '${query.get('$top')}'. Must be between 1 and ${largestPage}.`,
    'BadRequest',
  );
}

function changeOwn(channels: Channels, call: GraphCall, change: (message: ChannelMessage) => Answer): Answer {
  const message = messageFor(channels, call);
  if ('code' in message) return message;
  const { from } = message;
  if (from && 'personId' in from && from.personId === call.oid) return change(message);
  return { status: 403, code: 'Forbidden', message: 'Only who wrote a message may change it.' };
}

function messageFor(channels: Channels, call: GraphCall): ChannelMessage | Failure {
  const root = rootFor(channels, call);
  if ('code' in root || call.path.reply === undefined) return root;
  const reply = channels.messages.find(root.channelId, call.path.reply);
  return reply?.rootId === root.id ? reply : noSuchMessage;
}

function rootFor(channels: Channels, call: GraphCall): ChannelMessage | Failure {
  const channel: Channel | Failure = channelFor(channels, call);
  if ('status' in channel) return channel;
  const root = channels.messages.find(channel.id, call.path.message ?? '');
  return root?.rootId === null ? root : noSuchMessage;
}

function written(channels: Channels, call: GraphCall, message: ChannelMessage): Answer {
  return { status: 201, body: representMessage(message, formFor(channels, call)) };
}

/** The newest replies to a message, and where the others are. */
function repliesOf(channels: Channels, call: GraphCall, { id, teamId, channelId }: ChannelMessage): object {
  const all = newestFirst(
    channels.messages
      .of(channelId)
      .filter(({ rootId }) => rootId === id)
      .map((message) => ({ message, at: message.createdAt })),
  );
  const page = all.slice(0, channels.repliesExpanded);
  const last = page.at(-1);
  const link = `${call.base}/teams/${teamId}/channels/${channelId}/messages/${id}/replies?$skiptoken=`;
  return {
    'replies@odata.count': page.length,
    ...(last && page.length < all.length && { 'replies@odata.nextLink': `${link}${tokenOf(last)}` }),
    replies: page.map(({ message }) => representMessage(message, formFor(channels, call))),
  };
}

type Entry = { message: ChannelMessage; at: number };

/** A page of what comes after the token. Whatever changes meanwhile moves to the front, and is not met again. */
function pageOf(call: GraphCall, entries: Entry[], what: string, represent: (entry: Entry) => object): Answer {
  for (const option of ['$filter', '$orderby', '$search', '$select', '$skip']) {
    if (call.query.has(option)) return notSupported(option);
  }
  const size = sizeFrom(call);
  if (typeof size !== 'number') return size;
  const after = call.query.get('$skiptoken');
  const left = newestFirst(entries).filter((entry) => after === null || tokenOf(entry) < after);
  const page = left.slice(0, size);
  const last = page.at(-1);
  const { team, channel, message } = call.path;
  const here = `teams/${team}/channels/${channel}/messages${message === undefined ? '' : `/${message}/replies`}`;
  const options = new URLSearchParams([...call.query].filter(([name]) => name !== '$skiptoken'));
  if (last) options.set('$skiptoken', tokenOf(last));
  return {
    status: 200,
    body: {
      '@odata.context': `${call.base}/$metadata#teams('${team}')/channels('${channel}')/${what}`,
      '@odata.count': page.length,
      ...(left.length > size && { '@odata.nextLink': `${call.base}/${here}?${options}` }),
      value: page.map(represent),
    },
  };
}

function newestFirst(entries: Entry[]): Entry[] {
  return entries.sort((a, b) => b.at - a.at || Number(b.message.id) - Number(a.message.id));
}

/** Sorts as time does. */
function tokenOf({ at, message }: Entry): string {
  return `${String(at).padStart(15, '0')}-${message.id.padStart(15, '0')}`;
}

function notSupported(option: string): Failure {
  return badRequest(`Query option '${option}' is not allowed.`, 'BadRequest');
}

const noSuchMessage = notFound('NotFound. The message was not found.', 'NotFound');
