import { type TopicKey, topics } from './topics.ts';
import { nearly, wordsIn } from './words.ts';

/** A topic a text is about; `strength` in (0, 1], where 1 is beyond doubt. */
export type FoundTopic = { topic: TopicKey; strength: number };

type Phrase = { stems: string[]; strength: number };

const outright = 0.9;
const hint = 0.35;
/** What is left of a word's strength when it was only nearly the word we know. */
const misspelt = 0.85;
/** How many other words may stand between the words of a phrase: "summarise a [very long] document". */
const between = 2;

type Catalogue = {
  phrases: { topic: TopicKey; phrases: Phrase[] }[];
  vocabulary: Set<string>;
  notMisspelt: Set<string>;
};

let stemmed: Catalogue | undefined;

/** The catalogue as stems, made with the first text: a cold start that searches for nothing does not pay for it. */
function catalogue(): Catalogue {
  stemmed ??= stemCatalogue();
  return stemmed;
}

function stemCatalogue(): Catalogue {
  const phrases = (Object.keys(topics) as TopicKey[]).map((topic) => ({
    topic,
    phrases: [
      ...distinct(topics[topic].says).map((stems) => ({ stems, strength: outright })),
      ...distinct(topics[topic].hints).map((stems) => ({ stems, strength: hint })),
    ],
  }));
  const vocabulary = new Set(phrases.flatMap((topic) => topic.phrases.flatMap(({ stems }) => stems)));
  // Everyday words one slip away from a word of the catalogue.
  const notMisspelt = new Set(['contact', 'contacts', 'formal', 'closed'].flatMap(stemsOf));
  return { phrases, vocabulary, notMisspelt };
}

/**
 * The topics of a text in English or Portuguese, clearest first. Mere hints count only when nothing is said outright:
 * "numbers for the team" may be about analysing data, "a pivot table of the numbers" is about pivot tables.
 */
export function topicsIn(text: string): FoundTopic[] {
  const words = stemsOf(text).map(known);
  const said = new Set(words.map(({ stem }) => stem));
  const isSaid = ({ stems }: Phrase) => stems.every((stem) => said.has(stem));
  const found = catalogue()
    .phrases.map(({ topic, phrases }) => ({ topic, strength: evidence(phrases.filter(isSaid), words) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength || (a.topic < b.topic ? -1 : 1));
  const clearest = found[0]?.strength ?? 0;
  return found.filter(({ strength }) => strength >= Math.min(clearest, outright * misspelt));
}

type Seen = { stem: string; certainty: number };

/** Each stem as the catalogue spells it. */
function known(stem: string): Seen {
  const { vocabulary, notMisspelt } = catalogue();
  if (vocabulary.has(stem) || notMisspelt.has(stem)) return { stem, certainty: 1 };
  for (const candidate of vocabulary) if (nearly(stem, candidate)) return { stem: candidate, certainty: misspelt };
  return { stem, certainty: 1 };
}

/** Independent pieces of evidence added up: the chance that not all of them mislead. */
function evidence(phrases: readonly Phrase[], words: readonly Seen[]): number {
  const doubt = phrases.reduce((doubt, { stems, strength }) => doubt * (1 - strength * certainty(stems, words)), 1);
  return Math.round((1 - doubt) * 1000) / 1000;
}

/** How surely all words of a phrase stand close together, in any order: 0 when they do not. */
function certainty(stems: readonly string[], words: readonly Seen[]): number {
  let best = 0;
  for (let i = 0; i < words.length; i++) {
    if (!stems.includes((words[i] as Seen).stem)) continue;
    const near = words.slice(i, i + stems.length + (stems.length > 1 ? between : 0));
    const each = stems.map((stem) => near.find((word) => word.stem === stem)?.certainty ?? 0);
    best = Math.max(best, Math.min(...each));
  }
  return best;
}

function stemsOf(text: string): string[] {
  return wordsIn(text).map(({ stem }) => stem);
}

/** Phrases as stems, each once: "chart" and "charts" are one piece of evidence. */
function distinct(texts: readonly string[]): string[][] {
  const byStems = new Map(texts.map((text) => [stemsOf(text).join(' '), stemsOf(text)]));
  return [...byStems.values()].filter((stems) => stems.length > 0);
}
