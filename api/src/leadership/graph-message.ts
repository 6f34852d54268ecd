import type { Temporal } from 'temporal-polyfill';

type Text = string | null | undefined;
type Instant = Temporal.Instant;

type Somebody = { id?: Text; displayName?: Text; userIdentityType?: Text };
type Identities = { user?: Somebody | null | undefined; application?: Somebody | null | undefined };

export type Attachment = { id?: Text; contentType?: Text; contentUrl?: Text; content?: Text; name?: Text };

/** A channel message as Graph tells it, as far as it is read: https://learn.microsoft.com/graph/api/resources/chatmessage */
export type GraphMessage = {
  /** Digits, unique in the channel. */
  id: string;
  /** The message it replies to. */
  replyToId?: Text;
  etag?: Text;
  messageType?: Text;
  createdDateTime: Instant;
  lastModifiedDateTime?: Instant | null | undefined;
  lastEditedDateTime?: Instant | null | undefined;
  deletedDateTime?: Instant | null | undefined;
  subject?: Text;
  from?: Identities | null | undefined;
  body?: { contentType?: Text; content?: Text } | null | undefined;
  attachments?: Attachment[] | null | undefined;
  reactions?: { reactionType: string; displayName?: Text; user?: Identities | null | undefined }[] | null | undefined;
  webUrl?: Text;
};
