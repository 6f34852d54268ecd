import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { alternate, type Bench, type Row } from './row.ts';
import { openBenchStage } from './stage.ts';

type BenchStage = Awaited<ReturnType<typeof openBenchStage>>;

const dist = path.resolve(import.meta.dirname, '../../dist/tab');
const kilobyte = 1000;

/** Of one request to the API and back, in milliseconds: what a phone on its way meets. */
const underway = 150;
const runs = 5;

/**
 * All JavaScript a browser fetches until Home shows its own content inside the host, gzipped; and what it fetches by
 * itself afterwards, when nobody waits for it.
 */
const bench: Bench = async () => {
  const stage = await openBenchStage();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const scripts = new Set<string>();
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin === stage.productUrl && url.pathname.startsWith('/assets/') && url.pathname.endsWith('.js'))
        scripts.add(url.pathname);
    });
    const [learner] = stage.organisation.cast;
    // The last thing to be loaded is what opens the connection for live updates.
    const live = page.waitForEvent('websocket');
    await page.goto(`${stage.hostUrl}/?person=${learner?.id}`);
    const home = page.frameLocator('#tab iframe').getByRole('main');
    // Their next session is what Home shows last.
    await home.locator('a[href*="/sessions/"]').waitFor();
    const first = [...scripts];
    await live;
    const later = [...scripts].filter((script) => !first.includes(script));
    const ours = await gzipped(first);
    return [
      {
        bench: 'tab',
        case: `until Home shows the next session, ${first.length} files`,
        metric: 'JavaScript, gzipped',
        unit: 'kB',
        ours,
        aim: '≤ 146 kB',
        met: ours <= 146,
      },
      {
        bench: 'tab',
        case: `seconds later by itself (live updates, calendar check, their words), ${later.length} files`,
        metric: 'JavaScript, gzipped',
        unit: 'kB',
        ours: await gzipped(later),
      },
      await firstPost(browser, stage),
    ];
  } finally {
    await browser.close();
    await stage.stop();
  }
};
export default bench;

/** From opening the Leaders page to its first post: where this device has shown posts before, beside where it has not. */
async function firstPost(browser: Browser, { hostUrl, productUrl, organisation }: BenchStage): Promise<Row> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const [learner] = organisation.cast;
  await page.addInitScript({ content: noteFirstPost });
  await page.route(`${productUrl}/api/**`, async (route) => {
    await setTimeout(underway);
    await route.continue();
  });
  const tab = () => page.frames().find((frame) => frame.url().startsWith(productUrl));
  const open = async () => {
    await page.goto(`${hostUrl}/?person=${learner?.id}&sub=leaders`);
    await page.frameLocator('#tab iframe').getByRole('article').first().waitFor();
    return Number(await tab()?.evaluate('firstPostAt'));
  };
  const forget = () => tab()?.evaluate('localStorage.clear()');
  // The first time the browser keeps the scripts.
  await open();
  const seen = async () => {
    await open();
    return open();
  };
  const unseen = async () => {
    await forget();
    return open();
  };
  const { ours, theirs } = await alternate(runs, seen, unseen);
  await context.close();
  return {
    bench: 'tab',
    case: `first post on the Leaders page, the API ${underway} ms away`,
    metric: 'time',
    unit: 'ms',
    ours,
    competitor: 'nothing kept on the device',
    theirs,
    ratio: theirs / ours,
    aim: 'sooner',
    met: ours < theirs,
  };
}

/** Notes in a page when its first post is painted, in milliseconds since the page was asked for. */
const noteFirstPost = `
  const watch = new MutationObserver(() => {
    if (!document.querySelector('article')) return;
    watch.disconnect();
    requestAnimationFrame(() => { globalThis.firstPostAt = performance.now(); });
  });
  watch.observe(document, { childList: true, subtree: true });
`;

/** In kilobytes. */
async function gzipped(scripts: readonly string[]): Promise<number> {
  const files = await Promise.all(scripts.map((script) => readFile(path.join(dist, script))));
  return files.reduce((bytes, file) => bytes + gzipSync(file, { level: 9 }).length, 0) / kilobyte;
}
