import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contentOf,
  isEmpty,
  linkAddress,
  moved,
  prompts,
  sameContent,
  type Writing,
  withAgain,
  withHtml,
  without,
  writingOf,
} from './draft.ts';

const empty: Writing = {
  sections: prompts.map((prompt) => ({ prompt, html: '' })),
  link: { url: '', title: '' },
  topics: [],
  imageAlt: '',
};
const orderOf = ({ sections }: Writing) => sections.map(({ prompt }) => prompt);

describe('an address', () => {
  test.each([
    ['example.org/notes', 'https://example.org/notes'],
    [' https://example.org ', 'https://example.org/'],
    ['http://example.org', undefined],
    ['javascript:alert(1)', undefined],
    ['agenda', undefined],
    ['my notes', undefined],
    ['', undefined],
  ])('meant by “%s” is %s', (typed, address) => {
    expect(linkAddress(typed)).toBe(address);
  });
});

describe('what is typed', () => {
  test('is kept without a link that is half an address', () => {
    expect(contentOf({ ...empty, link: { url: 'https://', title: 'Notes' } }).link).toBeNull();
  });

  test('calls a link without a title by its address', () => {
    const { link } = contentOf({ ...empty, link: { url: 'example.org/notes', title: ' ' } });
    expect(link).toEqual({ url: 'https://example.org/notes', title: 'example.org' });
  });

  test('comes back from what was kept', () => {
    const typed = withHtml({ ...empty, link: { url: 'https://example.org/', title: 'Notes' } }, 'wrong', '<p>All.</p>');
    expect(writingOf(contentOf(typed))).toEqual(typed);
  });

  test('is nothing while an editor holds an empty line', () => {
    expect(isEmpty(withHtml(empty, 'tried', '<p><br></p>'))).toBe(true);
    expect(isEmpty(withHtml(empty, 'tried', '<p>It</p>'))).toBe(false);
  });
});

test('a section that moves changes places with its neighbour, and stays at an end', () => {
  expect(orderOf(moved(empty, 'learned', -1))).toEqual(['tried', 'learned', 'wrong', 'ask']);
  expect(moved(empty, 'tried', -1)).toBe(empty);
  expect(moved(empty, 'ask', 1)).toBe(empty);
});

test('sections keep their words and come once each, however they are moved, left out and brought back', () => {
  const step = fc.record({ prompt: fc.constantFrom(...prompts), does: fc.constantFrom('up', 'down', 'out', 'back') });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const written = prompts.reduce((writing, prompt) => withHtml(writing, prompt, `<p>${prompt}</p>`), empty);
      const end = steps.reduce((writing, { prompt, does }) => {
        if (does === 'out') return without(writing, prompt);
        if (does === 'back') return withAgain(writing, prompt, `<p>${prompt}</p>`);
        return moved(writing, prompt, does === 'up' ? -1 : 1);
      }, written);
      expect(new Set(orderOf(end)).size).toBe(end.sections.length);
      for (const { prompt, html } of end.sections) expect(html).toBe(`<p>${prompt}</p>`);
    }),
  );
});

test('the same draft is the same in whatever order its parts come back', () => {
  const one = contentOf({ ...empty, link: { url: 'example.org', title: 'Notes' } });
  const other = JSON.parse(
    JSON.stringify({ imageAlt: '', topics: [], link: { title: 'Notes', url: 'https://example.org/' }, sections: [] }),
  );
  expect(sameContent(one, { ...other, sections: one.sections.map(({ prompt, html }) => ({ html, prompt })) })).toBe(
    true,
  );
  expect(sameContent(one, other)).toBe(false);
});
