import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Queue, QueueSettings } from '../../api/src/queue/schema/queues.ts';
import { type Door, openDoor } from '../support/door.ts';
import { openHouse } from './live-queue.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const house = () => openHouse(door);
type Mine = {
  own: { queueId: string; state: string; settings: QueueSettings } | null;
  helpingAt: { queueId: string; name: string } | null;
};

test('a champion sets up a queue, changes how it is run, and reads it back', async () => {
  const { host, ana, setUp, done, refused } = await house();
  expect(await done<Mine>(host, 'GET /api/queues/mine')).toEqual({ own: null, helpingAt: null });
  const queueId = await setUp();
  expect(await setUp(host, { order: 'fewer-recent-helps-first', reachTurns: 1, holdMinutes: 10 })).toBe(queueId);
  expect(await done<Mine>(host, 'GET /api/queues/mine')).toEqual({
    own: {
      queueId,
      state: 'closed',
      settings: {
        name: "Mei Tan's queue",
        order: 'fewer-recent-helps-first',
        missesLast: true,
        longWaitMinutes: 45,
        helpHalfLifeDays: 7,
        reachTurns: 1,
        overtakings: 2,
        readyCheckSeconds: 90,
        holdMinutes: 10,
      },
    },
    helpingAt: null,
  });
  expect(await refused(ana, 'PUT /api/queues/mine', { name: 'Mine' })).toMatchObject({ type: 'not-allowed' });
});

test('an open queue is in everybody’s list, with who is there, what they know and the wait', async () => {
  const { host, ana, setUp, open, done, see } = await house();
  const queueId = await setUp();
  expect((await done<{ items: Queue[] }>(ana, 'GET /api/queues')).items).toEqual([]);
  await open(queueId, host, { until: '2026-11-23T11:00:00Z', note: 'Bring your sheet' });
  const { items } = await done<{ items: Queue[] }>(ana, 'GET /api/queues');
  expect(items).toMatchObject([
    {
      queueId,
      state: 'open',
      note: 'Bring your sheet',
      host: { displayName: 'Mei Tan' },
      champions: [
        { state: 'free', until: '2026-11-23T11:00:00Z', topics: [{ topic: 'pivot-tables', label: 'Pivot tables' }] },
      ],
      waiting: 0,
      wait: { low: 0, high: 1, afterHours: false },
      joinable: true,
      yours: false,
    },
  ]);
  expect(await see(queueId, host)).toMatchObject({ yours: true, joinable: false });
});

test('the rule in force is said in words, with its numbers, in the reader’s language', async () => {
  const { host, ana, setUp, done, see } = await house();
  const queueId = await setUp(host, { order: 'fewer-recent-helps-first', longWaitMinutes: 30, overtakings: 1 });
  expect((await see(queueId)).rule).toEqual([
    'Whoever has waited 30 minutes or longer is called before everybody else, in the order they came.',
    'Whoever missed two ready checks waits behind the others.',
    'Whoever was helped less often lately comes first. A help counts half after 7 days.',
    'Otherwise, whoever came first is called first.',
    'A champion may first take one of the next 3 whose topic they know well. Nobody is passed like this more than once.',
  ]);
  expect((await see(queueId, { ...ana, locale: 'pt-PT' })).rule[0]).toContain('30 minutos');
  const query = 'order=first-come&missesLast=false&longWaitMinutes=45&helpHalfLifeDays=7&reachTurns=1&overtakings=2';
  expect(await done(host, `GET /api/queues/rule?${query}`)).toEqual({
    rule: ['Whoever came first is called first.'],
  });
});

test('only the host opens a closed queue, and nobody is at two queues at once', async () => {
  const { helper, setUp, open, done, refused } = await house();
  const queueId = await setUp();
  expect(await refused(helper, `POST /api/queues/${queueId}/opening`, {})).toMatchObject({
    type: 'not-your-queue',
    title: expect.stringContaining('Mei Tan'),
  });
  expect(await refused(helper, `PUT /api/queues/${queueId}/helping`, {})).toMatchObject({ type: 'not-open' });
  await open(queueId);
  await done(helper, `PUT /api/queues/${queueId}/helping`, {});
  const own = await setUp(helper);
  expect(await refused(helper, `POST /api/queues/${own}/opening`, {})).toMatchObject({
    type: 'helping-elsewhere',
    title: expect.stringContaining("Mei Tan's queue"),
  });
  expect(await done<Mine>(helper, 'GET /api/queues/mine')).toMatchObject({ helpingAt: { queueId } });
});

test('a paused queue keeps its line, tells no wait, and can be joined; whoever helps there opens it again', async () => {
  const { helper, ana, setUp, open, done, refused, join, see } = await house();
  const queueId = await setUp();
  await open(queueId);
  await done(helper, `PUT /api/queues/${queueId}/helping`, {});
  const paused = await done(helper, `POST /api/queues/${queueId}/pause`, { note: 'Back at 11:20' });
  expect(paused).toMatchObject({ state: 'paused', note: 'Back at 11:20', wait: null, joinable: false });
  await join(ana, queueId);
  expect(await see(queueId)).toMatchObject({ waiting: 1, joinable: true });
  expect(await refused(helper, `POST /api/queues/${queueId}/next`, {})).toMatchObject({ type: 'not-open' });
  expect(await open(queueId, helper)).toMatchObject({ state: 'open', note: '' });
});

test('a champion pauses alone, goes on, and goes; who has somebody or is the last one does not', async () => {
  const { host, helper, ana, later, setUp, open, done, refused, join, next, act, see } = await house();
  const queueId = await setUp();
  await open(queueId);
  expect(await refused(helper, `DELETE /api/queues/${queueId}/helping`)).toMatchObject({ type: 'not-helping-here' });
  expect(await refused(host, `DELETE /api/queues/${queueId}/helping`)).toMatchObject({ type: 'last-one' });
  later({ minutes: 1 });
  await done(helper, `PUT /api/queues/${queueId}/helping`, { state: 'paused' });
  expect((await see(queueId)).champions.map(({ state }) => state)).toEqual(['free', 'paused']);
  const ticket = await join(ana, queueId);
  await next(queueId, helper);
  expect((await see(queueId)).champions.map(({ state }) => state)).toEqual(['free', 'helping']);
  expect(await refused(helper, `DELETE /api/queues/${queueId}/helping`)).toMatchObject({ type: 'still-helping' });
  await act(helper, ticket, 'put-back');
  await done(helper, `DELETE /api/queues/${queueId}/helping`);
  expect((await see(queueId)).champions).toHaveLength(1);
});

test('who waits for a champion that goes waits for anybody', async () => {
  const { host, helper, ana, setUp, open, done, join, act, stateOf } = await house();
  const queueId = await setUp();
  await open(queueId);
  await done(helper, `PUT /api/queues/${queueId}/helping`, {});
  const ticket = await join(ana, queueId);
  await act(host, ticket, 'transfer', { championId: helper.personId });
  expect(await stateOf(ticket)).toBe('transferred');
  await done(helper, `DELETE /api/queues/${queueId}/helping`);
  expect(await stateOf(ticket)).toBe('waiting');
});

test('a queue that closes at once sends home who waits, and is gone from the list', async () => {
  const { host, ana, bea, setUp, open, done, refused, join, act, stateOf } = await house();
  const queueId = await setUp();
  await open(queueId);
  const [first, second] = [await join(ana, queueId), await join(bea, queueId)];
  await act(bea, second, 'pause');
  const closed = await done(host, `POST /api/queues/${queueId}/closing`, { waiting: 'send-home', note: 'Fire drill' });
  expect(closed).toMatchObject({ sentHome: 2, passedOn: 0, stayed: 0, queue: { state: 'closed', champions: [] } });
  expect([await stateOf(first), await stateOf(second)]).toEqual(['withdrawn', 'withdrawn']);
  expect((await done<{ items: Queue[] }>(ana, 'GET /api/queues')).items).toEqual([]);
  expect(await refused(host, `POST /api/queues/${queueId}/closing`, { waiting: 'finish' })).toMatchObject({
    type: 'not-open',
  });
  const { rows } = await door.world.owner.query(
    "select payload->>'note' as note from notices where person_id = $1 and kind = 'ticket-news'",
    [ana.personId],
  );
  expect(rows).toEqual([{ note: 'Fire drill' }]);
});

test('a closing queue takes nobody new, serves who waits, and closes behind the last one', async () => {
  const { host, ana, bea, setUp, open, done, refused, join, help, see } = await house();
  const queueId = await setUp();
  await open(queueId);
  const ticket = await join(ana, queueId);
  const closing = await done(host, `POST /api/queues/${queueId}/closing`, { waiting: 'finish' });
  expect(closing).toMatchObject({ stayed: 1, queue: { state: 'closing', waiting: 1 } });
  expect(await refused(bea, `POST /api/queues/${queueId}/tickets`, { question: 'Me too?' })).toMatchObject({
    type: 'queue-closed',
  });
  await help(queueId, ana, ticket, 5);
  expect(await see(queueId)).toMatchObject({ state: 'closed', champions: [] });
  expect(await done<Mine>(host, 'GET /api/queues/mine')).toMatchObject({ helpingAt: null, own: { state: 'closed' } });
});

test('a queue passes its line on to another champion’s, with their places; who cannot go stays and is served', async () => {
  const { host, helper, ana, bea, setUp, open, done, refused, join, act, stateOf, see } = await house();
  const queueId = await setUp();
  const other = await setUp(helper);
  await open(queueId);
  const ticket = await join(ana, queueId);
  const closing = { waiting: 'pass-on', championId: helper.personId };
  const close = `POST /api/queues/${queueId}/closing`;
  expect(await refused(host, close, closing)).toMatchObject({ type: 'nobody-to-pass-to' });
  await open(other, helper);
  const helped = await join(bea, queueId);
  await act(host, helped, 'claim');
  expect(await done(host, close, closing)).toMatchObject({ passedOn: 1, stayed: 0, queue: { state: 'closing' } });
  expect(await stateOf(ticket)).toBe('transferred');
  expect(await done(ana, 'GET /api/tickets/current')).toMatchObject({
    ticket: { queueId: other, place: { place: 1 } },
  });
  expect(await see(other)).toMatchObject({ waiting: 1 });
  await act(host, helped, 'resolve');
  expect(await see(queueId)).toMatchObject({ state: 'closed' });
});

test('of two who pass their lines to each other at once one does, and nobody is lost', async () => {
  const { host, helper, ana, bea, setUp, open, join, see } = await house();
  const [queueId, other] = [await setUp(), await setUp(helper)];
  await open(queueId);
  await open(other, helper);
  await join(ana, queueId);
  await join(bea, other);
  const pass = (who: typeof host, from: string, to: typeof host) =>
    door.ask(who, `POST /api/queues/${from}/closing`, { waiting: 'pass-on', championId: to.personId });
  const answers = await Promise.all([pass(host, queueId, helper), pass(helper, other, host)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const states = await Promise.all([queueId, other].map((id) => see(id)));
  expect(states.map(({ waiting }) => waiting).sort()).toEqual([0, 2]);
  expect(states.map(({ state }) => state).sort()).toEqual(['closed', 'open']);
});
