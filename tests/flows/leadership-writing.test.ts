import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Draft, Mine, Post, Preview, Reply } from '../../api/src/leadership/schema.ts';
import { type Door, openDoor } from '../support/door.ts';
import { content, type Desk, openDesk, post, write } from '../support/leaders-desk.ts';
import { refusal } from '../support/refusal.ts';

let door: Door;
let desk: Desk;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(async () => {
  expect(door.world.graph.unknownCalls()).toEqual([]);
  await door.close();
});
beforeEach(async () => {
  desk = await openDesk(door);
});
afterEach(() => door.world.graph.faults.clear());

const png = Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64');
const draftOf = async () => (await door.ask(desk.leader, 'GET /api/leadership/draft')).json<Draft>();
const keep = (body: object) => door.ask(desk.leader, 'PUT /api/leadership/draft', body);

describe('a draft', () => {
  test('begins with the four prompts, and is the same on every device', async () => {
    expect(await draftOf()).toMatchObject({ version: 0, savedAt: null, posting: 'no', image: null });
    expect((await draftOf()).content.sections.map(({ prompt }) => prompt)).toEqual([
      'tried',
      'wrong',
      'learned',
      'ask',
    ]);
    await write(door, desk.leader, content('Names help'));
    expect(await draftOf()).toMatchObject({ version: 1, content: content('Names help') });
  });

  test('that another device changed meanwhile is not overwritten unseen', async () => {
    await write(door, desk.leader, content('First'));
    await write(door, desk.leader, content('Second'));
    const late = await keep({ content: content('From the train'), version: 1 });
    expect(late.json<{ type: string }>().type).toBe('changed-elsewhere');
    expect((await draftOf()).content).toEqual(content('Second'));
    expect((await keep({ content: content('Begun anew'), version: 0 })).status).toBe(409);
  });

  test('keeps an image by what it is, shows it, and lets it go', async () => {
    const { version } = await write(door, desk.leader, content('Look'));
    const put = (base64: string, type = 'image/jpeg') =>
      door.ask(desk.leader, 'PUT /api/leadership/draft/image', { type, base64, version });
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
    expect((await put(svg, 'image/png')).json<{ type: string }>().type).toBe('not-an-image');
    const kept = (await put(png)).json<Draft>();
    expect(kept).toMatchObject({
      version: version + 1,
      image: { type: 'image/png', bytes: 10 },
      content: content('Look'),
    });
    expect((await door.ask(desk.leader, 'GET /api/leadership/draft/image')).type).toBe('image/png');
    expect((await door.ask(desk.leader, 'DELETE /api/leadership/draft/image')).json<Draft>().image).toBe(null);
    expect((await door.ask(desk.leader, 'GET /api/leadership/draft/image')).status).toBe(404);
  });

  test('may begin with its image', async () => {
    const put = await door.ask(desk.leader, 'PUT /api/leadership/draft/image', {
      type: 'image/png',
      base64: png,
      version: 0,
    });
    expect(put.json<Draft>()).toMatchObject({ version: 1, image: { type: 'image/png' } });
  });

  test('that was thrown away comes back on no device', async () => {
    const { version } = await write(door, desk.leader, content('Too harsh'));
    const empty = (await door.ask(desk.leader, 'DELETE /api/leadership/draft')).json<Draft>();
    expect(empty.content.sections.every(({ html }) => html === '')).toBe(true);
    expect((await keep({ content: content('Too harsh'), version })).status).toBe(409);
    expect((await keep({ content: content('Kinder'), version: empty.version })).status).toBe(200);
  });

  test('is its leader’s alone, and nobody else has one', async () => {
    await write(door, desk.leader, content('Mine'));
    expect((await door.ask(desk.learner, 'GET /api/leadership/draft')).status).toBe(403);
  });

  test('is previewed as it will be read from Teams, in the leader’s language', async () => {
    const draft = content('<b>Pivot tables</b> <script>x</script>', {
      link: { url: 'https://contoso.example/how', title: 'How' },
    });
    const { version } = await write(door, desk.leader, draft);
    await door.ask(desk.leader, 'PUT /api/leadership/draft/image', { type: 'image/png', base64: png, version });
    const inPortuguese = { ...desk.leader, locale: 'pt-PT' };
    const preview = (await door.ask(inPortuguese, 'POST /api/leadership/preview', { content: draft })).json<Preview>();
    expect(preview.html).toContain('>O que aprendi</h');
    expect(preview.html).toContain('<b>Pivot tables</b>');
    expect(preview.html).toContain('<img data-image="0"');
    expect(preview.html).not.toMatch(/script|O que experimentei/);
    expect(preview.topics.map(({ topic }) => topic)).toContain('pivot-tables');
    expect(preview.fills).toBe(1);
    const { version: now } = await draftOf();
    await door.ask(inPortuguese, 'POST /api/leadership/posts', { version: now });
    const [shown] = (await door.ask(desk.learner, 'GET /api/leadership/feed')).json<{ items: Post[] }>().items;
    expect(shown?.html).toBe(preview.html);
  });
});

describe('posting', () => {
  test('makes the leader’s own message in the channel, shown at once, and empties the draft', async () => {
    const { version } = await write(door, desk.leader, content('Charts need titles', { topics: ['pivot-tables'] }));
    const posted = await door.ask(desk.leader, 'POST /api/leadership/posts', { version });
    expect(posted.status).toBe(201);
    expect(posted.json<Post>()).toMatchObject({
      author: { personId: desk.leader.personId },
      html: expect.stringContaining('Charts need titles'),
      topics: [{ topic: 'pivot-tables' }],
      yours: true,
      started: { bookings: 0, held: 0 },
    });
    expect(desk.posts().map(({ from }) => from)).toEqual([{ personId: desk.leader.personId }]);
    const { items } = (await door.ask(desk.learner, 'GET /api/leadership/feed')).json<{ items: Post[] }>();
    expect(items).toMatchObject([{ messageId: posted.json<Post>().messageId, started: null }]);
    expect(await draftOf()).toMatchObject({ posting: 'no', version: version + 1, image: null });
    expect((await draftOf()).content.sections.every(({ html }) => html === '')).toBe(true);
  });

  test('asked for again, or asked what became of it, tells of the same post', async () => {
    const { version } = await write(door, desk.leader, content('Once'));
    const posted = await door.ask(desk.leader, 'POST /api/leadership/posts', { version });
    expect((await door.ask(desk.leader, 'POST /api/leadership/posts', { version })).json()).toEqual(posted.json());
    const fate = await door.ask(desk.leader, 'POST /api/leadership/draft/fate');
    expect(fate.json()).toEqual({ draft: await draftOf(), post: posted.json() });
    expect(desk.posts()).toHaveLength(1);
    await write(door, desk.leader, content('Next'));
    const later = await door.ask(desk.leader, 'POST /api/leadership/draft/fate');
    expect(later.json()).toEqual({ draft: await draftOf(), post: null });
  });

  test('takes the image along', async () => {
    const { version } = await write(door, desk.leader, content('Look', { imageAlt: 'My first chart' }));
    await door.ask(desk.leader, 'PUT /api/leadership/draft/image', { type: 'image/png', base64: png, version });
    const posted = await door.ask(desk.leader, 'POST /api/leadership/posts', { version: version + 1 });
    expect(posted.json<Post>().images).toEqual([{ alt: 'My first chart' }]);
    expect(desk.posts()[0]?.content.hostedContents).toMatchObject([{ type: 'image/png', base64: png }]);
  });

  test('never goes by the app’s own permission, whatever was refused', async () => {
    const { consents } = door.world.issuer.tenant(desk.leader.tenantId);
    const before = door.world.graph.calls.length;
    consents.delegated.delete('ChannelMessage.Send');
    const { version } = await write(door, desk.leader, content('Names help'));
    await door.ask(desk.leader, 'POST /api/leadership/posts', { version });
    expect(desk.posts()).toEqual([]);
    consents.delegated.add('ChannelMessage.Send');
    door.world.graph.faults.add({ kind: 'drop', when: 'after' }, 1, { endpoint: 'postMessage' });
    await door.ask(desk.leader, 'POST /api/leadership/posts', { version });
    const asApp = door.world.graph.calls.slice(before).filter(({ as }) => as === 'application');
    expect(asApp.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(desk.posts()).toHaveLength(1);
  });

  test('is refused in words that say what to do, and keeps the draft', async () => {
    const nothing = await refusal(door, desk.leader, 'POST /api/leadership/posts', { version: 1 });
    expect(nothing.problem).toMatchObject({ type: 'changed-elsewhere', status: 409 });
    const empty = await write(door, desk.leader, content(' '));
    const { words } = await refusal(door, desk.leader, 'POST /api/leadership/posts', { version: empty.version });
    expect(words).toMatch(/Nothing is written yet.*\| Ainda não há nada escrito/);
    const long = await write(door, desk.leader, {
      ...content('x'),
      sections: (['tried', 'learned'] as const).map((prompt) => ({ prompt, html: `<p>${'long '.repeat(3_500)}</p>` })),
    });
    const tooLong = await refusal(door, desk.leader, 'POST /api/leadership/posts', { version: long.version });
    expect(tooLong.words).toMatch(/longer than Teams takes.*mais comprido/);
    const fine = await write(door, desk.leader, content('Fine'));
    const post = (who = desk.leader) => refusal(door, who, 'POST /api/leadership/posts', { version: fine.version });
    const { consents } = door.world.issuer.tenant(desk.leader.tenantId);
    consents.delegated.delete('ChannelMessage.Send');
    expect((await post()).problem).toMatchObject({
      type: 'permission-missing',
      status: 403,
      permission: 'ChannelMessage.Send',
    });
    consents.delegated.add('ChannelMessage.Send');
    const team = desk.channels.teams.find(({ id }) => id === desk.place.teamId);
    if (team) team.members = [];
    expect((await post()).words).toMatch(/not a member of the team.*Não é membro da equipa/);
    await door.world.owner.query('update leadership_channels set ended_at = now()');
    expect((await post()).problem).toMatchObject({ type: 'no-channel', status: 409 });
    expect(await draftOf()).toMatchObject({ posting: 'no', content: content('Fine') });
    expect(desk.posts()).toEqual([]);
  });
});

describe('a reply', () => {
  const reply = (messageId: string, words: string, headers = {}) =>
    door.ask(desk.learner, `POST /api/leadership/posts/${messageId}/replies`, { words }, headers);

  test('stands in Teams as the person’s own, with its lines, and here at once', async () => {
    const { messageId } = await post(door, desk.leader);
    const answer = await reply(messageId, 'Thank you\n<for> this!');
    expect(answer.status).toBe(201);
    expect(answer.json<Reply>()).toMatchObject({
      author: { personId: desk.learner.personId },
      html: expect.stringMatching(/Thank you<br ?\/?>&lt;for&gt; this!/),
      yours: true,
      beside: false,
    });
    expect(desk.replies()).toMatchObject([{ rootId: messageId, from: { personId: desk.learner.personId } }]);
    const shown = await door.ask(desk.leader, `GET /api/leadership/posts/${messageId}/replies`);
    expect(shown.json<{ items: Reply[] }>().items).toHaveLength(1);
  });

  test('that is asked for twice is sent once, and the same key is for the same words', async () => {
    const { messageId } = await post(door, desk.leader);
    const key = { 'idempotency-key': 'the-same-press-1' };
    const first = await reply(messageId, 'Thank you', key);
    expect((await reply(messageId, 'Thank you', key)).json()).toEqual(first.json());
    expect((await reply(messageId, 'And one more', key)).json<{ type: string }>().type).toBe('key-reused');
    expect(desk.replies()).toHaveLength(1);
    await reply(messageId, 'Thank you', { 'idempotency-key': 'another-press-2' });
    expect(desk.replies()).toHaveLength(2);
  });

  test('to what is no post, or none any more, is refused', async () => {
    const { messageId } = await post(door, desk.leader);
    expect((await reply('123', 'Hello')).json<{ type: string }>().type).toBe('no-such-post');
    const [message] = desk.posts();
    if (message) desk.channels.delete(message);
    const late = await reply(messageId, 'Hello');
    expect([late.status, late.json<{ type: string }>().type]).toEqual([404, 'no-such-post']);
  });
});

describe('a reaction', () => {
  const react = (messageId: string, reaction: string, given = true) =>
    door.ask(desk.learner, `PUT /api/leadership/posts/${messageId}/reaction`, { reaction, given });

  test('is given in Teams as oneself, once however often, and taken back', async () => {
    const { messageId } = await post(door, desk.leader);
    const [message] = desk.posts();
    if (message) desk.channels.react(message, desk.leader.personId, '👍');
    for (let i = 0; i < 2; i++) {
      const given = await react(messageId, '👍');
      expect(given.json()).toEqual({ reactions: [{ reaction: '👍', count: 2, mine: true }] });
    }
    expect((await react(messageId, '❤️')).json<{ reactions: unknown[] }>().reactions).toHaveLength(2);
    const taken = await react(messageId, '👍', false);
    expect(taken.json()).toEqual({
      reactions: [
        { reaction: '❤️', count: 1, mine: true },
        { reaction: '👍', count: 1, mine: false },
      ],
    });
  });

  test('to a reply reaches the reply', async () => {
    const { messageId } = await post(door, desk.leader);
    const reply = await door.ask(desk.learner, `POST /api/leadership/posts/${messageId}/replies`, { words: 'Nice' });
    await react(reply.json<Reply>().messageId, '😆');
    expect(desk.replies()[0]?.reactions).toMatchObject([{ reactionType: '😆', personId: desk.learner.personId }]);
  });

  test('shows at once even where the channel cannot be read just now', async () => {
    const { messageId } = await post(door, desk.leader);
    desk.channels.uninstallApp(desk.place.teamId);
    expect((await react(messageId, '👍')).json()).toEqual({ reactions: [{ reaction: '👍', count: 1, mine: true }] });
    expect((await react(messageId, '👍', false)).json()).toEqual({ reactions: [] });
  });

  test('that is no emoji is none', async () => {
    const { messageId } = await post(door, desk.leader);
    expect((await react(messageId, '<b>')).status).toBe(400);
  });
});

describe('what a leader’s posts started', () => {
  const mine = async () => (await door.ask(desk.leader, 'GET /api/leadership/mine')).json<Mine>();

  test('is counted, and so is the time since the last one', async () => {
    expect(await mine()).toMatchObject({ lastPostAt: null, nudgeWeeks: 3, totals: { posts: 0 } });
    const { messageId, postedAt } = await post(door, desk.leader);
    await door.ask(desk.learner, `POST /api/leadership/posts/${messageId}/replies`, { words: 'Nice' });
    await door.ask(desk.learner, `PUT /api/leadership/posts/${messageId}/reaction`, { reaction: '👍', given: true });
    expect(await mine()).toMatchObject({
      lastPostAt: postedAt,
      nextNudgeOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      totals: { posts: 1, replies: 1, reactions: 1, bookings: 0, held: 0 },
    });
  });

  test('comes with reminders that the leader can pause, and let go on', async () => {
    const pause = (pausedUntil: string | null) => door.ask(desk.leader, 'PUT /api/leadership/nudges', { pausedUntil });
    expect((await pause('2037-03-02')).json<Mine>()).toMatchObject({
      nudgesPausedUntil: '2037-03-02',
      nextNudgeOn: '2037-03-02',
    });
    expect((await pause('2026-01-01')).json<{ type: string }>().type).toBe('date-past');
    expect((await pause(null)).json<Mine>().nudgesPausedUntil).toBe(null);
  });
});
