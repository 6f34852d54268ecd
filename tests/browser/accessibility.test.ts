import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { type Screen, screensOf } from './screens.ts';
import { switchTheme, themes } from './theme.ts';
import type { Visitor } from './window.ts';

const wide = { width: 1280, height: 800 };
/** The same window at 200 % zoom. */
const zoomed = { width: 640, height: 400 };
const phone = { width: 360, height: 740 };
/** WCAG 2.2, 2.5.8, in CSS pixels. */
const smallestTarget = 24;

let lobby: Lobby;
let visitors: Record<Screen['person'], Visitor>;

beforeAll(async () => {
  lobby = await openLobby();
  const [learner, champion, leader, owner] = await Promise.all([
    lobby.welcome('Inês Carvalho'),
    lobby.welcome('Marcus Bell'),
    lobby.welcome('Helena Sarmento'),
    lobby.welcome('Teresa Almada'),
  ]);
  visitors = { learner, champion, leader, owner };
});
afterAll(() => lobby?.close());

/** Controls that are too small to hit, each in a few words. Links in running text may be as high as their line. */
function smallTargets({ tab }: Visitor): Promise<string[]> {
  return tab.locator('button, select, textarea, input, nav a, label:has(input)').evaluateAll(
    (controls, smallest) =>
      controls
        .filter((control) => !(control.localName === 'input' && control.closest('label')))
        .map((control) => ({ control, box: control.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < smallest || box.height < smallest))
        .map(({ control, box }) => `${control.outerHTML.slice(0, 80)} ${box.width}×${box.height}`),
    smallestTarget,
  );
}

// Only names are read before there is a stage to ask for ids.
describe.each(screensOf(() => '').map(({ name }, place) => ({ name, place })))('$name', ({ place }) => {
  let screen: Screen;
  let visitor: Visitor;
  beforeAll(async () => {
    screen = screensOf(lobby.idOf)[place] as Screen;
    visitor = visitors[screen.person];
    await visitor.page.setViewportSize(wide);
    await screen.open(visitor);
  });

  test('has no violation in any theme', async () => {
    for (const theme of themes) {
      await switchTheme(visitor, theme);
      expect.soft(await violations(visitor), theme).toEqual([]);
    }
  });

  test.each([
    ['at 200 % zoom', zoomed],
    ['on a phone', phone],
  ])('fits %s, its action in reach and every target large enough', async (_, size) => {
    await visitor.page.setViewportSize(size);
    const { tab } = visitor;
    const sideways = () => tab.locator('html').evaluate((page) => page.scrollWidth - page.clientWidth);
    await expect.poll(sideways, { timeout: 5_000 }).toBeLessThanOrEqual(0);
    expect.soft(await smallTargets(visitor)).toEqual([]);
    if (screen.primary) await tab.getByRole('button', { name: screen.primary }).first().click({ trial: true });
  });
});

describe('a person who asks for less motion', () => {
  const moving = ({ tab }: Visitor) =>
    tab
      .locator('body')
      .evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);

  test.each([
    ['reduce', 0],
    ['no-preference', 1],
  ] as const)('sees nothing move while a page loads (%s)', async (reducedMotion, least) => {
    const { page, tab, visit } = visitors.learner;
    await page.setViewportSize(wide);
    await page.emulateMedia({ reducedMotion });
    await visit();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/people?*', async (route) => {
      await held;
      await route.continue();
    });
    await tab.getByRole('link', { name: 'People' }).click();
    await tab.getByRole('status', { name: 'Loading…' }).waitFor();
    const running = await moving(visitors.learner);
    answer();
    await tab.getByRole('button', { name: 'Show more' }).waitFor();
    await page.unroute('**/api/people?*');
    expect(running > 0).toBe(least > 0);
  });
});
