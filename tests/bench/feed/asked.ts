import type { MessageReading } from '@open-door/api/leadership/read-message.ts';
import { searchedWords, wordsToFind } from '@open-door/api/leadership/words.ts';
import { topics } from '@open-door/api/topics/topics.ts';
import type { DirectoryPerson } from '../../../infra/local/demo/entra-csv.ts';
import { seededRandom } from '../../../infra/local/demo/random.ts';

export type Filter = { leader?: string; department?: string; topic?: string; search?: string };
/** One way to look at the feed, drawn anew each time. */
export type Case = { name: string; filter: () => Filter };

/** Every way to narrow the feed, by leaders, topics and words as they occur. */
export function casesOf(leaders: readonly DirectoryPerson[], messages: readonly MessageReading[]): Case[] {
  const random = seededRandom('asked');
  const keys = Object.keys(topics);
  const words = wordsByRank(messages);
  const common = () => words[20 + random.below(100)] as string;
  const rare = () => words[words.length - 1 - random.below(1_000)] as string;
  const middle = () => words[400 + random.below(600)] as string;
  const department = () => random.pick(leaders).department;
  return [
    { name: 'the newest', filter: () => ({}) },
    { name: 'of a leader', filter: () => ({ leader: random.pick(leaders).id }) },
    { name: 'of a department', filter: () => ({ department: department() }) },
    { name: 'on a topic', filter: () => ({ topic: random.pick(keys) }) },
    { name: 'with a common word', filter: () => ({ search: common() }) },
    { name: 'with a rare word', filter: () => ({ search: rare() }) },
    { name: 'with two words', filter: () => ({ search: `${middle()} ${middle()}` }) },
    { name: 'with two beginnings', filter: () => ({ search: `${middle().slice(0, 2)} ${middle().slice(0, 2)}` }) },
    {
      name: 'with a word, of a department, on a topic',
      filter: () => ({ search: common(), department: department(), topic: random.pick(keys) }),
    },
  ];
}

/** The words of posts, the commonest first. */
function wordsByRank(messages: readonly MessageReading[]): string[] {
  const often = new Map<string, number>();
  const posts = messages.filter(({ rootId }) => rootId === null);
  for (const word of posts.flatMap(({ plain }) => wordsToFind(plain, ''))) often.set(word, (often.get(word) ?? 0) + 1);
  return [...often].sort(([, a], [, b]) => b - a).map(([word]) => word);
}

/** Answers by looking at every message: the ids of a page of leaders' posts, newest first. */
export function plainAnswers(leaders: readonly DirectoryPerson[], messages: readonly MessageReading[]) {
  const leading = new Map(leaders.map((leader) => [leader.id, leader]));
  const posts = messages
    .flatMap((message) => {
      const author = message.rootId === null && leading.get(message.authorId ?? '');
      return author ? [{ ...message, author, words: wordsToFind(message.plain, message.authorName) }] : [];
    })
    .sort((a, b) => b.version - a.version || (a.messageId < b.messageId ? 1 : -1));
  return ({ leader, department, topic, search = '' }: Filter, limit: number): string[] =>
    posts
      .filter(
        ({ author, words, topics }) =>
          (leader === undefined || author.id === leader) &&
          (department === undefined || author.department === department) &&
          (topic === undefined || topics.includes(topic)) &&
          searchedWords(search).every((begins) => words.some((word) => word.startsWith(begins))),
      )
      .slice(0, limit)
      .map(({ messageId }) => messageId);
}
