import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composePost, htmlOfWords, sizeOf, wordsOf } from './compose.ts';

const headings = { tried: 'What I tried', learned: 'What I learned <new>' };
const written = { sections: [{ prompt: 'tried' as const, html: '<p>A pivot table</p>' }], link: null, imageAlt: '' };
const plain = { headings, image: null };

describe('a post', () => {
  test('has the sections that say something, in their order, under headings in words', () => {
    const sections = [
      { prompt: 'learned' as const, html: '<p>Names <b>first</b></p>' },
      { prompt: 'tried' as const, html: '<p>&nbsp;</p><p><br></p>' },
    ];
    expect(composePost({ ...written, sections }, plain)?.html).toBe(
      '<h3>What I learned &lt;new&gt;</h3><p>Names <b>first</b></p>',
    );
  });

  test('of empty sections is none, unless a link or an image speaks for itself', () => {
    const sections = [{ prompt: 'tried' as const, html: '<p> </p><img src="https://elsewhere.example/x.png">' }];
    expect(composePost({ ...written, sections }, plain)).toBe(null);
    const link = { url: 'https://contoso.example/', title: 'Ours' };
    expect(composePost({ ...written, sections, link }, plain)?.html).toMatch(/^<p><a /);
    const image = { type: 'image/png', base64: 'AA==' };
    expect(composePost({ ...written, sections }, { headings, image })?.html).toMatch(/^<p><img /);
  });

  test('carries its link by its title, or its address', () => {
    const link = { url: 'https://contoso.example/?a=1&b="2"', title: '' };
    const html = composePost({ ...written, link }, plain)?.html ?? '';
    expect(html).toContain(
      '<a href="https://contoso.example/?a=1&amp;b=&quot;2&quot;">https://contoso.example/?a=1&amp;b=',
    );
    expect(composePost({ ...written, link: { ...link, title: '<Ours>' } }, plain)?.html).toContain('>&lt;Ours&gt;</a>');
  });

  test('brings its image along as Graph wants it', () => {
    const image = { type: 'image/png', base64: 'iVBORw0=' };
    const composed = composePost({ ...written, imageAlt: 'A "chart"' }, { headings, image });
    expect(composed?.html).toContain('<img src="../hostedContents/1/$value" alt="A &quot;chart&quot;">');
    expect(composed?.hostedContents).toEqual([
      { '@microsoft.graph.temporaryId': '1', contentBytes: 'iVBORw0=', contentType: 'image/png' },
    ]);
  });

  test('never carries what would act or load in Teams', () => {
    const html = '<p onclick="x()">Hi <script>alert(1)</script><a href="javascript:x()">there</a><img src=x></p>';
    const composed = composePost({ ...written, sections: [{ prompt: 'tried', html }] }, plain)?.html;
    expect(composed).toBe('<h3>What I tried</h3><p>Hi there</p>');
  });

  test('is found again by its words, however its html is written down', () => {
    const sent = composePost(
      { ...written, sections: [{ prompt: 'tried', html: '<p>A <b>pivot</b>&nbsp;table &amp; me</p>' }] },
      plain,
    );
    expect(wordsOf(sent?.html ?? '')).toBe('What I tried A pivot table & me');
    expect(wordsOf('<div><h3>What I tried</h3>\n<p>A <strong>pivot</strong> table &amp; me</p></div>')).toBe(
      wordsOf(sent?.html ?? ''),
    );
  });
});

test('is measured in bytes, as Teams does', () => {
  expect(sizeOf('ação')).toBe(6);
});

describe('plain words', () => {
  test('keep their lines and paragraphs', () => {
    expect(htmlOfWords('One\r\ntwo\n\n\nthree < four')).toBe('<p>One<br />two</p><p>three &lt; four</p>');
  });

  test('come through sanitising and reading with every word as it was', () => {
    const words = fc.array(fc.stringMatching(/^[\w<>&"'é😀]{1,8}$/u), { minLength: 1 });
    fc.assert(
      fc.property(words, (said) => {
        expect(wordsOf(htmlOfWords(said.join(' ')))).toBe(said.join(' '));
      }),
    );
  });
});
