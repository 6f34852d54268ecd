import { bookSlot } from '@open-door/api/office-hours/actions/book.ts';
import { listSlots } from '@open-door/api/office-hours/actions/slots.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { englishIn } from './english.ts';
import { holdBack } from './held-back.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { findHelp, pickTime } from './screens.ts';
import { isFocused, type Visitor } from './window.ts';

/** The main screens: what they read first, and a sign that it came. */
const screens = [
  { name: 'Home', person: 'Inês Carvalho', place: '', reads: '**/api/bookings?*', sign: 'Grace Okafor' },
  { name: 'My sessions', person: 'Inês Carvalho', place: 'sessions', reads: '**/api/bookings?*', sign: 'Grace Okafor' },
  { name: 'People', person: 'Inês Carvalho', place: 'people', reads: '**/api/people?*', sign: 'Show more' },
  { name: 'Desk', person: 'Marcus Bell', place: 'desk', reads: '**/api/bookings?*', sign: 'Mateo Orozco' },
  { name: 'My hours', person: 'Marcus Bell', place: 'desk/hours', reads: '**/api/office-hours/*', sign: 'Add hours' },
  {
    name: 'Programme',
    person: 'Teresa Almada',
    place: 'programme',
    reads: '**/api/departments?*',
    sign: 'Supply Chain',
  },
] as const;

const fault = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: 'Internal Server Error', status: 500 }),
};

let lobby: Lobby;
let learner: Visitor;

beforeAll(async () => {
  lobby = await openLobby();
  learner = await lobby.welcome('Inês Carvalho');
});
afterAll(() => lobby?.close());

async function withWindow(person: string, use: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await lobby.welcome(person);
  try {
    await use(visitor);
  } finally {
    await visitor.close();
  }
}

/** Somebody else books, past the browser: this time, or the soonest. */
async function abigailBooks(championName: string, time?: string): Promise<void> {
  const { deps, organisation } = lobby.stage;
  const personId = lobby.idOf('Abigail Dixon');
  const actor = {
    tenantId: organisation.tenantId,
    personId,
    roles: ['learner'],
    locale: 'en',
    timeZone: 'UTC',
  } as const;
  const championId = lobby.idOf(championName);
  const free = await listSlots(deps, actor, championId, { limit: 1 });
  const startsAt = time ?? (free.ok ? free.items[0]?.startsAt : undefined) ?? '';
  const booked = await bookSlot(deps, actor, { championId, startsAt, topic: null, question: 'I was first.' });
  expect(booked).toMatchObject({ ok: true });
}

/** What is kept for somebody is no longer, without a wait of minutes. */
async function letHoldRunOut(name: string): Promise<void> {
  const { rowCount } = await lobby.owner.query(
    `update bookings set held_until = now() - interval '1 second'
     where state = 'held' and waiting_id is null and learner_id = $1`,
    [lobby.idOf(name)],
  );
  expect(rowCount).toBe(1);
}

describe('while answers are on their way', () => {
  test.each(screens)('$name shows its frame and the shape of what comes', ({ person, place, reads, sign }) =>
    withWindow(person, async ({ page, tab, visit }) => {
      const release = await holdBack(page, reads);
      await visit(place);
      await tab.getByRole('status', { name: 'Loading…' }).first().waitFor();
      await tab.getByRole('navigation', { name: 'Open Door' }).getByRole('link', { name: 'Find help' }).waitFor();
      await release();
      await tab.getByText(sign).first().waitFor();
      await expect.poll(() => tab.getByRole('status', { name: 'Loading…' }).count()).toBe(0);
    }),
  );
});

test('says what happened and what still works when the product fails, and tries again', async () => {
  // The tab asks twice more, seconds apart, before it says so; all windows wait together.
  await Promise.all(
    screens.slice(1).map(({ person, place, reads, sign }) =>
      withWindow(person, async ({ page, tab, visit }) => {
        await page.route(reads, (route) => route.fulfill(fault));
        await visit(place);
        const words = tab.getByRole('alert').filter({ hasText: 'Something went wrong on our side.' }).first();
        await words.getByText('The rest of Open Door still works.').waitFor();
        await page.unroute(reads);
        await words.getByRole('button', { name: 'Try again' }).click();
        await tab.getByText(sign).first().waitFor();
        expect(await tab.getByRole('alert').allTextContents(), place).toEqual([]);
      }),
    ),
  );
});

describe('offline', () => {
  test('keeps what is on screen, says what cannot be reached, and catches up when back', () =>
    withWindow('Inês Carvalho', async ({ page, tab, visit }) => {
      const banner = tab.getByText('You are offline. What you see stays here');
      const openPerson = (name: string) => tab.getByRole('link', { name }).click();
      const openPeople = () => tab.getByRole('navigation').getByRole('link', { name: 'People' }).click();
      await visit('people');
      await openPerson('Aaliyah Brooks');
      await tab.getByRole('heading', { name: 'Aaliyah Brooks' }).waitFor();
      await openPeople();

      await page.context().setOffline(true);
      await banner.waitFor();
      await openPerson('Aaliyah Brooks');
      await tab.getByRole('heading', { name: 'Aaliyah Brooks' }).waitFor();
      await openPeople();
      await openPerson('Abigail Dixon');
      await tab.getByText('Open Door could not be reached.').waitFor();
      await tab.getByText('What you have already loaded still works.').waitFor();

      await page.context().setOffline(false);
      await banner.waitFor({ state: 'hidden' });
      await tab.getByRole('heading', { name: 'Abigail Dixon' }).waitFor();
    }));

  test('loads what it lacks when the device is back: the page that was opened, and what comes after the first screen', () =>
    withWindow('Inês Carvalho', async ({ page, tab, visit }) => {
      await page.clock.install();
      await visit();
      await tab.getByText('Grace Okafor').first().waitFor();
      await page.context().setOffline(true);
      const notLoaded = page.waitForEvent('requestfailed', (request) => request.url().includes('/companion'));
      await page.clock.fastForward('00:05');
      await notLoaded;
      await tab.getByRole('navigation').getByRole('link', { name: 'People' }).click();
      await tab.getByRole('status', { name: 'Loading…' }).waitFor();

      const checked = page.waitForResponse('**/api/calendar/check');
      await page.context().setOffline(false);
      await tab.getByRole('heading', { name: 'People' }).waitFor();
      await checked;
    }));

  test('keeps a question that could not be sent', () =>
    withWindow('Inês Carvalho', async (visitor) => {
      const { page, tab } = visitor;
      await findHelp(visitor);
      await pickTime(visitor);
      const words = tab.getByRole('textbox', { name: 'What would you like Tiago to help with?' });
      await words.fill('Typed in a train.');
      await page.context().setOffline(true);
      const book = tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ });
      await book.click();
      await tab.getByText('Open Door could not be reached.').waitFor();
      expect(await words.inputValue()).toBe('Typed in a train.');

      await page.context().setOffline(false);
      await book.click();
      await tab.getByText('Booked. Tiago is told, and sees your question.').waitFor();
      await tab.getByRole('article').getByText('Typed in a train.').waitFor();
    }));
});

describe('with nothing to show', () => {
  const nothing = [
    ['My sessions', 'Ana Tavares', 'sessions', 'You have no session booked.', 'Find someone to help'],
    ['Desk', 'Naomi Feldman', 'desk', 'Nobody has booked you yet.', 'Check your hours'],
    ['Notices', 'Teresa Almada', 'programme/notices', 'Every notice was delivered.', 'Notices that failed'],
  ] as const;
  test.each(nothing)('%s of %s invites', (_, person, place, words, next) =>
    withWindow(person, async ({ tab, visit }) => {
      await visit(place);
      await tab.getByText(words).waitFor();
      await tab.getByText(next).first().waitFor();
    }),
  );

  test('a search that finds nobody helps on', async () => {
    const { tab, visit } = learner;
    await visit('people');
    const search = tab.getByRole('searchbox', { name: 'Search people' });
    await search.fill('zzyzx');
    await tab.getByText('No one matches “zzyzx”.').waitFor();
    expect(await isFocused(search), 'typing goes on').toBe(true);
    await tab.getByRole('button', { name: 'Show everybody' }).click();
    await tab.getByRole('link', { name: 'Aaliyah Brooks' }).waitFor();
    expect(await isFocused(search), 'the pressed button went away').toBe(true);
  });

  test('filters that fit no champion can be widened', async () => {
    const { tab } = learner;
    await findHelp(learner);
    await tab.getByRole('button', { name: 'Filters' }).click();
    await tab.getByRole('combobox', { name: 'Department' }).selectOption('Legal');
    await tab.getByRole('combobox', { name: 'Language' }).selectOption('Finnish');
    await tab.getByText('Nobody fits all of that yet.').waitFor();
    await tab.getByRole('button', { name: 'Look in every department and language' }).click();
    await tab.getByRole('heading', { name: '3 colleagues who can help' }).waitFor();
  });
});

test('offers near times in place when somebody was faster, and keeps what was typed', async () => {
  const { tab } = learner;
  await findHelp(learner);
  await pickTime(learner);
  const words = tab.getByRole('textbox', { name: 'What would you like Tiago to help with?' });
  await words.fill('Half an hour would change my month.');
  await tab.getByText('This time is kept for you until').waitFor();
  await letHoldRunOut('Inês Carvalho');
  await abigailBooks('Tiago Nunes', await tab.getByRole('radio', { checked: true }).inputValue());
  await tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ }).click();

  await tab.getByText('What you wrote is kept. The nearest free times:').waitFor();
  expect(await words.inputValue()).toBe('Half an hour would change my month.');
  const near = tab.getByRole('button', { name: /^\S+ \d\d:\d\d$|^\w+ \d+ \w+ \d\d:\d\d$/ });
  expect(await near.count()).toBe(3);
  const said = (await near.last().textContent()) ?? '';
  await near.last().click();
  const book = tab.getByRole('button', { name: `Book ${said}` });
  expect(await isFocused(book)).toBe(true);
  await book.click();
  await tab.getByText('Booked. Tiago is told, and sees your question.').waitFor();
  await tab.getByRole('article').getByText('Half an hour would change my month.').waitFor();
});

test('keeps the focus where it is when a list is brought up to date', async () => {
  const marcus = await lobby.welcome('Marcus Bell');
  const { page, tab, visit } = marcus;
  await page.clock.install();
  await visit('desk');
  const line = tab.getByRole('link', { name: /^Aditi Ahmed/ });
  await line.focus();
  await abigailBooks('Marcus Bell');
  // What was read is asked again once it is old and the device is back.
  await page.clock.fastForward('00:30');
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await tab.getByRole('link', { name: /^Abigail Dixon/ }).waitFor();
  expect(await isFocused(line)).toBe(true);
  await marcus.close();
});

test('speaks Portuguese from one switch on, wherever one goes', async () => {
  const diogo = await lobby.welcome('Diogo Salgado');
  const { page, tab, visit } = diogo;
  await visit();
  expect(await englishIn(tab)).not.toEqual([]);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('pt-PT');
  await tab.getByRole('heading', { name: 'Olá, Diogo' }).waitFor();
  expect(await tab.locator('html').getAttribute('lang')).toMatch(/^pt/);

  const walk = async (name: string) => {
    const links = tab.getByRole('navigation', { name }).getByRole('link');
    await links.first().waitFor();
    for (const link of await links.all()) {
      const place = await link.textContent();
      await link.click();
      await tab
        .getByRole('link', { name: place ?? '', exact: true })
        .and(tab.locator('[aria-current=page]'))
        .waitFor();
      await tab.getByRole('status', { name: 'A carregar…' }).first().waitFor({ state: 'hidden' });
      expect.soft(await englishIn(tab), place ?? '').toEqual([]);
    }
  };
  await walk('Open Door');
  await visit('desk', { locale: 'pt-PT' });
  await walk('Mesa');
  await visit(`people/${lobby.idOf('Tiago Nunes')}`, { locale: 'pt-PT' });
  expect.soft(await englishIn(tab), 'a person').toEqual([]);

  await visit('', { locale: 'pt-PT' });
  await tab.getByRole('textbox').fill('Quero limpar dados no Excel');
  await page.keyboard.press('Enter');
  await tab.getByRole('heading', { name: /^3 colegas/ }).waitFor();
  expect.soft(await englishIn(tab), 'find-help').toEqual([]);
  await tab
    .getByRole('button', { name: /^Mais horários com/ })
    .first()
    .click();
  await tab.getByRole('radio').first().check();
  expect.soft(await englishIn(tab), 'booking').toEqual([]);
  await diogo.close();
});
