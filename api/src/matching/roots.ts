import { wordsIn } from '../topics/words.ts';

/** Letters of a stem that count: "optimisation", "optimising" and "optimizer" agree in them, as do most such families. */
const letters = 7;

/** A text's words as they were typed, telling or not. */
export function typedIn(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/**
 * The root of a word: its stem cut to the first letters, which does for English and Portuguese alike what a long list of
 * endings would do for one of them (McNamee & Mayfield, 2004). Empty for a word that says nothing and for a bare number.
 */
export function rootOf(typed: string): string {
  const stem = wordsIn(typed)[0]?.stem ?? '';
  return /^\p{N}*$/u.test(stem) ? '' : stem.slice(0, letters);
}
