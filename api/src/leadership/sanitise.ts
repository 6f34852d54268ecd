import sanitizeHtml from 'sanitize-html';

const keptTags = ['p', 'div', 'br', 'hr', 'b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'ul', 'ol', 'li'];
const quotedTags = ['blockquote', 'pre', 'code', 'a'];
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const tableTags = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];

const schemes = ['http', 'https', 'mailto'];
const longestAddress = 2_000;
/** Deeper than anybody writes; what stands deeper keeps its words. */
const deepest = 24;

/** Teams allows 28 kB of text. What is longer is cut before anything looks at it. */
const longestDirty = 250_000;
const longestClean = 100_000;
const longestPlain = 30_000;
/** Bytes that a character can take: `&quot;` */
const longestEscape = 6;

type Attributes = Record<string, string>;
/** The place of an image among those that are shown, or null for one that is not. */
export type PlaceOf = (source: string, alt: string) => number | null;

type SanitiseOptions = {
  /** Which images are shown; none, where nothing is said. Of the others stand their words. */
  placeOf?: PlaceOf;
  /** By how many levels headings are lowered. */
  lower?: number;
};

/**
 * The html that may be shown: words, their emphasis, lists, quotes, code, tables, headings and links, and nothing that looks,
 * loads or acts. At most 100 kB; what would be longer stands as its words alone.
 */
export function sanitise(html: string, { placeOf = () => null, lower = 0 }: SanitiseOptions = {}): string {
  const clean = sanitizeHtml(writable(html.slice(0, longestDirty)), {
    allowedTags: [...keptTags, ...quotedTags, ...headings, ...tableTags, 'img'],
    allowedAttributes: { a: ['href', 'rel', 'target'], img: ['data-image', 'alt'] },
    allowedSchemes: schemes,
    allowProtocolRelative: false,
    // Beyond the library's own: what is drawn or played is no text.
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'xmp',
      'noscript',
      'svg',
      'math',
      'title',
      'iframe',
      'template',
    ],
    nestingLimit: deepest,
    exclusiveFilter: ({ tag, attribs }) => tag === 'a' && !attribs.href && 'excludeTag',
    transformTags: {
      ...Object.fromEntries(headings.map((heading, at) => [heading, headings[Math.min(at + lower, 5)] ?? 'h6'])),
      strike: 's',
      del: 's',
      codeblock: 'pre',
      a: (_tag, attributes) => link(attributes),
      img: (_tag, attributes) => image(attributes, placeOf),
    },
  });
  const shown = clean.replace(notShown, '$1');
  return Buffer.byteLength(shown) <= longestClean
    ? shown
    : escaped(plainOf(shown).slice(0, longestClean / longestEscape));
}

type Changed = { tagName: string; attribs: Attributes };

/** A link that opens beside the app and tells its target nothing; one that leads nowhere safe has no address. */
function link({ href = '' }: Attributes): Changed {
  const url = href.length <= longestAddress ? URL.parse(href.trim()) : null;
  if (!url || !schemes.includes(url.protocol.slice(0, -1))) return { tagName: 'a', attribs: {} };
  return { tagName: 'a', attribs: { href: url.href, rel: 'noopener noreferrer', target: '_blank' } };
}

const longestAlt = 300;

function image({ src = '', alt = '' }: Attributes, placeOf: PlaceOf): Changed {
  const words = alt.trim().slice(0, longestAlt).toWellFormed();
  const place = placeOf(src, words);
  return { tagName: 'img', attribs: { ...(place !== null && { 'data-image': String(place) }), alt: words } };
}

const notShown = /<img alt="([^"]*)" \/>/g;

const ends = /<(?:br|hr)[^>]*>|<\/(?:p|div|li|h[1-6]|tr|caption|blockquote|pre)>/g;
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The words of sanitised html, a line per paragraph, item or row; at most 30,000 characters. */
export function plainOf(clean: string): string {
  const text = clean
    .replace(ends, '\n')
    .replace(/<\/t[dh]>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);
  const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
    .slice(0, longestPlain)
    .toWellFormed();
}

/** Words as html, their lines kept. */
export function escaped(words: string): string {
  const safe = words.replace(/[&<>"]/g, (character) => escapes[character] ?? '');
  return safe.replace(/\r\n?|\n/g, '<br />');
}

/** Without what no database keeps and nobody sees: control characters, and halves of characters. */
export function writable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').toWellFormed();
}
