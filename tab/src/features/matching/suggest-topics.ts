import type { Topic } from '@open-door/api/topics/schema.ts';

/**
 * The topics to offer while somebody describes a goal: the chosen ones, then those a word of the goal speaks of, then
 * the rest in the catalogue's order, `limit` at most (chosen ones always stay).
 */
export function suggestTopics(
  goal: string,
  topics: readonly Topic[],
  chosen: readonly string[],
  limit: number,
): Topic[] {
  const typed = wordsOf(goal).filter((word) => word.length > 2);
  const standing = ({ topic, label }: Topic) => {
    if (chosen.includes(topic)) return 0;
    return wordsOf(label).some((word) => word.length > 2 && typed.some((other) => akin(word, other))) ? 1 : 2;
  };
  const ranked = topics.map((topic, place) => ({ topic, place, standing: standing(topic) }));
  ranked.sort((one, other) => one.standing - other.standing || one.place - other.place);
  return ranked.slice(0, Math.max(limit, chosen.length)).map(({ topic }) => topic);
}

/** The same word as far as it is typed: "pivo", "pivot" and "pivots" are akin. */
function akin(word: string, typed: string): boolean {
  return word.startsWith(typed) || typed.startsWith(word);
}

/** Lower-case words without accents, so that "formulas" finds "Fórmulas". */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{Mark}/gu, '');
  return plain
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter(Boolean);
}
