import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { Waiting } from '../../api/src/office-hours/schema/waiting-list.ts';
import { type Door, openDoor } from '../support/door.ts';
import { hire, makeChampion } from '../support/organisation.ts';
import { friday, openOffice, tuesday } from './waiting-office.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const nextTuesday = '2026-12-01T10:00:00Z';

const office = () => openOffice(door);

test('whoever came first is offered the place that became free, and takes it', async () => {
  const { ana, bea, cem, book, booked, cancel, waits, placesOf, placeOf, offersTo, answer } = await office();
  const session = await booked(cem);
  const place = await waits(ana);
  expect(place).toMatchObject({ state: 'waiting', ahead: 0, offer: null, session: null, past: [] });
  expect(await waits(bea)).toMatchObject({ ahead: 1 });
  await cancel(cem, session);

  const offered = await placeOf(ana);
  expect(offered?.offer).toMatchObject({ startsAt: tuesday, until: '2026-11-23T11:00:02Z' });
  expect(await offersTo(bea)).toEqual([null]);
  expect((await book(cem)).json()).toMatchObject({ type: 'slot-taken' });
  const accepted = await answer(ana, place, 'acceptance');
  expect(accepted.json()).toMatchObject({ state: 'booked', startsAt: tuesday, question: 'Ana Reis asks' });
  expect((await answer(ana, place, 'acceptance')).json()).toMatchObject(accepted.json<Booking>());
  expect(await placesOf(ana)).toEqual([]);
  expect(await placeOf(bea)).toMatchObject({ ahead: 0, offer: null });
});

test('whoever passes keeps the place, is not offered that time again, and the next is', async () => {
  const { ana, bea, cem, book, booked, cancel, waits, placeOf, offersTo, answer } = await office();
  const session = await booked(cem);
  const place = await waits(ana);
  await waits(bea);
  await cancel(cem, session);
  const passed = await answer(ana, place, 'pass');
  expect(passed.json()).toMatchObject({
    state: 'waiting',
    ahead: 0,
    offer: null,
    past: [{ startsAt: tuesday, answer: 'passed' }],
  });
  expect(await offersTo(ana, bea)).toEqual([null, tuesday]);
  expect((await answer(ana, place, 'pass')).json()).toMatchObject({ type: 'offer-over' });
  await answer(bea, (await placeOf(bea)) as Waiting, 'pass');
  // Nobody in line wants it: it is free for everybody.
  expect((await book(cem)).status).toBe(201);
});

test('whoever does not answer is moved past, keeps the place once, and not twice', async () => {
  const { ana, bea, cem, publish, later, booked, cancel, waits, placesOf, placeOf, offersTo, answer, toldTo } =
    await office();
  const session = await booked(cem);
  const place = await waits(ana);
  await waits(bea);
  await cancel(cem, session);
  await later({ hours: 2 });
  expect((await answer(ana, place, 'acceptance')).json()).toMatchObject({ type: 'offer-over' });
  expect(await offersTo(ana, bea)).toEqual([null, tuesday]);
  expect(await placeOf(ana)).toMatchObject({ state: 'waiting', past: [{ answer: 'missed' }] });

  await later({ minutes: 1 });
  await publish({ weekdays: [2, 5] });
  expect(await offersTo(ana)).toEqual([friday]);
  await later({ hours: 2 });
  expect(await placeOf(ana)).toMatchObject({
    state: 'ended',
    offer: null,
    ended: expect.stringContaining('join again'),
  });
  expect(await toldTo(ana)).toEqual(['offer-made', 'offer-missed', 'offer-made', 'waiting-ended']);
  await later({ hours: 24 * 8 });
  expect(await placesOf(ana)).toEqual([]);
});

test('an offer that ran out goes to the next in line, not to whoever happens to ask', async () => {
  const { ana, bea, cem, book, booked, cancel, wait, waits, placeOf, offersTo } = await office();
  const session = await booked(cem);
  await waits(ana);
  await waits(bea);
  await cancel(cem, session);
  door.setNow(door.world.deps.now().add({ hours: 2, seconds: 1 }));
  expect((await placeOf(ana))?.offer).toBeNull();
  expect((await book(cem)).json()).toMatchObject({ type: 'slot-taken' });
  expect((await wait(cem)).status).toBe(201);
  expect(await offersTo(bea, cem)).toEqual([tuesday, null]);
});

test('a time that comes within reach is offered to the line before anybody can book it', async () => {
  const { ana, cem, serve, book, booked, waits, offersTo } = await office();
  await booked(cem);
  await waits(ana);
  door.setNow(Temporal.Instant.from('2026-11-26T12:00:00Z'));
  expect((await book(cem, nextTuesday)).json()).toMatchObject({ type: 'slot-taken' });
  await serve();
  expect(await offersTo(ana)).toEqual([nextTuesday]);
});

test('whoever is busy is told so, keeps the place, and is asked when they are free again', async () => {
  const { organisation, ana, bea, cem, publish, booked, cancel, waits, placeOf, offersTo, answer, toldTo } =
    await office();
  const other = await makeChampion(organisation, await hire(organisation));
  await publish({}, other);
  const busy = await booked(ana, tuesday, other);
  const session = await booked(cem);
  await waits(ana);
  await waits(bea);
  await cancel(cem, session);
  expect(await placeOf(ana)).toMatchObject({ offer: null, past: [{ startsAt: tuesday, answer: 'busy' }] });
  expect(await offersTo(bea)).toEqual([tuesday]);
  await cancel(ana, busy);
  await answer(bea, (await placeOf(bea)) as Waiting, 'pass');
  expect(await offersTo(ana)).toEqual([tuesday]);
  expect(await toldTo(ana)).toEqual(['offer-while-busy', 'offer-made']);
});

test('new hours are offered to the line first, one time each, and the rest is free', async () => {
  const { ana, bea, cem, publish, book, booked, waits, offersTo } = await office();
  await booked(cem);
  await waits(ana);
  await waits(bea);
  await publish({ weekdays: [2, 5], endsAt: '12:00' });
  expect(await offersTo(ana, bea)).toEqual(['2026-11-24T10:30:00Z', '2026-11-24T11:00:00Z']);
  expect((await book(cem, '2026-11-24T11:30:00Z')).status).toBe(201);
});

test('a champion who takes a break offers nothing until they are back', async () => {
  const { champion, ana, cem, serve, booked, cancel, waits, placeOf, offersTo } = await office();
  const session = await booked(cem);
  await waits(ana);
  const pause = (until: string | null) =>
    door.world.owner.query('update champions set paused_until = $1 where person_id = $2', [until, champion.personId]);
  await pause('2026-12-24');
  await cancel(cem, session);
  expect(await placeOf(ana)).toMatchObject({ state: 'waiting', offer: null });
  await pause(null);
  await serve();
  expect(await offersTo(ana)).toEqual([tuesday]);
});

test('a place that is too close to its start is simply free for everybody', async () => {
  const { ana, bea, cem, book, booked, cancel, waits, placeOf } = await office();
  const session = await booked(cem);
  await waits(ana);
  door.setNow(Temporal.Instant.from('2026-11-24T09:51:00Z'));
  await cancel(cem, session);
  expect(await placeOf(ana)).toMatchObject({ offer: null, past: [] });
  expect((await book(bea)).status).toBe(201);
});

test('whoever books with the champion otherwise no longer waits', async () => {
  const { ana, cem, publish, serve, booked, waits, placeOf, answer } = await office();
  await booked(cem);
  await waits(ana);
  await publish({ weekdays: [2, 5] });
  await answer(ana, (await placeOf(ana)) as Waiting, 'pass');
  await booked(ana, friday);
  await serve();
  expect(await placeOf(ana)).toMatchObject({ state: 'ended', ended: expect.stringContaining('You have booked') });
});

test('whoever leaves lets the next have what was held for them', async () => {
  const { ana, bea, cem, booked, cancel, waits, offersTo } = await office();
  const session = await booked(cem);
  const place = await waits(ana);
  await waits(bea);
  await cancel(cem, session);
  const left = await door.ask(ana, `DELETE /api/waiting-list/${place.waitingId}`);
  expect(left.json()).toMatchObject({ state: 'left', offer: null });
  expect(await offersTo(bea)).toEqual([tuesday]);
  const again = await door.ask(ana, `DELETE /api/waiting-list/${place.waitingId}`);
  expect(again.json()).toMatchObject({ type: 'already-ended' });
});

test('people and champions who leave the organisation end their places', async () => {
  const { organisation, champion, ana, bea, cem, serve, booked, cancel, waits, placeOf, offersTo } = await office();
  const session = await booked(cem);
  await waits(ana);
  await waits(bea);
  await cancel(cem, session);
  await door.world.owner.query('update people set active = false, left_at = now() where person_id = $1', [
    ana.personId,
  ]);
  await serve();
  expect(await offersTo(bea)).toEqual([tuesday]);
  await door.world.owner.query("update champions set state = 'ended' where person_id = $1", [champion.personId]);
  await serve();
  expect(await placeOf(bea)).toMatchObject({ state: 'ended', ended: expect.stringContaining('no office hours') });
  const { rows } = await door.world.owner.query(
    'select state, ended_because, learner_id = $2 as ana from waiting_list where tenant_id = $1 order by joined_at',
    [organisation.tenantId, ana.personId],
  );
  expect(rows).toMatchObject([{ ended_because: 'learner-left', ana: true }, { ended_because: 'champion-left' }]);
});

test('the champion sees who waits, and not when they were busy', async () => {
  const { champion, ana, bea, cem, booked, cancel, waits, placesOf, answer } = await office();
  const session = await booked(cem);
  const place = await waits(ana);
  await waits(bea);
  await cancel(cem, session);
  await answer(ana, place, 'pass');
  expect(await placesOf(champion, 'champion')).toMatchObject([
    { learner: { displayName: 'Ana Reis' }, question: 'Ana Reis asks', past: [], offer: null },
    { learner: { displayName: 'Bea Dias' }, ahead: 1, offer: { startsAt: tuesday } },
  ]);
});
