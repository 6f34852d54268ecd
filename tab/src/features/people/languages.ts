/** Languages to choose from, as primary tags; a person may have others from their mailbox. */
const offered = 'ar cs da de el en es fi fr he hi hu id it ja ko nl no pl pt ro ru sv th tr uk vi zh'.split(' ');

/** A language's name in the reader's own, such as "Portuguese"; the tag where the browser knows no name. */
export function languageName(tag: string, locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** Languages to choose from with their names, the reader's own first, then by name. */
export function languageChoices(locale: string, mine: readonly string[]): { tag: string; name: string }[] {
  const others = offered.filter((tag) => !mine.includes(tag)).map((tag) => ({ tag, name: languageName(tag, locale) }));
  others.sort((one, other) => one.name.localeCompare(other.name, locale));
  return [...mine.map((tag) => ({ tag, name: languageName(tag, locale) })), ...others];
}
