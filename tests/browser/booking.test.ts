import { bookSlot } from '@open-door/api/office-hours/actions/book.ts';
import { cancelBooking } from '@open-door/api/office-hours/actions/cancel.ts';
import { listSlots } from '@open-door/api/office-hours/actions/slots.ts';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertSeat } from '../support/seats.ts';
import { actorOf, fillGroup } from './desk-week.ts';
import { keyboardOf } from './keyboard.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { isFocused, type Visitor } from './window.ts';

let lobby: Lobby;
let learner: Visitor;

beforeAll(async () => {
  lobby = await openLobby();
  learner = await lobby.welcome('Ana Tavares');
});
afterAll(() => lobby?.close());

/** Starts of the times that somebody can book with a champion. */
async function freeFor(name: string, championName: string): Promise<string[]> {
  const slots = await listSlots(lobby.stage.deps, actorOf(lobby.stage, name), lobby.idOf(championName), { limit: 100 });
  if (!slots.ok) throw new Error(slots.reason);
  return slots.items.map(({ startsAt }) => startsAt);
}

const isFree = (startsAt: string) =>
  expect.poll(async () => (await freeFor('Inês Carvalho', 'Marcus Bell')).includes(startsAt));

const bookPage = (championName: string) => `people/${lobby.idOf(championName)}/book`;
const kept = ({ tab }: Visitor) => tab.getByText('This time is kept for you until').waitFor();

const timeAt = (startsAt: string, tab: Visitor['tab']) => tab.locator(`input[value="${startsAt}"]`);

/** Chooses a time of those on screen, and answers its start. */
async function choose({ tab }: Visitor, place: number): Promise<string> {
  const startsAt = await tab.getByRole('radio').nth(place).inputValue();
  await timeAt(startsAt, tab).check();
  return startsAt;
}

test('keeps a chosen time from others, for another one or until its page is left', async () => {
  const { tab, visit } = learner;
  await visit(bookPage('Marcus Bell'));
  const first = await choose(learner, 1);
  await kept(learner);
  await isFree(first).toBe(false);
  const second = await choose(learner, 2);
  await isFree(second).toBe(false);
  await isFree(first).toBe(true);
  expect(await tab.getByRole('radio', { checked: true }).inputValue(), 'what is kept stays in sight').toBe(second);
  await tab.getByRole('link', { name: 'People' }).click();
  await isFree(second).toBe(true);
});

test('shows a week in both clocks, which the arrow keys walk through, and remembers that it was wanted', async () => {
  const { page, tab, visit } = learner;
  const { tabTo, press } = keyboardOf(learner);
  await visit(bookPage('Marcus Bell'));
  await tabTo(tab.getByRole('tab', { name: 'List' }));
  await press('ArrowRight');
  await tab.getByRole('table').waitFor();
  const [header, ...rows] = await tab.getByRole('row').allTextContents();
  expect(header).toMatch(/^For Marcus(\w{3} \d+){7}$/);
  for (const row of rows) expect(row, 'New York beside Lisbon').toMatch(/^\d\d:\d\d(\d\d:\d\d)+$/);

  await tabTo(tab.getByRole('radio').first());
  await press('Space');
  await kept(learner);
  const chosen = async () => Temporal.Instant.from(await tab.getByRole('radio', { checked: true }).inputValue());
  const at = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('Europe/Lisbon');
  const days = await tab.getByRole('columnheader').count();
  expect(days).toBe(7);
  const before = at(await chosen());
  await press('ArrowRight');
  const beside = at(await chosen());
  expect(beside.toPlainDate().equals(before.toPlainDate()), 'the next day').toBe(false);
  await press('ArrowLeft');
  await press('ArrowDown');
  const below = at(await chosen());
  expect(below.toPlainDate().equals(before.toPlainDate()), 'later that day').toBe(true);

  const next = tab.getByRole('button', { name: 'The week after' });
  const none = tab.getByText('Marcus has no free time this week.');
  while ((await none.count()) === 0) {
    const week = await tab.getByText(/^\d+ (\w+ )?– \d+ \w+/).textContent();
    await next.click();
    await expect.poll(() => tab.getByText(/^\d+ (\w+ )?– \d+ \w+/).textContent()).not.toBe(week);
    await tab.getByRole('table').or(none).waitFor();
  }
  await tab.getByRole('button', { name: /^Go to .+\d\d:\d\d$/ }).click();
  await tab.getByRole('table').waitFor();
  await page.reload();
  await tab.getByRole('table').waitFor();
  await tab.getByRole('tab', { name: 'List' }).click();
});

test('books what is kept with its question, and moves it in one step', async () => {
  const { tab, visit } = learner;
  await visit(bookPage('Marcus Bell'));
  const booked = await choose(learner, 1);
  await kept(learner);
  await tab.getByRole('textbox', { name: /help with\?$/ }).fill('Which chart suits shares of a whole?');
  await tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ }).click();
  await tab.getByText('Booked. Marcus is told, and sees your question.').waitFor();

  await tab.getByRole('button', { name: 'Move to another time' }).click();
  await tab.getByText('It stays yours until you have the new time.').waitFor();
  const other = await choose(learner, 2);
  await tab.getByRole('textbox', { name: 'A note to Marcus' }).fill('My train is late.');
  await isFree(booked).toBe(false);
  await tab.getByRole('button', { name: /^Move to .+\d\d:\d\d$/ }).click();
  await tab.getByText('Moved. Marcus is told.').waitFor();
  await isFree(booked).toBe(true);
  await isFree(other).toBe(false);
  const time = Temporal.Instant.from(other).toZonedDateTimeISO('Europe/Lisbon').toPlainTime();
  await tab
    .getByRole('article')
    .getByText(`${time.toString({ smallestUnit: 'minute' })}–`)
    .waitFor();
});

test('keeps the note of a cancellation when the window turns narrow', async () => {
  const { page, tab } = learner;
  const cancel = tab.getByRole('button', { name: 'Cancel session' });
  const note = tab.getByRole('dialog').getByRole('textbox', { name: 'A note to Marcus' });
  await cancel.click();
  await note.fill('I found it myself. Thank you!');
  await page.setViewportSize({ width: 1100, height: 800 });
  await tab.locator('h1', { hasText: 'My sessions' }).waitFor({ state: 'detached' });
  await cancel.click();
  expect(await note.inputValue()).toBe('I found it myself. Thank you!');
  await tab.getByRole('dialog').getByRole('button', { name: 'Cancel session' }).click();
  await tab.getByText('Note: I found it myself. Thank you!').waitFor();
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('joins a group, waits for a place once it is full, and takes the one that is kept', async () => {
  const { tab, visit } = learner;
  const [seat] = await fillGroup(lobby.stage, 'Marcus Bell', [
    ['Tan Mei Ling', 'My totals are off.'],
    ['Yael Park', ''],
  ]);
  await visit(bookPage('Marcus Bell'));
  await tab.getByRole('radio', { name: '1 place left' }).check();
  await tab.getByText('Group of up to 3').waitFor();
  await tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ }).click();
  await tab.getByText(/^Booked\./).waitFor();
  await tab.getByText('3 of 3 places taken').first().waitFor();

  const late = await lobby.welcome('Inês Carvalho');
  await late.visit(bookPage('Marcus Bell'));
  await late.tab.getByRole('radio', { name: 'Full' }).check();
  await late.tab.getByRole('button', { name: /^Join the waiting list for / }).click();
  const place = late.tab.getByRole('listitem').filter({ hasText: 'The group session' });
  await place.getByText('You are next.').waitFor();

  await cancelBooking(lobby.stage.deps, actorOf(lobby.stage, 'Tan Mei Ling'), seat?.bookingId ?? '', { note: '' });
  const offer = late.tab.getByRole('listitem').filter({ hasText: 'with Marcus is kept for you' });
  await offer.getByRole('button', { name: 'Take it' }).click();
  await late.tab.getByText(/^Booked\. Marcus is told/).waitFor();
  await late.tab.getByRole('heading', { name: 'Session with Marcus Bell' }).waitFor();
  await late.close();
});

test('plans regular sessions around what stands in the way, and calls all of them off', async () => {
  const { tab, visit } = learner;
  const fortnight = { hours: 14 * 24 };
  const free = await freeFor('Abigail Dixon', 'Diogo Salgado');
  const twoWeeksOn = (startsAt: string) => Temporal.Instant.from(startsAt).add(fortnight).toString();
  const first = free.find((startsAt) => free.includes(twoWeeksOn(startsAt)));
  if (!first) throw new Error('Diogo has no time that is free two weeks later, too');
  const championId = lobby.idOf('Diogo Salgado');
  const request = { championId, startsAt: twoWeeksOn(first), topic: null, question: 'I was first.' };
  expect(await bookSlot(lobby.stage.deps, actorOf(lobby.stage, 'Abigail Dixon'), request)).toMatchObject({ ok: true });

  await visit(`people/${championId}`);
  await tab.getByRole('button', { name: 'Meet regularly' }).click();
  await tab.getByRole('combobox', { name: 'How many times' }).selectOption('3');
  await timeAt(first, tab).check();
  await tab.getByRole('heading', { name: '3 sessions, one of them not free' }).waitFor();
  const taken = tab.getByRole('listitem').filter({ hasText: 'Already taken.' });
  await tab.getByRole('button', { name: 'Book 2 sessions' }).waitFor();
  await taken
    .getByRole('button', { name: /instead$/ })
    .first()
    .click();
  expect(await isFocused(tab.getByRole('heading', { name: '3 sessions', exact: true }))).toBe(true);
  await tab.getByRole('button', { name: 'Book 3 sessions' }).click();
  await tab.getByText('3 sessions booked. Diogo is told.').waitFor();

  await tab.getByRole('button', { name: /^2 more, until / }).click();
  await tab
    .getByRole('link', { name: /^Diogo Salgado/ })
    .first()
    .click();
  await tab.getByRole('button', { name: 'Cancel the whole series' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Cancel the whole series' }).click();
  await tab.getByText('3 sessions cancelled. Diogo is told.').waitFor();
});

test('asks once whether it helped, and keeps both people’s notes for the two of them', async () => {
  const { tab, visit } = learner;
  const champion = await lobby.welcome('Marcus Bell');
  const bookingId = await overSince(2);
  await visit(`sessions/${bookingId}`);
  const question = tab.getByRole('region', { name: 'Did it help?' });
  await question.getByRole('button', { name: 'Partly' }).click();
  await tab.getByText('You said: it helped in part.').waitFor();
  expect(await question.count()).toBe(0);

  const notes = tab.getByRole('textbox', { name: 'Your notes' });
  await notes.fill('Ask for the table first,\nthen for the chart.');
  await tab.getByRole('link', { name: 'Home' }).click();
  await tab.getByRole('link', { name: 'My sessions' }).click();
  await tab.locator(`a[href$="${bookingId}"]`).click();
  expect(await notes.inputValue(), 'kept without being saved').toBe('Ask for the table first,\nthen for the chart.');
  await tab.getByRole('button', { name: 'Save notes' }).click();
  await tab.getByText('Saved.').waitFor();

  await champion.visit(`sessions/${bookingId}`);
  await champion.tab.getByText('What Ana wrote down').waitFor();
  await champion.tab.getByText('Ask for the table first,').waitFor();
  await champion.tab.getByText('It helped in part, they say.').waitFor();
  await champion.tab.getByRole('textbox', { name: 'Your notes' }).fill('Bar charts, she was right.');
  await champion.tab.getByRole('button', { name: 'Save notes' }).click();
  await champion.tab.getByText('Saved.').waitFor();
  await champion.close();

  await visit(`sessions/${bookingId}`);
  await tab.getByText('Bar charts, she was right.').waitFor();
  expect(await question.count(), 'asked once').toBe(0);
});

test('takes back that somebody did not come', async () => {
  const { tab, visit } = learner;
  await visit(`sessions/${await overSince(26)}`);
  const report = tab.getByRole('button', { name: 'Marcus did not come' });
  await report.click();
  await tab.getByText('Noted: Marcus did not come.').waitFor();
  await tab.getByRole('button', { name: 'Undo' }).click();
  await report.waitFor();
  await report.click();
  await tab.getByRole('button', { name: 'Take it back' }).click();
  await report.waitFor();
});

/** Ana's session with Marcus that began some hours ago; answers the booking's id. */
function overSince(hours: number): Promise<string> {
  return insertSeat(lobby.owner, {
    tenantId: lobby.stage.organisation.tenantId,
    championId: lobby.idOf('Marcus Bell'),
    learnerId: lobby.idOf('Ana Tavares'),
    startsAt: Temporal.Now.instant().subtract({ hours }).toString(),
  });
}
