import { IntlMessageFormat } from 'intl-messageformat';
import en from './messages/en.json' with { type: 'json' };
import pt from './messages/pt.json' with { type: 'json' };

export type MessageKey = keyof typeof en;
type Values = Record<string, string | number | boolean>;

const catalogues: Record<string, Record<MessageKey, string>> = { en, pt };
const formats = new Map<string, IntlMessageFormat>();

/** The words of a message in a reader's language, ICU arguments filled in. `locale` as `readableLocale` answers it. */
export function say(locale: string, key: MessageKey, values: Values = {}): string {
  const cacheKey = `${locale} ${key}`;
  const format = formats.get(cacheKey) ?? new IntlMessageFormat(catalogueOf(locale)[key], locale);
  formats.set(cacheKey, format);
  return String(format.format(values));
}

/** The key of a refusal's words, or the words for one that has none of its own. */
export function refusalKey(reason: string): MessageKey {
  const key = `refusal.${reason}`;
  return Object.hasOwn(en, key) ? (key as MessageKey) : 'refusal.other';
}

/** A refusal's facts that its words may name. */
type Facts = { other?: string; at?: string; until?: string; limit?: number; days?: number };

/** Why something was refused, in a reader's words. */
export function sayRefusal(locale: string, { reason, ...facts }: Refused): string {
  const { other = 'none', at = '', until = '', limit = 0, days = 0 } = facts;
  return say(locale, refusalKey(reason), { other, at, until, limit, days });
}
export type Refused = { reason: string } & Facts;

/** The locale of the first of these language tags that we have words for, else British English. */
export function readableLocale(...tags: (string | undefined)[]): string {
  for (const tag of tags) {
    const locale = tag && knownLocale(tag);
    if (locale) return locale;
  }
  return 'en-GB';
}

const languageAndRegion = /^([a-z]{2})(?:-[a-z]{4})?(?:-([a-z]{2}|\d{3}))?(?=-|$)/i;

/** As this runtime knows it: a directory may hold any text, and formats are kept for every locale. */
function knownLocale(tag: string): string | undefined {
  const [, language = '', region = ''] = languageAndRegion.exec(tag.toLowerCase()) ?? [];
  if (!Object.hasOwn(catalogues, language)) return undefined;
  return new Intl.DateTimeFormat(region ? `${language}-${region}` : language).resolvedOptions().locale;
}

const catalogueOf = (locale: string) => catalogues[locale.split('-')[0] ?? ''] ?? en;
