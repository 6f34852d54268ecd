import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { Occurrence } from '../../api/src/office-hours/schema/series.ts';
import { type Door, openDoor } from '../support/door.ts';
import { hours, publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion, type Organisation } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';

let door: Door;
let organisation: Organisation;
let learner: Hired;
let mentor: Hired;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  organisation = await door.found();
  door.setNow(Temporal.Instant.from('2026-09-21T09:00:00Z')); // a Monday
  learner = await hire(organisation, { name: 'Rita Sousa' });
  mentor = await makeChampion(organisation, await hire(organisation, { name: 'Beatriz Antunes' }), {
    kind: 'mentor',
    capacityPerWeek: 2,
  });
  await publish(door.world.deps, mentor);
});

/** Tuesdays at 10:00 in Lisbon: before the last Sunday of October that is 9:00 UTC, then 10:00. */
const tuesdays = [
  '2026-09-22T09:00:00Z',
  '2026-10-06T09:00:00Z',
  '2026-10-20T09:00:00Z',
  '2026-11-03T10:00:00Z',
  '2026-11-17T10:00:00Z',
  '2026-12-01T10:00:00Z',
];

const wish = (more: object = {}) => ({ championId: mentor.personId, startsAt: tuesdays[0], ...more });
const wanted = (starts = tuesdays) => ({
  championId: mentor.personId,
  everyWeeks: 2,
  starts,
  topic: 'prompt-basics',
  question: 'From the beginning.',
});
const preview = async (who: Hired, more: object = {}) =>
  (await door.ask(who, 'POST /api/series/preview', wish(more))).json<{ occurrences: Occurrence[] }>().occurrences;
const bookAll = (who: Hired, starts?: string[]) => door.ask(who, 'POST /api/series', wanted(starts));
const coming = async (who: Hired) => (await door.ask(who, 'GET /api/bookings')).json<{ items: Booking[] }>().items;

test('a series keeps its time on the clock, before and after it changes, beyond the horizon of single bookings', async () => {
  const occurrences = await preview(learner);
  expect(occurrences.map(({ startsAt }) => startsAt)).toEqual(tuesdays);
  expect(occurrences.every(({ conflict }) => conflict === null)).toBe(true);
});

test('all sessions are booked, shown to both and counted as one open booking', async () => {
  const booked = await bookAll(learner);
  expect(booked.status).toBe(201);
  const { seriesId, bookings } = booked.json<{ seriesId: string; bookings: Booking[] }>();
  expect(bookings.map(({ startsAt }) => startsAt)).toEqual(tuesdays);
  for (const who of [learner, mentor]) {
    const items = await coming(who);
    expect(items.map((booking) => [booking.startsAt, booking.seriesId, booking.topic?.topic])).toEqual(
      tuesdays.map((startsAt) => [startsAt, seriesId, 'prompt-basics']),
    );
  }
  const owner = await hire(organisation, { roles: ['owner'] });
  await allow(owner, 2);
  const champion = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, champion);
  const single = (startsAt: string) =>
    door.ask(learner, 'POST /api/bookings', { championId: champion.personId, startsAt });
  expect((await single('2026-09-22T09:30:00Z')).status).toBe(201);
  expect((await single('2026-09-22T10:00:00Z')).json()).toMatchObject({ type: 'too-many-open', limit: 2 });
});

async function allow(owner: Hired, openBookingsPerLearner: number) {
  const policy = (await door.ask(owner, 'GET /api/booking-policy')).json<object>();
  const changed = await door.ask(owner, 'PUT /api/booking-policy', { ...policy, openBookingsPerLearner });
  expect(changed.status).toBe(200);
}

test('a preview shows what is in the way, with free times near it that meet no other session of the series', async () => {
  const other = await hire(organisation);
  const book = (who: Hired, championId: string, startsAt: string) =>
    door.ask(who, 'POST /api/bookings', { championId, startsAt });
  await book(other, mentor.personId, '2026-10-06T09:00:00Z');
  const neighbour = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, neighbour, { horizonDays: 90 });
  await book(learner, neighbour.personId, '2026-11-03T10:00:00Z');
  const [first, taken, , busy] = await preview(learner);
  expect(first).toMatchObject({ conflict: null, nearest: [] });
  expect(taken).toMatchObject({ conflict: 'slot-taken' });
  expect(taken?.nearest.map(({ startsAt }) => startsAt)).toEqual(
    ['09:30', '10:00', '10:30'].map((time) => `2026-10-06T${time}:00Z`),
  );
  expect(busy).toMatchObject({ conflict: 'you-are-busy', nearest: { length: 3 } });
});

test('what the learner holds meanwhile is in nobody’s way', async () => {
  const held = await door.ask(learner, 'POST /api/holds', { championId: mentor.personId, startsAt: tuesdays[0] });
  expect(held.status).toBe(201);
  expect((await preview(learner))[0]).toMatchObject({ conflict: null });
  expect((await bookAll(learner)).status).toBe(201);
});

test('with one session in the way none is booked, and the refusal names it', async () => {
  const other = await hire(organisation);
  await door.ask(other, 'POST /api/bookings', { championId: mentor.personId, startsAt: tuesdays[1] });
  const { problem, words } = await refusal(door, learner, 'POST /api/series', wanted());
  expect(problem).toMatchObject({ type: 'series-conflict', status: 409, count: 1 });
  expect(problem.conflicts).toMatchObject([{ startsAt: tuesdays[1], conflict: 'slot-taken', nearest: { length: 3 } }]);
  expect(words).toMatch(/One of these sessions cannot be had.*Uma destas sessões não está livre/);
  expect(await coming(learner)).toEqual([]);
});

test('a session moved into a full week of the series itself is found out', async () => {
  const crowded = ['2026-09-22T09:00:00Z', '2026-09-22T09:30:00Z', '2026-09-22T10:00:00Z'];
  const { problem } = await refusal(door, learner, 'POST /api/series', wanted(crowded));
  expect(problem.conflicts).toMatchObject([{ startsAt: crowded[2], conflict: 'champion-full' }]);
  expect(await coming(learner)).toEqual([]);
});

test('the same start twice is one session too many', async () => {
  const [start = ''] = tuesdays;
  const { problem } = await refusal(door, learner, 'POST /api/series', wanted([start, start]));
  expect(problem.conflicts).toMatchObject([{ startsAt: start, conflict: 'you-are-busy' }]);
});

test('a series reaches half a year and no further', async () => {
  const occurrences = await preview(learner, { everyWeeks: 8, sessions: 5 });
  expect(occurrences.map(({ conflict }) => conflict)).toEqual([null, null, null, null, 'not-offered']);
});

test('group hours are not for a series', async () => {
  const { windows, ...rest } = hours();
  const group = { ...rest, windows: windows.map((window) => ({ ...window, seats: 4 })) };
  await door.ask(mentor, `PUT /api/office-hours/${mentor.personId}`, group);
  expect((await preview(learner))[0]).toMatchObject({ conflict: 'not-offered' });
});

test('only mentors meet regularly, and nobody with themselves', async () => {
  const champion = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, champion);
  const withChampion = { championId: champion.personId };
  const { problem, words } = await refusal(door, learner, 'POST /api/series/preview', wish(withChampion));
  expect(problem).toMatchObject({ type: 'not-a-mentor', status: 404 });
  expect(words).toMatch(/Only mentors meet regularly.*Só os mentores/);
  expect((await door.ask(learner, 'POST /api/series', { ...wanted(), ...withChampion })).json()).toMatchObject({
    type: 'not-a-mentor',
  });
  for (const operation of ['POST /api/series/preview', 'POST /api/series']) {
    const body = { ...wish(), ...wanted() };
    expect((await door.ask(mentor, operation, body)).json()).toMatchObject({ type: 'own-slot', status: 422 });
  }
});

test('a mentor on a break says until when', async () => {
  await door.world.owner.query("update champions set paused_until = '2026-10-01' where person_id = $1", [
    mentor.personId,
  ]);
  for (const operation of ['POST /api/series/preview', 'POST /api/series']) {
    const { problem, words } = await refusal(door, learner, operation, { ...wish(), ...wanted() });
    expect(problem).toMatchObject({ type: 'champion-paused', status: 409 });
    expect(words).toMatch(/until 1 October.*até 1 de outubro/);
  }
});

test('either side calls off what is still to come, with a note; the past stands', async () => {
  for (const who of [learner, mentor]) {
    door.setNow(Temporal.Instant.from('2026-09-21T09:00:00Z'));
    const { seriesId } = (await bookAll(learner)).json<{ seriesId: string }>();
    door.setNow(Temporal.Instant.from('2026-10-07T09:00:00Z'));
    const path = `POST /api/series/${seriesId}/cancellation`;
    expect((await door.ask(who, path, { note: 'New project' })).json()).toMatchObject({ cancelled: 4 });
    expect(await coming(learner)).toEqual([]);
    const past = (await door.ask(learner, 'GET /api/bookings?when=past')).json<{ items: Booking[] }>().items;
    const ended = past.filter((booking) => booking.seriesId === seriesId && booking.state === 'cancelled');
    expect(ended).toHaveLength(4);
    expect(ended[0]).toMatchObject({ endedBy: who.displayName, endedNote: 'New project' });
    const { problem } = await refusal(door, who, path, { note: '' });
    expect(problem).toMatchObject({ type: 'already-ended', status: 409 });
    await door.world.owner.query('delete from bookings where tenant_id = $1', [organisation.tenantId]);
  }
});

test('a series of other people does not exist', async () => {
  const { seriesId } = (await bookAll(learner)).json<{ seriesId: string }>();
  const stranger = await hire(organisation);
  const { problem, words } = await refusal(door, stranger, `POST /api/series/${seriesId}/cancellation`, { note: '' });
  expect(problem).toMatchObject({ type: 'no-such-series', status: 404 });
  expect(words).toMatch(/are not yours.*não são suas/);
});

test('calling off a series counts as late only for the session that is close', async () => {
  const { seriesId } = (await bookAll(learner)).json<{ seriesId: string }>();
  door.setNow(Temporal.Instant.from('2026-09-22T06:00:00Z'));
  await door.ask(learner, `POST /api/series/${seriesId}/cancellation`, { note: '' });
  const { rows } = await door.world.owner.query(
    'select starts_at = $2 as soonest from bookings where tenant_id = $1 and cancelled_late',
    [organisation.tenantId, tuesdays[0]],
  );
  expect(rows).toEqual([{ soonest: true }]);
});
