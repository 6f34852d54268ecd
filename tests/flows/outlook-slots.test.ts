import { beforeEach, expect, test } from 'vitest';
import { freeBusyOf } from '../../api/src/office-hours/actions/calendar/free-busy.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { Hired } from '../support/organisation.ts';
import { tuesday } from '../support/outlook.ts';
import { asked, door, office, openOfficeBeforeEach, rita } from './outlook-office.ts';

openOfficeBeforeEach();

let mei: Hired;
beforeEach(async () => {
  mei = await office.employChampion('Mei Tan', { horizonDays: 7 });
});

type Slots = { items: { startsAt: string }[]; calendar: string };
const slots = async (who = rita) => {
  const answer = await door.ask(who, `GET /api/office-hours/${mei.personId}/slots`);
  const { items, calendar } = answer.json<Slots>();
  return [calendar, ...items.map(({ startsAt }) => startsAt.slice(11, 16))];
};
const wanted = (time: string) => ({ championId: mei.personId, startsAt: `${tuesday(time)}` });
const book = (who: Hired, time: string) => door.ask(who, 'POST /api/bookings', wanted(time));
const plan = (
  from: string,
  until: string,
  showAs: 'busy' | 'free' | 'tentative' | 'oof' | 'workingElsewhere' = 'busy',
) => office.calendars.create(mei.personId, { start: tuesday(from), end: tuesday(until), showAs });
const failing = (calls = Number.POSITIVE_INFINITY) =>
  door.world.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 60 }, calls, { endpoint: 'getSchedule' });

test('leaves out what the champion has planned in Outlook, but not what they show as free', async () => {
  plan('10:15', '10:45');
  plan('11:00', '11:30', 'tentative');
  plan('11:30', '12:00', 'workingElsewhere');
  expect(await slots()).toEqual(['checked', '11:30']);
});

test('asks Outlook once a minute, whoever looks', async () => {
  const before = asked('getSchedule');
  await slots();
  plan('10:00', '10:30');
  expect(await slots(await office.employ('Ana Reis'))).toContain('10:00');
  expect(asked('getSchedule')).toBe(before + 1);
  door.setNow(door.world.deps.now().add({ minutes: 1 }));
  expect(await slots()).not.toContain('10:00');
});

test('shows the slots and says that the calendar was not checked when Outlook does not answer', async () => {
  failing();
  plan('10:00', '10:30');
  expect(await slots()).toEqual(['not-checked', '10:00', '10:30', '11:00', '11:30']);
});

test('waits for Outlook no longer than a reader does', async () => {
  door.world.graph.faults.add({ kind: 'hang' }, 1, { endpoint: 'getSchedule' });
  const before = performance.now();
  expect((await slots())[0]).toBe('not-checked');
  expect(performance.now() - before).toBeLessThan(4_000);
});

test('asks again when booking, whatever was shown, and offers what is free besides', async () => {
  expect(await slots()).toContain('10:00');
  plan('10:00', '10:30');
  const refused = await book(rita, '10:00');
  expect(refused.status).toBe(409);
  expect(refused.json()).toMatchObject({
    type: 'calendar-busy',
    nearest: [{ startsAt: `${tuesday('10:30')}` }, {}, {}],
  });
  expect((await door.ask(rita, 'POST /api/holds', wanted('10:00'))).json()).toMatchObject({ type: 'calendar-busy' });
});

test('books without Outlook when it does not answer', async () => {
  failing();
  plan('10:00', '10:30');
  expect((await book(rita, '10:00')).status).toBe(201);
});

test('takes sessions of its own in Outlook for no other plans, so that they can move a little', async () => {
  const { bookingId } = (await book(rita, '10:00')).json<Booking>();
  await office.check(rita, bookingId);
  await office.check(mei);
  door.setNow(door.world.deps.now().add({ minutes: 1 }));
  expect(await slots(await office.employ('Ana Reis'))).toEqual(['checked', '10:30', '11:00', '11:30']);
  const cancelled = await door.ask(mei, `POST /api/bookings/${bookingId}/cancellation`, { note: '' });
  expect(cancelled.status).toBe(200);
  // Its event is Rita's, and still in both calendars until she is present.
  expect(office.calendarOf(mei)).toHaveLength(1);
  door.setNow(door.world.deps.now().add({ minutes: 1 }));
  expect(await slots(await office.employ('Ken Ito'))).toEqual(['checked', '10:00', '10:30', '11:00', '11:30']);
});

test('asks about many people in batches of twenty, and uses what came when one batch fails', async () => {
  const people = await Promise.all(Array.from({ length: 45 }, () => office.employ('Colleague')));
  const token = await door.world.issuer.issueTabToken({ tid: rita.tenantId, oid: rita.personId });
  const span = { from: tuesday('00:00'), until: tuesday('23:00') };
  const asker = { actor: rita, token };
  const before = asked('getSchedule');
  failing(1);
  const first = await freeBusyOf(door.world.deps, asker, people, span, { deadlineSeconds: 3 });
  expect([first.calendar, asked('getSchedule') - before]).toEqual(['not-checked', 3]);
  expect([25, 40]).toContain(first.busy.size);
  const again = await freeBusyOf(door.world.deps, asker, people, span, { deadlineSeconds: 3 });
  expect([again.calendar, again.busy.size, asked('getSchedule') - before]).toEqual(['checked', 45, 4]);
});

test('knows nothing of somebody without a mailbox, says so, and asks again only after a minute or for a booking', async () => {
  const colleagues = door.world.graph.organisation(mei.tenantId);
  colleagues.change(mei.personId, { mailbox: null });
  const before = asked('getSchedule');
  for (const who of [rita, await office.employ('Ana Reis')]) {
    expect(await slots(who)).toEqual(['not-checked', '10:00', '10:30', '11:00', '11:30']);
  }
  expect(asked('getSchedule')).toBe(before + 1);
  colleagues.change(mei.personId, { mailbox: { timeZone: 'UTC', locale: 'en-GB' } });
  plan('10:00', '10:30');
  expect((await book(rita, '10:00')).json()).toMatchObject({ type: 'calendar-busy' });
  door.setNow(door.world.deps.now().add({ minutes: 1 }));
  expect(await slots()).toEqual(['checked', '10:30', '11:00', '11:30']);
});
