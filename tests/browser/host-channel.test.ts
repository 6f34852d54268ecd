import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPost, leadersChannel, writeDemoChannels } from '../../infra/local/demo/channels.ts';
import { demoOrganisation } from '../../infra/local/demo/organisation.ts';
import { type Channels, createChannels } from '../../infra/local/graph/channels.ts';
import { graphPeople } from '../../infra/local/graph/from-directory.ts';
import { messageUrl } from '../../infra/local/graph/message-form.ts';
import type { ChannelMessage } from '../../infra/local/graph/messages.ts';
import { createOrganisation } from '../../infra/local/graph/organisation.ts';
import { startTeamsHost, type TeamsHost } from '../../infra/local/teams-host/host.ts';
import { launchChromium } from '../support/chromium.ts';

const { tenantId: tid, people } = demoOrganisation();
const named = (name: string) => people.find(({ displayName }) => displayName === name) ?? expect.fail(name);
const helena = named('Helena Sarmento');

let browser: Browser;
let host: TeamsHost;
let channels: Channels;
let page: Page;
let own: ChannelMessage;

beforeAll(async () => {
  channels = createChannels(createOrganisation(tid, graphPeople(people)), {
    now: Temporal.Now.instant,
    teamsUrl: () => host.url,
    tell: () => {},
    shut: () => {},
  });
  writeDemoChannels(channels, people, Temporal.Now.instant());
  own = findPost(channels, 'Helena Sarmento', 24);
  const shown = people.map(({ id: oid, displayName: name, jobTitle: title }) => ({ tid, oid, name, title, role: '' }));
  host = await startTeamsHost({
    port: 0,
    tabUrl: 'http://localhost:1',
    app: { id: crypto.randomUUID(), entities: [{ id: 'home', name: 'Home', contentUrl: '/tab' }] },
    people: async (query) => shown.filter(({ oid, name }) => oid === query || name.includes(query)),
    channels: () => channels,
    tokenFor: async () => '',
    botUrl: 'http://localhost:1',
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  browser = await launchChromium();
  page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => expect.fail(error.message));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

async function open(link: string, person = helena) {
  await page.goto(`${host.url}/channel?person=${person.id}`);
  await page.goto(link);
}

const chain = (id: string) => page.locator(`#m${id}`);

test('a link to a message opens the channel there, as whoever was signed in last', async () => {
  await open(messageUrl(own, { tid, teamsUrl: host.url }));
  await page.locator('h1', { hasText: 'Leaders learning AI' }).waitFor();
  expect(new URL(page.url()).hash).toBe(`#m${own.id}`);
  expect(await page.locator('#people option:checked').textContent()).toBe('Helena Sarmento');
  const image = chain(own.id).locator('img').first();
  await expect.poll(() => image.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(720);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('what is done there is done in Teams: post, reply, react, edit, delete', async () => {
  await open(`${host.url}/channel?channel=${encodeURIComponent(leadersChannel.channelId)}`);
  await page.getByLabel('Write to the channel').fill('I tried <b>it</b>\nand failed');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  const newest = () => channels.messages.of(leadersChannel.channelId).at(-1) ?? expect.fail('nothing was written');
  await page.locator('.chain').last().getByText('I tried <b>it</b>').waitFor();
  expect(newest().content.body.content).toBe('<p>I tried &lt;b&gt;it&lt;/b&gt;</p><p>and failed</p>');

  const post = newest();
  await chain(post.id).getByLabel('Reply').fill('Me again');
  await chain(post.id).getByRole('button', { name: 'Reply' }).click();
  await chain(post.id).getByText('Me again').waitFor();
  expect(newest()).toMatchObject({ rootId: post.id, from: { personId: helena.id } });

  await chain(post.id).getByRole('button', { name: '❤️' }).first().click();
  await chain(post.id).getByRole('button', { name: '❤️ 1', pressed: true }).waitFor();
  expect(post.reactions).toMatchObject([{ reactionType: '❤️', personId: helena.id }]);

  const { id, content } = own;
  await chain(id).getByRole('button', { name: 'Edit' }).first().click();
  await page.keyboard.type('Anew: ');
  await chain(id).getByRole('button', { name: 'Save' }).click();
  await chain(id).getByText('Edited').first().waitFor();
  expect(own.content).toEqual({ ...content, body: { ...content.body, content: expect.stringContaining('Anew: ') } });
  expect(own.content.body.content).toContain('"../hostedContents/1/$value"');

  await chain(post.id).getByRole('button', { name: 'Delete' }).first().click();
  await chain(post.id).getByText('This message has been deleted.').waitFor();
  expect(post.deletedAt).not.toBeNull();
});

test('nobody changes what somebody else wrote', async () => {
  const address = `${host.url}/host/channel?${new URLSearchParams({ tid, oid: named('Inês Carvalho').id })}`;
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: host.url },
    body: JSON.stringify({ act: 'delete', messageId: own.id }),
  });
  expect(answer.status).toBe(403);
  expect(own.deletedAt).toBeNull();
  const elsewhere = await fetch(address, { method: 'POST', headers: { origin: 'http://localhost:1' } });
  expect(elsewhere.status).toBe(403);
});

test('Open Door is taken out of a team there, and added again', async () => {
  await open(`${host.url}/l/app/${crypto.randomUUID()}`);
  const team = channels.teams.find(({ id }) => id === leadersChannel.teamId);
  await page.getByRole('button', { name: 'Take Open Door out of this team' }).click();
  await page.getByRole('button', { name: 'Add Open Door to this team' }).waitFor();
  expect(team?.hasApp).toBe(false);
  await page.getByRole('button', { name: 'Add Open Door to this team' }).click();
  await page.getByRole('button', { name: 'Take Open Door out of this team' }).waitFor();
  expect(team?.hasApp).toBe(true);
});
