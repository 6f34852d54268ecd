import { beforeEach, expect, test } from 'vitest';
import type { BookingPolicy } from '../../api/src/office-hours/schema/policy.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

let owner: Hired;
let learner: Hired;

beginOnMonday();
beforeEach(async () => {
  owner = await hire(organisation, { roles: ['owner'] });
  learner = await hire(organisation);
});

const usual: BookingPolicy = {
  openBookingsPerLearner: 6,
  lateCancellationHours: 4,
  lateCancellationsAllowed: 3,
  lateCancellationDays: 30,
  holdMinutes: 5,
  offerMinutes: 120,
};
const set = (policy: object) => door.ask(owner, 'PUT /api/booking-policy', policy);
const read = async (who: Hired) => (await door.ask(who, 'GET /api/booking-policy')).json();

test('everybody can read the rules, which are the usual ones until the owner sets others', async () => {
  expect(await read(learner)).toEqual(usual);
  const stricter = { ...usual, openBookingsPerLearner: 1, lateCancellationHours: 24 };
  expect((await set(stricter)).json()).toEqual(stricter);
  expect(await read(learner)).toEqual(stricter);
  expect((await set(usual)).status).toBe(200);
  expect(await read(learner)).toEqual(usual);
});

test('rules of one organisation are not those of another', async () => {
  await set({ ...usual, openBookingsPerLearner: 1 });
  const elsewhere = await hire(await door.found());
  expect(await read(elsewhere)).toEqual(usual);
});

test('only the owner sets them', async () => {
  const { problem, words } = await refusal(door, learner, 'PUT /api/booking-policy', usual);
  expect(problem).toMatchObject({ type: 'not-allowed', status: 403 });
  expect(words).toMatch(/Only some people can do this/);
});

test.each([
  ['nobody could book', { openBookingsPerLearner: 0 }],
  ['a hold would last a day', { holdMinutes: 1_440 }],
  ['an offer would be over at once', { offerMinutes: 0 }],
  ['hours are not whole', { lateCancellationHours: 1.5 }],
])('rules under which %s are not taken', async (_, change) => {
  expect((await set({ ...usual, ...change })).json()).toMatchObject({ type: 'invalid-input', status: 400 });
  expect(await read(owner)).toEqual(usual);
});

test('they hold for the next booking, and sessions already booked stand', async () => {
  const champion = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, champion);
  const book = (startsAt: string) =>
    door.ask(learner, 'POST /api/bookings', { championId: champion.personId, startsAt: `2026-11-24T${startsAt}:00Z` });
  await book('10:00');
  await book('10:30');
  await set({ ...usual, openBookingsPerLearner: 1 });
  expect((await book('11:00')).json()).toMatchObject({ type: 'too-many-open', limit: 1 });
  const { items } = (await door.ask(learner, 'GET /api/bookings')).json<{ items: unknown[] }>();
  expect(items).toHaveLength(2);
  await set({ ...usual, openBookingsPerLearner: 3 });
  expect((await book('11:00')).status).toBe(201);
});
