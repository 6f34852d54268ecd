import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getDraft } from '../../api/src/leadership/actions/draft.ts';
import { leadershipClock } from '../../api/src/leadership/actions/nudges.ts';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { listBookings } from '../../api/src/office-hours/actions/bookings.ts';
import { cancelBooking } from '../../api/src/office-hours/actions/cancel.ts';
import { moveBooking } from '../../api/src/office-hours/actions/move.ts';
import { actOnTicket } from '../../api/src/queue/actions/act.ts';
import { callNext } from '../../api/src/queue/actions/next.ts';
import { openQueue } from '../../api/src/queue/actions/open.ts';
import { setUpOwnQueue } from '../../api/src/queue/actions/settings.ts';
import { getCurrentTicket } from '../../api/src/queue/actions/tickets.ts';
import { queueSettings } from '../../api/src/queue/schema/queues.ts';
import { ticketEventRequest } from '../../api/src/queue/schema/tickets.ts';
import { type Bot, createBot } from '../../bot/src/create-bot.ts';
import { type Playground, startPlayground } from '../../infra/local/playground/playground.ts';
import { freePort } from '../../infra/local/ports.ts';
import { launchChromium } from '../support/chromium.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { publish } from '../support/office-hours.ts';
import {
  foundOrganisation,
  type Hired,
  hire,
  makeChampion,
  type Organisation,
  testDeps,
} from '../support/organisation.ts';
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
let rosa: Hired;
let organisation: Organisation;

beforeAll(async () => {
  database = await createDatabase();
  organisation = await foundOrganisation(database);
  deps = testDeps(organisation, '2026-11-23T08:00:00Z');
  ana = await hire(organisation, { name: 'Ana Sousa' });
  mei = await champion('Mei Tan', { 'pivot-tables': 3 });
  lee = await champion('Lee Ng', { 'pivot-tables': 2 });
  rosa = await champion('Rosa Diaz', { 'excel-formulas': 3 });

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

test('moves the session to another time, from its card', async () => {
  await press('Move to another time');
  await page.getByRole('textbox', { name: /A note for Mei Tan/ }).fill('A meeting got in the way');
  await picture('5-ask-move');
  await press('Tomorrow 11:00');
  await page.getByText('The session is moved', { exact: true }).waitFor();
  await picture('6-moved');
  const { items } = await listBookings(deps, mei, {});
  expect(items).toMatchObject([{ startsAt: '2026-11-24T11:00:00Z' }]);
});

test("brings the other side's move unasked, and nothing that was said in the chat already", async () => {
  expect(await bot.deliver()).toMatchObject({ delivered: 0, failed: 0 });
  const { items } = await listBookings(deps, mei, {});
  await moveBooking(deps, mei, items[0]?.bookingId ?? '', { startsAt: '2026-11-24T10:30:00Z', note: 'Earlier?' });
  expect(await bot.deliver()).toMatchObject({ delivered: 1, failed: 0 });
  await page.getByText('A session was moved', { exact: true }).waitFor();
  await page.getByText('Earlier?').waitFor();
  await picture('7-moved-by-them');
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
  await picture('8-nearest');
});

test('shows what is booked, and cancels it with a note', async () => {
  await say('my sessions');
  await page.getByText('Mei Tan helps you').waitFor();
  await picture('9-sessions');
  await press(/^Cancel$/);
  await page.getByRole('textbox', { name: /A note for Mei Tan/ }).fill('My meeting moved');
  await picture('10-ask-cancel');
  await press('Cancel the session');
  await page.getByText('The session is cancelled').waitFor();
  await picture('11-cancelled');
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
  await picture('12-cancelled-by-them');
});

test('waits for a place, is offered one, and takes it', async () => {
  const tom = await hire(organisation, { name: 'Tom Reed' });
  await publish(deps, rosa, { weekdays: [4], endsAt: '10:30', horizonDays: 6 });
  const thursday = { championId: rosa.personId, startsAt: '2026-11-26T10:00:00Z', topic: null, question: '' };
  const taken = await bookSlot(deps, tom, thursday);
  if (!taken.ok) throw new Error(taken.reason);
  await say('find a champion for excel formulas');
  await press('Wait for any time of Rosa Diaz');
  await page.getByText('You are in line: Any time of Rosa Diaz.', { exact: false }).waitFor();
  await cancelBooking(deps, tom, taken.bookingId, { note: '' });
  await bot.deliver();
  await page.getByText('A place is kept for you', { exact: true }).waitFor();
  await picture('13-offer');
  await press('Take it');
  await page.getByText('You are booked', { exact: true }).waitFor();
  await picture('14-taken');
  const { items } = await listBookings(deps, rosa, {});
  expect(items).toMatchObject([{ learner: { personId: ana.personId }, startsAt: thursday.startsAt }]);
});

test('asks whether it helped, and takes one press for an answer', async () => {
  deps.clock.now = Temporal.Instant.from('2026-11-26T10:30:00Z');
  await bot.deliver();
  await page.getByText('Did it help?', { exact: true }).waitFor();
  await picture('15-did-it-help');
  await press('Yes');
  await page.getByText('Your answer is kept: it helped.', { exact: false }).waitFor();
  await say('Who is free soonest?');
  await page.getByRole('button', { name: 'Tue Dec 1 10:00 AM' }).first().waitFor();
  await picture('16-soonest');
});

test('joins a live queue, says that it is ready, and hears what helped', async () => {
  const own = await setUpOwnQueue(deps, mei, queueSettings.parse({ name: 'Pivot drop-in' }));
  if (!own.ok) throw new Error(own.reason);
  await openQueue(deps, mei, own.queueId, {});
  await say('who is live?');
  await page.getByText('Pivot drop-in', { exact: true }).waitFor();
  await picture('17-live');
  await press('Join');
  // The card before has a place for a question, too: this one is there with its radio buttons.
  await page.getByRole('radio', { name: /Only who takes my question/ }).check();
  await page.getByPlaceholder('One sentence is enough').last().fill('How do I group by month?');
  await picture('18-join');
  await press('Join');
  await page.getByText('You are next in “Pivot drop-in”.').waitFor();
  await picture('19-place');
  const next = await callNext(deps, mei, own.queueId);
  expect(next).toMatchObject({ ok: true, called: [{ asker: null, state: 'called' }] });
  await bot.deliver();
  await page.getByText('It is your turn', { exact: true }).waitFor();
  await picture('20-called');
  await press('I am ready');
  await page.getByText('Mei Tan has your question and is there for you now.').waitFor();
  await picture('21-claimed');
  const { ticket } = await getCurrentTicket(deps, { actor: ana });
  const helped = ticketEventRequest.parse({ does: 'resolve', whatHelped: 'Group the dates by month' });
  await actOnTicket(deps, { actor: mei }, ticket?.ticketId ?? '', helped);
  await bot.deliver();
  await page.getByText('Group the dates by month').waitFor();
  await picture('22-resolved');
  await press('Yes');
  const answered = { state: 'resolved', helped: 'yes', anonymity: 'until-claimed' };
  await expect.poll(async () => (await getCurrentTicket(deps, { actor: ana })).ticket).toMatchObject(answered);
});

test('keeps what a leader learned in their draft, and puts a reminder off', async () => {
  const { owner } = database;
  await owner.query(
    `insert into leaders (tenant_id, person_id, because, since) values ($1, $2, 'hand', '2026-11-01T09:00:00Z')`,
    [ana.tenantId, ana.personId],
  );
  await owner.query(
    `insert into leadership_channels (tenant_id, channel_key, team_id, channel_id, team_name, channel_name, web_url,
       chosen_by, chosen_at)
     values ($1, gen_random_uuid(), 'a', 'b', 'Whole company', 'Leaders', '', $2, now())`,
    [ana.tenantId, ana.personId],
  );
  await leadershipClock(deps, ana.tenantId);
  await bot.deliver();
  await page.getByText('Your first post', { exact: true }).waitFor();
  await picture('23-reminded');
  await press('Not before December 24');
  await page.getByText('You will not be reminded before December 24.', { exact: false }).waitFor();
  await say('I learned that a pivot table needs names');
  await page.getByText('A pivot table needs names', { exact: true }).waitFor();
  await picture('24-learned');
  const { content } = await getDraft(deps, ana);
  expect(content.sections).toContainEqual({ prompt: 'learned', html: '<p>A pivot table needs names</p>' });
});
