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

const chain = graphMessage.extend({ replies: z.array(graphMessage).nullish(), 'replies@odata.nextLink': text });
/** A message and its replies, the newest thousand at most; further ones behind the link. */
export type GraphChain = z.output<typeof chain>;

export const graphPage = z.object({
  value: z.array(chain),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});
export type GraphPage = z.output<typeof graphPage>;
