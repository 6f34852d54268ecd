import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchChromium } from '../../tests/support/chromium.ts';

const folder = path.resolve(import.meta.dirname, '../../appPackage');

/** The two icons a Teams app must have, with their side in pixels. */
const icons = [
  { name: 'color', side: 192 },
  { name: 'outline', side: 32 },
];

// Run by hand after an SVG changed; the PNGs are committed, so that packaging needs no browser.
const browser = await launchChromium();
try {
  for (const { name, side } of icons) {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    const svg = await readFile(path.join(folder, `icons/${name}.svg`), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await writeFile(path.join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
