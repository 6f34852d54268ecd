import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchChromium } from '../support/chromium.ts';
import type { Bench } from './row.ts';
import { openBenchStage } from './stage.ts';

const dist = path.resolve(import.meta.dirname, '../../dist/tab');
const kilobyte = 1000;

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
    ];
  } finally {
    await browser.close();
    await stage.stop();
  }
};
export default bench;

/** In kilobytes. */
async function gzipped(scripts: readonly string[]): Promise<number> {
  const files = await Promise.all(scripts.map((script) => readFile(path.join(dist, script))));
  return files.reduce((bytes, file) => bytes + gzipSync(file, { level: 9 }).length, 0) / kilobyte;
}
