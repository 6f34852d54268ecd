import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { type Door, openDoor } from '../support/door.ts';
import type { Hired } from '../support/organisation.ts';
import { type Office, openOffice, tuesday } from '../support/outlook.ts';

let door: Door;
let office: Office;
let mei: Hired;
let learners: Hired[];
let seats: Booking[];

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z')); // a Monday
  office = await openOffice(door);
  mei = await office.employChampion('Mei Tan', { seats: 4 });
  learners = [await office.employ('Rita'), await office.employ('Ana'), await office.employ('Ken')];
  seats = [];
  for (const learner of learners) {
    const request = { championId: mei.personId, startsAt: `${tuesday('10:00')}` };
    seats.push((await door.ask(learner, 'POST /api/bookings', request)).json());
  }
});

const open = async (...who: Hired[]) => {
  for (const one of who) await office.check(one);
};
const invitations = () => office.calendars.of(mei.personId).filter(({ isCancelled }) => !isCancelled);

test('invites the champion once, however many seats are booked, and gives everybody the same meeting', async () => {
  await open(...learners, ...learners);
  expect(office.calendarOf(mei)).toEqual(['10:00–10:30 notResponded']);
  const [first, second, third] = learners.map((who) => office.eventOf(who));
  expect([first?.attendees.length, second?.attendees.length, third?.attendees.length]).toEqual([1, 0, 0]);
  expect([second?.location, third?.location]).toEqual([first?.joinUrl, first?.joinUrl]);
  const told = await Promise.all(learners.map((who, i) => door.ask(who, `GET /api/bookings/${seats[i]?.bookingId}`)));
  for (const answer of told) {
    expect(answer.json()).toMatchObject({ calendar: 'in-step', meetingUrl: first?.joinUrl });
  }
});

test('invites the champion once also when everybody opens the app at once', async () => {
  await Promise.all([...learners, mei].map((who) => office.check(who)));
  await open(...learners);
  expect(invitations()).toHaveLength(1);
  expect(learners.map((who) => office.calendarOf(who))).toEqual(learners.map(() => ['10:00–10:30 organizer']));
});

test('lets the next seat take over inviting when the first one is given up', async () => {
  const [rita, ana, ken] = learners as [Hired, Hired, Hired];
  await open(...learners);
  const { joinUrl } = office.eventOf(rita);
  await door.ask(rita, `POST /api/bookings/${seats[0]?.bookingId}/cancellation`, { note: '' });
  await open(rita);
  expect([office.calendarOf(rita), invitations().length]).toEqual([[], 0]);
  await open(ana, ken, ana);
  expect(invitations()).toHaveLength(1);
  expect([office.eventOf(ana).attendees.length, office.eventOf(ken).attendees.length]).toEqual([1, 0]);
  expect(office.eventOf(ken).location).toBe(joinUrl);
});

test('moves everybody when the champion moves the session in Outlook, and nobody when a learner does', async () => {
  const [rita] = learners as [Hired];
  await open(...learners, mei);
  const first = office.eventOf(rita);
  office.calendars.change(rita.personId, first.id, { start: tuesday('15:00'), end: tuesday('15:30') });
  expect(await office.check(rita)).toMatchObject({ changed: [], written: 1 });
  expect(office.calendarOf(rita)).toEqual(['10:00–10:30 organizer']);
  await open(mei);
  const [copy] = invitations();
  office.calendars.change(mei.personId, copy?.id ?? '', { start: tuesday('16:00'), end: tuesday('16:30') });
  expect((await office.check(mei)).changed).toHaveLength(1);
  await open(...learners);
  for (const who of learners) expect(office.calendarOf(who)).toEqual(['16:00–16:30 organizer']);
});

test('calls a session off for everybody when the champion declines the one invitation', async () => {
  await open(...learners, mei);
  const [copy] = invitations();
  office.calendars.respond(mei.personId, copy?.id ?? '', 'declined');
  await open(mei, ...learners);
  for (const who of learners) expect(office.calendarOf(who)).toEqual([]);
});
