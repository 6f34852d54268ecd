import { wordsOf } from '../people/names.ts';

/** A longer word is cut: an index entry has its bounds, and nobody types that far. */
const longestWord = 60;
/** Different words of one post that are looked at. */
const mostWords = 1_500;
/** Further words of a search are not looked at. */
const mostSearched = 6;

/** What a post can be found by: its words and its author's, in lower case without accents, each once. */
export function wordsToFind(plain: string, authorName: string): string[] {
  return cut(wordsOf(`${authorName} ${plain}`)).slice(0, mostWords);
}

/** The beginnings of words that a search asks for. */
export function searchedWords(search: string): string[] {
  return cut(wordsOf(search)).slice(0, mostSearched);
}

function cut(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => word.slice(0, longestWord).toWellFormed()))];
}
