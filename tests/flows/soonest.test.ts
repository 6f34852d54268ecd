import { beforeEach, expect, test } from 'vitest';
import type { SoonestSlot } from '../../api/src/office-hours/schema/slots.ts';
import { hours, publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

let learner: Hired;

beginOnMonday();
beforeEach(async () => {
  learner = await hire(organisation);
});

type Person = { name: string; languages?: string[]; skills?: Record<string, 1 | 2 | 3>; pausedUntil?: string };
type Given = Parameters<typeof hours>[0];

async function champion({ name, languages, skills = {}, pausedUntil }: Person, given?: Given): Promise<Hired> {
  const person = await hire(organisation, { name, ...(languages && { languages }) });
  const hired = await makeChampion(organisation, person, { skills, ...(pausedUntil && { pausedUntil }) });
  await publish(door.world.deps, hired, given);
  return hired;
}

async function soonest(query = '', who = learner): Promise<[string, string][]> {
  const answer = await door.ask(who, `GET /api/office-hours/soonest${query}`);
  const { items } = answer.json<{ items: SoonestSlot[] }>();
  return items.map(({ champion: { displayName }, slot }) => [displayName, slot.startsAt]);
}

const book = (who: Hired, { personId }: Hired, startsAt: string) =>
  door.ask(who, 'POST /api/bookings', { championId: personId, startsAt });

test('champions come by their soonest free slot', async () => {
  await champion({ name: 'Wednesday' }, { weekdays: [3] });
  const tuesday = await champion({ name: 'Tuesday' });
  await champion({ name: 'Never' }, { weekdays: [] });
  expect(await soonest()).toEqual([
    ['Tuesday', '2026-11-24T10:00:00Z'],
    ['Wednesday', '2026-11-25T10:00:00Z'],
  ]);
  await book(await hire(organisation), tuesday, '2026-11-24T10:00:00Z');
  expect((await soonest('?limit=1')).at(0)).toEqual(['Tuesday', '2026-11-24T10:30:00Z']);
});

test('the reader, who takes a break, who left and who was never confirmed are not among them', async () => {
  const self = await champion({ name: 'Self' });
  await champion({ name: 'Paused', pausedUntil: '2026-12-24' });
  const gone = await champion({ name: 'Gone' });
  const nominated = await champion({ name: 'Nominated' });
  await door.world.owner.query('update people set active = false, left_at = now() where person_id = $1', [
    gone.personId,
  ]);
  await door.world.owner.query("update champions set state = 'nominated' where person_id = $1", [nominated.personId]);
  expect(await soonest('', self)).toEqual([]);
  expect(await soonest()).toEqual([['Self', '2026-11-24T10:00:00Z']]);
});

test('what meets the reader’s own sessions is left out', async () => {
  const busy = await champion({ name: 'Busy' }, { sessionMinutes: 60 });
  await champion({ name: 'Other' });
  await book(learner, busy, '2026-11-24T10:00:00Z');
  expect(await soonest()).toEqual([
    // At the same time, whoever has fewer sessions that week comes first.
    ['Other', '2026-11-24T11:00:00Z'],
    ['Busy', '2026-11-24T11:00:00Z'],
  ]);
});

test('somebody whose next weeks are full is found in the week they have room, however far', async () => {
  const full = await champion({ name: 'Full' }, { endsAt: '10:30', horizonDays: 60 });
  for (const date of ['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15']) {
    await book(await hire(organisation), full, `${date}T10:00:00Z`);
  }
  expect(await soonest()).toEqual([['Full', '2026-12-22T10:00:00Z']]);
});

test('a topic finds who helps with it, or has hours for it', async () => {
  await champion({ name: 'Skilled', skills: { sql: 2 } });
  await champion({ name: 'Another', skills: { python: 3 } });
  const special = await champion({ name: 'Special' });
  const draft = hours({ weekdays: [1, 4] });
  const windows = draft.windows.map((window) => ({ ...window, topics: window.weekday === 4 ? ['sql'] : [] }));
  await door.ask(special, `PUT /api/office-hours/${special.personId}`, { ...draft, windows });
  const generalist = await champion({ name: 'Elsewhere', skills: { sql: 3 } });
  const elsewhere = hours();
  await door.ask(generalist, `PUT /api/office-hours/${generalist.personId}`, {
    ...elsewhere,
    windows: elsewhere.windows.map((window) => ({ ...window, topics: ['python'] })),
  });
  expect(await soonest('?topic=sql')).toEqual([
    ['Skilled', '2026-11-24T10:00:00Z'],
    ['Special', '2026-11-26T10:00:00Z'],
  ]);
});

test('a language finds who speaks it in those hours', async () => {
  await champion({ name: 'English', languages: ['en'] });
  const both = await champion({ name: 'Both', languages: ['en', 'pt'] });
  const draft = hours({ weekdays: [2, 5] });
  const windows = draft.windows.map((window) => ({ ...window, languages: window.weekday === 5 ? ['pt'] : ['en'] }));
  await door.ask(both, `PUT /api/office-hours/${both.personId}`, { ...draft, windows });
  expect(await soonest('?language=pt')).toEqual([['Both', '2026-11-27T10:00:00Z']]);
});

test('a group session with places left is among them, a full one is not', async () => {
  const group = await champion({ name: 'Group' });
  const draft = hours();
  const windows = draft.windows.map((window) => ({ ...window, seats: 2 }));
  await door.ask(group, `PUT /api/office-hours/${group.personId}`, { ...draft, windows });
  await book(await hire(organisation), group, '2026-11-24T10:00:00Z');
  const answer = await door.ask(learner, 'GET /api/office-hours/soonest');
  expect(answer.json<{ items: SoonestSlot[] }>().items).toMatchObject([
    { slot: { startsAt: '2026-11-24T10:00:00Z', seats: { left: 1, of: 2 } } },
  ]);
  await book(await hire(organisation), group, '2026-11-24T10:00:00Z');
  expect(await soonest()).toEqual([['Group', '2026-11-24T10:30:00Z']]);
});

test('an unknown topic finds nobody', async () => {
  await champion({ name: 'Skilled', skills: { sql: 2 } });
  expect(await soonest('?topic=astrology')).toEqual([]);
});
