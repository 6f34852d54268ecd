import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchChromium } from '../support/chromium.ts';
import type { Bench } from './row.ts';
import { openBenchStage } from './stage.ts';

const dist = path.resolve(import.meta.dirname, '../../dist/tab');
const kilobyte = 1000;

/** All JavaScript a browser fetches until Home is painted inside the host, gzipped. */
const bench: Bench = async () => {
  const stage = await openBenchStage();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const scripts = new Set<string>();
    page.on('response', (response) => {
      const url = new URL(response.url());
      if (url.origin === stage.productUrl && url.pathname.startsWith('/assets/') && url.pathname.endsWith('.js'))
        scripts.add(url.pathname);
    });
    const [learner] = stage.organisation.cast;
    await page.goto(`${stage.hostUrl}/?person=${learner?.id}`);
    await page.frameLocator('#tab iframe').getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    let bytes = 0;
    for (const script of scripts) bytes += gzipSync(await readFile(path.join(dist, script)), { level: 9 }).length;
    const ours = bytes / kilobyte;
    return [
      {
        bench: 'tab',
        case: `first screen, ${scripts.size} files`,
        metric: 'initial JavaScript, gzipped',
        unit: 'kB',
        ours,
        aim: '≤ 146 kB',
        met: ours <= 146,
      },
    ];
  } finally {
    await browser.close();
    await stage.stop();
  }
};
export default bench;
