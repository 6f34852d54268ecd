import { wordsOf } from './names.ts';
import { slipsBetween } from './typing.ts';

/** The languages people search in. */
const readers = ['en', 'pt'];

const names = readers.map((reader) => new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' }));

/** The primary tag of a BCP 47 tag as directories write it ("pt-PT", "PT_pt"); `undefined` when it is none. */
export function primaryTag(language: string): string | undefined {
  const tag = language.split(/[-_]/)[0]?.toLowerCase() ?? '';
  return /^[a-z]{2,3}$/.test(tag) ? tag : undefined;
}

/** The languages somebody speaks: what they say themselves, else the one their account is set to. Primary tags. */
export function spokenLanguages(own: readonly string[], preferred: string): string[] {
  if (own.length > 0) return [...own];
  const tag = primaryTag(preferred);
  return tag ? [tag] : [];
}

/** Languages without a code of two letters that accounts are set to. */
const longTags = ['ceb', 'chr', 'ckb', 'fil', 'gsw', 'haw', 'hmn', 'kok', 'yue'];
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
let wordsByTag: [tag: string, words: string[]][] | undefined;

/** Every language this runtime has a name for, with the words of its names; made when the first search comes. */
function namedLanguages(): [tag: string, words: string[]][] {
  wordsByTag ??= [...letters.flatMap((first) => letters.map((second) => first + second)), ...longTags]
    .map((tag): [string, string[]] => [tag, names.flatMap((name) => wordsOf(name.of(tag) ?? ''))])
    .filter(([, words]) => words.length > 0);
  return wordsByTag;
}

/** Fewer letters are the beginning of too many languages. */
const shortestBeginning = 3;

/** The languages whose name, in a language people search in, has a word that begins so. */
export function languagesBeginning(word: string): string[] {
  if (word.length < shortestBeginning) return [];
  return namedLanguages().flatMap(([tag, words]) => (words.some((known) => known.startsWith(word)) ? [tag] : []));
}

/** The languages whose name has a word one slip away from this one. */
export function languagesNearly(word: string): string[] {
  if (word.length <= shortestBeginning) return [];
  return namedLanguages().flatMap(([tag, words]) =>
    words.some((known) => slipsBetween(word, known, 1) === 1) ? [tag] : [],
  );
}
