import { z } from 'zod';
import { badRequest, type Failure } from './answer.ts';
import { unreadable } from './events.ts';

// Messages as they are written: https://learn.microsoft.com/graph/api/resources/chatmessage

const attachmentSchema = z.strictObject({
  id: z.string(),
  /** `reference` for a file, `messageReference` for a quote, else the type of a card. */
  contentType: z.string(),
  contentUrl: z.string().nullish(),
  content: z.string().nullish(),
  name: z.string().nullish(),
  thumbnailUrl: z.string().nullish(),
  teamsAppId: z.string().nullish(),
});
const mentionSchema = z.object({ id: z.number().int(), mentionText: z.string(), mentioned: z.looseObject({}) });
const hostedSchema = z
  .strictObject({ '@microsoft.graph.temporaryId': z.string(), contentBytes: z.base64(), contentType: z.string() })
  .transform(({ contentBytes: base64, contentType: type, ...named }) => ({
    id: named['@microsoft.graph.temporaryId'],
    type,
    base64,
  }));

/** A property that Graph does not have is refused, as Graph does. */
const draftSchema = z.strictObject({
  subject: z.string().nullable().default(null),
  importance: z.enum(['normal', 'high', 'urgent']).default('normal'),
  body: z.object({ contentType: z.enum(['text', 'html']).default('text'), content: z.string().min(1) }),
  attachments: z.array(attachmentSchema).default([]),
  mentions: z.array(mentionSchema).default([]),
  hostedContents: z.array(hostedSchema).default([]),
});
export type MessageDraft = z.output<typeof draftSchema>;

/** Of text, images aside: https://learn.microsoft.com/microsoftteams/limits-specifications-teams#channels */
const mostBytes = 28 * 1024;

/** What somebody writes, or how they change it, as Graph would take it. */
export function draftFrom(body: unknown): MessageDraft | Failure {
  const read = draftSchema.safeParse(body);
  if (!read.success) return unreadable(read.error);
  const draft = read.data;
  const { content } = draft.body;
  if (Buffer.byteLength(content) > mostBytes) {
    return { status: 413, code: 'RequestEntityTooLarge', message: 'Message size is too large.' };
  }
  for (const { id } of draft.mentions) {
    if (!new RegExp(`<at id="${id}"[^>]*>`).test(content)) return unmarked('mention', id);
  }
  for (const { id } of draft.attachments) {
    if (!content.includes(`<attachment id="${id}">`)) return unmarked('attachment', id);
  }
  for (const { id } of draft.hostedContents) {
    if (!content.includes(`../hostedContents/${id}/$value`)) return unmarked('hosted content', id);
  }
  return draft;
}

function unmarked(what: string, id: string | number): Failure {
  return badRequest(`Body content does not contain marker for ${what} with Id '${id}'.`, 'BadRequest');
}

/** A simple text or html as a draft. */
export function draftOf(words: string | Partial<MessageDraft>): MessageDraft {
  const said = typeof words === 'string' ? { body: { contentType: 'html', content: words } as const } : words;
  const empty = { subject: null, importance: 'normal', attachments: [], mentions: [], hostedContents: [] } as const;
  return structuredClone({ ...empty, body: { contentType: 'html', content: '' }, ...said }) as MessageDraft;
}
