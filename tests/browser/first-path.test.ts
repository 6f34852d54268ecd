import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyboardOf } from './keyboard.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { findHelp, goal, pickTime } from './screens.ts';
import { isFocused, type Visitor } from './window.ts';

const question = 'Which formula adds up the regions?\nI have the file with me.';

let lobby: Lobby;
let learner: Visitor;
let champion: Visitor;

beforeAll(async () => {
  lobby = await openLobby();
  [learner, champion] = await Promise.all([lobby.welcome('Inês Carvalho'), lobby.welcome('Tiago Nunes')]);
});
afterAll(() => lobby?.close());

/** Answers the session's ISO start, and how the button says it. */
async function bookTiago(visitor: Visitor): Promise<{ startsAt: string; said: string }> {
  const { tab } = visitor;
  await pickTime(visitor);
  const startsAt = await tab.getByRole('radio', { checked: true }).inputValue();
  const words = tab.getByRole('textbox', { name: 'What would you like Tiago to help with?' });
  expect(await words.inputValue(), 'the goal begins the question').toBe(goal);
  await words.fill(question);
  const book = tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ });
  const said = (await book.textContent())?.replace('Book ', '') ?? '';
  await book.click();
  await tab.getByText('Booked. Tiago is told, and sees your question.').waitFor();
  return { startsAt, said };
}

async function cancelWith({ tab }: Visitor, name: string, note: string): Promise<void> {
  await tab.getByRole('button', { name: 'Cancel session' }).click();
  const dialog = tab.getByRole('dialog', { name: `Cancel the session with ${name}?` });
  await dialog.getByRole('textbox', { name: `A note to ${name}` }).fill(note);
  await dialog.getByRole('button', { name: 'Cancel session' }).click();
  await tab.getByText(`Cancelled. ${name} is told.`).waitFor();
}

/** The properties of the one event in a calendar file that the page downloads. */
async function downloadedEvent(page: Page, press: () => Promise<void>): Promise<Map<string, string>> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  expect(download.suggestedFilename()).toMatch(/\.ics$/);
  const unfolded = (await readFile(await download.path(), 'utf8')).replace(/\r\n[ \t]/g, '');
  const [, event = ''] = /BEGIN:VEVENT\r\n(.*)END:VEVENT/s.exec(unfolded) ?? [];
  return new Map(event.split('\r\n').map((line) => [line.split(/[;:]/)[0] ?? '', line.slice(line.indexOf(':') + 1)]));
}

test('leads from a goal in free words to a booked session, which the champion sees with its question', async () => {
  await findHelp(learner);
  const cards = learner.tab.getByRole('listitem').filter({ has: learner.tab.getByRole('button', { name: /^Book / }) });
  expect(await cards.count()).toBe(3);
  for (const card of await cards.all()) expect(await card.getByRole('listitem').count()).toBeGreaterThan(0);
  expect(await cards.first().textContent()).toContain('Knows Excel formulas inside out');

  const { startsAt, said } = await bookTiago(learner);
  const event = await downloadedEvent(learner.page, () =>
    learner.tab.getByRole('button', { name: 'Add to calendar (.ics)' }).click(),
  );
  expect(event.get('DTSTART')).toBe(startsAt.replace(/[-:]/g, ''));
  expect(event.get('SUMMARY')).toContain('Tiago Nunes');
  expect(event.get('DESCRIPTION')).toContain('Which formula adds up the regions?\\nI have the file with me.');

  await learner.tab.getByRole('link', { name: 'My sessions' }).click();
  await learner.tab.getByRole('link', { name: `Tiago Nunes ${said}` }).waitFor();
  await champion.visit('desk');
  await champion.tab.getByRole('link', { name: /Inês Carvalho.+Which formula adds up the regions\?/s }).click();
  await champion.tab.getByRole('heading', { name: 'You help Inês Carvalho' }).waitFor();
  await champion.tab.getByRole('article').getByText('I have the file with me.').waitFor();

  // The calendar entry's link opens the session itself, whoever follows it.
  const link = event.get('URL') ?? '';
  await champion.page.goto(`${link}&as=${lobby.idOf('Tiago Nunes')}`);
  await champion.tab.getByRole('heading', { name: 'You help Inês Carvalho' }).waitFor();
});

test('tells the champion who cancelled and why, and leads the learner back from the mistake', async () => {
  await cancelWith(learner, 'Tiago', 'I am ill. Sorry!');
  await learner.tab.getByRole('article').getByText('Cancelled by Inês Carvalho').waitFor();
  await learner.tab.getByText('Note: I am ill. Sorry!').waitFor();

  await champion.visit('desk');
  expect(await champion.tab.getByRole('link', { name: /Inês Carvalho/ }).count()).toBe(0);
  await champion.visit('sessions');
  await champion.tab.getByRole('link', { name: /Inês Carvalho.+Cancelled by Inês Carvalho/s }).click();
  await champion.tab.getByText('Note: I am ill. Sorry!').waitFor();

  await learner.tab.getByRole('button', { name: /^Book .+ again$/ }).click();
  await learner.tab.getByText('Booked. Tiago is told, and sees your question.').waitFor();
  expect(await learner.tab.getByRole('article').textContent()).toContain('Which formula adds up the regions?');
});

test('tells the learner when the champion cancels', async () => {
  await champion.visit('desk');
  await champion.tab.getByRole('link', { name: /Inês Carvalho/ }).click();
  await champion.tab.getByRole('heading', { name: 'You help Inês Carvalho' }).waitFor();
  await cancelWith(champion, 'Inês', 'My train does not run. Please take another time.');

  await learner.visit('sessions');
  await learner.tab.getByRole('link', { name: /Tiago Nunes.+Cancelled by Tiago Nunes/s }).click();
  await learner.tab.getByText('Note: My train does not run. Please take another time.').waitFor();
  await learner.tab.getByRole('button', { name: /^Book .+ again$/ }).waitFor();
});

test('works from goal to cancellation with the keyboard alone', async () => {
  const ana = await lobby.welcome('Ana Tavares');
  const { tab } = ana;
  const { tabTo, press, type } = keyboardOf(ana);
  const expectFocus = (role: 'heading' | 'button' | 'textbox', name: string | RegExp) =>
    expect.poll(() => isFocused(tab.getByRole(role, { name })), { timeout: 10_000 }).toBe(true);
  await ana.visit();

  await tabTo(tab.getByRole('textbox', { name: 'What do you want to get done with AI?' }));
  await type('I want replies to customer complaints that do not sound like a robot');
  await press('Enter');
  await tab.getByRole('heading', { name: '3 colleagues who can help' }).waitFor();
  await expectFocus('heading', '3 colleagues who can help');

  const more = tab.getByRole('button', { name: /^More times with / }).first();
  const name = (await more.getAttribute('aria-label'))?.replace('More times with ', '') ?? '';
  await tabTo(more);
  await press('Enter');
  await expectFocus('heading', `Book a session with ${name}`);

  const [first, second] = [tab.getByRole('radio').first(), tab.getByRole('radio').nth(1)];
  await tabTo(first);
  await press('Space');
  expect(await first.isChecked()).toBe(true);
  await press('ArrowRight');
  expect(await second.isChecked()).toBe(true);
  await tabTo(tab.getByRole('textbox', { name: /help with\?$/ }));
  await type(' Bring me one step further.');
  await tabTo(tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ }));
  await press('Enter');
  await tab.getByText(/^Booked\./).waitFor();
  await expectFocus('heading', /^Session with /);

  await tabTo(tab.getByRole('button', { name: 'Cancel session' }));
  await press('Enter');
  const dialog = tab.getByRole('dialog', { name: `Cancel the session with ${name}?` });
  await expectFocus('textbox', `A note to ${name}`);
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expectFocus('button', 'Cancel session');

  await press('Enter');
  await tabTo(dialog.getByRole('button', { name: 'Keep it' }));
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expectFocus('button', 'Cancel session');

  await press('Enter');
  await expectFocus('textbox', `A note to ${name}`);
  await type('Something came up.');
  await tabTo(dialog.getByRole('button', { name: 'Cancel session' }));
  await press('Space');
  await tab.getByText('Note: Something came up.').waitFor();
  await expectFocus('heading', /^Session with /);

  await tabTo(tab.getByRole('button', { name: /^Book .+ again$/ }));
  await press('Enter');
  await tab.getByText(/^Booked\./).waitFor();
  await expectFocus('heading', /^Session with /);
});
