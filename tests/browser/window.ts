import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import type { DemoStage } from '../support/stage.ts';

/** Somebody with a browser window, looking at the tab inside the local Teams host. */
export type Visitor = {
  page: Page;
  /** The tab, as its person perceives it. */
  tab: FrameLocator;
  /** Opens a place of the tab as a deep link does, such as `desk/hours`; Home when it is empty. `view` as in the host's address. */
  visit(place?: string, view?: Record<string, string>): Promise<void>;
  close(): Promise<void>;
};

const patienceMilliseconds = 20_000;

/** Opens a window for somebody of the demo organisation, on a computer of its own. `onFault` hears of scripts that fail. */
export async function openWindow(
  browser: Browser,
  stage: DemoStage,
  name: string,
  onFault: (fault: string) => void,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(patienceMilliseconds);
  context.on('weberror', (fault) => onFault(`${name}, ${fault.page()?.url()}: ${fault.error()}`));
  const page = await context.newPage();
  const tab = page.frameLocator('#tab iframe');
  return {
    page,
    tab,
    visit: async (place = '', view = {}) => {
      await page.goto(stage.address(name, { ...(place && { sub: place }), ...view }));
      await tab
        .getByRole('heading', { level: 1 })
        .waitFor()
        .catch(async (cause: unknown) => {
          const shown = await page.locator('body').ariaSnapshot();
          throw new Error(`${name} found no page at "${place}", but:\n${shown}`, { cause });
        });
    },
    close: () => context.close(),
  };
}

/** True while this element has the keyboard. */
export function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => document.activeElement === node && document.hasFocus());
}

export function idOf({ organisation }: DemoStage, name: string): string {
  const person = organisation.people.find(({ displayName }) => displayName === name);
  if (!person) throw new Error(`nobody in the demo organisation is called ${name}`);
  return person.id;
}
