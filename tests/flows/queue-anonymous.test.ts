import { createHash, createHmac } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeskTicket, DeskTicketInDetail, OwnTicket } from '../../api/src/queue/schema/tickets.ts';
import { type Door, openDoor } from '../support/door.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { openHouse } from './live-queue.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

async function openedHouse() {
  const house = await openHouse(door);
  const queueId = await house.setUp();
  await house.open(queueId);
  /** As somebody whose browser keeps this key; every request has a name of its own, as the tab's have. */
  const from = (askerKey: string) => {
    const ask = (who: Hired, operation: string, body?: unknown) =>
      door.ask(who, operation, body, { 'asker-key': askerKey, 'idempotency-key': crypto.randomUUID() });
    const done = async <T>(who: Hired, operation: string, body?: unknown) => {
      const answer = await ask(who, operation, body);
      expect(answer.status, `${operation}: ${answer.body}`).toBeLessThan(300);
      return answer.json<T>();
    };
    return { ask, done };
  };
  const hidden = { question: 'May I say this at all?', anonymity: 'for-good' };
  return { ...house, queueId, from, hidden, at: (instant: string) => door.setNow(Temporal.Instant.from(instant)) };
}

/** Every row of every table of the tenant that has these words in it, as text; by table. */
async function rowsWith(tenantId: string, words: readonly string[]): Promise<Record<string, number>> {
  const { rows: tables } = await door.world.owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'tenant_id' and table_name not in ('tenants')`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await door.world.owner.query<{ row: string }>(
      `select row_to_json(one)::text as row from ${name} as one where tenant_id = $1`,
      [tenantId],
    );
    const hits = rows.filter(({ row }) => words.some((word) => row.includes(word)));
    if (hits.length > 0) found[name] = hits.length;
  }
  return found;
}

test('a name hidden until claimed is hidden everywhere from everybody but who claims it', async () => {
  const { organisation, ana, host, helper, queueId, setUp, open, join, next, act, done, refused, later } =
    await openedHouse();
  const rui = await makeChampion(organisation, await hire(organisation, { name: 'Rui Paz' }));
  await done(rui, `PUT /api/queues/${queueId}/helping`, {});
  const other = await setUp(helper);
  await open(other, helper);
  const ticket = await join(ana, queueId, { anonymity: 'until-claimed', question: 'A shy question', groupable: true });
  const path = `/api/tickets/${ticket.ticketId}`;
  /** Everything that a champion can read of it. */
  const readBy = async (who: Hired, queues = [queueId]) => {
    const answers = await Promise.all([
      door.ask(who, `GET ${path}`),
      ...queues.map((id) => door.ask(who, `GET /api/queues/${id}/line`)),
      ...queues.map((id) => door.ask(who, `GET /api/queues/${id}`)),
      door.ask(who, `POST ${path}/events`, { does: 'ready' }),
      door.ask(who, `PUT ${path}/helped`, { helped: 'yes' }),
    ]);
    const { rows } = await door.world.owner.query<{ payload: object }>(
      'select payload from notices where person_id = $1',
      [who.personId],
    );
    return [...answers.map(({ body }) => body), JSON.stringify(rows)].join('\n');
  };
  const names = (text: string) => [ana.displayName, ana.username, ana.personId].filter((name) => text.includes(name));

  await done(ana, `POST ${path}/messages`, { body: 'It is urgent' });
  expect(names(await readBy(host))).toEqual([]);
  const called = await next(queueId);
  expect(names(JSON.stringify(called))).toEqual([]);
  expect(names(await readBy(rui))).toEqual([]);
  await act(ana, ticket, 'not-ready');
  await act(ana, ticket, 'resume');
  await done(ana, `POST ${path}/messages`, { body: 'Now I can' });
  expect(names(await readBy(host))).toEqual([]);

  await next(queueId);
  await act(ana, ticket, 'ready');
  const claimed = await done<DeskTicketInDetail>(host, `GET ${path}`);
  expect(claimed).toMatchObject({ asker: { displayName: 'Ana Reis' }, askerUsername: ana.username });
  // Only to who has it: neither to those beside them nor to whom it is passed on.
  expect(names(await readBy(rui))).toEqual([]);
  await act(host, ticket, 'transfer', { championId: helper.personId, note: 'Legal knows' });
  expect(names(await readBy(helper, [other]))).toEqual([]);
  await act(helper, ticket, 'claim');
  later({ minutes: 1 });
  await act(helper, ticket, 'resolve', { whatHelped: 'Yes, you may.' });
  expect(names(await readBy(rui))).toEqual([]);
  const past = await done<{ items: DeskTicket[] }>(helper, 'GET /api/tickets?as=champion');
  expect(past.items).toMatchObject([{ asker: { displayName: 'Ana Reis' } }]);
  expect(await refused(helper, `POST /api/tickets/${ticket.ticketId}/events`, { does: 'claim' })).toMatchObject({
    type: 'ticket-over',
  });
});

test('nobody finds out whose a hidden question is by trying who may not answer it', async () => {
  const { host, helper, queueId, setUp, open, join, refused, done } = await openedHouse();
  await open(await setUp(helper), helper);
  // Tiago, a champion himself, asks in Mei's queue.
  const ticket = await join(helper, queueId, { anonymity: 'until-claimed' });
  const events = `POST /api/tickets/${ticket.ticketId}/events`;
  const toTiago = { does: 'transfer', championId: helper.personId };
  expect(await refused(host, events, toTiago)).toMatchObject({ type: 'claim-first' });
  expect(await refused(host, events, { ...toTiago, championId: host.personId })).toMatchObject({ type: 'claim-first' });
  await done(host, events, { does: 'claim' });
  expect(await refused(host, events, toTiago)).toMatchObject({ type: 'own-ticket' });
});

test('who asks without a link to them is answered in writing, from the browser that has the key', async () => {
  const { ana, bea, host, queueId, from, hidden, newKey, next, act, done, refused, later } = await openedHouse();
  const key = newKey();
  const join = `POST /api/queues/${queueId}/tickets`;
  expect(await refused(ana, join, hidden)).toMatchObject({ type: 'asker-key-missing' });
  const browser = from(key);
  const ticket = await browser.done<OwnTicket>(ana, join, { ...hidden, groupable: true });
  expect(ticket).toMatchObject({ role: 'asker', anonymity: 'for-good', place: { place: 1 } });
  // The same joining again is the same ticket; another question needs another key.
  expect((await browser.done<OwnTicket>(ana, join, hidden)).ticketId).toBe(ticket.ticketId);
  expect((await browser.ask(ana, join, { ...hidden, question: 'Another' })).json()).toMatchObject({
    type: 'key-reused',
  });

  const path = `/api/tickets/${ticket.ticketId}`;
  expect(await refused(ana, `GET ${path}`)).toMatchObject({ type: 'no-such-ticket' });
  expect((await from(newKey()).ask(ana, `GET ${path}`)).json()).toMatchObject({ type: 'no-such-ticket' });
  expect(await done(ana, 'GET /api/tickets/current')).toEqual({ ticket: null });
  expect(await browser.done(ana, 'GET /api/tickets/current')).toMatchObject({ ticket: { ticketId: ticket.ticketId } });

  // Called, it is claimed at once: nobody can be asked whether they are ready.
  const { called } = (await next(queueId)) as { called: DeskTicket[] };
  expect(called).toMatchObject([{ state: 'claimed', asker: null, askerUsername: null, recentHelps: null }]);
  await done(host, `POST ${path}/messages`, { body: 'Yes. What did you try?' });
  later({ seconds: 1 });
  await browser.done(ana, `POST ${path}/messages`, { body: 'Nothing yet' });
  const read = await browser.done<OwnTicket>(ana, `GET ${path}`);
  expect(read.messages.map(({ body }) => body)).toEqual(['Yes. What did you try?', 'Nothing yet']);
  expect(read.championUsername).toBeNull();
  for (const [does, more] of [
    ['no-show', {}],
    ['join-group', { otherTicketId: ticket.ticketId }],
  ] as const) {
    const who =
      does === 'no-show'
        ? door.ask(host, `POST ${path}/events`, { does, ...more })
        : browser.ask(ana, `POST ${path}/events`, { does, ...more });
    expect((await who).json()).toMatchObject({ type: expect.stringMatching(/only-in-writing|not-now/) });
  }
  await act(host, ticket, 'resolve', { whatHelped: 'The guidance says yes.' });
  expect(await browser.done<OwnTicket>(ana, `GET ${path}`)).toMatchObject({ whatHelped: 'The guidance says yes.' });
  expect(await browser.done<OwnTicket>(ana, `PUT ${path}/helped`, { helped: 'yes' })).toMatchObject({ helped: 'yes' });
  expect(await refused(bea, `GET ${path}`)).toMatchObject({ type: 'no-such-ticket' });
});

test('nothing anywhere leads from such a ticket to the person, neither while it lives nor afterwards', async () => {
  const { organisation, ana, host, queueId, from, hidden, newKey, next, act, done, later, tick } = await openedHouse();
  const { tenantId } = organisation;
  // What the directory and their own doings hold of Ana before.
  const before = await rowsWith(tenantId, [ana.personId, ana.username]);
  const key = newKey();
  const browser = from(key);
  const ticket = await browser.done<OwnTicket>(ana, `POST /api/queues/${queueId}/tickets`, hidden);
  const path = `/api/tickets/${ticket.ticketId}`;
  const requests: [string, object?][] = [
    [`POST ${path}/events`, { does: 'pause' }],
    [`POST ${path}/events`, { does: 'resume' }],
    [`POST ${path}/messages`, { body: 'Please' }],
    [`POST ${path}/booking`, { championId: host.personId, startsAt: '2026-11-24T10:00:00Z' }],
    [`POST ${path}/events`, { does: 'withdraw' }],
    [`POST ${path}/events`, { does: 'reopen' }],
    ['GET /api/tickets/current'],
    [`GET ${path}`],
  ];
  for (const [operation, body] of requests) await browser.ask(ana, operation, body);
  // Without the key, and to another queue, as somebody might try.
  const lost = { 'idempotency-key': 'lost-its-key' };
  await door.ask(ana, `POST ${path}/events`, { does: 'withdraw' }, lost);
  await door.ask(
    ana,
    `POST /api/queues/${queueId}/tickets`,
    { question: 'Me again' },
    { 'idempotency-key': 'twice-in-line' },
  );

  const seenFirst = await door.world.owner.query('select first_seen_at from people where person_id = $1', [
    ana.personId,
  ]);
  expect(seenFirst.rows).toHaveLength(1);
  expect(await rowsWith(tenantId, [ana.personId, ana.username])).toEqual(before);
  // Nor is the key kept, nor what says nothing but that somebody has a question in line.
  expect(await rowsWith(tenantId, [key, 'already-in-line'])).toEqual({});

  await next(queueId);
  later({ minutes: 3 });
  await act(host, ticket, 'resolve', { whatHelped: 'You may.' });
  await browser.done(ana, `PUT ${path}/helped`, { helped: 'yes' });
  expect(await rowsWith(tenantId, [ana.personId, ana.username])).toEqual(before);
  // While the ticket lived, its key of the day could be made anew from the secret; now there is none to compare with.
  const { rows } = await door.world.owner.query<{ secret: Buffer }>(
    'select secret from queue_secrets where tenant_id = $1',
    [tenantId],
  );
  const derived = rows.flatMap(({ secret }) => {
    const mac = createHmac('sha256', secret).update(ana.personId).digest();
    return [mac.toString('hex'), mac.toString('base64url')];
  });
  const digest = createHash('sha256').update(ana.personId).digest();
  expect(derived).toHaveLength(2);
  expect(await rowsWith(tenantId, [...derived, digest.toString('hex'), digest.toString('base64url')])).toEqual({});
  // And two days later there is no secret, either.
  later({ hours: 48 });
  await tick();
  expect((await door.world.owner.query('select from queue_secrets where tenant_id = $1', [tenantId])).rowCount).toBe(0);
  expect(await done(ana, 'GET /api/tickets?as=asker')).toEqual({ items: [], next: null });
});

test('one person has one question in line, however they ask and over midnight', async () => {
  const { ana, queueId, from, hidden, newKey, refused, join, act, at } = await openedHouse();
  const path = `POST /api/queues/${queueId}/tickets`;
  at('2026-11-23T23:59:00Z');
  const browser = from(newKey());
  const ticket = await browser.done<OwnTicket>(ana, path, hidden);
  at('2026-11-24T00:01:00Z');
  const twice = await refused(ana, path, { question: 'By name' });
  expect(twice.type).toBe('already-in-line');
  expect(twice).not.toHaveProperty('ticketId');
  const otherBrowser = await from(newKey()).ask(ana, path, hidden);
  expect(otherBrowser.json()).toMatchObject({ type: 'already-in-line' });
  await browser.done(ana, `POST /api/tickets/${ticket.ticketId}/events`, { does: 'withdraw' });
  const named = await join(ana, queueId);
  // The other way round: who has a ticket by name has none without.
  at('2026-11-25T00:01:00Z');
  expect((await from(newKey()).ask(ana, path, hidden)).json()).toMatchObject({
    type: 'already-in-line',
    ticketId: named.ticketId,
  });
  at('2026-11-27T00:01:00Z');
  expect((await from(newKey()).ask(ana, path, hidden)).json()).toMatchObject({ type: 'already-in-line' });
  await act(ana, named, 'withdraw');
});

test('when the secret of its day is gone, a ticket waits on and its key is nobody’s', async () => {
  const { ana, queueId, from, hidden, newKey, at, see } = await openedHouse();
  const path = `POST /api/queues/${queueId}/tickets`;
  const browser = from(newKey());
  const first = await browser.done<OwnTicket>(ana, path, hidden);
  at('2026-11-25T00:01:00Z');
  const second = await from(newKey()).done<OwnTicket>(ana, path, hidden);
  expect(second.place).toMatchObject({ place: 2 });
  expect((await see(queueId)).waiting).toBe(2);
  expect(await browser.done(ana, 'GET /api/tickets/current')).toMatchObject({ ticket: { ticketId: first.ticketId } });
});

test('who asks without a link to them can come back from their browser alone', async () => {
  const { ana, host, queueId, from, hidden, newKey, next, act, refused, later } = await openedHouse();
  const browser = from(newKey());
  const ticket = await browser.done<OwnTicket>(ana, `POST /api/queues/${queueId}/tickets`, hidden);
  const events = `POST /api/tickets/${ticket.ticketId}/events`;
  await next(queueId);
  await act(host, ticket, 'resolve', {});
  expect(await refused(host, events, { does: 'reopen' })).toMatchObject({ type: 'not-allowed' });
  later({ minutes: 1 });
  expect(await browser.done(ana, events, { does: 'reopen' })).toMatchObject({ state: 'waiting' });
  expect(
    (await browser.ask(ana, `POST /api/queues/${queueId}/tickets`, { question: 'And by name?' })).json(),
  ).toMatchObject({
    type: 'already-in-line',
  });
});

test('a champion does not learn from an answer that somebody asks without a link to them', async () => {
  const { ana, host, queueId, from, hidden, newKey, join, next, act, refused, stateOf, later } = await openedHouse();
  const named = await join(ana, queueId);
  await next(queueId);
  await act(host, named, 'claim');
  await act(host, named, 'no-show');
  const browser = from(newKey());
  const secret = await browser.done<OwnTicket>(ana, `POST /api/queues/${queueId}/tickets`, hidden);
  // The no-show was a mistake: Ana is let back in line, whatever else she asks, and both wait.
  await act(host, named, 'reopen');
  expect([await stateOf(named), await stateOf(secret)]).toEqual(['waiting', 'waiting']);
  await act(ana, named, 'withdraw');
  await browser.done(ana, `POST /api/tickets/${secret.ticketId}/events`, { does: 'withdraw' });
  // One by name is in the way, as it is in the line for everybody to see.
  const again = await join(ana, queueId);
  await next(queueId);
  await act(host, again, 'claim');
  await act(host, again, 'resolve', { whatHelped: '' });
  await join(ana, queueId);
  later({ minutes: 1 });
  expect(await refused(host, `POST /api/tickets/${again.ticketId}/events`, { does: 'reopen' })).toMatchObject({
    type: 'not-now',
  });
});

test('such a ticket becomes no booking, as a booking has a name', async () => {
  const { ana, host, queueId, from, hidden, newKey } = await openedHouse();
  await publish(door.world.deps, host);
  const browser = from(newKey());
  const { ticketId } = await browser.done<OwnTicket>(ana, `POST /api/queues/${queueId}/tickets`, hidden);
  const wanted = { championId: host.personId, startsAt: '2026-11-24T10:00:00Z' };
  const answer = await browser.ask(ana, `POST /api/tickets/${ticketId}/booking`, wanted);
  expect(answer.json()).toMatchObject({ type: 'only-in-writing' });
});

test('a question that others may join shows no name to them', async () => {
  const { ana, bea, queueId, join } = await openedHouse();
  await join(ana, queueId, { anonymity: 'until-claimed', groupable: true });
  const { body } = await door.ask(bea, `GET /api/queues/${queueId}`);
  expect(body).toContain('Ana Reis asks'); // The question itself.
  expect(body).not.toContain(ana.personId);
  expect(JSON.parse(body).questions).toEqual([
    { ticketId: expect.any(String), topic: null, question: 'Ana Reis asks', people: 1 },
  ]);
});
