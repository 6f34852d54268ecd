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

/** The first of these language tags that we have words for, else British English. */
export function readableLocale(...tags: (string | undefined)[]): string {
  return tags.find((tag) => tag && isTag.test(tag) && Object.hasOwn(catalogues, languageOf(tag))) ?? 'en-GB';
}

const isTag = /^[a-z]{2}(-[a-z0-9]{2,8})*$/i;
const languageOf = (tag: string) => tag.split('-')[0]?.toLowerCase() ?? '';
const catalogueOf = (locale: string) => catalogues[languageOf(locale)] ?? en;
