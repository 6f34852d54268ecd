import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Door, openDoor } from '../support/door.ts';
import { hire, makeChampion } from '../support/organisation.ts';
import { friday, openOffice, tuesday } from './waiting-office.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const office = () => openOffice(door);

test('where places are free, they are named instead', async () => {
  const { ana, publish, wait } = await office();
  await publish({ endsAt: '12:00' });
  const refused = await wait(ana);
  expect(refused.status).toBe(409);
  expect(refused.json<{ nearest: unknown[] }>()).toMatchObject({ type: 'places-are-free', nearest: { length: 3 } });
});

test('who is busy at all that is free may wait, and is not told of what they knew', async () => {
  const { organisation, ana, publish, serve, booked, waits, placeOf, toldTo } = await office();
  const other = await makeChampion(organisation, await hire(organisation));
  await publish({}, other);
  await booked(ana, tuesday, other);
  await waits(ana);
  await serve();
  expect(await placeOf(ana)).toMatchObject({ state: 'waiting', offer: null });
  expect(await toldTo(ana)).toEqual([]);
});

test('twice in one line, in the own line, or for somebody who holds no hours', async () => {
  const { champion, ana, bea, cem, booked, wait, waits } = await office();
  await booked(cem);
  await waits(ana);
  expect((await wait(ana)).json()).toMatchObject({ type: 'already-waiting', status: 409 });
  expect((await wait(champion)).json()).toMatchObject({ type: 'own-slot' });
  expect((await wait(ana, null, bea)).json()).toMatchObject({ type: 'not-a-champion' });
});

test('with more sessions than the programme allows: not to join, and not to accept', async () => {
  const { organisation, ana, cem, publish, booked, cancel, wait, waits, answer } = await office();
  await door.world.owner.query('insert into booking_policies (tenant_id, open_bookings_per_learner) values ($1, 1)', [
    organisation.tenantId,
  ]);
  const other = await makeChampion(organisation, await hire(organisation));
  await publish({ weekdays: [5] }, other);
  const session = await booked(cem);
  const place = await waits(ana);
  const elsewhere = await booked(ana, friday, other);
  await cancel(cem, session);
  expect((await answer(ana, place, 'acceptance')).json()).toMatchObject({ type: 'too-many-open', limit: 1 });
  await cancel(ana, elsewhere);
  expect((await answer(ana, place, 'acceptance')).json()).toMatchObject({ state: 'booked' });
  await booked(cem, friday, other);
  expect((await wait(ana, null, other)).json()).toMatchObject({ type: 'too-many-open' });
});

test("somebody else's place does not exist", async () => {
  const { champion, ana, bea, cem, booked, waits } = await office();
  await booked(cem);
  const place = await waits(ana);
  for (const operation of [
    `POST /api/waiting-list/${place.waitingId}/acceptance`,
    `DELETE /api/waiting-list/${place.waitingId}`,
  ]) {
    expect((await door.ask(bea, operation)).json()).toMatchObject({ type: 'no-such-place', status: 404 });
    expect((await door.ask(champion, operation)).status).toBe(404);
  }
});

test('a request sent twice joins once', async () => {
  const { champion, ana, cem, booked, placesOf } = await office();
  await booked(cem);
  const request = door.world.as({ tid: ana.tenantId, oid: ana.personId }, { 'idempotency-key': 'press-of-a-button' });
  const join = async () => (await request('POST /api/waiting-list', { championId: champion.personId })).json();
  const [first, second] = await Promise.all([join(), join()]);
  expect(first).toMatchObject({ state: 'waiting' });
  expect(second).toEqual(first);
  expect(await placesOf(ana)).toHaveLength(1);
});
