import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { GraphMessage } from '../graph-message.ts';

const text = z.string().nullish();
const messageId = z.string().regex(/^\d{1,20}$/);
const instant = z.iso.datetime({ offset: true }).transform((value) => Temporal.Instant.from(value));
const somebody = z.object({ id: text, displayName: text, userIdentityType: text });
const identities = z.object({ user: somebody.nullish(), application: somebody.nullish() }).nullish().catch(null);

/** A channel message at the door. What is not as expected in its parts is left out, and the message is read all the same. */
export const graphMessage = z.object({
  id: messageId,
  replyToId: messageId.nullish(),
  etag: text,
  messageType: text,
  createdDateTime: instant,
  lastModifiedDateTime: instant.nullish(),
  lastEditedDateTime: instant.nullish(),
  deletedDateTime: instant.nullish(),
  subject: text,
  from: identities,
  body: z.object({ contentType: text, content: text }).nullish(),
  attachments: z
    .array(z.object({ id: text, contentType: text, contentUrl: text, content: text, name: text }))
    .nullish()
    .catch([]),
  reactions: z
    .array(z.object({ reactionType: z.string(), displayName: text, user: identities }))
    .nullish()
    .catch([]),
  webUrl: text,
}) satisfies z.ZodType<GraphMessage, unknown>;

/** Null for what is no message that can be told apart: it keeps no other from being read. */
const perhaps = <Schema extends z.ZodType>(schema: Schema) => schema.or(z.unknown().transform(() => null));
const isThere = <Value>(value: Value | null): value is Value => value !== null;

const chain = graphMessage
  .extend({ replies: z.array(perhaps(graphMessage)).nullish(), 'replies@odata.nextLink': text })
  .transform(({ replies, ...message }) => ({
    ...message,
    replies: (replies ?? []).filter(isThere),
    unreadable: (replies ?? []).filter((reply) => reply === null).length,
  }));
/** A message and its replies, the newest thousand at most; further ones behind the link. */
export type GraphChain = z.output<typeof chain>;

export const graphPage = z
  .object({
    value: z.array(perhaps(chain)),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  })
  .transform(({ value, ...links }) => ({
    ...links,
    value: value.filter(isThere),
    /** How many messages and replies of the page are in no form that is known. */
    unreadable: value.reduce((sum, one) => sum + (one === null ? 1 : one.unreadable), 0),
  }));
