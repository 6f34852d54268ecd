import { wordsIn } from '../topics/words.ts';

type Candidate = { topic: string | null; question: string; answer: string };

/** A word of the answer says less about what it answers than one of the question. */
const inAnswer = 0.4;
/** A shared topic weighs as much as so many words that half of the candidates have. */
const topicWords = 2;
/** One word in common is chance, unless the topic is the same too. */
const fewestWords = 2;

/**
 * The candidates that answer something like this question, most similar first. Shared words count by how rare they are
 * among the candidates (their inverse document frequency; Spärck Jones 1972), each once, whatever the length of a text.
 * `topics` are those the question is about. Equals stay in the order given.
 */
export function mostSimilar<T extends Candidate>(
  { question, topics }: { question: string; topics: readonly string[] },
  candidates: readonly T[],
  most: number,
): T[] {
  const asked = stemsOf(question);
  const known = candidates.map((candidate) => {
    const stems = { question: stemsOf(candidate.question), answer: stemsOf(candidate.answer) };
    return {
      candidate,
      stems,
      shared: [...asked].filter((stem) => stems.question.has(stem) || stems.answer.has(stem)),
    };
  });
  const counts = new Map<string, number>();
  for (const { shared } of known) for (const stem of shared) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const rarity = (count: number) => Math.log1p(known.length / count);
  return known
    .map(({ candidate, stems, shared }) => {
      const isOnTopic = candidate.topic !== null && topics.includes(candidate.topic);
      const enough = shared.length >= Math.min(fewestWords, asked.size) && shared.length > 0;
      const words = shared.map((stem) => rarity(counts.get(stem) ?? 1) * (stems.question.has(stem) ? 1 : inAnswer));
      const score = words.reduce((sum, each) => sum + each, isOnTopic ? topicWords * rarity(known.length / 2) : 0);
      return { candidate, score: enough || isOnTopic ? score : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The words of a question that are looked for, as they begin in any of their forms. */
export function stemsOf(text: string): ReadonlySet<string> {
  return new Set(wordsIn(text).map(({ stem }) => stem));
}
