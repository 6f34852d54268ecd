import { plain, wordsOf } from '../people/names.ts';

/** Somebody who must not be recognised. */
export type Asker = { displayName: string; username: string };

/** Shorter names are ordinary words too often ("will", "may", "art"): they count where they are written like names. */
const tellingLength = 5;

/**
 * The words of a text that name one of these people, as they are written there: a part of a display name, the user name, or
 * the part of it before its @. A short part of a name counts only with a capital, so that "this will work" stays sayable to
 * Will.
 */
export function namedIn(text: string, people: readonly Asker[]): string[] {
  const names = new Set(people.flatMap(({ displayName }) => wordsOf(displayName).filter((word) => word.length > 1)));
  const addresses = new Set(people.flatMap(({ username }) => [username, username.split('@')[0] ?? '']).map(plain));
  const naming = writtenWords(text).flatMap((word) => {
    if (addresses.has(plain(word))) return [word];
    return (word.match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []).filter((part) => isName(part, names));
  });
  return [...new Set(naming)];
}

/** What stands between spaces, without the punctuation around it and the 's of somebody who owns something. */
function writtenWords(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}](?:\S*[\p{L}\p{M}\p{N}])?/gu) ?? [];
  return words.map((word) => word.replace(/['’]s$/i, ''));
}

function isName(part: string, names: ReadonlySet<string>): boolean {
  const [word = ''] = wordsOf(part);
  return names.has(word) && (word.length >= tellingLength || isWrittenLikeAName(part));
}

/** With a capital, or in a script that has none. */
function isWrittenLikeAName([first = '']: string): boolean {
  return first === first.toUpperCase();
}
