import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { migrate } from '@open-door/api/platform/migrate.ts';
import type { Browser, Page } from 'playwright-core';
import { startPostgres } from '../../infra/local/postgres.ts';
import { launchChromium } from '../support/chromium.ts';
import { type DemoStage, openDemoStage } from '../support/stage.ts';
import { findHelp, goal, pickTime } from './screens.ts';
import { idOf, openWindow, type Visitor } from './window.ts';

// Takes the pictures of the README from the running product: `npm run pictures`.

const folder = path.resolve(import.meta.dirname, '../../.github/pictures');
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

type Shot = {
  /** File name: the screen, then the theme or the device. */
  name: string;
  person: string;
  open(visitor: Visitor): Promise<void>;
};

const at = (place: string, sign: string | RegExp) => async (visitor: Visitor) => {
  await visitor.visit(place);
  await visitor.tab.getByText(sign).first().waitFor();
};

function shotsOf(stage: DemoStage): Shot[] {
  return [
    { name: 'home-phone', person: 'Inês Carvalho', open: at('', 'Grace Okafor') },
    { name: 'find-help-light', person: 'Inês Carvalho', open: findHelp },
    { name: 'find-help-contrast', person: 'Inês Carvalho', open: findHelp },
    {
      name: 'booking-light',
      person: 'Inês Carvalho',
      open: async (visitor) => {
        await findHelp(visitor);
        await pickTime(visitor);
      },
    },
    {
      name: 'booking-phone',
      person: 'Inês Carvalho',
      open: async ({ visit, tab }) => {
        await visit(`people/${idOf(stage, 'Marcus Bell')}/book`);
        await tab.getByRole('radio').nth(1).check();
      },
    },
    { name: 'person-light', person: 'Inês Carvalho', open: at(`people/${idOf(stage, 'Diogo Salgado')}`, 'Soonest') },
    { name: 'desk-dark', person: 'Marcus Bell', open: at('desk', 'What Mateo asks') },
    { name: 'queue-light', person: 'Marcus Bell', open: at('desk/queue', 'Call next') },
    {
      name: 'queue-phone',
      person: 'Inês Carvalho',
      open: async ({ visit, tab }) => {
        await visit('queue');
        await tab.getByRole('button', { name: /^Join / }).click();
        await tab.getByRole('textbox', { name: 'What would you like help with?' }).fill('Where do I even begin?');
        await tab.getByRole('button', { name: 'Join the line' }).click();
        await tab.getByText('Expected wait').waitFor();
      },
    },
    { name: 'leaders-light', person: 'Inês Carvalho', open: at('leaders', 'What I tried') },
    {
      name: 'write-phone',
      person: 'Helena Sarmento',
      open: async ({ visit, tab }) => {
        await visit('leaders/write');
        await tab
          .getByRole('textbox', { name: 'What I tried' })
          .fill('I asked for the five largest customers in one line.');
        await tab.getByRole('textbox', { name: 'What went wrong' }).fill('It gave me six, with great confidence.');
        await tab.getByText(/^Kept /).waitFor();
      },
    },
    {
      name: 'cohort-light',
      person: 'Teresa Almada',
      open: async ({ visit, tab }) => {
        await visit('programme/cohorts');
        await tab.getByRole('link', { name: /^Pilot/ }).click();
        await tab.getByText('This is proven, not guessed.').waitFor();
      },
    },
    { name: 'hours-light', person: 'Marcus Bell', open: at('desk/hours', /^Learners see /) },
    { name: 'programme-light', person: 'Teresa Almada', open: at('programme', 'Supply Chain') },
  ];
}

const themes: Record<string, string> = { dark: 'Dark', contrast: 'High contrast' };

async function take(browser: Browser, stage: DemoStage, { name, person, open }: Shot): Promise<void> {
  const kind = name.slice(name.lastIndexOf('-') + 1);
  const fail = (fault: string) => {
    throw new Error(fault);
  };
  const visitor = await openWindow(browser, stage, person, fail, {
    locale: 'en-GB',
    ...(kind === 'phone' && phone),
  });
  await open(visitor);
  const theme = themes[kind];
  if (theme) await visitor.page.getByRole('radio', { name: theme }).check({ force: true });
  // Nothing is to look hovered.
  await visitor.page.mouse.move(0, 0);
  await visitor.page.waitForLoadState('networkidle');
  await keep(visitor.page, name);
  await visitor.close();
}

async function takeChat(browser: Browser, playgroundUrl: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(playgroundUrl);
  await page.getByText('No question is too basic here').waitFor();
  await page.locator('[data-lexical-editor=true]').click();
  await page.keyboard.type(goal);
  await page.keyboard.press('Enter');
  await page.getByText('Knows Excel formulas inside out').waitFor();
  await page.getByText('Log Panel').locator('..').getByRole('button').last().click();
  await keep(page, 'chat-light');
  await page.close();
}

async function keep(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}

const postgres = await startPostgres({ name: `pictures-${process.pid}`, port: 0, ephemeral: true });
await migrate(postgres.url('postgres'), postgres.appPassword);
const stage = await openDemoStage(postgres.url('postgres', 'app'), { playground: true });
const browser = await launchChromium();
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const shot of shotsOf(stage)) await take(browser, stage, shot);
  if (stage.playgroundUrl) await takeChat(browser, stage.playgroundUrl);
} finally {
  await browser.close();
  await stage.stop();
  await postgres.stop();
}
