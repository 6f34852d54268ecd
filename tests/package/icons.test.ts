import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readPng } from './png.ts';

const icon = async (name: string) =>
  readPng(await readFile(path.resolve(import.meta.dirname, '../../appPackage', name)));

/** How many of an icon's pixels are what `is` asks, given red, green, blue and alpha. */
function count(rgba: Uint8Array, is: (red: number, green: number, blue: number, alpha: number) => boolean): number {
  let found = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    if (is(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, rgba[at + 3] ?? 0)) found += 1;
  }
  return found;
}

test('the colour icon is 192 pixels square with a full background, as Teams rounds its corners itself', async () => {
  const { width, height, rgba } = await icon('color.png');
  expect([width, height]).toEqual([192, 192]);
  expect(count(rgba, (_red, _green, _blue, alpha) => alpha < 255)).toBe(0);
});

test('the outline icon is 32 pixels square, white, on a transparent background', async () => {
  const { width, height, rgba } = await icon('outline.png');
  expect([width, height]).toEqual([32, 32]);
  const tinted = count(rgba, (red, green, blue, alpha) => alpha > 0 && Math.min(red, green, blue) < 255);
  expect(tinted).toBe(0);
  const transparent = count(rgba, (_red, _green, _blue, alpha) => alpha === 0);
  expect(transparent).toBeGreaterThan(32 * 32 * 0.4);
  expect(transparent).toBeLessThan(32 * 32 * 0.9);
});

test("the accent colour is the colour icon's background", async () => {
  const { rgba } = await icon('color.png');
  const manifest = JSON.parse(
    await readFile(path.resolve(import.meta.dirname, '../../appPackage/manifest.json'), 'utf8'),
  );
  expect(`#${Buffer.from(rgba.subarray(0, 3)).toString('hex')}`).toBe(manifest.accentColor.toLowerCase());
});
