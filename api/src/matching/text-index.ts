import type { Term, Vocabulary } from './terms.ts';

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

/** Text t's terms are firstTerm[t] .. firstTerm[t + 1] in `terms` and `counts`; experts' texts as in the index. */
type Read = { terms: number[]; counts: number[]; firstTerm: number[]; firstText: number[] };

/** As many experts as general usage stands for, beside those at hand. */
const general = 100;

/** Indexes texts given, for each expert, as how often each term stands in them; the vocabulary may grow as they are read. */
export function indexTexts(experts: Iterable<ReadonlyMap<number, number>[]>, vocabulary: Vocabulary): TextIndex {
  const read = readAll(experts);
  const firstText = Int32Array.from(read.firstText);
  const { users, writers } = countUsers(read, vocabulary.terms.length);
  const rarities = vocabulary.terms.map((term, number) => rarity(term, users[number] as number, writers));
  return { texts: read.firstTerm.length - 1, firstText, users, writers, ...placesByTerm(read, rarities) };
}

function readAll(experts: Iterable<ReadonlyMap<number, number>[]>): Read {
  const read: Read = { terms: [], counts: [], firstTerm: [0], firstText: [0] };
  for (const texts of experts) {
    for (const text of texts) {
      for (const [term, count] of text) {
        read.terms.push(term);
        read.counts.push(count);
      }
      read.firstTerm.push(read.terms.length);
    }
    read.firstText.push(read.firstTerm.length - 1);
  }
  return read;
}

function countUsers({ terms, firstTerm, firstText }: Read, size: number) {
  let writers = 0;
  const users = new Int32Array(size);
  const lastUser = new Int32Array(size).fill(-1);
  for (let expert = 0; expert + 1 < firstText.length; expert++) {
    const start = firstTerm[firstText[expert] as number] as number;
    const end = firstTerm[firstText[expert + 1] as number] as number;
    if (end > start) writers += 1;
    for (let i = start; i < end; i++) {
      const term = terms[i] as number;
      if (lastUser[term] === expert) continue;
      lastUser[term] = expert;
      users[term] = (users[term] as number) + 1;
    }
  }
  return { users, writers };
}

/** The logarithm of how rare a term is, among these experts and in general together. */
export function rarity({ share, worth }: Term, users: number, writers: number): number {
  return worth * Math.log((writers + general + 1) / (users + general * share + 0.5));
}

/** How much the terms of one text say about it, of unit length together. */
export function weigh(rarities: readonly number[], counts: readonly number[]): number[] {
  const weights = rarities.map((rarity, i) => rarity * (1 + Math.log(counts[i] as number)));
  const length = Math.sqrt(weights.reduce((total, weight) => total + weight * weight, 0));
  return weights.map((weight) => weight / length);
}

function placesByTerm({ terms, counts, firstTerm }: Read, rarities: readonly number[]) {
  const firstPlace = new Int32Array(rarities.length + 1);
  for (const term of terms) firstPlace[term + 1] = (firstPlace[term + 1] as number) + 1;
  for (let i = 1; i < firstPlace.length; i++) firstPlace[i] = (firstPlace[i] as number) + (firstPlace[i - 1] as number);
  const next = firstPlace.slice();
  const text = new Int32Array(terms.length);
  const weight = new Float32Array(terms.length);
  for (let nth = 0; nth + 1 < firstTerm.length; nth++) {
    const own = terms.slice(firstTerm[nth], firstTerm[nth + 1]);
    const weights = weigh(
      own.map((term) => rarities[term] as number),
      counts.slice(firstTerm[nth], firstTerm[nth + 1]),
    );
    for (let i = 0; i < own.length; i++) {
      const term = own[i] as number;
      const place = next[term] as number;
      next[term] = place + 1;
      text[place] = nth;
      weight[place] = weights[i] as number;
    }
  }
  return { firstPlace, text, weight };
}
