import { type TopicKey, topics } from './topics.ts';

export function isTopic(key: string): key is TopicKey {
  return Object.hasOwn(topics, key);
}

/** A topic's name in the reader's language (English where theirs has none); an unknown key stands for itself. */
export function topicLabel(key: string, locale: string): string {
  if (!isTopic(key)) return key;
  const { label } = topics[key];
  return locale.split('-')[0] === 'pt' ? label.pt : label.en;
}
