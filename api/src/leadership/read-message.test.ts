import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { GraphMessage } from './graph-message.ts';
import { readMessage } from './read-message.ts';
import { plainOf, sanitise } from './sanitise.ts';

const rita = '11111111-1111-4111-8111-111111111111';
const mei = '22222222-2222-4222-8222-222222222222';
const at = (time: string) => Temporal.Instant.from(`2026-11-02T${time}Z`);

const message = (parts: Partial<GraphMessage> = {}): GraphMessage => ({
  id: '1762000000000',
  etag: '1762000000123',
  messageType: 'message',
  createdDateTime: at('09:00:00'),
  from: { user: { id: rita.toUpperCase(), displayName: 'Rita Sousa', userIdentityType: 'aadUser' } },
  body: { contentType: 'html', content: '<p>I tried it.</p>' },
  ...parts,
});
const html = (content: string, parts: Partial<GraphMessage> = {}) =>
  readMessage(message({ body: { contentType: 'html', content }, ...parts }))?.html;

describe('a message of the channel', () => {
  it('is read as who wrote what, when', () => {
    expect(readMessage(message({ webUrl: 'https://teams.microsoft.com/l/message/1' }))).toEqual({
      messageId: '1762000000000',
      rootId: null,
      authorId: rita,
      authorName: 'Rita Sousa',
      postedAt: at('09:00:00'),
      version: 1762000000123,
      editedAt: null,
      deletedAt: null,
      html: '<p>I tried it.</p>',
      plain: 'I tried it.',
      images: [],
      reactions: [],
      topics: [],
      webUrl: 'https://teams.microsoft.com/l/message/1',
    });
  });

  it('keeps nothing of what was deleted but that it was', () => {
    const reading = readMessage(
      message({
        deletedDateTime: at('10:00:00'),
        reactions: [{ reactionType: 'like', user: { user: { id: mei } } }],
      }),
    );
    expect(reading).toMatchObject({ deletedAt: at('10:00:00'), html: '', plain: '', images: [], reactions: [] });
  });

  it('passes over what Teams writes by itself', () => {
    expect(readMessage(message({ messageType: 'systemEventMessage' }))).toBeNull();
    expect(readMessage(message({ messageType: 'unknownFutureValue' }))).toBeNull();
  });

  it('knows its version by the etag, else by its last change', () => {
    expect(readMessage(message({ etag: 'W/"1762000000999"' }))?.version).toBe(1762000000999);
    const changed = { etag: null, lastModifiedDateTime: at('09:30:00') };
    expect(readMessage(message(changed))?.version).toBe(at('09:30:00').epochMilliseconds);
    expect(readMessage(message({ etag: null }))?.version).toBe(at('09:00:00').epochMilliseconds);
  });

  it('takes nobody but members for people of the directory', () => {
    const by = (from: GraphMessage['from']) => {
      const { authorId, authorName } = readMessage(message({ from })) ?? {};
      return [authorId, authorName];
    };
    expect(by({ application: { id: rita, displayName: 'Polly' } })).toEqual([null, 'Polly']);
    expect(by({ user: { id: rita, displayName: 'Guest', userIdentityType: 'federatedUser' } })).toEqual([
      null,
      'Guest',
    ]);
    expect(by({ user: { id: 'somebody', displayName: 'Odd' } })).toEqual([null, 'Odd']);
    expect(by(null)).toEqual([null, '']);
  });

  it('gathers reactions, by the picture Teams shows for them, each person once', () => {
    const given = (reactionType: string, id: string, displayName?: string) => ({
      reactionType,
      displayName,
      user: { user: { id } },
    });
    const reactions = [
      given('like', rita),
      given('👍', mei),
      given('like', mei),
      given('heart', mei),
      given('❤', rita),
      given('🚀', 'nobody'),
      given('custom', mei, 'partyparrot'),
    ];
    expect(readMessage(message({ reactions }))?.reactions).toEqual([
      { reaction: '👍', by: [rita, mei] },
      { reaction: '❤️', by: [mei, rita] },
      { reaction: ':partyparrot:', by: [mei] },
    ]);
  });

  it('puts the subject first, below the headings of the page', () => {
    const reading = readMessage(message({ subject: ' My <first> pivot ' }));
    expect(reading?.html).toBe('<h3>My &lt;first&gt; pivot</h3><p>I tried it.</p>');
    expect(reading?.plain).toBe('My <first> pivot\nI tried it.');
    expect(html('<h1>a</h1><h2>b</h2><h6>c</h6>')).toBe('<h3>a</h3><h4>b</h4><h6>c</h6>');
  });

  it('keeps the lines of plain text, and its angle brackets', () => {
    const body = { contentType: 'text', content: 'a < b\nc & d' };
    expect(readMessage(message({ body }))).toMatchObject({ html: 'a &lt; b<br />c &amp; d', plain: 'a < b\nc & d' });
  });

  it('says mentions and emoji in words', () => {
    expect(
      html('<p>Thank you, <at id="0">Mei &amp; Co</at> <emoji id="smile" alt="🙂" title="Smile"></emoji></p>'),
    ).toBe('<p>Thank you, @Mei &amp; Co 🙂</p>');
  });

  it('counts the images Teams keeps with the message, and says others in words', () => {
    const own = 'https://graph.microsoft.com/v1.0/teams/t/channels/19:c@thread.tacv2/messages/1762000000000';
    const reading = readMessage(
      message({
        body: {
          contentType: 'html',
          content:
            `<img src="${own}/hostedContents/aWQ9eA%3D%3D/$value" alt="My table" style="width:1px" data-image="7">` +
            `<img src="https://media.example/cat.gif" alt="A cat"><img data-image="0">` +
            `<img src="${own.replace('1762000000000', '1')}/hostedContents/b/$value" alt="Not mine">` +
            `<img src="../hostedContents/1/$value">`,
        },
      }),
    );
    expect(reading?.html).toBe('<img data-image="0" alt="My table" />A catNot mine<img data-image="1" alt="" />');
    expect(reading?.images).toEqual([
      { hosted: 'aWQ9eA==', alt: 'My table' },
      { hosted: '1', alt: '' },
    ]);
    const reply = message({
      id: '1762000000777',
      replyToId: '1762000000000',
      body: { content: `<img src="${own}/replies/1762000000777/hostedContents/r/$value">` },
    });
    expect(readMessage(reply)?.images).toEqual([{ hosted: 'r', alt: '' }]);
  });
});

describe('what is attached', () => {
  const card = (content: unknown) => ({
    id: 'c1',
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: typeof content === 'string' ? content : JSON.stringify(content),
  });
  const placed = '<p>See</p><attachment id="c1"></attachment>';

  it('is a link to a file, by its name', () => {
    const file = { id: 'f1', contentType: 'reference', contentUrl: 'https://x.example/a b.xlsx', name: '<Plan>.xlsx' };
    expect(html('<p>See <attachment id="f1"></attachment></p>', { attachments: [file] })).toContain(
      '<a href="https://x.example/a%20b.xlsx" rel="noopener noreferrer" target="_blank">&lt;Plan&gt;.xlsx</a>',
    );
    expect(html('<p>See</p>', { attachments: [{ ...file, contentUrl: 'javascript:alert(1)' }] })).toBe(
      '<p>See</p><p>📎 &lt;Plan&gt;.xlsx</p>',
    );
  });

  it('is the words of a card, without what it asks for', () => {
    const content = {
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', text: 'Poll: <b>which</b> tool?' },
        { type: 'ColumnSet', columns: [{ items: [{ type: 'TextBlock', text: 'Copilot' }] }] },
        { type: 'FactSet', facts: [{ title: 'Votes', value: '12' }] },
        { type: 'Input.Text', id: 'x', value: 'typed', title: 'Comment' },
        { type: 'TextBlock', text: 'hidden', isVisible: false },
      ],
    };
    expect(html(placed, { attachments: [card(content)] })).toBe(
      '<p>See</p><blockquote><p>Poll: &lt;b&gt;which&lt;/b&gt; tool?</p><p>Copilot</p><p>Votes 12</p></blockquote>',
    );
  });

  it('is what a quoted message said', () => {
    const content = JSON.stringify({ messagePreview: 'I broke it', messageSender: { user: { displayName: 'Mei' } } });
    const quoted = { id: 'c1', contentType: 'messageReference', content };
    expect(html('<attachment id="c1"></attachment><p>Me too</p>', { attachments: [quoted] })).toBe(
      '<blockquote><p>Mei: I broke it</p></blockquote><p>Me too</p>',
    );
  });

  it('is its name when nothing else can be read, and bounded whatever it holds', () => {
    expect(html(placed, { attachments: [{ id: 'c1', contentType: 'x', name: 'Loop' }] })).toBe(
      '<p>See</p><blockquote><p>📎 Loop</p></blockquote>',
    );
    expect(html(placed, { attachments: [card('{ broken')] })).toBe('<p>See</p>');
    let deep: object = { text: 'bottom' };
    for (let i = 0; i < 900; i++) deep = { items: [deep] };
    expect(html(placed, { attachments: [card(deep)] })).toBe('<p>See</p>');
    const wide = { body: Array.from({ length: 9_000 }, () => ({ text: 'word '.repeat(50) })) };
    expect(html(placed, { attachments: [card(wide)] })?.length).toBeLessThan(5_000);
  });
});

describe('hostile html', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//evil.example">x</a>',
    '<p style="position:fixed" class="x" id="y" onclick="alert(1)" data-x="1">x</p>',
    '<iframe src="https://evil.example"></iframe>',
    '<style>*{display:none}</style>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<form action="https://evil.example"><input name=a><button>Go</button></form>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<<img src=x onerror=alert(1)//<p>',
    '<at id="0"><script>alert(1)</script></at>',
    '<emoji alt="&lt;script&gt;alert(1)&lt;/script&gt;"></emoji>',
    '<attachment id="<img src=x onerror=alert(1)>"></attachment>',
    '<base href="https://evil.example"><meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<textarea><script>alert(1)</script></textarea><xmp><img src=x onerror=alert(1)></xmp>',
    '<a name="x">y</a><b>z</b>',
    '<img data-image="0" src="https://evil.example/pixel.png">',
  ])('does nothing: %s', (hostile) => {
    for (const clean of [html(hostile) ?? '', html(`<p>${hostile}`) ?? '', sanitise(hostile)]) expectHarmless(clean);
  });

  it('keeps the words around what it takes away', () => {
    expect(html('a<script>b</script><span style="color:red">c</span><marquee>d</marquee>')).toBe('acd');
  });

  it('reads a megabyte of anything within a moment, and keeps at most 100 kB', () => {
    for (const piece of [
      '<at ',
      '<div>',
      '&',
      '<a href="',
      '<emoji alt="',
      '</p>',
      'x<',
      '<attachment id="',
      '<table><tr>',
    ]) {
      const began = performance.now();
      const reading = readMessage(message({ body: { content: piece.repeat(1_000_000 / piece.length) } }));
      expect(performance.now() - began, piece).toBeLessThan(3_000);
      expect(Buffer.byteLength(reading?.html ?? ''), piece).toBeLessThanOrEqual(100_000);
    }
  });

  it('holds for any text, leaves what is clean as it is, and never breaks a character', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<p>',
        '</p>',
        '<script>',
        '<img src="x" ',
        'onerror=1>',
        '"',
        "'",
        '<a href="',
        'javascript:',
        '<!--',
      ),
      fc.constantFrom(
        '-->',
        '<svg>',
        '<style>',
        '</',
        '&lt;',
        '&#x3c;',
        '\u0000',
        '\ud800',
        '<at>',
        '<emoji alt="',
        '<h1>',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const reading = readMessage(message({ body: { content: pieces.join('') } }));
        const { html: clean = '', plain = '' } = reading ?? {};
        expectHarmless(clean);
        expect(clean.isWellFormed() && plain.isWellFormed() && !`${clean}${plain}`.includes('\u0000')).toBe(true);
        expect(sanitise(sanitise(clean))).toBe(sanitise(clean));
      }),
      { numRuns: 300 },
    );
  });
});

describe('plain words', () => {
  it('are a line per paragraph, item and row', () => {
    const clean = '<p>One <b>two</b></p><ul><li>three</li></ul><table><tr><td>a</td><td>b</td></tr></table>x &lt; y';
    expect(plainOf(clean)).toBe('One two\nthree\na b\nx < y');
  });
});

const allowed =
  /^<\/?(?:p|div|br|hr|b|strong|i|em|u|s|sub|sup|ul|ol|li|blockquote|pre|code|h[1-6]|table|caption|thead|tbody|tfoot|tr|th|td)(?: \/)?>$|^<\/a>$|^<a href="(?:https?|mailto):[^"<>]*" rel="noopener noreferrer" target="_blank">$|^<img data-image="\d+" alt="[^"<>]*" \/>$/;

/** Every tag is one of those, with no attribute but those: what else stands there is text. */
function expectHarmless(clean: string) {
  for (const tag of clean.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(allowed);
}
