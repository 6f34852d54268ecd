import type { DraftContent } from '@open-door/api/leadership/schema.ts';

/** What a leader is helped with to begin; each is a section of the post, or left out. */
export type Prompt = DraftContent['sections'][number]['prompt'];
export const prompts = ['tried', 'wrong', 'learned', 'ask'] as const satisfies readonly Prompt[];

/** A draft as it is typed: its link may be half an address. */
export type Writing = Omit<DraftContent, 'link'> & { link: { url: string; title: string } };

/** What the contract takes as a title. */
const longestTitle = 200;

export function writingOf({ link, ...content }: DraftContent): Writing {
  return { ...content, link: link ?? { url: '', title: '' } };
}

/** What can be kept and posted of what is typed; a link without a title is called by its address. */
export function contentOf({ link, ...writing }: Writing): DraftContent {
  const url = linkAddress(link.url);
  const title = link.title.trim() || (url ? new URL(url).host : '');
  return { ...writing, link: url ? { url, title: title.slice(0, longestTitle) } : null };
}

/** The address meant by what is typed: `https://` is left out by most people. `undefined` where it is none. */
export function linkAddress(typed: string): string | undefined {
  const words = typed.trim();
  const address = /^[a-z][a-z+.-]*:/i.test(words) ? words : `https://${words}`;
  if (words === '' || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  // "https://agenda" is a word, no address.
  return url.protocol === 'https:' && url.hostname.includes('.') ? url.href : undefined;
}

export function withHtml(writing: Writing, prompt: Prompt, html: string): Writing {
  return {
    ...writing,
    sections: writing.sections.map((section) => (section.prompt === prompt ? { prompt, html } : section)),
  };
}

export function without(writing: Writing, prompt: Prompt): Writing {
  return { ...writing, sections: writing.sections.filter((section) => section.prompt !== prompt) };
}

/** A prompt at the end again, with what stood in it. */
export function withAgain(writing: Writing, prompt: Prompt, html: string): Writing {
  return { ...without(writing, prompt), sections: [...without(writing, prompt).sections, { prompt, html }] };
}

/** A section one place up (-1) or down (1); the same writing where there is no such place. */
export function moved(writing: Writing, prompt: Prompt, by: 1 | -1): Writing {
  const from = writing.sections.findIndex((section) => section.prompt === prompt);
  const section = writing.sections[from];
  const other = writing.sections[from + by];
  if (!section || !other) return writing;
  const sections = writing.sections.with(from, other).with(from + by, section);
  return { ...writing, sections };
}

/** True where nobody would miss it: no words, no link. */
export function isEmpty({ sections, link, imageAlt }: Writing): boolean {
  return !sections.some(hasWords) && link.url.trim() === '' && imageAlt.trim() === '';
}

/** The same thing said, whatever the order in which a database gives back its parts. */
export function sameContent(one: DraftContent, other: DraftContent): boolean {
  return partsOf(one) === partsOf(other);
}

function partsOf({ sections, link, topics, imageAlt }: DraftContent): string {
  return JSON.stringify([
    sections.map(({ prompt, html }) => [prompt, html.trim()]),
    link && [link.url, link.title],
    topics,
    imageAlt.trim(),
  ]);
}

export function hasWords({ html }: { html: string }): boolean {
  return html.replaceAll(/<[^>]*>|&nbsp;/g, ' ').trim() !== '';
}
