import { expect, test } from 'vitest';
import type { HoursPreview } from '../../api/src/office-hours/schema/hours.ts';
import type { Occurrence } from '../../api/src/office-hours/schema/series.ts';
import type { SoonestSlot } from '../../api/src/office-hours/schema/slots.ts';
import { hours } from '../support/office-hours.ts';
import type { Hired } from '../support/organisation.ts';
import { tuesday } from '../support/outlook.ts';
import { asked, door, office, openOfficeBeforeEach, rita } from './outlook-office.ts';

openOfficeBeforeEach();

function plan(who: Hired, from: string, until: string, weeks = 0) {
  const start = tuesday(from).add({ hours: 24 * 7 * weeks });
  const end = tuesday(until).add({ hours: 24 * 7 * weeks });
  office.calendars.create(who.personId, { start, end, subject: 'Something else' });
}

const breakGraph = () =>
  door.world.graph.faults.add({ kind: 'fail', status: 503 }, Number.POSITIVE_INFINITY, { endpoint: 'getSchedule' });

type Soonest = { items: SoonestSlot[]; calendar: string };
const soonest = async (query = '') => (await door.ask(rita, `GET /api/office-hours/soonest${query}`)).json<Soonest>();
const named = ({ items }: Soonest) =>
  items.map(({ champion, slot }) => [champion.displayName, slot.startsAt.slice(11, 16)]);

test('who is free soonest is so in Outlook too', async () => {
  const mei = await office.employChampion('Mei Tan');
  await office.employChampion('Tiago Nunes');
  plan(mei, '09:30', '11:10');
  const found = await soonest();
  expect(found.calendar).toBe('checked');
  expect(named(found)).toEqual([
    ['Tiago Nunes', '10:00'],
    ['Mei Tan', '11:30'],
  ]);
});

test('somebody who is away all the time asked about is left out, and whoever moves up is asked about too', async () => {
  const away = await office.employChampion('Away');
  for (const weeks of [0, 1, 2, 3]) plan(away, '08:00', '18:00', weeks);
  const later = await office.employChampion('Later', { weekdays: [3] });
  plan(later, '08:00', '09:00');
  const found = await soonest('?limit=1');
  expect(found).toMatchObject({ calendar: 'checked', items: [{ champion: { displayName: 'Later' } }] });
});

test('Outlook is asked once a minute, not with every list', async () => {
  await office.employChampion('Mei Tan');
  const before = asked('getSchedule');
  await soonest();
  await soonest('?limit=1');
  expect(asked('getSchedule') - before).toBe(1);
});

test('without Outlook the soonest slots are shown as not checked', async () => {
  await office.employChampion('Mei Tan');
  breakGraph();
  const found = await soonest();
  expect(found.calendar).toBe('not-checked');
  expect(named(found)).toEqual([['Mei Tan', '10:00']]);
});

test('a champion without a mailbox is shown as not checked', async () => {
  const mei = await office.employChampion('Mei Tan');
  await door.world.owner.query("update people set username = 'nobody@elsewhere.example' where person_id = $1", [
    mei.personId,
  ]);
  expect(await soonest()).toMatchObject({ calendar: 'not-checked', items: { length: 1 } });
});

test('a preview of hours leaves out what the calendar has', async () => {
  const mei = await office.employChampion('Mei Tan');
  plan(mei, '10:00', '11:00');
  const preview = async (weekOf: string, who = mei) =>
    (
      await door.ask(who, `POST /api/office-hours/${who.personId}/preview`, { ...hours(), weekOf })
    ).json<HoursPreview>();
  const { slots, calendar } = await preview('2026-11-29');
  expect(calendar).toBe('checked');
  expect(slots.map(({ startsAt }) => startsAt)).toEqual([tuesday('11:00'), tuesday('11:30')].map(String));
  expect(await preview('2026-11-10')).toEqual({ slots: [], calendar: 'not-checked' });
  breakGraph();
  const tiago = await office.employChampion('Tiago Nunes');
  expect(await preview('2026-11-29', tiago)).toMatchObject({ slots: { length: 4 }, calendar: 'not-checked' });
});

test('a series meets what the calendar has months ahead, in its preview and when it is booked', async () => {
  const mentor = await office.employChampion('Mei Tan');
  await door.world.owner.query("update champions set kind = 'mentor' where person_id = $1", [mentor.personId]);
  plan(mentor, '09:00', '12:00', 16);
  const wish = { championId: mentor.personId, startsAt: tuesday('10:00').toString(), everyWeeks: 8, sessions: 3 };
  const preview = async () =>
    (await door.ask(rita, 'POST /api/series/preview', wish)).json<{ occurrences: Occurrence[] }>().occurrences;
  const occurrences = await preview();
  expect(occurrences.map(({ conflict }) => conflict)).toEqual([null, null, 'calendar-busy']);
  expect(occurrences[2]?.nearest.length).toBeGreaterThan(0);
  const starts = occurrences.map(({ startsAt }) => startsAt);
  const book = () =>
    door.ask(rita, 'POST /api/series', {
      championId: mentor.personId,
      everyWeeks: 8,
      starts,
      topic: null,
      question: '',
    });
  expect((await book()).json()).toMatchObject({ type: 'series-conflict', conflicts: [{ conflict: 'calendar-busy' }] });
  breakGraph();
  expect((await book()).status).toBe(201);
});
