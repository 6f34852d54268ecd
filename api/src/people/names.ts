/** Letters that Unicode does not take apart into a plain letter and a mark. */
const wholeLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A text as it is compared: lower case, without accents, "Đặng Łucja" is "dang lucja". */
export function plain(text: string): string {
  const lower = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return lower.replace(/[ßæœøłđðþı]/g, (letter) => wholeLetters[letter] ?? letter);
}

/** The order of lists: a display name compared without accents, case or punctuation. */
export function sortName(displayName: string): string {
  return wordsOf(displayName).join(' ');
}

/** The words of a name, title or search, plain and each once: "O'Brien-Sá" has the words "obrien" and "sa". */
export function wordsOf(text: string): string[] {
  const words = plain(text)
    .replace(/['’ʼ`]/g, '')
    .match(/[\p{L}\p{N}]+/gu);
  return [...new Set(words)];
}
