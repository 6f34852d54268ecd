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

/** The first words of labels that keep their capital in the middle of a sentence. */
const names = /^(Excel|Power|Python|SQL)\b/;

/** A topic's name as it stands within a sentence: "has helped 6 people with writing emails". */
export function topicInSentence(key: string, locale: string): string {
  const label = topicLabel(key, locale);
  return names.test(label) ? label : `${label.charAt(0).toLocaleLowerCase(locale)}${label.slice(1)}`;
}
