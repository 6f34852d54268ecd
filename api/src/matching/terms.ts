import { commonness } from './commonness.ts';
import { addPair, emptyPairMap, getPair, type PairMap, pairsOf } from './pair-map.ts';
import { rootOf, typedIn } from './roots.ts';

/**
 * A term is a root, or two neighbouring roots in their order. `share` is how many of all texts, whatever they are about, are
 * expected to have it; `worth` is what it counts beside a root just as rare.
 */
export type Term = { share: number; worth: number };

/** The terms met so far, by number from 0. */
export type Vocabulary = {
  /** The number of a word's root, by the word as typed; `silent` for a word that says nothing. */
  words: Map<string, number>;
  roots: Map<string, number>;
  /** By the numbers of both roots. */
  pairs: PairMap;
  terms: Term[];
  /** Where the text being counted has each term, if that is where it has it. */
  places: number[];
};

/** The terms of a text by number, each once and in the order they were met, and how often it stands there. */
export type Counts = { terms: number[]; counts: number[] };

const silent = -1;
/** Two words meet by chance far more rarely than either turns up; and half of what that says, they have said already. */
const pair: Term = { share: 0.0004, worth: 0.5 };
/** A text's first words count more: titles and first sentences say what it is about. */
const opening = { words: 10, count: 1.5 };

export function emptyVocabulary(): Vocabulary {
  return { words: new Map(), roots: new Map(), pairs: emptyPairMap(), terms: [], places: [] };
}

/** Counts a text's terms, those of its opening for more than one; the vocabulary learns the terms it lacks. */
export function countTerms(text: string, vocabulary: Vocabulary): Counts {
  const counted: Counts = { terms: [], counts: [] };
  let words = 0;
  let before = silent;
  for (const typed of typedIn(text)) {
    const root = vocabulary.words.get(typed) ?? learnWord(typed, vocabulary);
    if (root === silent) continue;
    const count = words < opening.words ? opening.count : 1;
    add(root, count, counted, vocabulary.places);
    if (before !== silent) {
      const both = getPair(vocabulary.pairs, before, root) ?? learnPair(before, root, vocabulary);
      add(both, count, counted, vocabulary.places);
    }
    before = root;
    words += 1;
  }
  return counted;
}

/** A sparse set, which needs no clearing between texts (Briggs & Torczon, 1993). */
function add(term: number, count: number, { terms, counts }: Counts, places: number[]): void {
  const place = places[term] as number;
  if (terms[place] === term) {
    counts[place] = (counts[place] as number) + count;
    return;
  }
  places[term] = terms.length;
  terms.push(term);
  counts.push(count);
}

function learnWord(typed: string, vocabulary: Vocabulary): number {
  const root = rootOf(typed);
  const number = root === '' ? silent : (vocabulary.roots.get(root) ?? learnRoot(root, vocabulary));
  vocabulary.words.set(typed, number);
  return number;
}

function learnRoot(root: string, vocabulary: Vocabulary): number {
  const number = learn({ share: commonness(root), worth: 1 }, vocabulary);
  vocabulary.roots.set(root, number);
  return number;
}

function learnPair(left: number, right: number, vocabulary: Vocabulary): number {
  const number = learn(pair, vocabulary);
  addPair(vocabulary.pairs, left, right, number);
  return number;
}

function learn(term: Term, { terms, places }: Vocabulary): number {
  places.push(0);
  return terms.push(term) - 1;
}

/** For each term of one vocabulary its number in another, undefined where that lacks it. */
export function translate(from: Vocabulary, to: Vocabulary): (number | undefined)[] {
  const numbers: (number | undefined)[] = [];
  for (const [root, number] of from.roots) numbers[number] = to.roots.get(root);
  for (const [left, right, number] of pairsOf(from.pairs)) {
    const [first, second] = [numbers[left], numbers[right]];
    numbers[number] = first === undefined || second === undefined ? undefined : getPair(to.pairs, first, second);
  }
  return numbers;
}
