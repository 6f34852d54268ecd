import { z } from 'zod';

const guid = z.guid().transform((id) => id.toLowerCase());

const base = z.object({
  // Other channels do not vouch for who somebody is in the organisation.
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  id: z.string().optional(),
  from: z.object({ id: z.string().min(1), aadObjectId: guid.optional().catch(undefined) }),
  recipient: z.object({ id: z.string() }),
  conversation: z.object({
    id: z.string().min(1),
    tenantId: guid.optional(),
    conversationType: z.string().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: guid }).optional() }).optional(),
  locale: z.string().max(40).optional().catch(undefined),
  localTimezone: z.string().max(60).optional().catch(undefined),
});

const activity = z.discriminatedUnion('type', [
  base.extend({ type: z.literal('message'), text: z.string().max(20_000).nullish() }),
  base.extend({ type: z.literal('invoke'), name: z.string(), value: z.unknown() }),
  base.extend({ type: z.literal('installationUpdate'), action: z.string() }),
]);

/** What Teams tells the bot, as far as the bot listens to it. */
export type Incoming = z.output<typeof activity>;

/** Who an activity comes from, as Teams vouches for it. */
export type Sender = { tenantId: string; objectId: string };

const heard: ReadonlySet<unknown> = new Set(activity.options.map(({ shape }) => shape.type.value));

/** An activity that is to be answered; `ignored` for the kinds we do not listen to, `malformed` with what is wrong. */
export function readActivity(raw: unknown): { incoming: Incoming } | { ignored: true } | { malformed: string } {
  const { type } = z.object({ type: z.unknown() }).catch({ type: undefined }).parse(raw);
  if (typeof type === 'string' && !heard.has(type)) return { ignored: true };
  const parsed = activity.safeParse(raw);
  return parsed.success ? { incoming: parsed.data } : { malformed: z.prettifyError(parsed.error) };
}

/** The person behind an activity; `undefined` when Teams does not say, or says two different things. */
export function senderOf({ from, conversation, channelData }: Incoming): Sender | undefined {
  const tenants = new Set([conversation.tenantId, channelData?.tenant?.id].filter((id) => id !== undefined));
  const [tenantId] = tenants;
  if (!tenantId || tenants.size > 1 || !from.aadObjectId) return undefined;
  return { tenantId, objectId: from.aadObjectId };
}

/** What is needed to write to a conversation later, unasked. */
export const conversationReference = z.object({
  channelId: z.string(),
  serviceUrl: z.url(),
  bot: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  conversation: z.object({ id: z.string(), tenantId: z.string().optional(), conversationType: z.string().optional() }),
  /** The language of the person's Teams, for when the directory does not know theirs. */
  locale: z.string().optional(),
});
export type ConversationReference = z.output<typeof conversationReference>;

export function referenceTo({
  channelId,
  serviceUrl,
  from,
  recipient,
  conversation,
  locale,
}: Incoming): ConversationReference {
  return {
    channelId,
    serviceUrl,
    bot: { id: recipient.id },
    user: { id: from.id },
    conversation,
    ...(locale && { locale }),
  } as ConversationReference;
}
