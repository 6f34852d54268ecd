import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { ask, champion, learner, meetBeforeEach, tuesday } from './learner-and-champion.ts';
import { door, organisation } from './monday.ts';

meetBeforeEach({ capacityPerWeek: 4 });

const book = async (who: Hired, startsAt: string, whom = champion) =>
  (await door.ask(who, 'POST /api/bookings', { championId: whom.personId, startsAt })).json<Booking>();
const move = (who: Hired, { bookingId }: Booking, startsAt: string, note = '') =>
  ask(who, `POST /api/bookings/${bookingId}/move`, { startsAt, note });
const see = async (who: Hired, { bookingId }: Booking) =>
  (await door.ask(who, `GET /api/bookings/${bookingId}`)).json<Booking>();

/** Who is engaged when, from the database. */
async function engagements(): Promise<string[]> {
  const { rows } = await door.world.owner.query<{ who: string }>(
    `select display_name || ' ' || to_char(lower(during) at time zone 'UTC', 'DD HH24:MI') as who
     from engagements join people using (tenant_id, person_id) where tenant_id = $1 order by who`,
    [organisation.tenantId],
  );
  return rows.map(({ who }) => who);
}

/** What is owed to whom about moves and reminders. */
async function owed(kind: string) {
  const { rows } = await door.world.owner.query(
    `select display_name as "to", payload->>'startsAt' as "startsAt", due_at as "dueAt"
     from notices join people using (tenant_id, person_id)
     where tenant_id = $1 and kind = $2 and notices.state = 'owed' order by display_name`,
    [organisation.tenantId, kind],
  );
  return rows;
}

test.each(['learner', 'champion'])('lets the %s move a session, which stays the same one', async (part) => {
  const who = part === 'learner' ? learner : champion;
  const other = part === 'learner' ? champion : learner;
  const booked = await book(learner, tuesday('10:00'));
  const moved = await move(who, booked, tuesday('11:00'), 'My train is late.');
  expect(moved).toMatchObject({
    status: 200,
    bookingId: booked.bookingId,
    sessionId: booked.sessionId,
    startsAt: tuesday('11:00'),
    endsAt: tuesday('11:30'),
    state: 'booked',
  });
  expect(await see(other, booked)).toMatchObject({ startsAt: tuesday('11:00') });
  expect(await engagements()).toEqual(['Mei Tan 24 11:00', 'Rita Sousa 24 11:00']);
  expect(await owed('booking-moved')).toMatchObject([{ to: other.displayName, startsAt: tuesday('11:00') }]);
  const due = new Date(tuesday('10:45'));
  expect(await owed('booking-reminder')).toMatchObject([
    { to: 'Mei Tan', dueAt: due },
    { to: 'Rita Sousa', dueAt: due },
  ]);
  expect(await book(await hire(organisation), tuesday('10:00'))).toMatchObject({ state: 'booked' });
});

test('moves to a time that overlaps its own, and back to where it was', async () => {
  const booked = await book(learner, tuesday('10:00'));
  await publish(door.world.deps, champion, { startsAt: '10:15' });
  expect(await move(learner, booked, tuesday('10:15'))).toMatchObject({ status: 200, startsAt: tuesday('10:15') });
  await publish(door.world.deps, champion);
  expect(await move(champion, booked, tuesday('10:00'))).toMatchObject({ status: 200, startsAt: tuesday('10:00') });
  expect(await engagements()).toEqual(['Mei Tan 24 10:00', 'Rita Sousa 24 10:00']);
});

test('a move to the time it has changes nothing and tells nobody', async () => {
  const booked = await book(learner, tuesday('10:00'));
  expect(await move(learner, booked, tuesday('10:00'))).toMatchObject({ status: 200, startsAt: tuesday('10:00') });
  expect(await owed('booking-moved')).toEqual([]);
});

test('a refused move leaves everything as it was and shows the nearest free times', async () => {
  const booked = await book(learner, tuesday('10:00'));
  await book(await hire(organisation), tuesday('10:30'));
  const refused = await move(learner, booked, tuesday('10:30'));
  expect(refused).toMatchObject({ status: 409, type: 'slot-taken' });
  // Its own time is free for it.
  expect((refused as unknown as { nearest: { startsAt: string }[] }).nearest.map(({ startsAt }) => startsAt)).toEqual(
    ['10:00', '11:00', '11:30'].map(tuesday),
  );
  expect(await see(learner, booked)).toMatchObject({ startsAt: tuesday('10:00'), state: 'booked' });
  expect(await engagements()).toHaveLength(4);
  expect(await owed('booking-moved')).toEqual([]);
});

test('counts no session twice against what the champion takes in a week', async () => {
  const booked = await book(learner, tuesday('10:00'));
  for (const time of ['10:30', '11:00']) await book(await hire(organisation), tuesday(time));
  await publish(door.world.deps, champion, { sessionsPerDay: 3 });
  expect(await move(learner, booked, tuesday('11:30'))).toMatchObject({ status: 200 });
  expect(await book(await hire(organisation), tuesday('10:00'))).toMatchObject({ type: 'champion-full' });
});

test('says to the learner what is in their way, and to the champion only that the time is taken', async () => {
  const neighbour = await makeChampion(organisation, await hire(organisation, { name: 'Ana Cruz' }));
  await publish(door.world.deps, neighbour);
  const booked = await book(learner, tuesday('10:00'));
  await book(learner, tuesday('11:00'), neighbour);
  expect(await move(learner, booked, tuesday('11:00'))).toMatchObject({ type: 'you-are-busy', other: 'Ana Cruz' });
  const refused = await move(champion, booked, tuesday('11:00'));
  expect(refused).toMatchObject({ status: 409, type: 'slot-taken', nearest: { length: 3 } });
  expect(JSON.stringify(refused)).not.toContain('Ana Cruz');
  expect(
    (refused as unknown as { nearest: { startsAt: string }[] }).nearest.map(({ startsAt }) => startsAt),
  ).not.toContain(tuesday('11:00'));
});

test('nobody else moves it, and nobody moves what is over', async () => {
  const booked = await book(learner, tuesday('10:00'));
  expect(await move(await hire(organisation), booked, tuesday('11:00'))).toMatchObject({ type: 'no-such-booking' });
  const second = await book(learner, tuesday('10:30'));
  await door.ask(learner, `POST /api/bookings/${second.bookingId}/cancellation`, { note: '' });
  expect(await move(learner, second, tuesday('11:00'))).toMatchObject({ status: 409, type: 'already-ended' });
  door.setNow(Temporal.Instant.from(tuesday('10:00')));
  expect(await move(learner, booked, tuesday('11:00'))).toMatchObject({ status: 409, type: 'already-started' });
});

test('a champion who pauses may still move what they agreed to; a learner waits until they are back', async () => {
  const booked = await book(learner, tuesday('10:00'));
  await door.world.owner.query("update champions set paused_until = '2026-12-01' where person_id = $1", [
    champion.personId,
  ]);
  expect(await move(learner, booked, tuesday('11:00'))).toMatchObject({ type: 'champion-paused' });
  expect(await move(champion, booked, '2026-12-01T10:00:00Z')).toMatchObject({ status: 200 });
});

test('moves into the slot that its learner holds', async () => {
  const booked = await book(learner, tuesday('10:00'));
  await door.ask(learner, 'POST /api/holds', { championId: champion.personId, startsAt: tuesday('11:00') });
  expect(await move(learner, booked, tuesday('11:00'))).toMatchObject({ status: 200, startsAt: tuesday('11:00') });
  expect(await engagements()).toEqual(['Mei Tan 24 11:00', 'Rita Sousa 24 11:00']);
});

test('counts each move for calendars', async () => {
  const booked = await book(learner, tuesday('10:00'));
  for (const time of ['10:30', '11:00', '11:30']) await move(learner, booked, tuesday(time));
  await door.ask(champion, `POST /api/bookings/${booked.bookingId}/cancellation`, { note: '' });
  const { body } = await door.ask(learner, `GET /api/bookings/${booked.bookingId}/calendar.ics`);
  expect(body).toContain('SEQUENCE:4\r\n');
  expect(body).toContain('DTSTART:20261124T113000Z\r\n');
  expect(body).toContain('LOCATION:Microsoft Teams\r\n');
});
