import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HostPerson, startTeamsHost, type TeamsHost } from '../../infra/local/teams-host/host.ts';
import { launchChromium } from '../support/chromium.ts';

const appId = '6a0f0c6e-3c55-4d2a-9a5e-1f6a9b0d7c11';
const tid = '11111111-1111-4111-8111-111111111111';
const people: HostPerson[] = [
  { tid, oid: 'oid-ines', name: 'Inês Duarte', title: 'Analyst', role: 'Learner', username: 'ines@fabrikam.example' },
  { tid, oid: 'oid-mei', name: 'Mei Tan', title: 'Data lead', role: 'Champion' },
  ...Array.from({ length: 40 }, (_, at) => ({
    tid,
    oid: `oid-${at}`,
    name: `Person ${at}`,
    title: 'Clerk',
    role: 'Learner',
  })),
];

/** A tab that says everything it hears in `window.heard` and lets a test call the real teams-js as `window.teams`. */
const tabSource = `
  import * as teams from '@microsoft/teams-js';
  const query = new URLSearchParams(location.search);
  window.teams = teams;
  window.heard = [];
  await teams.app.initialize([window.hostOrigin]);
  teams.app.registerOnThemeChangeHandler((theme) => window.heard.push(theme));
  if (query.get('entity') === 'broken' && !sessionStorage.getItem('tried')) {
    sessionStorage.setItem('tried', 'yes');
    teams.app.notifyFailure({ reason: teams.app.FailedReason.AuthFailed, message: 'no consent' });
  } else if (query.get('entity') !== 'silent') window.success = await teams.app.notifySuccess();
  document.body.dataset.started = 'yes';
`;

const tabPage = (hostOrigin: string) => `<!doctype html>
  <html lang="en"><title>Tab</title><script>window.hostOrigin = ${JSON.stringify(hostOrigin)}</script>
  <body><main><h1>The tab</h1></main><script type="module" src="/tab.js"></script></body></html>`;

/** A page that asks the host for a token without being the tab, and keeps whatever it hears back. */
const asker = `<!doctype html><html lang="en"><title>Asker</title><script>
  window.answers = [];
  window.addEventListener('message', ({ data }) => window.answers.push(data));
  for (const func of ['initialize', 'getContext', 'authentication.getAuthToken']) {
    window.top.postMessage({ id: 1, uuidAsString: 'x', func, args: [] }, '*');
  }
  window.asked = true;
</script>`;

type TabWindow = { teams: typeof import('@microsoft/teams-js'); heard: unknown[]; success: unknown };
declare const window: TabWindow;

let browser: Browser;
let tab: Server;
let tabOrigin: string;
let host: TeamsHost;
const tokensAsked: string[] = [];
const pages: Page[] = [];

beforeAll(async () => {
  const bundle = await build({
    stdin: { contents: tabSource, resolveDir: new URL('../../tab/', import.meta.url).pathname },
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  tab = createServer((request, response) => {
    const isScript = request.url === '/tab.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : request.url === '/asker' ? asker : tabPage(host.url));
  });
  await new Promise<void>((resolve) => tab.listen(0, resolve));
  tabOrigin = `http://localhost:${(tab.address() as AddressInfo).port}`;
  host = await startHost();
  browser = await launchChromium();
}, 300_000);

afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.context().close()));
  tokensAsked.length = 0;
});

afterAll(async () => {
  await browser?.close();
  await host?.stop();
  tab?.closeAllConnections();
  await new Promise((resolve) => tab?.close(resolve));
});

function startHost(): Promise<TeamsHost> {
  const entity = (id: string, name: string) => ({ id, name, contentUrl: `/tab?entity=${id}` });
  return startTeamsHost({
    port: 0,
    tabUrl: tabOrigin,
    app: {
      id: appId,
      entities: [
        entity('home', 'Home'),
        entity('sessions', 'My sessions'),
        entity('broken', 'Broken'),
        entity('silent', 'Silent'),
      ],
    },
    people: async (query) =>
      people.filter(({ oid, name }) => oid === query || name.toLowerCase().includes(query.toLowerCase())),
    tokenFor: async ({ oid }) => {
      tokensAsked.push(oid);
      if (oid === 'oid-39') throw new Error('consent_required');
      return `token of ${oid}`;
    },
    botUrl: `${tabOrigin}/playground`,
    log: { info: () => {}, warn: () => {}, error: console.error },
  });
}

async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 860 }, ...options });
  const page = await context.newPage();
  pages.push(page);
  await page.goto(host.url + address);
  return page;
}

/** The tab's frame, once its script has run to its end. */
async function tabOf(page: Page): Promise<Frame> {
  const body = await page.waitForSelector('#tab iframe').then((element) => element.contentFrame());
  if (!body) throw new Error('The host page has no frame.');
  await body.waitForSelector('body[data-started]', { state: 'attached' });
  return body;
}

const contextIn = (frame: Frame) => frame.evaluate(() => window.teams.app.getContext());

/** Does something that makes the host open the tab again, and gives the new frame. */
async function reopened(page: Page, act: () => Promise<unknown>): Promise<Frame> {
  const before = await page.waitForSelector('#tab iframe', { state: 'attached' });
  await act();
  await page.waitForFunction((frame) => !(frame as { isConnected: boolean }).isConnected, before);
  return tabOf(page);
}

const deepLink = (page: string, sub: string) =>
  `https://teams.microsoft.com/l/entity/${appId}/${page}?context=${encodeURIComponent(JSON.stringify({ subEntityId: sub }))}`;

describe('what the tab learns', () => {
  test('teams-js initialises and is told person, place, language, theme and client', async () => {
    const page = await open('/?person=oid-mei&page=sessions&sub=booking-7&theme=dark&locale=pt-PT');
    const frame = await tabOf(page);
    expect(await contextIn(frame)).toMatchObject({
      app: {
        theme: 'dark',
        locale: 'pt-pt',
        host: { name: 'Teams', clientType: 'web' },
      },
      page: { id: 'sessions', subPageId: 'booking-7', frameContext: 'content' },
      user: { id: 'oid-mei', displayName: 'Mei Tan', tenant: { id: tid } },
    });
    expect(await frame.evaluate(async () => String((await window.teams.app.getContext()).app.appId))).toBe(appId);
    expect(await page.getAttribute('html', 'lang')).toBe('pt-PT');
  });

  test('the phone frame is a phone of 360 by 740 to the eye and to the tab', async () => {
    const page = await open('/?phone=1');
    const frame = await tabOf(page);
    expect((await contextIn(frame)).app.host.clientType).toBe('ios');
    expect(
      await page.locator('.device').evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]),
    ).toEqual([360, 740]);
    const onAndroid = await open('/?phone=android');
    expect((await contextIn(await tabOf(onAndroid))).app.host.clientType).toBe('android');
  });

  test('a deep link to the host opens that page of the app as that person', async () => {
    const page = await open(
      `/l/entity/${appId}/sessions?context=%7B%22subEntityId%22%3A%22a%2Fb%22%7D&as=oid-mei&theme=contrast`,
    );
    const context = await contextIn(await tabOf(page));
    expect(context.page).toMatchObject({ id: 'sessions', subPageId: 'a/b' });
    expect(context.user?.id).toBe('oid-mei');
    expect(context.app.theme).toBe('contrast');
    expect(await (await fetch(`${host.url}/l/entity/another-app/home`)).text()).toContain(
      'opens only links to Open Door',
    );
  });

  test('a person or page that does not exist is replaced by the first one, and the page says so', async () => {
    const page = await open('/?person=nobody&page=sessions');
    expect((await contextIn(await tabOf(page))).user?.id).toBe('oid-ines');
    expect(await page.locator('#notice').textContent()).toContain('nobody');
    const elsewhere = await open('/?page=nowhere');
    expect((await contextIn(await tabOf(elsewhere))).page.id).toBe('home');
    expect(await elsewhere.locator('#notice').textContent()).toContain('nowhere');
  });
});

describe('signing in', () => {
  test('the tab gets the token of the person it is opened as, also after switching by keyboard', async () => {
    const page = await open('/');
    const getToken = (frame: Frame) => frame.evaluate(() => window.teams.authentication.getAuthToken());
    expect(await getToken(await tabOf(page))).toBe('token of oid-ines');
    const frame = await reopened(page, async () => {
      await page.locator('#person').press('Enter');
      await page.locator('#people-query').pressSequentially('mei');
      await page.getByRole('option', { name: 'Mei Tan' }).and(page.locator('.active')).waitFor();
      await page.locator('#people-query').press('Enter');
    });
    expect(await getToken(frame)).toBe('token of oid-mei');
    expect(new URL(page.url()).searchParams.get('person')).toBe('oid-mei');
    expect(await page.locator('#person').textContent()).toContain('Champion');
    expect(tokensAsked).toEqual(['oid-ines', 'oid-mei']);
  });

  test('the browser goes back to the person before', async () => {
    const page = await open('/?person=oid-ines');
    const frame = await reopened(page, async () => {
      await page.locator('#person').click();
      await page.getByRole('option', { name: 'Mei Tan' }).click();
    });
    expect((await contextIn(frame)).user?.id).toBe('oid-mei');
    expect((await contextIn(await reopened(page, () => page.goBack()))).user?.id).toBe('oid-ines');
  });

  test('a search lists at most twenty people and says when nobody matches', async () => {
    const page = await open('/');
    await page.locator('#person').click();
    await page.locator('#people-query').fill('person');
    await page.getByText('20 people').waitFor();
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(20);
    await page.locator('#people-query').fill('zzz');
    await page.getByText('Nobody matches “zzz”').waitFor();
  });

  test('a refused token fails in the tab with the words of the refusal', async () => {
    const frame = await tabOf(await open('/?person=oid-39'));
    const said = await frame.evaluate(() =>
      window.teams.authentication.getAuthToken().catch((error: Error) => error.message),
    );
    expect(said).toBe('consent_required');
  });

  test('a token is given to the host page only', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${host.url}/host/token`, { method: 'POST', headers, body: JSON.stringify({ tid, oid: 'oid-mei' }) });
    expect((await ask({ origin: tabOrigin })).status).toBe(403);
    expect((await ask({})).status).toBe(403);
    expect(tokensAsked).toEqual([]);
    expect((await ask({ origin: host.url })).status).toBe(200);
  });
});

describe('starting', () => {
  test('the loader leaves when the tab reports success, and the tab is told that the host heard it', async () => {
    const page = await open('/');
    const frame = await tabOf(page);
    await page.locator('#loader').waitFor({ state: 'hidden' });
    expect(await frame.evaluate(() => window.success)).toEqual({ hasFinishedSuccessfully: true });
  });

  test('a failure shows its reason and a way to try again', async () => {
    const page = await open('/?page=broken');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('AuthFailed – no consent');
    const frame = await reopened(page, () => page.getByRole('button', { name: 'Try again' }).press('Enter'));
    expect((await contextIn(frame)).page.id).toBe('broken');
    await page.getByRole('alert').waitFor({ state: 'hidden' });
  });

  test('a tab that says nothing for thirty seconds has failed', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    pages.push(page);
    await page.clock.install();
    await page.goto(`${host.url}/?page=silent`);
    await tabOf(page);
    await page.clock.fastForward(29_000);
    expect(await page.getByRole('alert').isVisible()).toBe(false);
    await page.clock.fastForward(2_000);
    await page.getByRole('alert').waitFor();
  });
});

describe('while it runs', () => {
  test('a change of theme reaches the tab without opening it again', async () => {
    const page = await open('/');
    const frame = await tabOf(page);
    await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
    await page.getByRole('radio', { name: 'High contrast' }).check({ force: true });
    await expect.poll(() => frame.evaluate(() => window.heard)).toEqual(['dark', 'contrast']);
    expect(frame.isDetached()).toBe(false);
    expect(new URL(page.url()).searchParams.get('theme')).toBe('contrast');
  });

  test('a change of language opens the tab again in that language', async () => {
    const page = await open('/');
    await tabOf(page);
    const frame = await reopened(page, () => page.getByLabel('Language').selectOption('pt-PT'));
    expect((await contextIn(frame)).app.locale).toBe('pt-pt');
    expect(await page.getByRole('button', { name: 'Telemóvel' }).isVisible()).toBe(true);
  });

  test.each([
    ['app.openLink', (link: string) => window.teams.app.openLink(link)],
    [
      'pages.navigateToApp',
      () =>
        window.teams.pages.navigateToApp({
          appId: '6a0f0c6e-3c55-4d2a-9a5e-1f6a9b0d7c11',
          pageId: 'sessions',
          subPageId: 's-1',
        }),
    ],
    [
      'pages.currentApp.navigateTo',
      () => window.teams.pages.currentApp.navigateTo({ pageId: 'sessions', subPageId: 's-1' }),
    ],
  ])('%s goes to another page of the app, and back', async (_, navigate) => {
    const page = await open('/');
    const first = await tabOf(page);
    const second = await reopened(
      page,
      async () => void first.evaluate(navigate, deepLink('sessions', 's-1')).catch(() => {}),
    );
    expect((await contextIn(second)).page).toMatchObject({ id: 'sessions', subPageId: 's-1' });
    expect(await page.locator('#pages [aria-current]').textContent()).toBe('My sessions');
    const third = await reopened(
      page,
      async () => void second.evaluate(() => window.teams.pages.backStack.navigateBack()).catch(() => {}),
    );
    expect((await contextIn(third)).page.id).toBe('home');
  });

  test('a page that the manifest lacks is refused, not opened', async () => {
    const frame = await tabOf(await open('/'));
    const said = await frame.evaluate(
      async (link) => {
        const words = (error: { message: string }) => error.message;
        return [
          await window.teams.app.openLink(link).catch(words),
          await window.teams.pages.currentApp.navigateTo({ pageId: 'nowhere' }).catch(words),
        ];
      },
      deepLink('nowhere', ''),
    );
    expect(said).toEqual(Array(2).fill('The manifest has no page "nowhere".'));
  });

  test('chats and calls are told, and other links open beside the host', async () => {
    const page = await open('/');
    const frame = await tabOf(page);
    await frame.evaluate(() =>
      window.teams.app.openLink('https://teams.microsoft.com/l/chat/0/0?users=mei@fabrikam.example'),
    );
    await page.getByText('Teams would open a chat with mei@fabrikam.example.').waitFor();
    await frame.evaluate(() => window.teams.call.startCall({ targets: ['mei@fabrikam.example'] }));
    await page.getByText('Teams would start a call with mei@fabrikam.example.').waitFor();
    const beside = page.context().waitForEvent('page');
    await frame.evaluate((link) => window.teams.app.openLink(link), `${tabOrigin}/handbook`);
    const opened = await beside;
    expect(opened.url()).toBe(`${tabOrigin}/handbook`);
    const refused = frame.evaluate(() => window.teams.app.openLink('javascript:alert(1)'));
    await expect(refused).rejects.toThrow('Only web, mail and telephone links');
  });

  test('the back button belongs to the tab when it asks for it', async () => {
    const page = await open('/');
    const frame = await tabOf(page);
    await frame.evaluate(() =>
      window.teams.pages.backStack.registerBackButtonHandler(() => window.heard.push('back') > 0),
    );
    await page.locator('#back').click();
    await expect.poll(() => frame.evaluate(() => window.heard)).toEqual(['back']);
  });
});

describe('what the host does not do', () => {
  test('a call it does not know is answered as not supported and named in the console', async () => {
    const page = await open('/');
    const frame = await tabOf(page);
    const warning = page.waitForEvent('console', (message) => message.text().includes('future.call'));
    const answer = await frame.evaluate(
      () => new Promise((resolve) => window.teams.sendCustomMessage('future.call', [], resolve)),
    );
    expect(answer).toMatchObject({ errorCode: 100 });
    expect((await warning).type()).toBe('warning');
    const consent = frame.evaluate(() =>
      window.teams.authentication.authenticate({ url: 'https://fabrikam.example/consent' }),
    );
    await expect(consent).rejects.toThrow('authentication.authenticate is not supported by this host.');
  });

  test('messages of a frame inside the tab get no answer, whatever its origin', async () => {
    const page = await open('/');
    const frame = await tabOf(page);
    for (const origin of [strangeOrigin(), tabOrigin]) {
      await frame.evaluate(
        `document.body.append(Object.assign(document.createElement('iframe'), { src: '${origin}/asker' }))`,
      );
      const asker = await frame.waitForSelector(`iframe[src^="${origin}"]`).then((element) => element.contentFrame());
      await asker?.waitForFunction('window.asked');
      await contextIn(frame);
      expect(await asker?.evaluate('window.answers')).toEqual([]);
    }
    expect(tokensAsked).toEqual([]);
  });

  test('messages of the tab’s own frame get no answer once it shows another origin', async () => {
    // The host's content security policy already keeps such a page out of the frame; here it is off to see the second lock alone.
    const page = await open('/', { bypassCSP: true });
    const frame = await tabOf(page);
    await page.evaluate(`window.addEventListener('message', ({ origin }) => { window.lastOrigin = origin; })`);
    await frame.goto(`${strangeOrigin()}/asker`);
    await page.waitForFunction(`window.lastOrigin === '${strangeOrigin()}'`);
    await page.evaluate(`fetch('/host/settings')`);
    expect(await frame.evaluate('window.answers')).toEqual([]);
    expect(tokensAsked).toEqual([]);
  });
});

describe('the host page itself', () => {
  test.each(['default', 'dark', 'contrast'])('has no accessibility violation in the %s theme', async (theme) => {
    const page = await open(`/?theme=${theme}`);
    await tabOf(page);
    expect(await violations(page)).toEqual([]);
    await page.locator('#person').click();
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${host.url}/?theme=${theme}&page=broken&phone=1`);
    await page.getByRole('alert').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('gives the tab the whole width of a screen 360 pixels wide, without sideways scroll', async () => {
    const page = await open('/?phone=1', { viewport: { width: 360, height: 740 } });
    await tabOf(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await page.locator('#tab iframe').boundingBox()).toMatchObject({ x: 0, width: 360 });
    await page.getByRole('button', { name: 'View options' }).click();
    const frame = await reopened(page, () => page.getByLabel('Language').selectOption('pt-PT'));
    expect((await contextIn(frame)).app.locale).toBe('pt-pt');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('leads to the Agents Playground from Chat and keeps what it does not have disabled', async () => {
    const page = await open('/');
    const rail = page.getByRole('navigation', { name: 'Teams', exact: true });
    expect(await rail.getByRole('button', { disabled: true }).count()).toBe(4);
    const beside = page.context().waitForEvent('page');
    await rail.getByRole('link', { name: /^Chat/ }).click();
    const opened = await beside;
    await opened.waitForURL(`${tabOrigin}/playground`);
  });
});

const strangeOrigin = () => tabOrigin.replace('localhost', '127.0.0.1');

async function violations(page: Page) {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}
