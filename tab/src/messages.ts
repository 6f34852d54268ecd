import { IntlMessageFormat } from 'intl-messageformat';
import type en from './messages/en.json';

export type MessageKey = keyof typeof en;
export type Values = Record<string, string | number>;
/** Says a message in the reader's language, its ICU arguments filled in. */
export type Say = (key: MessageKey, values?: Values) => string;

type Tree = ReturnType<IntlMessageFormat['getAst']>;
/** What `compiled-messages.ts` makes of a catalogue. */
export type CompiledCatalogue<Key extends string = MessageKey> = Record<Key, string | Tree>;

type CatalogueFile = { default: unknown };
const catalogues: Record<string, () => Promise<CatalogueFile>> = {
  en: () => import('./messages/en.json'),
  pt: () => import('./messages/pt.json'),
};

/**
 * The locale to read Open Door in, from the host's BCP 47 tag: kept whole when there is a catalogue for its language
 * (so that `en-US` gets its own dates), else British English, words and dates alike.
 */
export function readableLocale(tag: string): string {
  return Object.hasOwn(catalogues, languageOf(tag)) ? tag : 'en-GB';
}

/** Loads the one catalogue the reader needs. */
export async function loadCatalogue(locale: string): Promise<CompiledCatalogue> {
  const load = catalogues[languageOf(locale)];
  if (!load) throw new Error(`no catalogue for ${locale}`);
  return (await load()).default as CompiledCatalogue;
}

export function createSay(locale: string, catalogue: CompiledCatalogue): Say {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  return (key, values = {}) => {
    const message = catalogue[key];
    if (typeof message === 'string') return message;
    const format = formats.get(key) ?? new IntlMessageFormat(message, locale);
    formats.set(key, format);
    return String(format.format(values));
  };
}

function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}
