import { bookSlot } from '@open-door/api/office-hours/actions/book.ts';
import { cancelBooking } from '@open-door/api/office-hours/actions/cancel.ts';
import { listSlots } from '@open-door/api/office-hours/actions/slots.ts';
import type { Actor } from '@open-door/api/platform/actor.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalRealtime, startRealtime } from '../../infra/local/realtime/server.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { findHelp, pickTime } from './screens.ts';
import type { Visitor } from './window.ts';

const lostLine = 'Not live just now. Checking every 20 seconds.';

let lobby: Lobby;
let learner: Visitor;
let champion: Visitor;
let realtime: LocalRealtime;

beforeAll(async () => {
  lobby = await openLobby();
  ({ realtime } = lobby.stage);
  [learner, champion] = await Promise.all([lobby.welcome('Inês Carvalho'), lobby.welcome('Tiago Nunes')]);
});
afterAll(async () => {
  await lobby?.close();
  if (realtime !== lobby?.stage.realtime) await realtime?.stop();
});

function actorOf(name: string): Actor {
  const { tenantId } = lobby.stage.organisation;
  return { tenantId, personId: lobby.idOf(name), roles: ['learner'], locale: 'en-GB', timeZone: 'Europe/Lisbon' };
}

/** Somebody books Tiago without a browser; answers the booking's id. */
async function bookTiago(name: string, question: string): Promise<string> {
  const { deps } = lobby.stage;
  const actor = actorOf(name);
  const championId = lobby.idOf('Tiago Nunes');
  const slots = await listSlots(deps, actor, championId, { limit: 1 });
  const startsAt = slots.ok && slots.items[0]?.startsAt;
  if (!startsAt) throw new Error(`Tiago has no slot for ${name}`);
  const booked = await bookSlot(deps, actor, { championId, startsAt, topic: null, question });
  if (!booked.ok) throw new Error(`not booked: ${booked.reason}`);
  return booked.bookingId;
}

/** A page that was loaded anew has lost its mark. */
const mark = ({ tab }: Visitor) => tab.locator('html').evaluate((page) => page.setAttribute('data-marked', ''));
const isMarked = ({ tab }: Visitor) => tab.locator('html[data-marked]').count();

const connected = (pages: number) => expect.poll(() => realtime.connections(), { timeout: 20_000 }).toBe(pages);

test('shows a session on the Desk the moment somebody books it elsewhere', async () => {
  await champion.visit('desk');
  await mark(champion);
  await connected(1);
  await findHelp(learner);
  await pickTime(learner);
  await learner.tab.getByRole('textbox', { name: /help with\?$/ }).fill('Does my total skip hidden rows?');
  expect(await champion.tab.getByText('Does my total skip hidden rows?').count()).toBe(0);
  await learner.tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ }).click();
  await champion.tab.getByText('Does my total skip hidden rows?').first().waitFor({ timeout: 5_000 });
  expect(await isMarked(champion)).toBe(1);
});

test('tells the learner of a cancellation where they are, and leaves the keyboard where it was', async () => {
  const bookingId = await bookTiago('Inês Carvalho', 'How do I sum by month?');
  await learner.visit('sessions');
  await learner.tab.getByText('How do I sum by month?').first().waitFor();
  await mark(learner);
  await connected(2);
  const field = learner.tab.getByRole('link', { name: 'Home' });
  await field.focus();
  await cancelBooking(lobby.stage.deps, actorOf('Tiago Nunes'), bookingId, { note: '' });
  await expect.poll(() => learner.tab.getByText('How do I sum by month?').count(), { timeout: 5_000 }).toBe(0);
  expect(await isMarked(learner)).toBe(1);
  expect(await field.evaluate((node) => document.activeElement === node)).toBe(true);
});

test('says that it is not live, asks by itself meanwhile, and recovers', async () => {
  await champion.visit('desk');
  await mark(champion);
  await connected(2);
  await realtime.stop();
  await champion.tab.getByText(lostLine).waitFor();
  await bookTiago('Ana Tavares', 'What does this error mean?');
  await champion.tab.getByText('What does this error mean?').first().waitFor({ timeout: 30_000 });
  expect(await champion.tab.getByText(lostLine).count()).toBe(1);

  realtime = await startRealtime({ port: Number(new URL(realtime.url).port), key: realtime.key });
  await champion.tab.getByText(lostLine).waitFor({ state: 'detached', timeout: 45_000 });
  await bookTiago('Ana Tavares', 'Can it draft the summary?');
  await champion.tab.getByText('Can it draft the summary?').first().waitFor({ timeout: 5_000 });
  expect(await isMarked(champion)).toBe(1);
}, 120_000);
