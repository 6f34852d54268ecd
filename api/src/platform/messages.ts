import { IntlMessageFormat } from 'intl-messageformat';
import en from '../messages/en.json' with { type: 'json' };
import pt from '../messages/pt.json' with { type: 'json' };

export type MessageKey = keyof typeof en;
type Values = Record<string, string | number | boolean | Date | null | undefined>;

const catalogues: Record<string, Record<MessageKey, string>> = { en, pt };
const formats = new Map<string, IntlMessageFormat>();

export const languages = Object.keys(catalogues);

/** The words of a message in the reader's language (English where theirs has no catalogue), ICU arguments filled in. */
export function say(locale: string, key: MessageKey, values: Values = {}): string {
  const cacheKey = `${locale} ${key}`;
  let format = formats.get(cacheKey);
  if (!format) {
    const catalogue = catalogues[locale.split('-')[0] ?? 'en'] ?? en;
    format = new IntlMessageFormat(catalogue[key], locale);
    formats.set(cacheKey, format);
  }
  return String(format.format(values));
}

/** The key for a text chosen at run time, such as a refusal's reason, or `undefined` when no such message exists. */
export function messageKey(name: string): MessageKey | undefined {
  return Object.hasOwn(en, name) ? (name as MessageKey) : undefined;
}

/** The reader's locale from an Accept-Language header: the first language that has a catalogue, else British English. */
export function preferredLocale(acceptLanguage: string | undefined): string {
  for (const entry of acceptLanguage?.split(',') ?? []) {
    const locale = knownLocale(entry.trim());
    if (locale) return locale;
  }
  return 'en-GB';
}

const languageAndRegion = /^([a-z]{2})(?:-[a-z]{4})?(?:-([a-z]{2}|\d{3}))?(?=[-;\s]|$)/i;
const known = new Map<string, string>();

/**
 * The locale a language tag stands for, when there are words in its language. Only those this runtime tells apart: a
 * header may say anything, a tag that is none would break the words, and formats are kept for every locale.
 */
function knownLocale(tag: string): string | undefined {
  const [, language = '', region = ''] = languageAndRegion.exec(tag.toLowerCase()) ?? [];
  if (!languages.includes(language)) return undefined;
  const wanted = region ? `${language}-${region}` : language;
  const locale = known.get(wanted) ?? new Intl.DateTimeFormat(wanted).resolvedOptions().locale;
  known.set(wanted, locale);
  return locale;
}
