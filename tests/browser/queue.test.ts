import { actOnTicket } from '@open-door/api/queue/actions/act.ts';
import { writeOnTicket } from '@open-door/api/queue/actions/messages.ts';
import { callNext } from '@open-door/api/queue/actions/next.ts';
import { getCurrentTicket } from '@open-door/api/queue/actions/tickets.ts';
import type { TicketEventRequest } from '@open-door/api/queue/schema/tickets.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalRealtime, startRealtime } from '../../infra/local/realtime/server.ts';
import { violations } from './axe.ts';
import { actorOf } from './desk-week.ts';
import { keyboardOf } from './keyboard.ts';
import { queueWith } from './live-queue.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { switchTheme, themes } from './theme.ts';
import type { Visitor } from './window.ts';

const champion = 'Diogo Salgado';
const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let lobby: Lobby;
let realtime: LocalRealtime;
let queueId: string;
let ana: Visitor;
let ben: Visitor;

beforeAll(async () => {
  lobby = await openLobby();
  ({ realtime } = lobby.stage);
  queueId = await queueWith(lobby.stage).open(champion, 'Query clinic');
  for (const name of ['Ana Tavares', 'Abigail Dixon']) {
    const { ticket } = await getCurrentTicket(lobby.stage.deps, { actor: actorOf(lobby.stage, name) });
    expect(ticket, `${name} is in no line of the demo`).toBeNull();
  }
  [ana, ben] = await Promise.all([lobby.welcome('Ana Tavares'), lobby.welcome('Abigail Dixon')]);
});
afterAll(async () => {
  await lobby?.close();
  if (realtime !== lobby?.stage.realtime) await realtime?.stop();
});

const diogo = () => ({ ...actorOf(lobby.stage, champion), roles: ['learner' as const, 'mentor' as const] });

/** Diogo calls whoever is next; answers the ticket's id. */
async function call(): Promise<string> {
  const called = await callNext(lobby.stage.deps, diogo(), queueId);
  if (!called.ok) throw new Error(`nobody called: ${called.reason}`);
  return called.called[0]?.ticketId ?? '';
}

/** What Diogo does with a ticket. */
async function does(ticketId: string, event: TicketEventRequest): Promise<void> {
  const done = await actOnTicket(lobby.stage.deps, { actor: diogo() }, ticketId, event);
  if (!done.ok) throw new Error(`not done: ${done.reason}`);
}

async function writes(ticketId: string, body: string): Promise<void> {
  const done = await writeOnTicket(lobby.stage.deps, { actor: diogo() }, ticketId, { body });
  if (!done.ok) throw new Error(`not written: ${done.reason}`);
}

const button = ({ tab }: Visitor, name: string | RegExp) => tab.getByRole('button', { name });

async function ask(visitor: Visitor, question: string): Promise<void> {
  await visitor.visit(`queue/${queueId}`);
  await visitor.tab.getByRole('textbox', { name: 'What would you like help with?' }).fill(question);
}

async function join(visitor: Visitor, question: string): Promise<void> {
  await ask(visitor, question);
  await button(visitor, 'Join the line').click();
}

test('joins, moves up, is called, says ready, is helped, writes, and says whether it helped', async () => {
  await ana.visit('queue');
  await ana.tab.getByRole('heading', { name: 'Query clinic' }).waitFor();
  await join(ana, 'How do I join two tables without losing rows?');
  await ana.tab.getByText('You are next').waitFor();
  await join(ben, 'What is an index for?');
  await ben.tab.getByText('Place 2 of 2').waitFor();

  await ana.tab.getByRole('link', { name: 'People' }).click();
  const ticketId = await call();
  const bar = ana.tab.getByRole('complementary', { name: 'In the live queue' });
  await bar.getByRole('heading', { name: /^It is your turn: Diogo is ready for you/ }).waitFor();
  expect(await bar.locator('[aria-live=assertive]').first().textContent()).toContain('Answer within 90 seconds.');
  await ben.tab.getByText('You are next').waitFor();
  await button(ana, 'I’m ready').click();

  await ana.tab.getByRole('link', { name: 'Queue' }).click();
  await ana.tab.getByRole('heading', { name: 'Diogo helps you now' }).waitFor();
  await button(ana, 'Call Diogo in Teams').waitFor();
  await writes(ticketId, 'Try a left join.');
  await ana.tab.getByText('Try a left join.').waitFor();
  await ana.tab.getByRole('textbox', { name: 'Write to the champions' }).fill('That keeps them all, thank you!');
  await button(ana, 'Send').click();
  await ana.tab.getByRole('listitem').filter({ hasText: 'That keeps them all, thank you!' }).waitFor();
  await does(ticketId, { does: 'resolve', whatHelped: 'A left join keeps rows without a partner.', together: true });
  await ana.tab.getByText('Diogo marked this as solved.').waitFor();
  await ana.tab.getByText('A left join keeps rows without a partner.').waitFor();
  await button(ana, 'Yes').click();
  await ana.tab.getByText('You said: it helped.').waitFor();

  await ana.tab.getByRole('link', { name: 'Past questions' }).click();
  await ana.tab.getByText('How do I join two tables without losing rows?').first().click();
  await ana.tab.getByText('A left join keeps rows without a partner.').waitFor();
});

test('lets the turn pass, comes back, leaves, and takes the place again, all by keyboard', async () => {
  const { tabTo, press } = keyboardOf(ben);
  await call();
  await tabTo(button(ben, 'Not now'));
  await press('Enter');
  await ben.tab.getByText('Your place is kept.').waitFor();
  await tabTo(button(ben, 'I’m back'));
  await press('Enter');
  await ben.tab.getByText('You are next').waitFor();
  await tabTo(button(ben, 'Leave the line'));
  await press('Enter');
  await ben.tab.getByText('You left the line.').waitFor();
  await tabTo(button(ben, 'Take my place again'));
  await press('Enter');
  await ben.tab.getByText('You are next').waitFor();
});

test('asks together with somebody, and alone again', async () => {
  const people = queueWith(lobby.stage);
  const other = await people.join('Yael Park', queueId, { question: 'When is an index slow?', groupable: true });
  await ben.tab.getByText('When is an index slow?').waitFor();
  await button(ben, 'Ask together').click();
  await ben.tab.getByText('One more person asks this with you').waitFor();
  await button(ben, 'Wait alone').click();
  await button(ben, 'Ask together').waitFor();
  await people.act('Yael Park', other, { does: 'withdraw' });
});

test('shows no place as current while the connection is lost', async () => {
  await expect.poll(() => realtime.connections(), { timeout: 20_000 }).toBeGreaterThan(0);
  await ben.tab.getByText('You are next').waitFor();
  await realtime.stop();
  await ben.tab.getByText(/^You were next at \d\d:\d\d$/).waitFor();
  expect(await ben.tab.getByText('You are next').count()).toBe(0);
  realtime = await startRealtime({ port: Number(new URL(realtime.url).port), key: realtime.key });
  await ben.tab.getByText('You are next').waitFor({ timeout: 30_000 });
}, 60_000);

test('books a time instead, with the question carried over', async () => {
  await button(ben, 'Book a time instead').click();
  await button(ben, 'Diogo’s times').click();
  await ben.tab.getByText('Your question from Query clinic comes along.').waitFor();
  const question = ben.tab.getByRole('textbox', { name: /help with\?$/ });
  expect(await question.inputValue()).toBe('What is an index for?');
  await ben.tab.getByRole('radio').first().check();
  // Said under the button's place: whoever presses while it comes may miss the button that moves.
  await ben.tab.getByText('This time is kept for you until').waitFor();
  await button(ben, /^Book .+\d\d:\d\d$/).click();
  await ben.tab.getByText(/^Booked\. Diogo is told/).waitFor();
  await ben.visit('queue');
  await ben.tab.getByText('You booked a session instead.').waitFor();
});

test('asks without a name, is answered in writing, and finds the answer by the key in this browser only', async () => {
  await ask(ana, 'Is it true that everybody else knows this?');
  await ana.tab.getByRole('radio', { name: 'Hide my name for good' }).check();
  await ana.tab.getByText('Only a random key that stays in this browser opens your question').waitFor();
  await button(ana, 'Join the line without my name').click();
  await ana.tab.getByText('You are next').waitFor();
  const ticketId = await call();
  await ana.tab.getByRole('heading', { name: 'Diogo is answering you' }).waitFor();
  expect(await button(ana, /in Teams$/).count()).toBe(0);
  await writes(ticketId, 'No, and it is a good question.');
  await ana.tab.getByText('No, and it is a good question.').waitFor();
  await does(ticketId, { does: 'resolve', whatHelped: '', together: true });

  await ana.visit('queue/past');
  await ana.tab.getByRole('heading', { name: 'Asked without a name, from this browser' }).waitFor();
  await ana.tab.getByText('Is it true that everybody else knows this?').first().waitFor();
  const elsewhere = await lobby.welcome('Ana Tavares');
  await elsewhere.visit('queue/past');
  await elsewhere.tab.getByText('How do I join two tables').first().waitFor();
  expect(await elsewhere.tab.getByText('everybody else knows this').count()).toBe(0);
  await elsewhere.close();
  // Somebody else at the same computer.
  await ana.page.goto(lobby.stage.address('Yael Park', { sub: 'queue/past' }));
  await ana.tab.getByText('Past questions').first().waitFor();
  expect(await ana.tab.getByText('everybody else knows this').count()).toBe(0);
});

test('has no violation in any theme, and fits a phone', async () => {
  const { page, tab, visit } = ana;
  const look = async (sign: string) => {
    await tab.getByText(sign).first().waitFor();
    for (const theme of themes) {
      await switchTheme(ana, theme);
      expect.soft(await violations(ana), `${sign}, ${theme}`).toEqual([]);
    }
    await page.setViewportSize(phone);
    const sideways = () => tab.locator('html').evaluate((shown) => shown.scrollWidth - shown.clientWidth);
    await expect.poll(sideways, { timeout: 10_000 }).toBeLessThanOrEqual(0);
    await page.setViewportSize(wide);
  };
  await visit('queue/past');
  await look('How do I join two tables');
  await visit('queue');
  await look('Query clinic');
  await ask(ana, 'Is this one thing or two?');
  await tab.getByRole('radio', { name: 'Hide my name for good' }).check();
  await look('How the line works');
  await tab.getByRole('radio', { name: 'Ask with my name' }).check();
  await button(ana, 'Join the line').click();
  await look('You are next');
  await call();
  await look('It is your turn');
  await button(ana, 'I’m ready').click();
  await look('Diogo helps you now');
});
