import { expect, test } from 'vitest';
import type { SlotOnWire } from '../../api/src/office-hours/schema/slots.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { ask, champion, learner, meetBeforeEach, tuesday } from './learner-and-champion.ts';
import { door, organisation } from './monday.ts';

meetBeforeEach();

function later(minutes: number) {
  door.setNow(door.world.deps.now().add({ minutes }));
}

const hold = (who: Hired, startsAt: string, whom = champion) =>
  ask(who, 'POST /api/holds', { championId: whom.personId, startsAt });
const book = (who: Hired, startsAt: string, more: { holdId?: string; question?: string } = {}) =>
  ask(who, 'POST /api/bookings', { championId: champion.personId, startsAt, ...more });
const freeAt = async (who: Hired, whom = champion) =>
  (await door.ask(who, `GET /api/office-hours/${whom.personId}/slots?limit=4`))
    .json<{ items: SlotOnWire[] }>()
    .items.map(({ startsAt }) => startsAt);

/** Every row that has to do with a session, by kind. */
async function traces() {
  const { rows } = await door.world.owner.query(
    `select (select count(*)::int from bookings where tenant_id = $1) as bookings,
       (select count(*)::int from engagements where tenant_id = $1) as engagements,
       (select coalesce(sum(taken), 0)::int from sessions where tenant_id = $1) as seats`,
    [organisation.tenantId],
  );
  return rows[0];
}

test('keeps a slot for five minutes from everybody else, and shows it to nobody as a session', async () => {
  const held = await hold(learner, tuesday('10:00'));
  expect(held).toMatchObject({ status: 201, state: 'held', heldUntil: '2026-11-23T09:05:00Z' });
  const other = await hire(organisation);
  expect(await freeAt(other)).not.toContain(tuesday('10:00'));
  expect(await book(other, tuesday('10:00'))).toMatchObject({ status: 409, type: 'slot-taken' });
  for (const who of [learner, champion]) {
    for (const when of ['coming', 'past']) {
      expect((await door.ask(who, `GET /api/bookings?when=${when}`)).json()).toMatchObject({ items: [] });
    }
  }
  const { rows } = await door.world.owner.query('select from notices where tenant_id = $1', [organisation.tenantId]);
  expect(rows).toEqual([]);
});

test('books what is held, with the question that was written meanwhile', async () => {
  const { bookingId } = await hold(learner, tuesday('10:00'));
  later(4);
  const booked = await book(learner, tuesday('10:00'), { holdId: bookingId, question: 'Why?' });
  expect(booked).toMatchObject({ status: 201, bookingId, state: 'booked', heldUntil: null, question: 'Why?' });
  expect(await traces()).toEqual({ bookings: 1, engagements: 2, seats: 1 });
});

test('a hold that has run out does no harm while the slot is free, and none to others', async () => {
  const { bookingId } = await hold(learner, tuesday('10:00'));
  later(5);
  const other = await hire(organisation);
  expect(await freeAt(other)).toContain(tuesday('10:00'));
  const booked = await book(learner, tuesday('10:00'), { holdId: bookingId, question: 'Why?' });
  expect(booked).toMatchObject({ status: 201, state: 'booked', question: 'Why?' });

  const late = await hold(learner, tuesday('10:30'));
  later(5);
  expect(await book(other, tuesday('10:30'))).toMatchObject({ status: 201 });
  expect(await book(learner, tuesday('10:30'), { holdId: late.bookingId })).toMatchObject({ type: 'slot-taken' });
  expect(await traces()).toEqual({ bookings: 2, engagements: 4, seats: 2 });
});

test('a hold that has run out is in nobody’s way, whichever side of another session they are on', async () => {
  const neighbour = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, neighbour);
  // Both champions held a time with each other's neighbour, as learners, and let it run out.
  const third = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, third);
  await hold(champion, tuesday('10:00'), third);
  await hold(learner, tuesday('10:00'), neighbour);
  later(5);
  expect(await book(learner, tuesday('10:00'))).toMatchObject({ status: 201 });
  expect(await traces()).toEqual({ bookings: 1, engagements: 2, seats: 1 });
  await hold(third, tuesday('10:30'), neighbour);
  later(5);
  expect(await book(neighbour, tuesday('10:30'))).toMatchObject({ status: 201 });
});

test('a second hold lets the first one go, unless it is refused', async () => {
  const first = await hold(learner, tuesday('10:00'));
  const second = await hold(learner, tuesday('11:00'));
  const other = await hire(organisation);
  expect(await freeAt(other)).toContain(tuesday('10:00'));
  await book(other, tuesday('10:00'));
  expect(await hold(learner, tuesday('10:00'))).toMatchObject({ status: 409, type: 'slot-taken' });
  expect(await book(learner, tuesday('11:00'), { holdId: second.bookingId })).toMatchObject({
    bookingId: second.bookingId,
  });
  expect(first.bookingId).not.toBe(second.bookingId);
});

test('booking another slot than the one held lets that one go', async () => {
  const { bookingId } = await hold(learner, tuesday('10:00'));
  expect(await book(learner, tuesday('11:00'), { holdId: bookingId })).toMatchObject({ status: 201 });
  expect(await freeAt(await hire(organisation))).toContain(tuesday('10:00'));
  expect(await traces()).toEqual({ bookings: 1, engagements: 2, seats: 1 });
});

test('lets a hold go when asked to, and only to who holds it', async () => {
  const { bookingId } = await hold(learner, tuesday('10:00'));
  const other = await hire(organisation);
  const release = async (who: Hired) => (await door.ask(who, `DELETE /api/holds/${bookingId}`)).json();
  expect(await release(other)).toEqual({ released: false });
  expect(await release(champion)).toEqual({ released: false });
  expect(await release(learner)).toEqual({ released: true });
  expect(await release(learner)).toEqual({ released: false });
  expect(await traces()).toEqual({ bookings: 0, engagements: 0, seats: 0 });
});

test('nobody cancels, moves or sees a hold as if it were a session', async () => {
  const { bookingId } = await hold(learner, tuesday('10:00'));
  for (const who of [learner, champion]) {
    const cancelled = await door.ask(who, `POST /api/bookings/${bookingId}/cancellation`, { note: '' });
    const moved = await door.ask(who, `POST /api/bookings/${bookingId}/move`, { startsAt: tuesday('11:00') });
    expect([cancelled.status, moved.status]).toEqual([404, 404]);
  }
});

test('a hold needs what a booking needs', async () => {
  expect(await hold(champion, tuesday('10:00'))).toMatchObject({ status: 422, type: 'own-slot' });
  expect(await hold(learner, tuesday('10:10'))).toMatchObject({ status: 409, type: 'not-offered' });
  await book(learner, tuesday('10:00'));
  const neighbour = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, neighbour);
  expect(await hold(learner, tuesday('10:00'), neighbour)).toMatchObject({ type: 'you-are-busy', other: 'Mei Tan' });
});
