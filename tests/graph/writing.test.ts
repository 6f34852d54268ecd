import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openGraph } from '../../api/src/platform/graph.ts';
import { graphEndpoints } from '../../api/src/platform/graph-endpoints.ts';
import type { Fault } from '../../infra/local/graph/faults.ts';
import { freePort } from '../../infra/local/ports.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { eventSchema, graphWithoutPauses, inUtc, meeting, nothing, signedIn } from './calendar-calls.ts';

let cloud: LocalCloud;
const [ada, bram, carl] = [person('Ada Quill'), person('Bram Ostler'), person('Carl Vane', { mailbox: null })];
beforeAll(async () => {
  cloud = await startCloud([ada, bram, carl]);
});
afterAll(async () => {
  expect(cloud.graph.unknownCalls()).toEqual([]);
  await cloud.stop();
});
afterEach(() => cloud.graph.faults.clear());

const eventsOf = ({ id }: typeof ada) => cloud.graph.calendars(cloud.tid).of(id);
const transaction = () => ({ transactionId: randomUUID() });

async function create(body: object, { graph = openGraph(cloud.config), who = ada, deadlineSeconds = 10 } = {}) {
  const as = await signedIn(cloud, who);
  return graph.call('createEvent', { as, schema: eventSchema, body, prefer: inUtc, deadlineSeconds });
}

async function created(body: object) {
  const answer = await create(body);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.answer;
}

async function statusesOf(act: () => Promise<unknown>): Promise<number[]> {
  const before = cloud.graph.calls.length;
  await act();
  return cloud.graph.calls.slice(before).map(({ status }) => status);
}

describe('a call that writes', () => {
  it('sends its body, and answers what Graph made of it', async () => {
    const body = { ...meeting(9, 10, bram), ...transaction() };
    const event = await created(body);
    expect(event).toMatchObject({ subject: 'Office hour', transactionId: body.transactionId, isOrganizer: true });
    expect(event.start).toEqual({ dateTime: '2026-11-24T09:00:00.0000000', timeZone: 'UTC' });
    expect(eventsOf(ada).map(({ id }) => id)).toContain(event.id);
  });

  it('fills in the parts of the path, whatever is in them', async () => {
    const event = await created(meeting(10, 11));
    const as = await signedIn(cloud, ada);
    const graph = openGraph(cloud.config);
    const read = await graph.call('getEvent', { as, schema: eventSchema, path: { event: event.id }, prefer: inUtc });
    expect(read).toMatchObject({ ok: true, answer: { id: event.id } });
    const odd = await graph.call('getEvent', { as, schema: eventSchema, path: { event: '../events?x=1#%/é' } });
    expect(odd).toEqual({ ok: false, reason: 'not-found' });
    expect(cloud.graph.calls.at(-1)).toMatchObject({ endpoint: 'getEvent', status: 404 });
    const empty = graph.call('deleteEvent', { as, schema: nothing, path: { event: '' } });
    await expect(empty).rejects.toThrow("a call to Graph's /me/events/{event} needs to say which event");
  });

  it('encodes the options of a first call', async () => {
    const as = await signedIn(cloud, ada);
    const query = { startDateTime: '2026-11-24T00:00:00+01:00', endDateTime: '2026-11-25T00:00:00+01:00' };
    const schema = z.object({ '@odata.deltaLink': z.string() });
    const read = await openGraph(cloud.config).call('calendarViewDelta', { as, schema, query, pageSize: 50 });
    expect(read).toMatchObject({ ok: true });
  });

  it('takes an answer without a body as undefined', async () => {
    const as = await signedIn(cloud, ada);
    const graph = openGraph(cloud.config);
    const { id: event } = await created(meeting(11, 12, bram));
    const body = { comment: 'Something came up.' };
    expect(await graph.call('cancelEvent', { as, schema: nothing, path: { event }, body })).toEqual({
      ok: true,
      answer: undefined,
    });
    const { id: own } = await created(meeting(11, 12));
    expect(await graph.call('deleteEvent', { as, schema: nothing, path: { event: own } })).toEqual({
      ok: true,
      answer: undefined,
    });
  });

  it('is not found after it ended the event, nor for somebody without a mailbox', async () => {
    const as = await signedIn(cloud, ada);
    const graph = openGraph(cloud.config);
    const { id: event } = await created(meeting(11, 12, bram));
    const cancel = () => graph.call('cancelEvent', { as, schema: nothing, path: { event }, body: {} });
    await cancel();
    expect(await cancel()).toEqual({ ok: false, reason: 'not-found' });
    expect(await create(meeting(9, 10), { who: carl })).toEqual({ ok: false, reason: 'not-found' });
  });

  it('has a permission of its own, which others do not stand in for', async () => {
    const granted = cloud.issuer.tenant(cloud.tid).consents.delegated;
    granted.delete('Calendars.ReadWrite');
    const refused = await create(meeting(9, 10));
    granted.add('Calendars.ReadWrite');
    const { permission, without } = graphEndpoints.createEvent;
    expect(refused).toEqual({ ok: false, reason: 'permission-missing', endpoint: 'createEvent', permission, without });
  });

  it('ends sooner than the endpoint allows when whoever waits has less patience', async () => {
    await create(meeting(9, 10));
    cloud.graph.faults.add({ kind: 'hang' });
    const began = performance.now();
    expect(await create(meeting(9, 10), { deadlineSeconds: 0.3 })).toMatchObject({ reason: 'unreachable' });
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('the same transaction', () => {
  it('makes one event, however often it is asked for', async () => {
    const body = { ...meeting(13, 14, bram), ...transaction() };
    const [first, second] = [await created(body), await created(body)];
    expect(second).toEqual(first);
    expect(eventsOf(ada).filter(({ transactionId }) => transactionId === body.transactionId)).toHaveLength(1);
    expect(eventsOf(bram).filter(({ iCalUId }) => iCalUId === first.iCalUId)).toHaveLength(1);
  });

  it('is a conflict that names the event when it is used for another one', async () => {
    const { transactionId } = transaction();
    const first = await created({ ...meeting(13, 14, bram), transactionId });
    const moved = { ...meeting(15, 16, bram), transactionId };
    expect(await create(moved)).toEqual({ ok: false, reason: 'conflict', existing: first.id });
    expect(eventsOf(ada).filter((event) => event.transactionId === transactionId)).toHaveLength(1);
  });

  it('is another one in the calendar of somebody else', async () => {
    const body = { ...meeting(13, 14), ...transaction() };
    const hers = await created(body);
    const his = await create(body, { who: bram });
    expect(his).toMatchObject({ ok: true });
    expect(his).not.toMatchObject({ answer: { id: hers.id } });
  });
});

describe('trouble with a call that Graph knows again', () => {
  const troubles: [string, Fault, number][] = [
    ['a fault of the server before the effect', { kind: 'fail', status: 503 }, 503],
    ['a fault of the server after the effect', { kind: 'fail', status: 500, when: 'after' }, 500],
    ['a connection that broke before the effect', { kind: 'drop' }, 0],
    ['a connection that broke after the effect', { kind: 'drop', when: 'after' }, 0],
    ['throttling', { kind: 'throttle', retryAfterSeconds: 3 }, 429],
  ];
  it.each(troubles)('is got over: %s', async (_what, fault, status) => {
    const { graph, pauses } = graphWithoutPauses(cloud);
    const body = { ...meeting(16, 17, bram), ...transaction() };
    cloud.graph.faults.add(fault, 1, { endpoint: 'createEvent' });
    expect(await statusesOf(() => create(body, { graph }))).toEqual([status, 201]);
    expect(pauses).toHaveLength(1);
    expect(eventsOf(ada).filter(({ transactionId }) => transactionId === body.transactionId)).toHaveLength(1);
  });

  const unanswered: [string, Fault, number][] = [
    ['before', { kind: 'hang' }, 0],
    ['after', { kind: 'hang', when: 'after' }, 1],
  ];
  it.each(unanswered)('that is never answered, stopped %s its effect, may be done', async (_when, fault, events) => {
    const body = { ...meeting(16, 17, bram), ...transaction() };
    cloud.graph.faults.add(fault);
    expect(await create(body, { deadlineSeconds: 1.5 })).toEqual({
      ok: false,
      reason: 'unreachable',
      maybeDone: true,
    });
    expect(eventsOf(ada).filter(({ transactionId }) => transactionId === body.transactionId)).toHaveLength(events);
    expect(await create(body)).toMatchObject({ ok: true });
    expect(eventsOf(ada).filter(({ transactionId }) => transactionId === body.transactionId)).toHaveLength(1);
  });

  it('may still be done when a later attempt was refused', async () => {
    const { graph } = graphWithoutPauses(cloud);
    const body = { ...meeting(16, 17, bram), ...transaction() };
    cloud.graph.faults.add({ kind: 'drop', when: 'after' });
    cloud.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 300 });
    expect(await create(body, { graph })).toEqual({ ok: false, reason: 'unreachable', maybeDone: true });
    expect(eventsOf(ada).some(({ transactionId }) => transactionId === body.transactionId)).toBe(true);
  });

  it('is certainly not done when it was only ever throttled', async () => {
    const { graph } = graphWithoutPauses(cloud);
    const body = { ...meeting(16, 17, bram), ...transaction() };
    cloud.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 300 });
    expect(await create(body, { graph })).toEqual({ ok: false, reason: 'throttled', retryAfterSeconds: 300 });
    expect(eventsOf(ada).some(({ transactionId }) => transactionId === body.transactionId)).toBe(false);
  });
});

describe('a call that Graph does not know again', () => {
  const watch = { changeType: 'updated', resource: 'users/x/events', notificationUrl: 'http://localhost/' };

  async function watching(fault: Fault) {
    const granted = cloud.issuer.tenant(cloud.tid).consents.application;
    granted.add('Calendars.Read');
    cloud.graph.faults.add(fault);
    const { graph } = graphWithoutPauses(cloud);
    const as = { kind: 'application', tenantId: cloud.tid } as const;
    const answers: unknown[] = [];
    const statuses = await statusesOf(async () => {
      const calling = graph.call('watchCalendar', { as, schema: nothing, body: watch });
      answers.push(await calling.catch((error: Error) => error.message));
    });
    granted.delete('Calendars.Read');
    return { answer: answers[0], statuses };
  }

  it('is not repeated when it may have had its effect', async () => {
    const maybe = { ok: false, reason: 'unreachable', maybeDone: true };
    expect(await watching({ kind: 'fail', status: 503 })).toEqual({ answer: maybe, statuses: [503] });
    expect(await watching({ kind: 'drop' })).toEqual({ answer: maybe, statuses: [0] });
  });

  it('is repeated when it was only throttled', async () => {
    const { statuses } = await watching({ kind: 'throttle', retryAfterSeconds: 1 });
    expect(statuses).toEqual([429, 400]);
  });
});

describe('what cannot have arrived', () => {
  it('is certainly not done when nobody listens', async () => {
    const graph = openGraph(
      { ...cloud.config, GRAPH_URL: `https://localhost:${await freePort(0)}` },
      { credentials: { graphToken: async () => ({ ok: true, token: 'any' }) }, wait: async () => {} },
    );
    const body = { ...meeting(9, 10), ...transaction() };
    expect(await create(body, { graph })).toEqual({ ok: false, reason: 'unreachable', maybeDone: false });
  });

  it('is certainly not done when there was no token to send', async () => {
    const graph = openGraph({ ...cloud.config, AUTHORITY: `https://localhost:${await freePort(0)}` });
    const refused = await create(meeting(9, 10), { graph });
    expect(refused).toEqual({ ok: false, reason: 'unreachable', maybeDone: false });
  });
});
