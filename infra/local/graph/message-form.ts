import { Temporal } from 'temporal-polyfill';
import type { ChannelMessage } from './messages.ts';

// Messages as they travel: https://learn.microsoft.com/graph/api/resources/chatmessage

/** How messages are shown: whose names, where, and under which address of Graph. */
export type MessageForm = {
  tid: string;
  nameOf: (personId: string) => string | null;
  teamsUrl: string;
  /** Such as https://localhost:1234/v1.0. */
  base: string;
  /** Whether the caller knows of messages of Teams itself, which came to Graph later. */
  namesSystem: boolean;
};

/** As Graph writes it. What was deleted has lost its content. */
export function representMessage(message: ChannelMessage, form: MessageForm): object {
  const { id, rootId, teamId, channelId, event } = message;
  const isThere = message.deletedAt === null;
  const { subject, importance, body, attachments, mentions } = message.content;
  return {
    id,
    replyToId: rootId,
    etag: String(message.changedAt),
    messageType: event === null ? 'message' : form.namesSystem ? 'systemEventMessage' : 'unknownFutureValue',
    createdDateTime: writtenTime(message.createdAt),
    lastModifiedDateTime: writtenTime(message.changedAt),
    lastEditedDateTime: writtenTime(message.editedAt),
    deletedDateTime: writtenTime(message.deletedAt),
    subject: isThere ? subject : null,
    summary: null,
    chatId: null,
    importance,
    locale: 'en-us',
    webUrl: messageUrl(message, form),
    policyViolation: null,
    eventDetail: event,
    from: writtenAuthor(message.from, form),
    body: isThere
      ? { contentType: body.contentType, content: withAddresses(body.content, message, form) }
      : { contentType: 'html', content: '' },
    channelIdentity: { teamId, channelId },
    attachments: isThere ? attachments : [],
    mentions: isThere ? mentions : [],
    reactions: isThere ? message.reactions.map((reaction) => writtenReaction(reaction, form)) : [],
    messageHistory: [],
  };
}

/** The message's address in Teams. */
export function messageUrl(message: ChannelMessage, { tid, teamsUrl }: Pick<MessageForm, 'tid' | 'teamsUrl'>): string {
  const { id, rootId, teamId, channelId } = message;
  const query = new URLSearchParams({ groupId: teamId, tenantId: tid, createdTime: id, parentMessageId: rootId ?? id });
  return `${teamsUrl}/l/message/${encodeURIComponent(channelId)}/${id}?${query}`;
}

/** The path of a message below Graph's version. */
function pathOf({ id, rootId, teamId, channelId }: ChannelMessage): string {
  const root = `/teams/${teamId}/channels/${channelId}/messages/${rootId ?? id}`;
  return rootId === null ? root : `${root}/replies/${id}`;
}

/** Graph's id of a hosted content, from the one that it was posted under. */
export function hostedId(message: ChannelMessage, temporaryId: string): string {
  return Buffer.from(`id=${message.id}-${temporaryId},type=1,url=`).toString('base64');
}

function withAddresses(html: string, message: ChannelMessage, { base }: MessageForm): string {
  return html.replaceAll(
    /\.\.\/hostedContents\/([^/"]+)\/\$value/g,
    (_link, id: string) => `${base}${pathOf(message)}/hostedContents/${hostedId(message, id)}/$value`,
  );
}

function writtenAuthor(from: ChannelMessage['from'], form: MessageForm) {
  if (from === null) return null;
  if ('app' in from) {
    const application = { id: from.app, displayName: from.app, applicationIdentityType: 'bot' };
    return { application, device: null, user: null };
  }
  return writtenIdentity(from.personId, form.nameOf(from.personId), form);
}

function writtenReaction({ reactionType, personId, at }: ChannelMessage['reactions'][number], form: MessageForm) {
  return {
    reactionType,
    displayName: null,
    reactionContentUrl: null,
    createdDateTime: writtenTime(at),
    // Graph says who reacted by id alone.
    user: writtenIdentity(personId, null, form),
  };
}

function writtenIdentity(id: string, displayName: string | null, { tid }: MessageForm) {
  const kind = { '@odata.type': '#microsoft.graph.teamworkUserIdentity', userIdentityType: 'aadUser', tenantId: tid };
  return { application: null, device: null, user: { ...kind, id, displayName } };
}

function writtenTime(milliseconds: number | null): string | null {
  if (milliseconds === null) return null;
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ fractionalSecondDigits: 3 });
}
