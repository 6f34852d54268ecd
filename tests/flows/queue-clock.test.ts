import { afterAll, beforeAll, expect, test } from 'vitest';
import { importAndApply } from '../../api/src/people/actions/import-csv.ts';
import { queueClock } from '../../api/src/queue/actions/clock.ts';
import { type Door, openDoor } from '../support/door.ts';
import { openHouse } from './live-queue.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const house = () => openHouse(door);

const newsTo = async (personId: string) =>
  (
    await door.world.owner.query<{ news: string }>(
      "select payload->>'news' as news from notices where person_id = $1 and kind = 'ticket-news' order by created_at",
      [personId],
    )
  ).rows.map(({ news }) => news);

const leave = (personId: string) =>
  door.world.owner.query('update people set active = false, left_at = now() where person_id = $1', [personId]);

test('a ready check runs out into a hold that keeps the place once, and a hold runs out into the end', async () => {
  const { host, ana, later, tick, setUp, open, join, next, act, stateOf, done } = await house();
  const queueId = await setUp();
  await open(queueId);
  const ticket = await join(ana, queueId);
  await next(queueId, host);
  later({ seconds: 60 });
  await tick();
  expect(await stateOf(ticket)).toBe('called');
  later({ seconds: 40 });
  await tick();
  expect(await stateOf(ticket)).toBe('on-hold');
  await act(ana, ticket, 'resume');
  expect(await done(ana, 'GET /api/tickets/current')).toMatchObject({ ticket: { state: 'waiting', missedChecks: 1 } });
  await act(ana, ticket, 'pause');
  later({ minutes: 31 });
  await tick();
  expect(await stateOf(ticket)).toBe('withdrawn');
  expect(await newsTo(ana.personId)).toEqual(['check-missed', 'hold-ran-out']);
});

test('destroys the secret of a day when the next day is over', async () => {
  const { organisation, ana, later, tick, setUp, open, join } = await house();
  const queueId = await setUp();
  await open(queueId);
  await join(ana, queueId);
  const days = async () =>
    (
      await door.world.owner.query<{ day: string }>(
        'select day::text as day from queue_secrets where tenant_id = $1 order by day',
        [organisation.tenantId],
      )
    ).rows.map(({ day }) => day);
  expect(await days()).toEqual(['2026-11-23']);
  later({ hours: 24 });
  await tick();
  expect(await days()).toEqual(['2026-11-23']);
  later({ hours: 24 });
  await tick();
  expect(await days()).toEqual([]);
});

test('a queue that was left open is closed after twelve hours, and who waits is told', async () => {
  const { host, helper, ana, bea, cem, later, tick, setUp, open, join, next, act, see, stateOf } = await house();
  const [queueId, other] = [await setUp(), await setUp(helper)];
  await open(queueId);
  await open(other, helper);
  const claimed = await join(ana, queueId);
  await next(queueId, host);
  await act(ana, claimed, 'ready');
  const waiting = await join(bea, queueId);
  later({ hours: 11 });
  await open(other, helper, { note: 'Still here' });
  // What learners do keeps no queue open.
  await act(bea, waiting, 'pause');
  await act(bea, waiting, 'resume');
  await tick();
  expect(await see(queueId)).toMatchObject({ state: 'open', waiting: 1 });
  later({ hours: 2 });
  // Their doing in the other queue is nobody's in this one.
  const late = await join(cem, other);
  await next(other, helper);
  expect(await stateOf(late)).toBe('called');
  await tick();
  expect(await see(queueId)).toMatchObject({ state: 'closed', champions: [], waiting: 0 });
  expect(await see(other)).toMatchObject({ state: 'open' });
  expect([await stateOf(claimed), await stateOf(waiting)]).toEqual(['withdrawn', 'withdrawn']);
  expect(await newsTo(bea.personId)).toEqual(['queue-closed']);
});

test('who left is no longer in line, and their champion’s learners go back with their places', async () => {
  const {
    organisation,
    owner,
    host,
    helper,
    ana,
    bea,
    cem,
    dai,
    later,
    setUp,
    open,
    join,
    next,
    act,
    stateOf,
    see,
    done,
  } = await house();
  const queueId = await setUp();
  await open(queueId);
  later({ minutes: 1 });
  await done(helper, `PUT /api/queues/${queueId}/helping`, {});
  const [first, second, third] = [await join(ana, queueId), await join(bea, queueId), await join(cem, queueId)];
  await next(queueId, host);
  await act(ana, first, 'ready');
  await act(helper, second, 'transfer', { championId: host.personId });
  const stay = [owner, helper, ana, bea, dai].map(
    ({ personId, username }) => `${personId},${username},Somebody,Analyst`,
  );
  const file = `id,userPrincipalName,displayName,jobTitle\n${stay.join('\n')}\n`;
  const imported = await importAndApply(door.world.deps, organisation.tenantId, new Blob([file]).stream());
  expect(imported).toMatchObject({ ok: true, departed: 2 });
  expect([await stateOf(first), await stateOf(second), await stateOf(third)]).toEqual([
    'waiting',
    'waiting',
    'withdrawn',
  ]);
  expect(await see(queueId)).toMatchObject({ state: 'open', waiting: 2, champions: [{ personId: helper.personId }] });
  expect(await newsTo(ana.personId)).toContain('champion-left');
  expect(await newsTo(cem.personId)).toEqual([]);
});

test('a queue whose only champion left, or is one no more, is closed, and who waits is told', async () => {
  const { host, helper, ana, bea, tick, setUp, open, join, next, act, stateOf, see } = await house();
  const [queueId, other] = [await setUp(), await setUp(helper)];
  await open(queueId);
  await open(other, helper);
  const [first, second] = [await join(ana, queueId), await join(bea, other)];
  await next(queueId, host);
  await act(ana, first, 'ready');
  await leave(host.personId);
  await door.world.owner.query("update champions set state = 'ended' where person_id = $1", [helper.personId]);
  await tick();
  expect(await see(queueId)).toMatchObject({ state: 'closed', champions: [] });
  expect(await see(other)).toMatchObject({ state: 'closed', champions: [] });
  expect([await stateOf(first), await stateOf(second)]).toEqual(['withdrawn', 'withdrawn']);
  expect(await newsTo(bea.personId)).toEqual(['queue-closed']);
});

test('trouble with one thing keeps none of the others waiting', async () => {
  const { organisation, ana, later, setUp, open, join, next, stateOf } = await house();
  const queueId = await setUp();
  await open(queueId);
  const ticket = await join(ana, queueId);
  await next(queueId);
  later({ minutes: 3 });
  const faults: string[] = [];
  const { deps } = door.world;
  let asked = 0;
  await queueClock(
    {
      ...deps,
      db: {
        ...deps.db,
        transaction: (tenantId, work) => {
          asked++;
          return asked === 1 ? Promise.reject(new Error('away')) : deps.db.transaction(tenantId, work);
        },
      },
      log: { ...deps.log, error: (event) => void faults.push(event) },
    },
    organisation.tenantId,
  );
  expect(faults).toEqual(['part of the queue clock failed']);
  expect(await stateOf(ticket)).toBe('called');
  await queueClock(deps, organisation.tenantId);
  expect(await stateOf(ticket)).toBe('on-hold');
});
