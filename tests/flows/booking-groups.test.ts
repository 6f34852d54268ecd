import { beforeEach, expect, test } from 'vitest';
import { releaseBookingsOf } from '../../api/src/office-hours/actions/cancel.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { Problem } from '../../api/src/platform/problem.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

let champion: Hired;
let learners: [Hired, Hired, Hired, Hired];

beginOnMonday();
beforeEach(async () => {
  champion = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }));
  await publish(door.world.deps, champion, { seats: 3, place: 'room', room: 'Tagus 2' });
  learners = (await Promise.all(['Ana', 'Bea', 'Cem', 'Dora'].map((name) => hire(organisation, { name })))) as never;
});

const tuesday = (time: string) => `2026-11-24T${time}:00Z`;
const book = async (who: Hired, startsAt: string) => {
  const answer = await door.ask(who, 'POST /api/bookings', { championId: champion.personId, startsAt });
  return { ...answer.json<Booking & Problem>(), status: answer.status };
};
const move = async (who: Hired, { bookingId }: Booking, startsAt: string) => {
  const answer = await door.ask(who, `POST /api/bookings/${bookingId}/move`, { startsAt });
  return { ...answer.json<Booking & Problem>(), status: answer.status };
};
const cancel = async (who: Hired, { bookingId }: Booking) => {
  const answer = await door.ask(who, `POST /api/bookings/${bookingId}/cancellation`, { note: 'Sorry!' });
  return { ...answer.json<Booking & Problem>(), status: answer.status };
};

/** Who sits where, from the database: sessions by their start, with the names of whoever is engaged in them. */
async function seating(): Promise<Record<string, string>> {
  const { rows } = await door.world.owner.query<{ starts: string; names: string; taken: number }>(
    `select to_char(starts_at at time zone 'UTC', 'HH24:MI') as starts, taken, string_agg(display_name, ' ' order by display_name) as names
     from sessions left join engagements using (tenant_id, session_id) left join people using (tenant_id, person_id)
     where tenant_id = $1 and taken > 0 group by session_id, starts_at, taken order by starts_at`,
    [organisation.tenantId],
  );
  return Object.fromEntries(rows.map(({ starts, names, taken }) => [starts, `${taken}: ${names}`]));
}

async function told(kind: string): Promise<string[]> {
  const { rows } = await door.world.owner.query<{ name: string }>(
    `select display_name as name from notices join people using (tenant_id, person_id)
     where tenant_id = $1 and kind = $2 order by name`,
    [organisation.tenantId, kind],
  );
  return rows.map(({ name }) => name);
}

test('gives as many seats as there are, and says which session to wait for then', async () => {
  const [first, ...others] = [
    await book(learners[0], tuesday('10:00')),
    await book(learners[1], tuesday('10:00')),
    await book(learners[2], tuesday('10:00')),
  ];
  expect(others.map(({ sessionId }) => sessionId)).toEqual([first?.sessionId, first?.sessionId]);
  expect(first).toMatchObject({ place: 'room', room: 'Tagus 2', seats: { taken: 1, of: 3 } });
  expect(others[1]).toMatchObject({ seats: { taken: 3, of: 3 } });
  const refused = await book(learners[3], tuesday('10:00'));
  expect(refused).toMatchObject({ status: 409, type: 'session-full', sessionId: first?.sessionId });
  expect(refused.title).toMatch(/^All places in this session are taken\./);
  expect(await seating()).toEqual({ '10:00': '3: Ana Bea Cem Mei Tan' });
});

test('somebody who has a seat is told so when they ask for another', async () => {
  const { bookingId } = await book(learners[0], tuesday('10:00'));
  expect(await book(learners[0], tuesday('10:00'))).toMatchObject({ type: 'you-are-busy', bookingId });
});

test('a learner gives up their own seat; the session ends with its last', async () => {
  const [ana, bea] = [await book(learners[0], tuesday('10:00')), await book(learners[1], tuesday('10:00'))];
  expect(await cancel(learners[0], ana)).toMatchObject({ state: 'cancelled' });
  expect(await told('booking-cancelled')).toEqual(['Mei Tan']);
  expect(await seating()).toEqual({ '10:00': '1: Bea Mei Tan' });
  await cancel(learners[1], bea);
  expect(await seating()).toEqual({});
});

test('the champion calls a session off for everybody in it, and whoever was about to join', async () => {
  const [ana, bea] = [await book(learners[0], tuesday('10:00')), await book(learners[1], tuesday('10:00'))];
  await door.ask(learners[2], 'POST /api/holds', { championId: champion.personId, startsAt: tuesday('10:00') });
  expect(await cancel(champion, bea)).toMatchObject({ state: 'cancelled', yourPart: 'champion' });
  expect(await told('booking-cancelled')).toEqual(['Ana', 'Bea']);
  expect((await door.ask(learners[0], `GET /api/bookings/${ana.bookingId}`)).json()).toMatchObject({
    state: 'cancelled',
    endedBy: 'Mei Tan',
    endedNote: 'Sorry!',
  });
  expect(await seating()).toEqual({});
});

test('a learner moves alone, to a new session or to one with a seat left', async () => {
  const [ana, bea] = [await book(learners[0], tuesday('10:00')), await book(learners[1], tuesday('10:00'))];
  const moved = await move(learners[0], ana, tuesday('11:00'));
  expect(moved).toMatchObject({ status: 200, bookingId: ana.bookingId, seats: { taken: 1, of: 3 } });
  expect(moved.sessionId).not.toBe(ana.sessionId);
  expect(await seating()).toEqual({ '10:00': '1: Bea Mei Tan', '11:00': '1: Ana Mei Tan' });
  expect(await move(learners[1], bea, tuesday('11:00'))).toMatchObject({ sessionId: moved.sessionId });
  expect(await seating()).toEqual({ '11:00': '2: Ana Bea Mei Tan' });
  expect(await told('booking-moved')).toEqual(['Mei Tan', 'Mei Tan']);
});

test('a full session takes nobody who moves', async () => {
  for (const who of learners.slice(0, 3)) await book(who, tuesday('10:00'));
  const dora = await book(learners[3], tuesday('11:00'));
  expect(await move(learners[3], dora, tuesday('10:00'))).toMatchObject({ status: 409, type: 'session-full' });
  expect(await seating()).toEqual({ '10:00': '3: Ana Bea Cem Mei Tan', '11:00': '1: Dora Mei Tan' });
});

test('the champion moves everybody, when all are free then, and leaves alone who gave up their seat', async () => {
  const [ana, bea, cem] = [
    await book(learners[0], tuesday('10:00')),
    await book(learners[1], tuesday('10:00')),
    await book(learners[2], tuesday('10:00')),
  ];
  await cancel(learners[2], cem);
  expect(await move(champion, ana, tuesday('11:00'))).toMatchObject({ status: 200, sessionId: ana.sessionId });
  expect(await seating()).toEqual({ '11:00': '2: Ana Bea Mei Tan' });
  expect(await told('booking-moved')).toEqual(['Ana', 'Bea']);
  const see = async (who: Hired, { bookingId }: Booking) =>
    (await door.ask(who, `GET /api/bookings/${bookingId}`)).json<Booking>();
  expect(await see(learners[1], bea)).toMatchObject({ startsAt: tuesday('11:00') });
  expect(await see(learners[2], cem)).toMatchObject({ startsAt: tuesday('10:00'), state: 'cancelled' });
});

test('the champion cannot move a group to where one of them is busy', async () => {
  const neighbour = await makeChampion(organisation, await hire(organisation, { name: 'Eva' }));
  await publish(door.world.deps, neighbour);
  const [ana] = [await book(learners[0], tuesday('10:00')), await book(learners[1], tuesday('10:00'))];
  await door.ask(learners[1], 'POST /api/bookings', { championId: neighbour.personId, startsAt: tuesday('11:00') });
  const refused = await move(champion, ana, tuesday('11:00'));
  expect(refused).toMatchObject({ status: 409, type: 'slot-taken' });
  expect(JSON.stringify(refused)).not.toMatch(/Eva|Bea|"startsAt":"2026-11-24T11:00/);
  expect(await seating()).toMatchObject({ '10:00': '2: Ana Bea Mei Tan' });
});

test('who leaves gives up their seat; when the champion leaves, all do', async () => {
  for (const who of learners.slice(0, 3)) await book(who, tuesday('10:00'));
  const owner = await hire(organisation, { roles: ['owner'] });
  expect(await releaseBookingsOf(door.world.deps, owner, [learners[0].personId])).toEqual({ released: 1 });
  expect(await seating()).toEqual({ '10:00': '2: Bea Cem Mei Tan' });
  expect(await releaseBookingsOf(door.world.deps, owner, [champion.personId])).toEqual({ released: 2 });
  expect(await seating()).toEqual({});
  expect(await told('booking-released')).toEqual(['Bea', 'Cem', 'Mei Tan']);
});
