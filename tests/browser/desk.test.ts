import { cancelBooking } from '@open-door/api/office-hours/actions/cancel.ts';
import { sayWhetherItHelped } from '@open-door/api/office-hours/actions/helped.ts';
import { getOfficeHours, publishOfficeHours } from '@open-door/api/office-hours/actions/hours.ts';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertSeat } from '../support/seats.ts';
import { actorOf, fillGroup } from './desk-week.ts';
import { type Lobby, openLobby } from './lobby.ts';
import type { Visitor } from './window.ts';

const everybody = 'Ana Tavares, Inês Carvalho and Tan Mei Ling';

let lobby: Lobby;
let champion: Visitor;
let seats: Booking[];
/** Yael's session with Marcus, which is over. */
let over: string;

beforeAll(async () => {
  lobby = await openLobby();
  champion = await lobby.welcome('Marcus Bell');
  seats = await fillGroup(lobby.stage, 'Marcus Bell', [
    ['Inês Carvalho', 'How do I keep last month’s table as a template?'],
    ['Tan Mei Ling', ''],
    ['Ana Tavares', 'Where do the decimals go?'],
    ['Carmen Rubio', 'The same for purchase orders.'],
  ]);
  over = await insertSeat(lobby.owner, {
    tenantId: lobby.stage.organisation.tenantId,
    championId: lobby.idOf('Marcus Bell'),
    learnerId: lobby.idOf('Yael Park'),
    startsAt: Temporal.Now.instant().subtract({ hours: 2 }).toString(),
    topic: 'reporting',
  });
});
afterAll(() => lobby?.close());

test('says a group once, with all who come and what they ask', async () => {
  const { tab, visit } = champion;
  await visit('desk');
  await tab.getByRole('link', { name: everybody }).click();
  await tab.getByRole('heading', { name: 'Group session with 3 people' }).waitFor();
  const who = tab.getByRole('list', { name: 'Who comes' }).getByRole('listitem');
  expect(await who.allTextContents()).toEqual([
    expect.stringMatching(/Ana Tavares.+Where do the decimals go\?/),
    expect.stringMatching(/Inês Carvalho.+How do I keep last month’s table as a template\?/),
    expect.stringMatching(/Tan Mei Ling.+No question written\./),
  ]);
});

test('counts who waits beside the requests, and says at once what is offered to them', async () => {
  const { tab } = champion;
  await tab.getByRole('link', { name: 'Requests (1)' }).click();
  const place = tab.getByRole('listitem').filter({ hasText: 'Carmen Rubio' });
  await place.getByText(/^First in line · waits since today/).waitFor();
  await place.getByText('The same for purchase orders.').waitFor();
  expect(await place.getByText(/^Offered /).count()).toBe(0);
  const mei = seats.find(({ learner }) => learner.displayName === 'Tan Mei Ling');
  await cancelBooking(lobby.stage.deps, actorOf(lobby.stage, 'Tan Mei Ling'), mei?.bookingId ?? '', { note: '' });
  await place.getByText(/^Offered .+, kept for them until \d\d:\d\d\.$/).waitFor();
});

test('moves a group for everybody, then calls it off for everybody', async () => {
  const { tab, visit } = champion;
  await visit('desk');
  await tab.getByRole('link', { name: 'Ana Tavares and Inês Carvalho' }).click();
  await tab.getByRole('button', { name: 'Move to another time' }).click();
  await tab.getByRole('heading', { name: 'Move the group session' }).waitFor();
  await tab.getByText('This moves the session for everybody who comes.').waitFor();
  await tab
    .getByRole('radio', { name: /3 places left/ })
    .first()
    .check({ force: true });
  await tab.getByRole('button', { name: /^Move to .+\d\d:\d\d$/ }).click();
  await tab.getByText('Moved. All who come are told.').waitFor();
  await tab.getByRole('heading', { name: 'Group session with 2 people' }).waitFor();

  await tab.getByRole('button', { name: 'Cancel session' }).click();
  const dialog = tab.getByRole('dialog', { name: 'Cancel the group session?' });
  await dialog.getByText('This calls the session off for everybody who comes.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel session' }).click();
  await tab.getByText('Cancelled. All who come are told.').waitFor();
  const learner = await lobby.welcome('Inês Carvalho');
  await learner.visit('sessions');
  await learner.tab.getByRole('link', { name: /^Marcus Bell.+Cancelled by Marcus Bell/ }).waitFor();
  await learner.close();
});

test('keeps notes of what was, takes back that somebody did not come, and says whether it helped', async () => {
  const { tab, visit } = champion;
  await visit(`desk/notes/${over}`);
  const notes = tab.getByRole('textbox', { name: 'Your notes' });
  await notes.fill('Paste the export into one sheet and nothing else.');
  await tab.getByRole('button', { name: 'Save notes' }).click();
  await tab.getByText('Saved.').waitFor();
  await tab.getByRole('button', { name: 'Yael did not come' }).click();
  await tab.getByText('Noted: Yael did not come.').waitFor();
  await tab.getByRole('link', { name: /^Yael Park.+Did not take place/ }).waitFor();
  await tab.getByRole('button', { name: 'Undo' }).click();
  await tab.getByRole('button', { name: 'Yael did not come' }).waitFor();

  const yael = actorOf(lobby.stage, 'Yael Park');
  expect(await sayWhetherItHelped(lobby.stage.deps, yael, over, { helped: 'yes' })).toMatchObject({ ok: true });
  await visit(`desk/notes/${over}`);
  await tab.getByRole('link', { name: /^Yael Park.+It helped, they say\./ }).waitFor();
  expect(await notes.inputValue()).toBe('Paste the export into one sheet and nothing else.');
});

test('shares an answer that does not say who asked, and withdraws it', async () => {
  const { tab, visit } = champion;
  await visit(`desk/notes/${over}`);
  await tab.getByRole('link', { name: 'Share what may help others as an answer' }).click();
  const answer = tab.getByRole('textbox', { name: 'Answer' });
  await answer.waitFor();
  expect(await answer.inputValue()).toBe('Paste the export into one sheet and nothing else.');
  await tab.getByRole('button', { name: 'Share with everybody' }).click();
  await tab.getByText('Write this first.').waitFor();
  const question = tab.getByRole('textbox', { name: 'Question' });
  await question.fill('Yael wants a chart that updates itself.');
  await tab.getByRole('button', { name: 'Share with everybody' }).click();
  await tab.getByRole('alert').filter({ hasText: 'This would show who asked: “Yael”.' }).waitFor();
  await question.fill('How does a chart update itself?');
  await tab.getByRole('button', { name: 'Share with everybody' }).click();
  await tab.getByText('Shared. Everybody can find it now.').waitFor();

  const learner = await lobby.welcome('Inês Carvalho');
  await learner.visit(`people/${lobby.idOf('Marcus Bell')}`);
  await learner.tab.getByRole('heading', { name: 'Answers they shared' }).waitFor();
  await learner.tab.getByText('How does a chart update itself?').click();
  await learner.tab.getByText('Paste the export into one sheet and nothing else.').waitFor();
  await learner.visit('find-help');
  await learner.tab.getByRole('textbox').fill('Charts for my weekly reports and dashboards');
  await learner.tab.getByRole('button', { name: 'Find someone to help' }).click();
  await learner.tab.getByRole('heading', { name: 'Answers to similar questions' }).waitFor();
  await learner.tab.getByText(/^Marcus Bell, Sales · today/).waitFor();
  await learner.close();

  const shared = tab.locator('summary', { hasText: 'How does a chart update itself?' });
  await shared.click();
  await tab.getByRole('button', { name: 'Withdraw' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await tab.getByText('Withdrawn. Nobody can read it any more.').waitFor();
  await shared.waitFor({ state: 'detached' });
});

test('shows an owner the department nobody can book in first, and its hours', async () => {
  const { deps } = lobby.stage;
  const only = actorOf(lobby.stage, 'Nur Hidayah Osman');
  const hours = await getOfficeHours(deps, only, only.personId);
  if (!hours.ok) throw new Error(hours.reason);
  await publishOfficeHours(deps, only, only.personId, { ...hours, windows: [] });
  const { tab, visit } = await lobby.welcome('Teresa Almada');
  await visit('programme/hours');
  await tab
    .getByText(
      /^In (one department|\d+ departments) nobody can be booked in the coming four weeks: \d+ people work there\.$/,
    )
    .waitFor();
  const first = tab.getByRole('table').first().getByRole('row').nth(1);
  expect(await first.getByRole('cell').allTextContents()).toContain('None');
  const heat = tab.getByRole('table', { name: /^Champions who offer an hour/ });
  expect(Math.max(...(await heat.getByRole('cell').allTextContents()).map(Number))).toBeGreaterThan(0);
  await tab
    .getByRole('combobox', { name: 'Department' })
    .selectOption((await first.getByRole('link').textContent()) ?? '');
  await expect.poll(async () => new Set(await heat.getByRole('cell').allTextContents())).toEqual(new Set(['0']));
});

test('keeps the booking rules that an owner sets, and takes them back', async () => {
  const { tab, visit } = await lobby.welcome('Teresa Almada');
  await visit('programme/rules');
  const open = tab.getByRole('spinbutton', { name: 'Sessions one person may have to come' });
  await open.fill('0');
  await tab.getByText('A whole number from 1 to 100.').waitFor();
  expect(await tab.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
  await open.fill('2');
  await tab.getByText('Somebody with 2 sessions to come can book again').waitFor();
  await tab.getByRole('button', { name: 'Save' }).click();
  await tab.getByText('Saved. They hold from now on.').waitFor();
  await visit('programme/rules');
  expect(await open.inputValue()).toBe('2');
  await open.fill('3');
  await tab.getByRole('button', { name: 'Save' }).click();
  await tab.getByRole('button', { name: 'Undo' }).click();
  await tab.getByText('Undone.').waitFor();
  await expect.poll(() => open.inputValue()).toBe('2');
});
