import type { Deps } from '../deps.ts';
import type { Actor } from '../platform/actor.ts';
import { topicLabel } from './label.ts';
import type { Topic } from './schema.ts';
import { topics } from './topics.ts';

/** The whole catalogue, by name in the reader's language. */
export async function listTopics(_deps: Deps, actor: Actor): Promise<{ items: Topic[]; next: null }> {
  const items = Object.keys(topics).map((topic) => ({ topic, label: topicLabel(topic, actor.locale) }));
  const inOrder = new Intl.Collator(actor.locale).compare;
  return { items: items.sort((a, b) => inOrder(a.label, b.label)), next: null };
}
