import { countTerms, emptyVocabulary, translate } from './terms.ts';
import { indexTexts, rarity, type TextIndex, weigh } from './text-index.ts';

/** A person and what they wrote: answers, notes, what they love to help with; of any length, in English or Portuguese. */
type Expert = { id: string; texts: readonly string[] };

export type Expertise = {
  /** How well each expert's texts speak to a goal, 0 (not a word of it) to 1. Has every expert. */
  score(goal: string): Map<string, number>;
  /** Only those who come to more than so much, in a third of the time: for thousands of goals. */
  scoreAbove(least: number, goal: string): Map<string, number>;
};

/** What an expert's second-best text counts beside the best, the third beside the second, and so on. */
const fading = 0.75;
/** What comes after these counts for less than a twentieth of the best. */
const mostTexts = 12;

const fade = Array.from({ length: mostTexts }, (_, nth) => fading ** nth);
const fadeTotal = fade.reduce((total, each) => total + each, 0);

/**
 * Prepares what experts wrote so that goals can be scored against it. Scores are on one scale: they compare between experts
 * for one goal and between goals for one expert, whatever the lengths of either. A text given twice counts once, and
 * neither the order of experts nor that of texts matters.
 *
 * The score is the cosine of a goal with each text, the closest ones counting most: an average would let all else that
 * somebody wrote hide what they know (Mimno & McCallum, 2007, "Expertise modeling for matching papers with reviewers").
 * Terms weigh (1 + ln count) × ln inverse document frequency (Salton & Buckley, 1988, "Term-weighting approaches in
 * automatic text retrieval"). Document frequencies count experts instead of texts, so that somebody's field does not become
 * common by their writing much of it, and are smoothed with general usage, because the words of a few experts do not show
 * what is rare (as Zhai & Lafferty, 2004, smooth language models). Measured by the weighted pairwise loss of Stelmakh,
 * Wieting, Neubig & Shah (2023, "A gold standard dataset for the reviewer assignment problem").
 */
export function buildExpertise(experts: readonly Expert[]): Expertise {
  const vocabulary = emptyVocabulary();
  const texts = textsOf(experts);
  const counted = Array.from(texts.values(), (own) => Array.from(own, (text) => countTerms(text, vocabulary)));
  const index = indexTexts(counted, vocabulary);
  const ids = [...texts.keys()];
  const scoresOf = (goal: string): Float64Array => {
    // A vocabulary of its own: what goals bring must not pile up.
    const ownVocabulary = emptyVocabulary();
    const counts = countTerms(goal, ownVocabulary);
    const known = translate(ownVocabulary, vocabulary);
    const rarities = ownVocabulary.terms.map((term, own) => rarity(term, usersOf(known[own], index), index.writers));
    const weights = weigh(counts, rarities);
    const cosines = closeness(
      counts.terms.map((term) => known[term]),
      weights,
      index,
    );
    return combine(cosines, index.firstText);
  };
  return {
    score(goal) {
      const scores = scoresOf(goal);
      return new Map(ids.map((id, expert) => [id, scores[expert] as number]));
    },
    scoreAbove(least, goal) {
      const scores = scoresOf(goal);
      const above = new Map<string, number>();
      for (let expert = 0; expert < scores.length; expert++) {
        const score = scores[expert] as number;
        if (score > least) above.set(ids[expert] as string, score);
      }
      return above;
    },
  };
}

function textsOf(experts: readonly Expert[]): Map<string, Set<string>> {
  const byExpert = new Map<string, Set<string>>();
  for (const { id, texts } of experts) {
    const own = byExpert.get(id) ?? new Set();
    for (const text of texts) own.add(text.trim());
    byExpert.set(id, own);
  }
  return byExpert;
}

function usersOf(term: number | undefined, { users }: TextIndex): number {
  return term === undefined ? 0 : (users[term] as number);
}

/** The cosine of a goal with each text, 0 to 1. */
function closeness(terms: readonly (number | undefined)[], weights: readonly number[], index: TextIndex): Float64Array {
  const { firstPlace, text, weight, texts } = index;
  const cosines = new Float64Array(texts);
  for (const [i, term] of terms.entries()) {
    if (term === undefined) continue;
    const ofGoal = weights[i] as number;
    const end = firstPlace[term + 1] as number;
    for (let place = firstPlace[term] as number; place < end; place++) {
      const at = text[place] as number;
      cosines[at] = (cosines[at] as number) + ofGoal * (weight[place] as number);
    }
  }
  return cosines;
}

/** For each expert the weighted mean of their best texts; texts they lack count as 0, since further ones are evidence. */
function combine(cosines: Float64Array, firstText: Int32Array): Float64Array {
  const scores = new Float64Array(firstText.length - 1);
  const best = new Float64Array(mostTexts);
  for (let expert = 0; expert < scores.length; expert++) {
    let taken = 0;
    for (let text = firstText[expert] as number; text < (firstText[expert + 1] as number); text++) {
      const cosine = cosines[text] as number;
      if (cosine === 0) continue;
      if (taken++ === 0) best.fill(0);
      insert(cosine, best);
    }
    let total = 0;
    for (let nth = 0; nth < Math.min(taken, mostTexts); nth++) total += (best[nth] as number) * (fade[nth] as number);
    // Weights are kept in single precision, which may add up to a hair more than 1.
    scores[expert] = Math.min(1, total / fadeTotal);
  }
  return scores;
}

/** Puts a value among the best, highest first; the last falls off. */
function insert(value: number, best: Float64Array): void {
  let at = best.length - 1;
  if (value <= (best[at] as number)) return;
  for (; at > 0 && value > (best[at - 1] as number); at--) best[at] = best[at - 1] as number;
  best[at] = value;
}
