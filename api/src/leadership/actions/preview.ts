import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { say } from '../../platform/messages.ts';
import { isTopic, topicLabel } from '../../topics/label.ts';
import { type Composed, composePost, mostBytes, sizeOf } from '../compose.ts';
import { readMessage } from '../read-message.ts';
import { type DraftContent, type Preview, prompts } from '../schema.ts';
import { findDraft } from '../store/drafts.ts';

type Prompt = (typeof prompts)[number];

/** A draft as Teams takes it, with the headings in this language; null when nothing is written. */
export function composeIn(
  locale: string,
  content: DraftContent,
  image: { type: string; base64: string } | null,
): Composed | null {
  const headings = Object.fromEntries(prompts.map((prompt) => [prompt, say(locale, `leadership.writing.${prompt}`)]));
  return composePost(content, { headings: headings as Record<Prompt, string>, image });
}

/** How it will look in Teams, read as if it came from there, and what readers could book a champion on. */
export async function preview(deps: Deps, actor: Actor, content: DraftContent): Promise<Preview> {
  const draft = await deps.db.transaction(actor.tenantId, (tx) => findDraft(tx, actor.personId));
  const image = draft?.image ? { type: draft.image.type, base64: '' } : null;
  const html = composeIn(actor.locale, content, image)?.html ?? '';
  const reading = readMessage({ id: '1', createdDateTime: deps.now(), body: { contentType: 'html', content: html } });
  const said = content.topics.filter(isTopic);
  const topics = said.length > 0 ? said : (reading?.topics ?? []);
  return {
    html: reading?.html ?? '',
    topics: topics.map((topic) => ({ topic, label: topicLabel(topic, actor.locale) })),
    fills: Math.ceil((100 * sizeOf(html)) / mostBytes),
  };
}
