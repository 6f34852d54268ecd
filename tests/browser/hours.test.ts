import { getOfficeHours } from '@open-door/api/office-hours/actions/hours.ts';
import type { OfficeHours } from '@open-door/api/office-hours/schema/hours.ts';
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { actorOf } from './desk-week.ts';
import { keyboardOf } from './keyboard.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { isFocused, type Visitor } from './window.ts';

// Tiago has hours on Mondays and Wednesdays 10:00 to 12:00 and Thursdays 15:00 to 16:30, one to one.
const hourPixels = 48;

let lobby: Lobby;
let champion: Visitor;
let before: OfficeHours;

beforeAll(async () => {
  lobby = await openLobby();
  champion = await lobby.welcome('Tiago Nunes');
  before = await published();
  await champion.visit('desk/hours');
  await said().waitFor();
});
afterEach(async () => {
  // What one test left half edited is no other's.
  if ((await discarding().count()) > 0) await discard();
});
afterAll(() => lobby?.close());

/** Tiago's hours as learners have them. */
async function published(): Promise<OfficeHours> {
  const actor = actorOf(lobby.stage, 'Tiago Nunes');
  const { deps } = lobby.stage;
  const hours = await getOfficeHours(deps, actor, actor.personId);
  if (!hours.ok) throw new Error(hours.reason);
  const { ok: _, ...known } = hours;
  return known;
}

const windowsOf = ({ windows }: OfficeHours) =>
  windows.map(({ weekday, startsAt, endsAt }) => `${weekday} ${startsAt}–${endsAt}`);

const said = () => champion.tab.getByText(/^Learners see (\d+|one|no) free times? in this week/);
const calendar = () => champion.tab.getByRole('region', { name: 'Your hours in a week' });
const block = (name: string | RegExp) => calendar().getByRole('button', { name });
const rows = () =>
  champion.tab.getByRole('listitem').filter({ has: champion.tab.getByRole('combobox', { name: 'Day' }) });
const discarding = () => champion.tab.getByRole('button', { name: 'Discard changes' });
const save = () => champion.tab.getByRole('button', { name: 'Save' });

/** How many times learners would see in the week shown. */
async function seen(): Promise<number> {
  const [, count = ''] = /see (\d+|one|no) free/.exec((await said().textContent()) ?? '') ?? [];
  return { no: 0, one: 1 }[count] ?? Number(count);
}

/** Presses the mouse on a place of an element, and lets it go some pixels further down. */
async function drag(target: Locator, from: 'middle' | 'end', pixels: number): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('nothing to drag');
  const { mouse } = champion.page;
  const [x, y] = [box.x + 12, from === 'end' ? box.y + box.height - 3 : box.y + box.height / 2];
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x, y + pixels / 2);
  await mouse.move(x, y + pixels);
  await mouse.up();
}

async function discard(): Promise<void> {
  await discarding().click();
  await expect.poll(() => discarding().count()).toBe(0);
}

test('shows what learners would see while hours are dragged and resized, and publishes nothing by itself', async () => {
  const monday = block(/^Monday: /);
  const times = await seen();
  await drag(monday, 'end', hourPixels);
  await block('Monday: 10:00–13:00').waitFor();
  await expect.poll(seen).toBe(times + 2);
  await drag(monday, 'middle', hourPixels);
  await block('Monday: 11:00–14:00').waitFor();
  expect(await champion.tab.getByRole('button', { name: /: details of/, expanded: true }).count(), 'no click').toBe(0);
  expect(await published()).toEqual(before);
  await discard();
  await block('Monday: 10:00–12:00').waitFor();
  await expect.poll(seen).toBe(times);
});

test('adds hours by pressing on free space', async () => {
  const box = await block(/^Monday: /).boundingBox();
  if (!box) throw new Error('Monday has no hours');
  await champion.page.mouse.click(box.x + box.width / 2, box.y + 4 * hourPixels + 4);
  await block('Monday: 14:00–15:00').waitFor();
  expect(await rows().count()).toBe(before.windows.length + 1);
});

test('says at its field which room is missing, and saves a group there; undo brings the hours back', async () => {
  const { tab } = champion;
  await tab.getByRole('button', { name: 'Add hours' }).click();
  const row = rows().nth(before.windows.length);
  await row.getByRole('combobox', { name: 'Day' }).selectOption('Friday');
  await row.getByRole('button', { name: /: details of Friday/ }).click();
  await row.getByRole('combobox', { name: 'For' }).selectOption('Group of 6');
  await row.getByRole('combobox', { name: 'Where' }).selectOption('In a room');
  await row.getByRole('combobox', { name: 'Only about these topics' }).selectOption('Excel formulas');
  await row.getByRole('button', { name: 'Excel formulas', pressed: true }).waitFor();
  await tab.getByText('What learners would see shows once nothing is missing.').waitFor();
  // Somewhere else, so that saving has to lead back.
  await row.getByRole('button', { name: /: details of Friday/ }).click();
  await save().click();
  const room = row.getByRole('textbox', { name: 'Room' });
  await expect.poll(() => isFocused(room)).toBe(true);
  expect(await room.getAttribute('aria-invalid')).toBe('true');
  expect(await described(room)).toContain('Say which room.');
  await room.fill('Lisbon 2.14');
  await row.getByText('Group of 6 · Lisbon 2.14').waitFor();
  await save().click();
  await tab.getByText('Your hours are saved.').waitFor();
  expect((await published()).windows.at(-1)).toMatchObject({
    weekday: 5,
    seats: 6,
    place: 'room',
    room: 'Lisbon 2.14',
    topics: ['excel-formulas'],
  });
  await tab.getByRole('button', { name: 'Undo' }).click();
  await tab.getByText('Undone.').waitFor();
  expect(await published()).toEqual(before);
});

test('keeps what is half edited while other pages are looked at', async () => {
  const { tab } = champion;
  await rows().first().getByLabel('To', { exact: true }).fill('13:30');
  await tab.getByRole('link', { name: 'People' }).click();
  await tab.getByRole('heading', { name: 'People' }).waitFor();
  await tab.getByRole('link', { name: 'Desk' }).click();
  await tab.getByRole('link', { name: 'My hours' }).click();
  await block('Monday: 10:00–13:30').waitFor();
  expect(await rows().first().getByLabel('To', { exact: true }).inputValue()).toBe('13:30');
  expect(await published()).toEqual(before);
});

test('does all of it with the keyboard: a block leads to its fields, a button adds hours', async () => {
  const { tab } = champion;
  const { tabTo, press } = keyboardOf(champion);
  await tab.getByRole('heading', { name: 'My hours' }).focus();
  await tabTo(block(/^Wednesday: /));
  await press('Enter');
  const day = rows().nth(1).getByRole('combobox', { name: 'Day' });
  await expect.poll(() => isFocused(day)).toBe(true);
  await press('ArrowUp');
  await block('Tuesday: 10:00–12:00').waitFor();

  const add = tab.getByRole('button', { name: 'Add hours' });
  await tabTo(add);
  await press('Enter');
  await expect
    .poll(() => isFocused(rows().nth(before.windows.length).getByRole('combobox', { name: 'Day' })))
    .toBe(true);
  await press('ArrowDown');
  const saved = windowsOf(before);
  await tab.getByRole('heading', { name: 'My hours' }).focus();
  await tabTo(save());
  await press('Enter');
  await tab.getByText('Your hours are saved.').waitFor();
  expect(windowsOf(await published())).toEqual([saved[0], '2 10:00–12:00', saved[2], '6 15:00–16:30']);
});

/** The words that a field is described by. */
function described(field: Locator): Promise<string> {
  return field.evaluate((node) =>
    (node.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );
}
