import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExpectedWait } from '../../api/src/queue/schema/queues.ts';
import { type Door, openDoor } from '../support/door.ts';
import { openHouse } from './live-queue.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const house = () => openHouse(door);
type Accuracy = {
  forecasts: number;
  meanAbsoluteError: number | null;
  bias: number | null;
  insideRange: number | null;
  medianWait: number | null;
  weeks: { from: string; forecasts: number; meanAbsoluteError: number; bias: number; insideRange: number }[];
};

const forecastOf = async (ticketId: string) =>
  (await door.world.owner.query('select * from wait_forecasts where ticket_id = $1', [ticketId])).rows[0];

test('keeps what a learner was told as they joined, and how long it was until they were called', async () => {
  const { host, ana, bea, later, setUp, open, join, next, act } = await house();
  const queueId = await setUp();
  await open(queueId);
  const first = await join(ana, queueId);
  expect(await forecastOf(first.ticketId)).toMatchObject({
    ahead: 0,
    minutes: 0,
    low: 0,
    high: 1,
    waited_minutes: null,
  });
  await next(queueId, host);
  await act(ana, first, 'ready');
  const second = await join(bea, queueId);
  const told = second.wait as ExpectedWait;
  expect(await forecastOf(second.ticketId)).toMatchObject({ ahead: 0, low: told.low, high: told.high });
  later({ minutes: 4 });
  // Time on hold is not waited.
  await act(bea, second, 'pause');
  later({ minutes: 10 });
  await act(bea, second, 'resume');
  later({ minutes: 3 });
  await act(host, first, 'resolve');
  await next(queueId, host);
  expect((await forecastOf(second.ticketId)).waited_minutes).toBeCloseTo(7, 1);
  // What comes after the first call changes nothing.
  await act(bea, second, 'not-ready');
  await act(bea, second, 'resume');
  later({ minutes: 5 });
  await next(queueId, host);
  expect((await forecastOf(second.ticketId)).waited_minutes).toBeCloseTo(7, 1);
});

test('keeps nothing where nobody is there to help, and nothing is told', async () => {
  const { host, ana, setUp, open, join, done } = await house();
  const queueId = await setUp();
  await open(queueId);
  await done(host, `PUT /api/queues/${queueId}/helping`, { state: 'paused' });
  const ticket = await join(ana, queueId);
  expect(ticket.wait).toBeNull();
  expect(await forecastOf(ticket.ticketId)).toBeUndefined();
});

test('learns from the queue’s own turns how long helping takes', async () => {
  const { host, ana, bea, cem, later, setUp, open, join, next, act, help, see } = await house();
  const queueId = await setUp();
  await open(queueId);
  /** What who joins is told when a turn has just begun. */
  const told = async () => {
    const ticket = await join(bea, queueId);
    await next(queueId, host);
    await act(bea, ticket, 'ready');
    const { wait } = await see(queueId, cem);
    later({ minutes: 12 });
    await act(host, ticket, 'resolve');
    return wait?.high ?? 0;
  };
  const before = await told();
  for (let turn = 0; turn < 8; turn++) {
    await help(queueId, ana, await join(ana, queueId), 40);
    later({ minutes: 2 });
  }
  expect(await told()).toBeGreaterThan(1.5 * before);
});

test('shows the programme owner how true it was, week by week, and nobody else', async () => {
  const { host, owner, ana, bea, later, setUp, open, join, help, done, refused } = await house();
  const queueId = await setUp();
  await open(queueId);
  expect(await done<Accuracy>(owner, 'GET /api/queues/accuracy')).toEqual({
    forecasts: 0,
    meanAbsoluteError: null,
    bias: null,
    insideRange: null,
    medianWait: null,
    weeks: [],
  });
  const first = await join(ana, queueId);
  await help(queueId, ana, first, 5);
  door.setNow(Temporal.Instant.from('2026-12-01T09:00:00Z'));
  const second = await join(bea, queueId);
  later({ minutes: 6 });
  await help(queueId, bea, second, 5);
  await join(ana, queueId);
  const accuracy = await done<Accuracy>(owner, 'GET /api/queues/accuracy');
  expect(accuracy.forecasts).toBe(2);
  expect(accuracy.bias).toBeCloseTo(3, 0);
  expect(accuracy.meanAbsoluteError).toBeCloseTo(3, 0);
  expect(accuracy.insideRange).toBe(0.5);
  expect(accuracy.weeks).toMatchObject([
    { from: '2026-11-23', forecasts: 1, insideRange: 1 },
    { from: '2026-11-30', forecasts: 1, insideRange: 0 },
  ]);
  expect((await done<Accuracy>(owner, 'GET /api/queues/accuracy?weeks=1')).weeks).toHaveLength(1);
  expect(await refused(host, 'GET /api/queues/accuracy')).toMatchObject({ type: 'not-allowed' });
});
