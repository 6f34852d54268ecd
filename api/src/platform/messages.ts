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
    const tag = entry.split(';')[0]?.trim() ?? '';
    if (languages.includes(tag.split('-')[0]?.toLowerCase() ?? '') && /^[a-z]{2}(-[a-z0-9]{2,8})*$/i.test(tag))
      return tag;
  }
  return 'en-GB';
}
