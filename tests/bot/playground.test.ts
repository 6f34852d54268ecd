import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { listBookings } from '../../api/src/office-hours/actions/bookings.ts';
import { cancelBooking } from '../../api/src/office-hours/actions/cancel.ts';
import { type Bot, createBot } from '../../bot/src/create-bot.ts';
import { type Playground, startPlayground } from '../../infra/local/playground/playground.ts';
import { freePort } from '../../infra/local/ports.ts';
import { launchChromium } from '../support/chromium.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { publish } from '../support/office-hours.ts';
import { foundOrganisation, type Hired, hire, makeChampion, testDeps } from '../support/organisation.ts';
import { teamsConfig } from './teams.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let bot: Bot;
let listener: ReturnType<typeof serve>;
let folder: string;
let playground: Playground;
let browser: Browser;
let page: Page;
let ana: Hired;
let mei: Hired;
let lee: Hired;

beforeAll(async () => {
  database = await createDatabase();
  const organisation = await foundOrganisation(database);
  deps = testDeps(organisation, '2026-11-23T08:00:00Z');
  ana = await hire(organisation, { name: 'Ana Sousa' });
  mei = await champion('Mei Tan', { 'pivot-tables': 3 });
  lee = await champion('Lee Ng', { 'pivot-tables': 2 });
  await champion('Rosa Diaz', { 'excel-formulas': 3 });

  async function champion(name: string, skills: Record<string, 1 | 2 | 3>) {
    const person = await makeChampion(organisation, await hire(organisation, { name }), { skills });
    await publish(deps, person, { weekdays: [2, 3] });
    return person;
  }
  bot = createBot(deps, teamsConfig);
  listener = serve({ fetch: (request) => bot.messages(request), port: 0, hostname: '127.0.0.1' });
  if (!listener.listening) await new Promise((resolve) => listener.once('listening', () => resolve(undefined)));
  folder = await mkdtemp(path.join(tmpdir(), 'playground-'));
  const [opened, launched] = await Promise.all([
    startPlayground({
      endpoint: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/api/messages`,
      folder,
      port: await freePort(0),
      tenantId: organisation.tenantId,
      people: [playgroundPerson(ana), playgroundPerson(mei)],
    }),
    launchChromium(),
  ]);
  playground = opened;
  browser = launched;
  page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
  page.setDefaultTimeout(15_000);
  await page.goto(playground.url);
});
afterAll(async () => {
  await browser?.close();
  await playground?.stop();
  await new Promise((resolve) => listener.close(resolve));
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

function playgroundPerson({ personId, displayName, username }: Hired) {
  const [givenName = '', surname = ''] = displayName.split(' ');
  return { id: personId, displayName, userPrincipalName: username, givenName, surname };
}

/** A picture of the chat, when PICTURES names a folder to keep it in. */
async function picture(name: string) {
  if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, `${name}.png`) });
}

async function say(text: string) {
  const box = page.locator('[data-lexical-editor=true]');
  await box.click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Everything said in the chat, as a reader sees it. */
const chat = async () => (await page.locator('body').textContent()) ?? '';
const press = (name: string | RegExp) => page.getByRole('button', { name }).last().click();

test('welcomes whoever opens the chat', async () => {
  await page.getByText('No question is too basic here').waitFor();
  await picture('1-welcome');
});

test('helps', async () => {
  await say('help');
  await page.getByText('Write to me in your own words').waitFor();
  await picture('2-help');
});

test('finds champions for an example on the welcome card, best first', async () => {
  await page.getByRole('button', { name: 'Find a champion for pivot tables' }).click();
  await page.getByText('Knows pivot tables inside out').waitFor();
  const said = await chat();
  expect(said.indexOf('Mei Tan')).toBeLessThan(said.indexOf('Lee Ng'));
  await picture('3-champions');
});

test('books from the card, which becomes a confirmation', async () => {
  await page.getByRole('textbox', { name: /What would you like help with/ }).fill('How do I group by month?');
  await page.getByRole('button', { name: 'Tomorrow 10:30' }).first().click();
  await page.getByText('You are booked', { exact: true }).waitFor();
  await picture('4-booked');
  const { items } = await listBookings(deps, mei, {});
  expect(items).toMatchObject([{ learner: { personId: ana.personId }, question: 'How do I group by month?' }]);
  expect(await chat()).not.toContain('Knows pivot tables inside out');
});

test('delivers the news unasked', async () => {
  expect(await bot.deliver()).toMatchObject({ delivered: 1, failed: 0 });
  await page.getByText('Your session is booked', { exact: true }).waitFor();
  await picture('5-notice');
});

test('offers the nearest when somebody else took the time', async () => {
  await say('pivot tables');
  await page.getByRole('button', { name: 'Tomorrow 11:30' }).first().waitFor();
  const taken = await bookSlot(deps, lee, {
    championId: mei.personId,
    startsAt: '2026-11-24T11:30:00Z',
    topic: null,
    question: '',
  });
  expect(taken.ok).toBe(true);
  await page.getByRole('button', { name: 'Tomorrow 11:30' }).first().click();
  await page.getByText('Somebody else just took this time. What you wrote is kept.').waitFor();
  await picture('6-nearest');
});

test('shows what is booked, and cancels it with a note', async () => {
  await say('my sessions');
  await page.getByText('Mei Tan helps you').waitFor();
  await picture('7-sessions');
  await press(/^Cancel$/);
  await page.getByRole('textbox', { name: /A note for Mei Tan/ }).fill('My meeting moved');
  await picture('8-ask-cancel');
  await press('Cancel the session');
  await page.getByText('The session is cancelled').waitFor();
  await picture('9-cancelled');
  const { items } = await listBookings(deps, mei, { when: 'past' });
  expect(items).toMatchObject([{ state: 'cancelled', endedNote: 'My meeting moved' }]);
});

test("brings the other side's cancellation and note", async () => {
  const booked = await bookSlot(deps, ana, {
    championId: lee.personId,
    startsAt: '2026-11-25T10:00:00Z',
    topic: null,
    question: '',
  });
  if (!booked.ok) throw new Error(booked.reason);
  await cancelBooking(deps, lee, booked.bookingId, { note: 'I am ill, sorry' });
  await bot.deliver();
  await page.getByText('I am ill, sorry').waitFor();
  await picture('10-cancelled-by-them');
});
