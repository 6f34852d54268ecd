import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { keyboardOf } from './keyboard.ts';
import { queueWith } from './live-queue.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { isFocused, type Visitor } from './window.ts';

const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let lobby: Lobby;
let people: ReturnType<typeof queueWith>;
let desk: Visitor;
let queueId: string;
const ticketIds: Record<string, string> = {};

beforeAll(async () => {
  lobby = await openLobby();
  people = queueWith(lobby.stage);
  desk = await lobby.welcome('Grace Okafor');
});
afterAll(() => lobby?.close());

/** Somebody joins the queue without a browser. */
async function join(name: string, wanted: object, askerKey?: string): Promise<void> {
  ticketIds[name] = await people.join(name, queueId, wanted, askerKey);
}

const button = (name: string | RegExp) => desk.tab.getByRole('button', { name });
const inDialog = (name: string) => desk.tab.getByRole('dialog').getByRole('button', { name, exact: true });
const inLine = (name: string | RegExp) => desk.tab.getByRole('link', { name });

test('sets up a queue, shows the rule as learners will read it, and opens it', async () => {
  const { tab, visit } = desk;
  await visit('desk/queue');
  await button('Set up your queue').click();
  await tab.getByRole('textbox', { name: 'Name' }).fill('Grace’s hour');
  await tab.getByText('Otherwise, whoever came first is called first.').waitFor();
  await tab.getByRole('radio', { name: 'Whoever was helped less often lately' }).check({ force: true });
  await tab.getByText('Whoever was helped less often lately comes first.').waitFor();
  await button('Save').click();
  await tab.getByRole('heading', { name: 'Grace’s hour is closed' }).waitFor();
  await tab.getByRole('textbox', { name: 'Note to those waiting' }).fill('Bring your file along.');
  await button('Open the queue').click();
  await tab.getByText('Nobody is waiting.').waitFor();
  await button('Copy the link to your queue').waitFor();
  const { rows } = await lobby.owner.query<{ queue_id: string; note: string }>(
    'select queue_id, note from queues where host_id = $1',
    [lobby.idOf('Grace Okafor')],
  );
  expect(rows).toEqual([{ queue_id: expect.any(String), note: 'Bring your file along.' }]);
  queueId = rows[0]?.queue_id ?? '';
});

test('says who joins, calls who is next and says why, and goes on when they are ready', async () => {
  const { tab } = desk;
  await join('Inês Carvalho', { topic: 'reporting', question: 'How do I keep last month’s table as a template?' });
  await tab.getByRole('status').filter({ hasText: 'Inês Carvalho joined: ' }).waitFor({ state: 'attached' });
  await join('Ana Tavares', { question: 'Where do the decimals go?' });
  await inLine(/^2 ?Ana Tavares/).waitFor();
  await tab.getByText('Next: Inês Carvalho, first in line for you').waitFor();
  await button('Call next').click();
  await tab.getByRole('heading', { name: 'Calling Inês Carvalho' }).waitFor();
  await tab
    .getByRole('timer')
    .first()
    .getByText(/^1:\d\d left to answer$/)
    .waitFor();
  expect(await button('Call next').count()).toBe(0);
  await people.act('Inês Carvalho', ticketIds['Inês Carvalho'] ?? '', { does: 'ready' });
  await tab.getByRole('heading', { name: 'Now helping: Inês Carvalho' }).waitFor();
  await button('Call in Teams').waitFor();
});

test('puts on hold with a note, takes whoever comes back, resolves and publishes what helped without a name', async () => {
  const { tab } = desk;
  await button('Put on hold…').click();
  await tab.getByRole('textbox', { name: 'Note to them' }).fill('Fetch the export first.');
  await inDialog('Put on hold').click();
  await tab.getByRole('heading', { name: 'On hold', exact: true }).waitFor();
  await people.act('Inês Carvalho', ticketIds['Inês Carvalho'] ?? '', { does: 'resume' });
  await tab.getByText('Next: Inês Carvalho, first in line for you').waitFor();
  await button('Call next').click();
  await button('They are here: start').click();
  await button('Resolve…').click();
  await tab.getByRole('textbox', { name: 'What helped' }).fill('Inês makes the range a table first.');
  await inDialog('Resolve and publish as an answer').click();
  const answer = tab.getByRole('textbox', { name: 'Answer' });
  await answer.waitFor();
  expect(await answer.inputValue()).toBe('Inês makes the range a table first.');
  await button('Share with everybody').click();
  await tab.getByRole('alert').filter({ hasText: 'This would show who asked: “Inês”.' }).waitFor();
  await answer.fill('Make the range a table first.');
  await button('Share with everybody').click();
  await tab.getByText('Shared. Everybody can find it now.').waitFor();
});

test('calls somebody out of turn only with a reason, which stays in the history', async () => {
  const { tab, visit } = desk;
  await join('Carmen Rubio', { question: 'I broke the order sheet.', anonymity: 'until-claimed' });
  await visit('desk/queue');
  await inLine(/^2 ?Somebody.*name hidden until somebody takes it/).click();
  await button('Call out of turn…').click();
  expect(await inDialog('Call now').getAttribute('aria-disabled')).toBe('true');
  await tab.getByRole('textbox', { name: 'Reason' }).fill('Their meeting starts in ten minutes.');
  await inDialog('Call now').click();
  await button('They are here: start').click();
  await tab.getByRole('heading', { name: 'Now helping: Carmen Rubio' }).waitFor();
  await tab.getByText('What happened so far').click();
  await tab
    .getByRole('listitem')
    .filter({ hasText: /Called out of turn by Grace Okafor.*Their meeting starts in ten minutes\./ })
    .waitFor();
});

test('passes somebody on, who keeps their place and their history with the other champion', async () => {
  const { tab } = desk;
  await people.open('Nur Hidayah Osman', 'Nur’s hour');
  await button('Pass on…').click();
  const dialog = tab.getByRole('dialog');
  await dialog.getByText(/the place is kept\.$/).waitFor();
  await dialog
    .getByRole('combobox', { name: 'To' })
    .selectOption({ label: 'Nur Hidayah Osman: Nur’s hour, nobody waits there' });
  await dialog.getByRole('textbox', { name: 'Note to them' }).fill('The sheet is shared with you.');
  await inDialog('Pass on').click();
  await tab.getByText('Carmen Rubio waits for Nur Hidayah Osman now.').waitFor();

  const other = await lobby.welcome('Nur Hidayah Osman');
  await other.visit('desk/queue');
  await other.tab.getByRole('link', { name: /^1 ?Somebody.*waits for you/ }).click();
  await other.tab.getByText('Note: The sheet is shared with you.').waitFor();
  await other.tab.getByRole('button', { name: 'Take it' }).click();
  await other.tab.getByRole('heading', { name: 'Now helping: Carmen Rubio' }).waitFor();
  await other.close();
});

test('answers in writing whoever asks without a name', async () => {
  const { tab, visit } = desk;
  await join('Yael Park', { question: 'May I paste customer names?', anonymity: 'for-good' }, 'k'.repeat(43));
  await visit(`desk/queue/${ticketIds['Yael Park']}`);
  await tab.getByText(/^Nobody can see who asks this, now or later\./).waitFor();
  await button('Call out of turn…').click();
  await tab.getByRole('textbox', { name: 'Reason' }).fill('It is quickly answered.');
  await inDialog('Call now').click();
  await button('Resolve…').waitFor();
  expect(await button('Call in Teams').count()).toBe(0);
  expect(await button(/did not come$/).count()).toBe(0);
  await tab.getByRole('textbox', { name: 'Your answer' }).fill('No. Take the names out first.');
  await button('Send').click();
  await tab.getByRole('list', { name: 'Messages' }).getByText('No. Take the names out first.').waitFor();
  await button('Resolve…').click();
  await inDialog('Resolve').click();
  await tab.getByText('Resolved. They are asked whether it helped.').waitFor();
});

test('is used without a mouse, from calling to bringing somebody back', async () => {
  const { tab, visit } = desk;
  await visit('desk/queue');
  const keyboard = keyboardOf(desk);
  await keyboard.tabTo(button('Call next'));
  await keyboard.press('Enter');
  const heading = tab.getByRole('heading', { name: 'Calling Ana Tavares' });
  await heading.waitFor();
  await expect.poll(() => isFocused(heading)).toBe(true);
  await keyboard.tabTo(button('They are here: start'));
  await keyboard.press('Enter');
  await keyboard.tabTo(button('Resolve…'));
  await keyboard.press('Enter');
  await keyboard.type('Set the column to numbers.');
  await keyboard.tabTo(inDialog('Resolve'));
  await keyboard.press('Enter');
  await keyboard.tabTo(button('Bring back'));
  await keyboard.press('Enter');
  await inLine(/^1 ?Ana Tavares/).waitFor();
});

test('has no violation in any theme, and fits a phone', async () => {
  const { page, tab, visit } = desk;
  await join('Tan Mei Ling', { question: 'My decimals vanish too.' });
  for (const theme of ['default', 'dark', 'contrast']) {
    await page.setViewportSize(wide);
    await visit('desk/queue', { theme });
    await inLine(/^2 ?Tan Mei Ling/).waitFor();
    expect.soft(await violations(desk), theme).toEqual([]);
  }
  await page.setViewportSize(phone);
  const sideways = () => tab.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
  await expect.poll(sideways).toBeLessThanOrEqual(0);
  await button('Call next').click({ trial: true });
  await inLine(/^1 ?Ana Tavares/).click();
  await tab.getByRole('heading', { level: 1, name: 'Ana Tavares' }).waitFor();
  await button('Call next').waitFor();
  expect.soft(await violations(desk), 'a ticket on a phone').toEqual([]);
  await page.setViewportSize(wide);
});

test('says before it closes what becomes of those waiting, and sends them home', async () => {
  const { tab, visit } = desk;
  await visit('desk/queue');
  await button('Close…').click();
  const dialog = tab.getByRole('dialog', { name: 'Close Grace’s hour?' });
  await dialog.getByText('2 people are waiting. What happens to them?').waitFor();
  await dialog.getByText(/^You stay until these 2 people have been helped\./).waitFor();
  await dialog.getByRole('radio', { name: /^Pass them on/ }).check({ force: true });
  await dialog.getByText(/^These 2 people wait for .+ from now on\./).waitFor();
  await dialog.getByRole('radio', { name: /^Send them home/ }).check({ force: true });
  await dialog.getByText('These 2 people lose their places. They are told at once.').waitFor();
  await inDialog('Close').click();
  await tab.getByText('Closed. 2 people were told.').waitFor();
  await tab.getByRole('heading', { name: 'Grace’s hour is closed' }).waitFor();
});
