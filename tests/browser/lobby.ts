import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { createDatabase } from '../support/database.ts';
import { type DemoStage, openDemoStage } from '../support/stage.ts';

/** Somebody with a browser window, looking at the tab inside the local Teams host. */
export type Visitor = {
  page: Page;
  /** The tab, as its person perceives it. */
  tab: FrameLocator;
  /** Opens a place of the tab as a deep link does, such as `desk/hours`; Home when it is empty. `view` as in the host's address. */
  visit(place?: string, view?: Record<string, string>): Promise<void>;
  close(): Promise<void>;
};

/** The product on the demo organisation and one browser, for one test file. */
export type Lobby = {
  stage: DemoStage;
  idOf(name: string): string;
  welcome(name: string, options?: BrowserContextOptions): Promise<Visitor>;
  /** Throws when a script of a page failed on the way. */
  close(): Promise<void>;
};

const patienceMilliseconds = 20_000;

export async function openLobby(): Promise<Lobby> {
  const database = await createDatabase();
  const [stage, browser] = await Promise.all([openDemoStage(database.appUrl), launchChromium()]);
  const faults: string[] = [];
  return {
    stage,
    idOf: (name) => {
      const person = stage.organisation.people.find(({ displayName }) => displayName === name);
      if (!person) throw new Error(`nobody in the demo organisation is called ${name}`);
      return person.id;
    },
    welcome: (name, options) => openWindow(browser, stage, name, faults, options),
    close: async () => {
      await browser.close();
      await stage.stop();
      await database.close();
      if (faults.length > 0) throw new Error(`scripts failed:\n${faults.join('\n')}`);
    },
  };
}

async function openWindow(
  browser: Browser,
  stage: DemoStage,
  name: string,
  faults: string[],
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(patienceMilliseconds);
  context.on('weberror', (fault) => faults.push(`${name}, ${fault.page()?.url()}: ${fault.error()}`));
  const page = await context.newPage();
  const tab = page.frameLocator('#tab iframe');
  return {
    page,
    tab,
    visit: async (place = '', view = {}) => {
      await page.goto(stage.address(name, { ...(place && { sub: place }), ...view }));
      await tab.getByRole('heading', { level: 1 }).waitFor();
    },
    close: () => context.close(),
  };
}

/** True while this element has the keyboard. */
export function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => document.activeElement === node && document.hasFocus());
}
