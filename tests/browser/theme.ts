import { expect } from 'vitest';
import type { Visitor } from './window.ts';

/** The host's switch, and Fluent's page background then. */
const backgrounds = { Light: '#fafafa', Dark: '#242424', 'High contrast': '#000000' };

/** Light last, so that a screen is left as it was found. */
export const themes = ['Dark', 'High contrast', 'Light'] as const;

/** Switches the host to a theme, and waits until the tab wears it. */
export async function switchTheme({ page, tab }: Visitor, theme: (typeof themes)[number]): Promise<void> {
  await page.getByRole('radio', { name: theme }).check({ force: true });
  const background = () =>
    tab
      .locator('.fui-FluentProvider')
      .first()
      .evaluate((node) => getComputedStyle(node).getPropertyValue('--colorNeutralBackground2'));
  await expect.poll(background, { timeout: 10_000 }).toBe(backgrounds[theme]);
}
