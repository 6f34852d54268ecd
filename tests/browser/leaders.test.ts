import { afterAll, beforeAll, expect, test } from 'vitest';
import { leadersChannel } from '../../infra/local/demo/channels.ts';
import type { Channels } from '../../infra/local/graph/channels.ts';
import { holdBack } from './held-back.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { isFocused, type Visitor } from './window.ts';

const newest = 'Record one explanation you give often';
const feedAddress = '**/api/leadership/feed?*';
const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let lobby: Lobby;
let channels: Channels;
let ines: Visitor;

beforeAll(async () => {
  lobby = await openLobby();
  channels = lobby.stage.graph.channels(lobby.stage.organisation.tenantId);
  ines = await lobby.welcome('Inês Carvalho');
});
afterAll(() => lobby?.close());

const posts = ({ tab }: Visitor) => tab.getByRole('article');
const postOf = (visitor: Visitor, words: string | RegExp) => posts(visitor).filter({ hasText: words });
/** What stands in the channel in Teams. */
const inTeams = () => channels.messages.of(leadersChannel.channelId);

test('reads leaders’ posts newest first, narrowed by search and by leader, and what colleagues say to one', async () => {
  await ines.visit('leaders');
  await posts(ines).first().getByText(newest).waitFor();
  await ines.tab.getByRole('searchbox', { name: 'Search posts' }).fill('lamps europe');
  await expect.poll(() => posts(ines).count()).toBe(1);
  await postOf(ines, 'five largest makers of lamps').waitFor();
  await ines.tab.getByRole('searchbox', { name: 'Search posts' }).fill('');
  await ines.tab.getByRole('button', { name: 'Filters' }).click();
  await ines.tab.getByRole('combobox', { name: 'Leader' }).selectOption('Darnell Whitaker');
  await expect
    .poll(() => posts(ines).getByRole('heading', { level: 2 }).allTextContents())
    .toEqual(Array(3).fill('Darnell Whitaker'));
  await ines.tab
    .getByRole('link', { name: /repl.+Darnell Whitaker/ })
    .last()
    .click();
  const thread = ines.tab.getByRole('heading', { name: 'What colleagues say to Darnell Whitaker' });
  await expect.poll(() => isFocused(thread)).toBe(true);
  await ines.tab.getByText('Hannah').first().waitFor();
});

test('shows an image once it is near, keeps its words, and shows it large', async () => {
  await ines.page.setViewportSize(wide);
  await ines.visit('leaders');
  await posts(ines).first().waitFor();
  const image = ines.tab.getByRole('button', { name: /^Show larger: / }).first();
  expect(await image.count()).toBe(0);
  for (const post of await posts(ines).all()) await post.scrollIntoViewIfNeeded();
  await posts(ines)
    .filter({ has: image })
    .getByRole('button', { name: /^Show all/ })
    .click();
  await image.click();
  const large = ines.tab.getByRole('dialog').getByRole('img');
  await expect.poll(() => large.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBeGreaterThan(100);
  await ines.page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
});

test('gives a reaction in Teams and takes it back, at once', async () => {
  await ines.visit('leaders');
  const post = postOf(ines, newest);
  const like = post.getByRole('button', { name: /^Like/ });
  const likes = async () => Number(/\d+/.exec((await like.getAttribute('aria-label')) ?? '')?.[0]);
  await like.waitFor();
  const before = await likes();
  const release = await holdBack(ines.page, '**/reaction');
  await like.click();
  expect([await likes(), await like.getAttribute('aria-pressed')]).toEqual([before + 1, 'true']);
  await release();
  const mine = () =>
    inTeams()
      .find(({ content }) => content.body.content.includes(newest))
      ?.reactions.some(({ personId }) => personId === lobby.idOf('Inês Carvalho'));
  await expect.poll(mine).toBe(true);
  await like.click();
  await expect.poll(mine).toBe(false);
  await expect.poll(likes).toBe(before);
});

test('undoes a reaction that Teams refused, names the permission that is missing, and tries again', async () => {
  const { delegated } = lobby.stage.issuer.tenant(lobby.stage.organisation.tenantId).consents;
  await ines.visit('leaders');
  const post = postOf(ines, newest);
  delegated.delete('ChannelMessage.Send');
  try {
    const heart = post.getByRole('button', { name: /^Heart/ });
    await post.getByRole('button', { name: 'React', exact: true }).click();
    await heart.click();
    await post.getByRole('alert').getByText('ChannelMessage.Send').waitFor();
    expect(await heart.count()).toBe(0);
    await post.getByRole('button', { name: 'Chat with Teresa Almada' }).waitFor();
  } finally {
    delegated.add('ChannelMessage.Send');
  }
});

test('replies as oneself on a phone, and sees it in its place', async () => {
  await ines.page.setViewportSize(phone);
  await ines.visit('leaders');
  await ines.tab
    .getByRole('link', { name: /repl.+Helena Sarmento/ })
    .first()
    .click();
  await ines.tab.getByRole('textbox', { name: 'Reply to Helena Sarmento' }).fill('Which three questions?');
  await ines.tab.getByRole('button', { name: 'Reply', exact: true }).click();
  await ines.tab
    .getByRole('listitem')
    .filter({ hasText: 'Which three questions?' })
    .getByText('Inês Carvalho')
    .waitFor();
  const [reply] = inTeams().filter(({ content }) => content.body.content.includes('Which three questions?'));
  expect(reply?.from).toMatchObject({ personId: lobby.idOf('Inês Carvalho') });
  expect(await ines.tab.getByRole('textbox').inputValue()).toBe('');
  await ines.page.setViewportSize(wide);
});

test('keeps the words of a reply that Teams does not take from who is not in the team, and says how to join', async () => {
  const team = channels.teams.find(({ id }) => id === leadersChannel.teamId);
  if (!team) throw new Error('the demo has no team for its leaders');
  const everybody = team.members;
  await ines.visit('leaders');
  team.members = [lobby.idOf('Helena Sarmento')];
  try {
    const words = ines.tab.getByRole('textbox', { name: 'Reply to Helena Sarmento' });
    await words.fill('May I ask something?');
    await ines.tab.getByRole('button', { name: 'Reply', exact: true }).click();
    await ines.tab.getByRole('alert').getByText('members of Whole company').waitFor();
    await ines.tab.getByRole('button', { name: 'Join in Teams' }).waitFor();
    expect(await words.inputValue()).toBe('May I ask something?');
    team.members = everybody;
    await ines.tab.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await ines.tab.getByRole('listitem').filter({ hasText: 'May I ask something?' }).waitFor();
  } finally {
    team.members = everybody;
  }
});

test('shows only words of what should never have passed the API', async () => {
  const hostile =
    '<p onclick="boom()">Unscathed words<script>boom()</script><img src="x" onerror="boom()" data-image="0"><a href="javascript:boom()">link</a></p><iframe src="/"></iframe><style>p{display:none}</style>';
  await ines.page.route(feedAddress, async (route) => {
    const response = await route.fetch();
    const feed = await response.json();
    feed.items[0].html = hostile;
    await route.fulfill({ response, json: feed });
  });
  await ines.visit('leaders');
  const post = posts(ines).first();
  await post.getByText('Unscathed words').waitFor();
  expect(await post.locator('script, iframe, style, a[href^="javascript"], [onclick], [onerror]').count()).toBe(0);
  await ines.page.unroute(feedAddress);
});

test('books a champion because of a post, which its author then sees counted', async () => {
  await ines.visit('leaders');
  await postOf(ines, newest)
    .getByRole('button', { name: /^Book a champion/ })
    .click();
  await ines.tab.getByRole('link', { name: 'The post of Helena Sarmento' }).waitFor();
  await ines.tab.getByRole('button', { name: 'More times' }).first().click();
  await ines.tab.getByRole('radio').nth(4).check();
  await ines.tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ }).click();
  await ines.tab.getByText('Booked.').waitFor();
  const helena = await lobby.welcome('Helena Sarmento');
  await helena.visit('leaders');
  await postOf(helena, newest)
    .getByText(/booked because of it/)
    .waitFor();
  await helena.tab.getByRole('heading', { name: 'What your posts started' }).waitFor();
  expect(
    await postOf(helena, newest)
      .getByRole('button', { name: /^Book a champion/ })
      .count(),
  ).toBe(0);
  await helena.tab.getByRole('button', { name: 'Reminders' }).click();
  await helena.tab.getByRole('combobox', { name: 'Have no reminders for' }).selectOption('8 weeks');
  await helena.tab.getByRole('button', { name: 'Pause reminders' }).click();
  await helena.tab.getByText(/^Reminders are paused until/).waitFor();
  await helena.close();
});

test('keeps what is posted meanwhile behind a button, so that nothing moves while one reads', async () => {
  await ines.visit('leaders');
  await posts(ines).first().getByText(newest).waitFor();
  channels.post(leadersChannel, lobby.idOf('Ruth Abernathy'), '<p>This morning I asked it to disagree with me.</p>');
  const button = ines.tab.getByRole('button', { name: 'One new post' });
  await button.waitFor();
  expect(await posts(ines).first().textContent()).toContain(newest);
  await button.click();
  await posts(ines).first().getByText('disagree with me').waitFor();
});

test('paints the posts this person last saw at once, and nobody else’s', async () => {
  await ines.visit('leaders');
  await posts(ines).first().waitFor();
  const release = await holdBack(ines.page, feedAddress);
  await ines.visit('leaders');
  await posts(ines).first().waitFor();
  await ines.page.goto(lobby.stage.address('Mateo Orozco', { sub: 'leaders' }));
  await ines.tab.getByRole('status', { name: 'Loading…' }).first().waitFor();
  expect(await posts(ines).count()).toBe(0);
  await release();
  await posts(ines).first().waitFor();
});

test('says which permission is missing where Open Door may not read, who grants it, and keeps what was read', async () => {
  await lobby.owner.query("update leadership_channels set state = 'not-allowed' where ended_at is null");
  await ines.visit('leaders');
  const why = ines.tab.getByRole('alert').filter({ hasText: 'ChannelMessage.Read.Group' });
  await why.getByRole('button', { name: 'Chat with Teresa Almada' }).waitFor();
  await posts(ines).first().waitFor();
  await lobby.owner.query("update leadership_channels set state = 'following' where ended_at is null");
});

test('shows posts one at a time for a wall, and all of them for paper', async () => {
  const { page, tab, visit } = ines;
  await visit('leaders/show');
  await tab.getByText(/^1 of \d+: /).waitFor();
  await tab.getByRole('button', { name: 'Older' }).press('ArrowRight');
  await tab.getByText(/^2 of \d+: /).waitFor();
  expect(await posts(ines).count()).toBe(1);
  await tab.getByRole('button', { name: 'All, to print' }).click();
  await expect.poll(() => posts(ines).count()).toBeGreaterThan(10);
  await page.emulateMedia({ media: 'print' });
  expect(await tab.getByRole('navigation').count()).toBe(0);
  expect(await tab.getByRole('button').count()).toBe(0);
  await page.emulateMedia({ media: null });
  // A frame that may not print does nothing.
  await tab.locator('body').evaluate(() => {
    window.print = () => {};
  });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    tab.getByRole('button', { name: 'Print', exact: true }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('leaders.html');
  await tab.getByText('This window cannot print.').waitFor();
});
