import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../api/src/app.ts';
import { openDeps } from '../../api/src/deps.ts';
import { openVerifier } from '../../api/src/platform/identity.ts';
import { snapshotOf } from '../../api/src/queue/actions/snapshot.ts';
import type { Queue, QueueWithRule } from '../../api/src/queue/schema/queues.ts';
import { type Door, openDoor } from '../support/door.ts';
import { hire } from '../support/organisation.ts';
import { openHouse } from './live-queue.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const house = () => openHouse(door);

test('shows every change at once, whichever process made it and whoever looked before', async () => {
  const { ana, bea, cem, setUp, open, join, see, act } = await house();
  const queueId = await setUp();
  await open(queueId);
  // Another process of the product.
  const { config, issuer } = door.world;
  const deps = { ...openDeps(config), now: door.world.deps.now };
  const elsewhere = createApp(config, deps, openVerifier(config));
  const token = await issuer.issueTabToken({ tid: cem.tenantId, oid: cem.personId });
  const headers = { authorization: `Bearer ${token}` };
  const seeElsewhere = async () => (await elsewhere.request(`/api/queues/${queueId}`, { headers })).json();
  expect(await seeElsewhere()).toMatchObject({ waiting: 0 });
  const first = await join(ana, queueId);
  expect(await seeElsewhere()).toMatchObject({ waiting: 1 });
  await join(bea, queueId);
  expect(await seeElsewhere()).toMatchObject({ waiting: 2 });
  expect(await see(queueId)).toMatchObject({ waiting: 2 });
  await act(ana, first, 'withdraw');
  expect(await seeElsewhere()).toMatchObject({ waiting: 1 });
});

test('answers hundreds who look at once with one reading, and never with one from before they looked', async () => {
  const { organisation, ana, bea, setUp, open, join, see } = await house();
  const { deps } = door.world;
  const queueId = await setUp();
  await open(queueId);
  await join(ana, queueId);
  const all = await Promise.all(Array.from({ length: 300 }, () => snapshotOf(deps, organisation.tenantId, queueId)));
  expect(new Set(all).size).toBe(1);
  const looking = Array.from({ length: 50 }, () => see(queueId));
  await join(bea, queueId);
  const after = await see(queueId);
  expect(after.waiting).toBe(2);
  for (const { waiting } of await Promise.all(looking)) expect([1, 2]).toContain(waiting);
});

test('sees in a transaction what it has not committed, and nobody else does', async () => {
  const { organisation, ana, bea, setUp, open, join, see } = await house();
  const { deps } = door.world;
  const queueId = await setUp();
  await open(queueId);
  await join(ana, queueId, { groupable: true });
  const asked = async () => (await see(queueId, bea)).questions[0]?.question;
  await deps.db.transaction(organisation.tenantId, async (tx) => {
    await tx.sql
      .updateTable('tickets')
      .set({ question: 'Something else' })
      .where('tenant_id', '=', organisation.tenantId)
      .execute();
    expect((await snapshotOf({ ...deps, db: tx }, organisation.tenantId, queueId))?.tickets).toMatchObject([
      { question: 'Something else' },
    ]);
    expect(await asked()).toBe('Ana Reis asks');
    return { ok: false };
  });
  expect(await asked()).toBe('Ana Reis asks');
});

test('waits grow older by themselves', async () => {
  const { host, ana, bea, cem, later, setUp, open, join, next, act, see } = await house();
  const queueId = await setUp();
  await open(queueId);
  const ticket = await join(ana, queueId);
  await next(queueId, host);
  await act(ana, ticket, 'ready');
  await join(bea, queueId);
  const before = (await see(queueId, cem)).wait;
  later({ hours: 2 });
  expect((await see(queueId, cem)).wait).not.toEqual(before);
});

test('tells nobody who asks what, only the questions one may join and how many wait with each', async () => {
  const { host, ana, bea, cem, dai, setUp, open, join, done, see, next } = await house();
  const queueId = await setUp();
  await open(queueId);
  const first = await join(ana, queueId, {
    question: 'Why is my pivot blank?',
    groupable: true,
    topic: 'pivot-tables',
  });
  await join(bea, queueId, { question: 'Mine too', withTicketId: first.ticketId });
  await join(cem, queueId, { question: 'A private matter' });
  const seen = await see(queueId, dai);
  expect(seen.questions).toEqual([
    {
      ticketId: first.ticketId,
      topic: { topic: 'pivot-tables', label: 'Pivot tables' },
      question: 'Why is my pivot blank?',
      people: 2,
    },
  ]);
  expect(seen.waiting).toBe(2);
  const told = JSON.stringify([seen, await done(dai, 'GET /api/queues')]);
  for (const { personId, displayName } of [ana, bea, cem]) {
    expect(told).not.toContain(personId);
    expect(told).not.toContain(displayName);
  }
  expect((await see(queueId, bea)).questions).toEqual([]);
  await next(queueId, host);
  expect((await see(queueId, dai)).questions).toEqual([]);
});

test('answers 304 to who has it already, until something changes', async () => {
  const { ana, bea, setUp, open, join } = await house();
  const queueId = await setUp();
  await open(queueId);
  const ask = async (etag?: string) => {
    const headers = etag ? { 'if-none-match': etag } : {};
    const request = door.world.as({ tid: bea.tenantId, oid: bea.personId }, headers);
    return request(`GET /api/queues/${queueId}`);
  };
  const etag = (await ask()).headers.get('etag') ?? '';
  expect((await ask(etag)).status).toBe(304);
  await join(ana, queueId);
  expect((await ask(etag)).status).toBe(200);
});

test('lists the queues of the reader’s department first, then the shortest wait', async () => {
  const { organisation, host, helper, ana, bea, setUp, open, join, done } = await house();
  const [finance, legal] = [await setUp(host), await setUp(helper)];
  await Promise.all([open(finance, host), open(legal, helper)]);
  const lawyer = await hire(organisation, { department: 'Legal' });
  const order = async (who = ana) =>
    (await done<{ items: Queue[] }>(who, 'GET /api/queues')).items.map(({ queueId }) => queueId);
  expect(await order()).toEqual([finance, legal]);
  expect(await order(lawyer)).toEqual([legal, finance]);
  const stranger = await hire(organisation, { department: 'Research' });
  await join(ana, finance);
  await join(bea, finance);
  expect(await order(stranger)).toEqual([legal, finance]);
  expect(await done<QueueWithRule>(stranger, `GET /api/queues/${legal}`)).toMatchObject({ waiting: 0 });
});

test('a queue of another organisation is none', async () => {
  const [here, there] = [await house(), await house()];
  const queueId = await here.setUp();
  expect(await there.refused(there.ana, `GET /api/queues/${queueId}`)).toMatchObject({ type: 'no-such-queue' });
});

test('what is held on somebody has the tickets they asked by name, and of others only what they did', async () => {
  const { host, ana, bea, setUp, open, join, next, act, done, newKey } = await house();
  const queueId = await setUp();
  await open(queueId);
  const ticket = await join(ana, queueId, { anonymity: 'until-claimed', question: 'Ana’s own question' });
  const hidden = { anonymity: 'for-good', question: 'Bea’s own question' };
  const asked = await door.ask(bea, `POST /api/queues/${queueId}/tickets`, hidden, { 'asker-key': newKey() });
  expect(asked.status, asked.body).toBe(201);
  await done(ana, `POST /api/tickets/${ticket.ticketId}/messages`, { body: 'One more thing' });
  await next(queueId);
  type Held = { held: Record<string, Record<string, unknown>[]> };
  const exportOf = async (who: typeof ana) => (await done<Held>(who, 'GET /api/me/export')).held;
  const held = await exportOf(ana);
  expect(held.tickets).toMatchObject([{ question: 'Ana’s own question' }]);
  expect(held.tickets?.[0]).not.toHaveProperty('once_key');
  expect(held.ticket_messages).toMatchObject([{ body: 'One more thing' }]);
  expect(held.ticket_events?.map(({ does }) => does)).toEqual(['join', 'call']);
  expect(held.wait_forecasts).toHaveLength(1);
  // Called is not claimed: the champion may not know yet who asks.
  const hosts = await exportOf(host);
  expect(hosts.queues).toHaveLength(1);
  expect(hosts.queue_champions).toHaveLength(1);
  expect(hosts.tickets).toEqual([]);
  expect(hosts.ticket_events).toMatchObject([{ does: 'call' }]);
  expect(JSON.stringify(hosts)).not.toContain(ana.personId);
  const beas = JSON.stringify(await exportOf(bea));
  expect(beas).not.toContain(asked.json<{ ticketId: string }>().ticketId);
  expect(beas).not.toContain('Bea’s own question');
  await act(ana, ticket, 'ready');
});
