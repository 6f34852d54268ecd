import { Temporal } from 'temporal-polyfill';
import { beforeEach, expect, test } from 'vitest';
import type { FeedStanding, Post, PostFilters, Reply } from '../../api/src/leadership/schema.ts';
import { openChannel, type TestChannel } from '../support/channel.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

beginOnMonday();

let owner: Hired;
let ruth: Hired;
let lim: Hired;
let rita: Hired;
let channel: TestChannel;

beforeEach(async () => {
  owner = await hire(organisation, { name: 'Teresa Almada', roles: ['owner'] });
  ruth = await hire(organisation, { name: 'Ruth Abernathy', department: 'Executive Office', roles: ['leader'] });
  lim = await hire(organisation, { name: 'Lim Hwee Ling', department: 'Customer Care', roles: ['leader'] });
  rita = await hire(organisation, { name: 'Rita Sousa' });
  channel = await openChannel(organisation, owner);
});

type Thread = { items: Reply[]; next: string | null };
type Feed = { items: Post[]; next: string | null } & FeedStanding;
const feed = async (as: Hired, query = '') => (await door.ask(as, `GET /api/leadership/feed${query}`)).json<Feed>();
const ids = ({ items }: { items: { messageId: string }[] }) => items.map(({ messageId }) => messageId);
const repliesTo = (post: string, query = '') => door.ask(rita, `GET /api/leadership/posts/${post}/replies${query}`);

test('everybody reads leaders’ posts, newest first, page by page', async () => {
  const written: string[] = [];
  for (let turn = 0; turn < 5; turn++) written.unshift(await channel.write({ by: turn % 2 ? lim : ruth }));
  const first = await feed(rita, '?limit=2');
  const second = await feed(rita, `?limit=2&cursor=${first.next}`);
  const last = await feed(rita, `?limit=2&cursor=${second.next}`);
  expect([...ids(first), ...ids(second), ...ids(last)]).toEqual(written);
  expect(last.next).toBeNull();
  expect(first.items[0]?.author).toEqual({
    personId: ruth.personId,
    displayName: 'Ruth Abernathy',
    jobTitle: 'Analyst',
    department: 'Executive Office',
  });
});

test('posts of the same instant are neither lost nor shown twice between pages', async () => {
  const at = '2026-11-03T10:00:00Z';
  const written = [];
  for (let turn = 0; turn < 4; turn++) written.unshift(await channel.write({ by: ruth, at }));
  const first = await feed(rita, '?limit=3');
  expect([...ids(first), ...ids(await feed(rita, `?limit=3&cursor=${first.next}`))]).toEqual(written);
});

test.each([[['infinity', '1']], [['2026-11-03T10:00:00Z', 'a\0']], [[1]]])(
  'a cursor that somebody edited (%j) starts anew',
  async (key) => {
    const post = await channel.write({ by: ruth });
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
    expect(ids(await feed(rita, `?cursor=${cursor}`))).toEqual([post]);
    expect(ids((await repliesTo(post, `?cursor=${cursor}`)).json())).toEqual([]);
  },
);

test('a message by anybody else is among the replies of the leader’s post before it, and marked', async () => {
  await channel.write({ by: rita, words: 'Before any leader' });
  const post = await channel.write({ by: ruth });
  const reply = await channel.write({ by: lim, to: post });
  const beside = await channel.write({ by: rita, words: 'I tried it too' });
  const toBeside = await channel.write({ by: lim, to: beside });
  const later = await channel.write({ by: lim });
  const laterReply = await channel.write({ by: rita, to: later });
  const besideLater = await channel.write({ by: rita });
  await channel.write({ by: rita, to: post, deleted: true });
  const { items } = await feed(rita);
  expect(items.map(({ messageId, replies }) => [messageId, replies])).toEqual([
    [later, 2],
    [post, 3],
  ]);
  const thread = (await repliesTo(post)).json<Thread>().items;
  expect(thread.map(({ messageId, beside: isBeside }) => [messageId, isBeside])).toEqual([
    [reply, false],
    [beside, true],
    [toBeside, true],
  ]);
  expect(ids((await repliesTo(later)).json())).toEqual([laterReply, besideLater]);
  expect((await repliesTo(beside)).json()).toMatchObject({ type: 'no-such-post' });
});

test('replies come oldest first, page by page, whether they stand beside or below', async () => {
  const post = await channel.write({ by: ruth });
  const said: string[] = [];
  for (let turn = 0; turn < 4; turn++) {
    said.push(await channel.write({ by: rita, to: post }));
    const beside = await channel.write({ by: rita });
    said.push(beside, await channel.write({ by: lim, to: beside }));
  }
  const pages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Thread = (await repliesTo(post, `?limit=5&cursor=${cursor}`)).json();
    pages.push(...ids(page));
    cursor = page.next;
  }
  expect(pages).toEqual(said);
});

test('when the next leader’s post is deleted, what stood beside it belongs to the one before', async () => {
  const post = await channel.write({ by: ruth });
  await channel.write({ by: lim, deleted: true });
  const beside = await channel.write({ by: rita });
  expect(ids(await feed(rita))).toEqual([post]);
  expect(ids((await repliesTo(post)).json())).toEqual([beside]);
});

test('the feed narrows to a leader, a department, a topic and words', async () => {
  const pivots = await channel.write({ by: ruth, words: 'Orçamento com tabelas dinâmicas', topics: ['pivot-tables'] });
  const mails = await channel.write({ by: lim, words: 'Budget by e-mail, three tries', topics: ['writing-emails'] });
  await channel.write({ by: rita, words: 'orçamento, said by no leader' });
  const found = async (query: string) => ids(await feed(rita, `?${query}`));
  expect(await found(`leader=${ruth.personId}`)).toEqual([pivots]);
  expect(await found('department=Customer%20Care')).toEqual([mails]);
  expect(await found('topic=pivot-tables')).toEqual([pivots]);
  expect(await found('search=ORCAM')).toEqual([pivots]);
  expect(await found('search=tri+budg')).toEqual([mails]);
  expect(await found('search=budget+orcamento')).toEqual([]);
  expect(await found('search=ruth')).toEqual([pivots]);
  expect(await found('search=%25')).toEqual([mails, pivots]);
  expect(await found(`search=e&department=Customer%20Care&topic=writing-emails&leader=${lim.personId}`)).toEqual([
    mails,
  ]);
  expect(await found(`department=Customer%20Care&leader=${ruth.personId}`)).toEqual([]);
});

test('the filters say by whom, from where and about what there are posts', async () => {
  await channel.write({ by: ruth, topics: ['pivot-tables', 'sql'] });
  await channel.write({ by: lim, topics: ['sql'] });
  await channel.write({ by: lim });
  await channel.write({ by: rita, topics: ['python'] });
  const { leaders, departments, topics } = (await door.ask(rita, 'GET /api/leadership/filters')).json<PostFilters>();
  expect(leaders.map(({ displayName, posts }) => [displayName, posts])).toEqual([
    ['Lim Hwee Ling', 2],
    ['Ruth Abernathy', 1],
  ]);
  expect(departments).toEqual([
    { name: 'Customer Care', posts: 2 },
    { name: 'Executive Office', posts: 1 },
  ]);
  expect(topics).toEqual([
    { topic: 'sql', label: 'SQL and databases', posts: 2 },
    { topic: 'pivot-tables', label: 'Pivot tables', posts: 1 },
  ]);
});

test('reactions are counted, most given first, and one’s own are marked', async () => {
  const reactions = [
    { reaction: '❤️', by: [lim.personId] },
    { reaction: '👍', by: [lim.personId, rita.personId] },
    { reaction: '😮', by: [] },
  ];
  await channel.write({ by: ruth, reactions });
  expect((await feed(rita)).items[0]?.reactions).toEqual([
    { reaction: '👍', count: 2, mine: true },
    { reaction: '❤️', count: 1, mine: false },
  ]);
});

test('somebody who has left is called as when their post was last read, and cannot be looked up', async () => {
  await channel.write({ by: ruth });
  await door.world.owner.query('update people set active = false, left_at = now() where person_id = $1', [
    ruth.personId,
  ]);
  const gone = { personId: null, displayName: 'Ruth Abernathy', jobTitle: '', department: '' };
  expect((await feed(rita)).items[0]?.author).toEqual(gone);
});

test('the feed says how true it is, where the channel is, and who can mend it', async () => {
  await channel.write({ by: ruth });
  expect(await feed(rita)).toMatchObject({
    standing: 'following',
    asOf: '2026-11-23T08:59:00Z',
    channel: {
      teamName: 'Whole company',
      channelName: 'Leaders learning AI',
      webUrl: 'https://teams.example/l/channel',
    },
    owners: [{ personId: owner.personId, displayName: 'Teresa Almada', username: owner.username }],
  });
  await door.world.owner.query('update leadership_channels set ended_at = now() where channel_key = $1', [
    channel.channelKey,
  ]);
  expect(await feed(rita)).toMatchObject({ items: [], next: null, standing: 'none', asOf: null, channel: null });
});

test('an answer that is the same again is not sent again', async () => {
  await channel.write({ by: ruth });
  const address = '/api/leadership/feed';
  const request = door.world.as({ tid: rita.tenantId, oid: rita.personId });
  const etag = (await request(`GET ${address}`)).headers.get('etag') ?? '';
  const again = door.world.as({ tid: rita.tenantId, oid: rita.personId }, { 'if-none-match': etag });
  expect((await again(`GET ${address}`)).status).toBe(304);
  await channel.write({ by: lim });
  expect((await again(`GET ${address}`)).status).toBe(200);
});

test('one organisation reads nothing of another’s channel', async () => {
  await channel.write({ by: ruth });
  const stranger = await hire(await door.found());
  expect(await feed(stranger)).toMatchObject({ items: [], standing: 'none' });
});

test('a booking remembers the post that led to it, and only its author and the owner see how many did', async () => {
  const post = await channel.write({ by: ruth, topics: ['pivot-tables'] });
  const mei = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }));
  await publish(door.world.deps, mei);
  const book = (time: string, postId: string) =>
    door.ask(rita, 'POST /api/bookings', { championId: mei.personId, startsAt: `2026-11-24T${time}:00Z`, postId });
  expect((await book('10:00', post)).status).toBe(201);
  expect((await book('10:30', post)).status).toBe(201);
  expect((await book('11:00', '123456')).status).toBe(201);
  await door.world.owner.query(
    "update bookings set absent = 'learner', absence_by = champion_id, absence_at = now() where starts_at = '2026-11-24T10:30Z'",
  );
  door.setNow(Temporal.Instant.from('2026-11-25T09:00:00Z'));
  const startedFor = async (who: Hired) => (await feed(who)).items[0]?.started;
  expect(await startedFor(ruth)).toEqual({ bookings: 2, held: 1 });
  expect(await startedFor(owner)).toEqual({ bookings: 2, held: 1 });
  expect([await startedFor(rita), await startedFor(lim)]).toEqual([null, null]);
});
