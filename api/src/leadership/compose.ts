import { escaped, plainOf, sanitise } from './sanitise.ts';

/** What a leader wrote: sections of rich text under the prompts they kept, in their order. */
export type Written<Prompt extends string> = {
  sections: readonly { prompt: Prompt; html: string }[];
  link: { url: string; title: string } | null;
  imageAlt: string;
};

export type Composed = {
  html: string;
  /** Images, as Graph takes them together with a message. */
  hostedContents: { '@microsoft.graph.temporaryId': string; contentBytes: string; contentType: string }[];
};

/** Teams takes about this much of a message, images apart: https://learn.microsoft.com/microsoftteams/limits-specifications-teams */
export const mostBytes = 28 * 1024;

/**
 * A post as Teams takes it: the sections that say something under their headings, the link, the image. `headings` are in the
 * leader's language, `image` is in base64. Null when there is none of these.
 */
export function composePost<Prompt extends string>(
  { sections, link, imageAlt }: Written<Prompt>,
  { headings, image }: { headings: Record<Prompt, string>; image: { type: string; base64: string } | null },
): Composed | null {
  const said = sections
    .map(({ prompt, html }) => ({ heading: headings[prompt], html: sanitise(html) }))
    .filter(({ html }) => plainOf(html) !== '');
  const parts = [
    ...said.map(({ heading, html }) => `<h3>${escaped(heading)}</h3>${html}`),
    ...(link ? [`<p><a href="${escaped(link.url)}">${escaped(link.title || link.url)}</a></p>`] : []),
    ...(image ? [`<p><img src="../hostedContents/1/$value" alt="${escaped(imageAlt)}"></p>`] : []),
  ];
  if (parts.length === 0) return null;
  const hostedContents = image
    ? [{ '@microsoft.graph.temporaryId': '1', contentBytes: image.base64, contentType: image.type }]
    : [];
  return { html: parts.join(''), hostedContents };
}

/** The same words are the same post, whatever Teams made of the html: how a post whose answer was lost is found again. */
export function wordsOf(html: string): string {
  return plainOf(sanitise(html)).replace(/\s+/g, ' ');
}

/** Bytes of a text as it goes to Teams. */
export function sizeOf(html: string): number {
  return new TextEncoder().encode(html).length;
}

/** Plain words as Teams takes them: an empty line parts paragraphs, another one begins a new line. */
export function htmlOfWords(words: string): string {
  return words
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
    .join('');
}
