import { IntlMessageFormat } from 'intl-messageformat';
import type en from './messages/en.json';

export type MessageKey = keyof typeof en;
type Values = Record<string, string | number>;
/** Says a message in the reader's language, its ICU arguments filled in. */
export type Say = (key: MessageKey, values?: Values) => string;

type Tree = ReturnType<IntlMessageFormat['getAst']>;
/** What `compiled-messages.ts` makes of a catalogue. */
export type CompiledCatalogue<Key extends string = MessageKey> = Record<Key, string | Tree>;

type Part = () => Promise<{ default: CompiledCatalogue }>;
const catalogues: Record<string, { first: Part; rest: Part }> = {
  en: { first: () => import('./messages/en.json?first'), rest: () => import('./messages/en.json?rest') },
  pt: { first: () => import('./messages/pt.json?first'), rest: () => import('./messages/pt.json?rest') },
};

/**
 * The locale to read Open Door in, from the host's BCP 47 tag: kept whole when there is a catalogue for its language
 * (so that `en-US` gets its own dates), else British English, words and dates alike.
 */
export function readableLocale(tag: string): string {
  return Object.hasOwn(catalogues, languageOf(tag)) ? tag : 'en-GB';
}

/** The words of the shell and of Home; `loadRest` adds those of every other page, once, to the same catalogue. */
export type Words = { catalogue: CompiledCatalogue; loadRest: () => Promise<void> };

/** Loads the one catalogue the reader needs, beginning with the words of the first screen. */
export async function loadWords(locale: string): Promise<Words> {
  const parts = catalogues[languageOf(locale)];
  if (!parts) throw new Error(`no catalogue for ${locale}`);
  const catalogue = { ...(await parts.first()).default };
  const loadRest = async () => void Object.assign(catalogue, (await parts.rest()).default);
  return { catalogue, loadRest };
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
