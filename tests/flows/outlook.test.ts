import { beforeEach, expect, test } from 'vitest';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { Hired } from '../support/organisation.ts';
import { tuesday } from '../support/outlook.ts';
import { asked, door, office, openOfficeBeforeEach, rita } from './outlook-office.ts';

openOfficeBeforeEach();

let mei: Hired;
beforeEach(async () => {
  mei = await office.employChampion('Mei Tan');
});

const book = async (who: Hired, time = '10:00', more = {}) =>
  (
    await door.ask(who, 'POST /api/bookings', { championId: mei.personId, startsAt: `${tuesday(time)}`, ...more })
  ).json<Booking>();
const see = async (who: Hired, { bookingId }: Booking) =>
  (await door.ask(who, `GET /api/bookings/${bookingId}`)).json<Booking>();
const move = (who: Hired, { bookingId }: Booking, time: string) =>
  door.ask(who, `POST /api/bookings/${bookingId}/move`, { startsAt: `${tuesday(time)}` });
const cancel = (who: Hired, { bookingId }: Booking, note = '') =>
  door.ask(who, `POST /api/bookings/${bookingId}/cancellation`, { note });
const later = (minutes: number) => door.setNow(door.world.deps.now().add({ minutes }));

async function notices(kind: string): Promise<string[]> {
  const { rows } = await door.world.owner.query<{ to: string }>(
    `select display_name as to from notices join people using (tenant_id, person_id)
     where tenant_id = $1 and kind = $2 and notices.state = 'owed' order by 1`,
    [office.organisation.tenantId, kind],
  );
  return rows.map(({ to }) => to);
}

test('puts one event into the calendar of the learner, with the champion invited and a Teams meeting', async () => {
  const booked = await book(rita, '10:00', { topic: 'pivot-tables', question: 'Where do I begin?' });
  expect(booked).toMatchObject({ calendar: 'pending', meetingUrl: null });
  expect(await office.check(rita, booked.bookingId)).toEqual({
    written: 1,
    pending: 0,
    changed: [],
    because: null,
    permission: null,
  });
  expect(office.calendarOf(rita)).toEqual(['10:00–10:30 organizer']);
  expect(office.calendarOf(mei)).toEqual(['10:00–10:30 notResponded']);
  const event = office.eventOf(rita);
  expect(event).toMatchObject({
    subject: 'Pivot tables (office hour): Mei Tan and Rita Sousa',
    sensitivity: 'private',
  });
  expect(event.body.content).toMatch(/^Where do I begin\?\n\nOpen this session in Teams: https:/);
  expect(await see(mei, booked)).toMatchObject({ calendar: 'in-step', meetingUrl: event.joinUrl });
});

test('writes nothing twice, however often somebody opens the app', async () => {
  const booked = await book(rita);
  await Promise.all([1, 2, 3, 4].map(() => office.check(rita, booked.bookingId)));
  expect(await office.check(rita)).toMatchObject({ written: 0, pending: 0 });
  expect(office.calendarOf(rita)).toHaveLength(1);
});

test('moves and cancels that same event, and keeps its meeting', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  const { id, joinUrl } = office.eventOf(rita);
  await move(rita, booked, '11:00');
  expect((await see(rita, booked)).calendar).toBe('pending');
  expect(await office.check(rita, booked.bookingId)).toMatchObject({ written: 1, pending: 0 });
  expect(office.eventOf(rita)).toMatchObject({ id, joinUrl, start: tuesday('11:00') });
  expect(office.calendarOf(mei)).toEqual(['11:00–11:30 notResponded']);
  await cancel(rita, booked, 'Found it myself.');
  expect(await office.check(rita, booked.bookingId)).toMatchObject({ written: 1, pending: 0 });
  expect([office.calendarOf(rita), office.calendarOf(mei)]).toEqual([[], []]);
});

test('waits for the organizer when the other side moves or cancels, and says so', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  await cancel(mei, booked);
  const checked = await office.check(mei, booked.bookingId);
  expect(checked).toMatchObject({ written: 0, pending: 1 });
  expect(checked.because).toMatch(/when they open Open Door/);
  expect(await office.check(mei)).toMatchObject({ pending: 0 });
  expect(office.calendarOf(rita)).toHaveLength(1);
  expect(await office.check(rita)).toMatchObject({ written: 1, pending: 0 });
  expect(office.calendarOf(rita)).toEqual([]);
});

test('keeps a booking while Outlook is out of reach, and writes it when either is next present', async () => {
  door.world.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 60 }, Number.POSITIVE_INFINITY, {
    endpoint: 'createEvent',
  });
  const booked = await book(rita);
  const checked = await office.check(rita, booked.bookingId);
  expect(checked).toMatchObject({ written: 0, pending: 1, because: expect.stringMatching(/Your sessions stand/) });
  expect((await see(rita, booked)).calendar).toBe('pending');
  door.world.graph.faults.clear();
  expect(await office.check(mei)).toMatchObject({ written: 1 });
  expect(office.calendarOf(mei)).toEqual(['10:00–10:30 organizer']);
  expect(office.calendarOf(rita)).toEqual(['10:00–10:30 notResponded']);
});

test('lets the champion write only what the learner could not, or did not come back for', async () => {
  const booked = await book(rita);
  expect(await office.check(mei, booked.bookingId)).toMatchObject({
    pending: 1,
    because: expect.stringMatching(/from whoever booked/),
  });
  later(10);
  expect(await office.check(mei)).toMatchObject({ written: 1 });
  expect(office.calendarOf(rita)).toEqual(['10:00–10:30 notResponded']);
  expect(await office.check(rita)).toMatchObject({ written: 0, pending: 0 });
});

test('says which permission is missing, and asks Outlook once for all that is owed', async () => {
  const [first] = [await book(rita), await book(rita, '11:00')];
  const { consents } = door.world.issuer.tenant(office.organisation.tenantId);
  consents.delegated.delete('Calendars.ReadWrite');
  const before = asked('createEvent');
  expect(await office.check(rita, first.bookingId)).toMatchObject({ pending: 1, permission: 'Calendars.ReadWrite' });
  expect(await office.check(rita)).toMatchObject({ pending: 2, because: expect.stringMatching(/may not write/) });
  expect(asked('createEvent')).toBe(before);
});

test('sees what a learner moved in Outlook, and tells the champion', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  const to = { start: tuesday('15:00'), end: tuesday('16:00') };
  office.calendars.change(rita.personId, office.eventOf(rita).id, to);
  expect(await office.check(rita)).toMatchObject({
    written: 0,
    pending: 0,
    changed: [{ startsAt: '2026-11-24T15:00:00Z' }],
  });
  expect(await see(mei, booked)).toMatchObject({
    startsAt: '2026-11-24T15:00:00Z',
    endsAt: '2026-11-24T16:00:00Z',
    calendar: 'in-step',
  });
  expect(await notices('booking-moved')).toEqual(['Mei Tan']);
  expect(await office.check(rita)).toMatchObject({ written: 0, changed: [] });
  expect(await office.check(mei)).toMatchObject({ written: 0, changed: [] });
  expect(await notices('booking-moved')).toEqual(['Mei Tan']);
});

test('sees what was moved in the copy of the champion, and moves the event of the learner when they come', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  office.calendars.change(mei.personId, office.eventOf(mei).id, { start: tuesday('15:00'), end: tuesday('15:30') });
  expect(await office.check(mei)).toMatchObject({ changed: [{ startsAt: '2026-11-24T15:00:00Z' }] });
  expect(office.calendarOf(rita)).toEqual(['10:00–10:30 organizer']);
  expect(await office.check(rita)).toMatchObject({ written: 1 });
  expect(office.calendarOf(rita)).toEqual(['15:00–15:30 organizer']);
  expect(office.calendarOf(mei)).toEqual(['15:00–15:30 notResponded']);
});

test('tells who moved it, also when the other side opens the app first', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  office.calendars.change(rita.personId, office.eventOf(rita).id, { start: tuesday('15:00'), end: tuesday('15:30') });
  expect(await office.check(mei)).toMatchObject({ changed: [{ startsAt: '2026-11-24T15:00:00Z' }] });
  expect(await notices('booking-moved')).toEqual(['Mei Tan']);
  expect(await office.check(rita)).toMatchObject({ written: 0, changed: [] });
});

test('comes back to a change that could not be read', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  await office.check(rita);
  office.calendars.change(rita.personId, office.eventOf(rita).id, { start: tuesday('15:00'), end: tuesday('15:30') });
  door.world.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 60 }, 1, { endpoint: 'getEvent' });
  expect(await office.check(rita)).toMatchObject({ changed: [] });
  expect(await office.check(rita)).toMatchObject({ changed: [{ startsAt: '2026-11-24T15:00:00Z' }] });
});

test('makes one event when both open the app at the same moment', async () => {
  for (const time of ['10:00', '10:30', '11:00', '11:30']) await book(rita, time);
  later(10);
  await Promise.all([rita, mei, rita, mei].map((who) => office.check(who)));
  for (const who of [rita, mei]) await office.check(who);
  expect([office.calendarOf(rita).length, office.calendarOf(mei).length]).toEqual([4, 4]);
});

test('leaves a session where it was when the other side has another one at the time it was moved to', async () => {
  const ana = await office.employ('Ana Reis');
  await book(ana, '11:00');
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  office.calendars.change(rita.personId, office.eventOf(rita).id, { start: tuesday('11:00'), end: tuesday('11:30') });
  expect(await office.check(rita)).toMatchObject({ changed: [], written: 1 });
  expect(await see(rita, booked)).toMatchObject({ startsAt: '2026-11-24T10:00:00Z', calendar: 'in-step' });
  expect(office.calendarOf(rita)).toEqual(['10:00–10:30 organizer']);
  expect(await notices('booking-stays')).toEqual(['Rita Sousa']);
});

test.each([
  ['when the learner is present', { present: 'rita', openedBefore: false, note: 'Declined in Outlook.' }],
  [
    'when they are present, having seen it before',
    { present: 'mei', openedBefore: true, note: 'Declined in Outlook.' },
  ],
  [
    'when they are present for the first time',
    { present: 'mei', openedBefore: false, note: 'Removed from the calendar in Outlook.' },
  ],
])('sees that a champion declined %s', async (_, { present, openedBefore, note }) => {
  const booked = await book(rita);
  await office.check(mei);
  await office.check(rita, booked.bookingId);
  if (openedBefore) await office.check(mei);
  office.calendars.respond(mei.personId, office.eventOf(mei).id, 'declined', { sendResponse: present === 'rita' });
  expect(office.calendarOf(mei)).toEqual([]);
  const [changed] = (await office.check(present === 'rita' ? rita : mei)).changed;
  expect(changed).toMatchObject({ bookingId: booked.bookingId, state: 'cancelled', endedNote: note });
  expect(await see(rita, booked)).toMatchObject({ endedBy: 'Mei Tan' });
  expect(await notices('booking-cancelled')).toEqual(['Rita Sousa']);
  await office.check(rita);
  expect(office.calendarOf(rita)).toEqual([]);
});

test('sees that a learner took the event out of their calendar', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  await office.check(rita);
  office.calendars.remove(rita.personId, office.eventOf(rita).id);
  const checked = await office.check(rita);
  expect(checked).toMatchObject({ written: 0, pending: 0, changed: [{ state: 'cancelled' }] });
  expect(await see(mei, booked)).toMatchObject({ endedBy: 'Rita Sousa', calendar: 'in-step' });
  expect(await notices('booking-cancelled')).toEqual(['Mei Tan']);
});

test('reads a calendar anew when Outlook has lost its place, and misses nothing that was removed meanwhile', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  await office.check(rita);
  later(5);
  office.calendars.remove(rita.personId, office.eventOf(rita).id);
  door.world.graph.expireCalendarLinks(office.organisation.tenantId);
  expect(await office.check(rita)).toMatchObject({ changed: [{ bookingId: booked.bookingId, state: 'cancelled' }] });
});

test('keeps a session whose invitation never came into a calendar, which is not for lack of interest', async () => {
  const booked = await book(rita);
  door.world.graph.faults.add({ kind: 'fail', status: 503 }, Number.POSITIVE_INFINITY, { endpoint: 'getSchedule' });
  await office.check(rita, booked.bookingId);
  door.world.graph.faults.clear();
  office.calendars.remove(mei.personId, office.eventOf(mei).id);
  expect(await office.check(mei)).toMatchObject({ changed: [] });
});

test('takes no notice of what else happens in a calendar, nor of what is accepted', async () => {
  const booked = await book(rita);
  await office.check(rita, booked.bookingId);
  await office.check(rita);
  const lunch = { start: tuesday('12:00'), end: tuesday('13:00'), subject: 'Lunch' };
  const made = office.calendars.create(rita.personId, lunch);
  office.calendars.respond(mei.personId, office.eventOf(mei).id, 'accepted');
  if (made.ok) office.calendars.remove(rita.personId, made.event.id);
  for (const who of [rita, mei]) expect(await office.check(who)).toMatchObject({ changed: [], written: 0 });
  expect(await see(rita, booked)).toMatchObject({ state: 'booked', calendar: 'in-step' });
});
