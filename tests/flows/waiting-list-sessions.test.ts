import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Waiting } from '../../api/src/office-hours/schema/waiting-list.ts';
import { type Door, openDoor } from '../support/door.ts';
import { openOffice, tuesday } from './waiting-office.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const office = () => openOffice(door);

test("whoever waits for the session comes before the champion's line", async () => {
  const { ana, bea, cem, cancel, waits, placeOf, offersTo, answer, full } = await office();
  const { sessionId, seats } = await full();
  await waits(bea);
  expect(await waits(ana, sessionId)).toMatchObject({ ahead: 0, session: { startsAt: tuesday } });
  await cancel(cem, seats[0]);
  expect(await offersTo(ana, bea)).toEqual([tuesday, null]);
  const accepted = await answer(ana, (await placeOf(ana)) as Waiting, 'acceptance');
  expect(accepted.json()).toMatchObject({ sessionId, seats: { taken: 2, of: 2 } });
});

test('the line goes on when everybody has given up their seat', async () => {
  const { ana, bea, cem, publish, booked, cancel, waits, offersTo } = await office();
  await publish({ seats: 2 });
  const seats = [await booked(cem), await booked(bea)] as const;
  await waits(ana, seats[0].sessionId);
  await door.ask(cem, `POST /api/bookings/${seats[0].bookingId}/cancellation`, {});
  await cancel(bea, seats[1]);
  expect(await offersTo(ana)).toEqual([tuesday]);
});

test('the line ends when the champion calls the session off', async () => {
  const { organisation, champion, ana, bea, cem, cancel, waits, placeOf, offersTo, full } = await office();
  const { sessionId, seats } = await full();
  await waits(ana, sessionId);
  await waits(bea, sessionId);
  await cancel(cem, seats[0]);
  expect(await offersTo(ana)).toEqual([tuesday]);
  await cancel(champion, seats[1]);
  const ended = { state: 'ended', offer: null, ended: expect.stringContaining('called off') };
  expect(await placeOf(ana)).toMatchObject(ended);
  expect(await placeOf(bea)).toMatchObject(ended);
  const { rows } = await door.world.owner.query('select from engagements where tenant_id = $1', [
    organisation.tenantId,
  ]);
  expect(rows).toEqual([]);
});

test('the line ends when the session begins', async () => {
  const { ana, later, waits, placeOf, full } = await office();
  const { sessionId } = await full();
  await waits(ana, sessionId);
  await later({ hours: 25 });
  expect(await placeOf(ana)).toMatchObject({ state: 'ended', ended: expect.stringContaining('has begun') });
});

test('who has a seat, or who could have one, does not wait', async () => {
  const { ana, cem, cancel, wait, full } = await office();
  const { sessionId, seats } = await full();
  expect((await wait(cem, sessionId)).json()).toMatchObject({ type: 'already-in-session' });
  await cancel(cem, seats[0]);
  expect((await wait(ana, sessionId)).json()).toMatchObject({
    type: 'places-are-free',
    nearest: [{ startsAt: tuesday }],
  });
  expect((await wait(ana, crypto.randomUUID())).json()).toMatchObject({ type: 'no-such-session', status: 404 });
});
