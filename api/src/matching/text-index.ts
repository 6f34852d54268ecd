import type { Counts, Term, Vocabulary } from './terms.ts';

/** Which texts have a term and how much it says there. Texts are numbered expert by expert. */
export type TextIndex = {
  texts: number;
  /** Expert e's texts are firstText[e] .. firstText[e + 1]. */
  firstText: Int32Array;
  /** Term t's places are firstPlace[t] .. firstPlace[t + 1] in `text` and `weight`, by rising text. */
  firstPlace: Int32Array;
  text: Int32Array;
  weight: Float32Array;
  /** How many experts use each term, and how many use any. */
  users: Int32Array;
  writers: number;
};

/** As many experts as general usage stands for, beside those at hand. */
const general = 100;

/** Indexes each expert's texts by their terms, all of which the vocabulary has. */
export function indexTexts(experts: readonly Counts[][], vocabulary: Vocabulary): TextIndex {
  const texts = experts.flat();
  const firstText = new Int32Array(experts.length + 1);
  for (const [expert, own] of experts.entries()) {
    firstText[expert + 1] = (firstText[expert] as number) + own.length;
  }
  const { users, writers } = countUsers(experts, vocabulary.terms.length);
  const rarities = vocabulary.terms.map((term, number) => rarity(term, users[number] as number, writers));
  return { texts: texts.length, firstText, users, writers, ...placesByTerm(texts, rarities) };
}

function countUsers(experts: readonly Counts[][], size: number) {
  let writers = 0;
  const users = new Int32Array(size);
  const lastUser = new Int32Array(size).fill(-1);
  for (const [expert, texts] of experts.entries()) {
    if (texts.some(({ terms }) => terms.length > 0)) writers += 1;
    for (const { terms } of texts) {
      for (const term of terms) {
        if (lastUser[term] === expert) continue;
        lastUser[term] = expert;
        users[term] = (users[term] as number) + 1;
      }
    }
  }
  return { users, writers };
}

/** The logarithm of how rare a term is, among these experts and in general together. */
export function rarity({ share, worth }: Term, users: number, writers: number): number {
  return worth * Math.log((writers + general + 1) / (users + general * share + 0.5));
}

/** How much each term of one text says about it, together of unit length. `rarities` is by term. */
export function weigh({ terms, counts }: Counts, rarities: readonly number[]): number[] {
  const weights = terms.map((term, i) => (rarities[term] as number) * (1 + Math.log(counts[i] as number)));
  const length = Math.sqrt(weights.reduce((total, weight) => total + weight * weight, 0));
  return weights.map((weight) => weight / length);
}

function placesByTerm(texts: readonly Counts[], rarities: readonly number[]) {
  const firstPlace = new Int32Array(rarities.length + 1);
  for (const { terms } of texts) for (const term of terms) firstPlace[term + 1] = (firstPlace[term + 1] as number) + 1;
  for (let i = 1; i < firstPlace.length; i++) firstPlace[i] = (firstPlace[i] as number) + (firstPlace[i - 1] as number);
  const next = firstPlace.slice();
  const text = new Int32Array(firstPlace[rarities.length] as number);
  const weight = new Float32Array(text.length);
  for (const [nth, counts] of texts.entries()) {
    const weights = weigh(counts, rarities);
    for (let i = 0; i < weights.length; i++) {
      const term = counts.terms[i] as number;
      const place = next[term] as number;
      next[term] = place + 1;
      text[place] = nth;
      weight[place] = weights[i] as number;
    }
  }
  return { firstPlace, text, weight };
}
