import { wordsOf } from './names.ts';

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

/** The words a language is searched by: its tag, and its name in the languages people search in. */
export function languageWords(tag: string): string[] {
  return [...new Set([tag, ...names.flatMap((name) => wordsOf(name.of(tag) ?? ''))])];
}
