import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openGraph } from '../../api/src/platform/graph.ts';
import { graphEndpoints } from '../../api/src/platform/graph-endpoints.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';
import { byHand, eventSchema, inUtc, meeting, nothing } from './calendar-calls.ts';
import { type Notification, type Receiver, startReceiver } from './receiver.ts';

let cloud: LocalCloud;
const [ada, bram] = [person('Ada Quill'), person('Bram Ostler')];
let adas: Awaited<ReturnType<typeof byHand>>;
let receiver: Receiver;
/** How far Graph's clock is ahead. */
let aheadMinutes = 0;
beforeAll(async () => {
  cloud = await startCloud([ada, bram], {
    retryPausesMilliseconds: [1, 1],
    now: () => Temporal.Now.instant().add({ minutes: aheadMinutes }),
  });
  adas = await byHand(cloud, ada);
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  cloud.issuer.tenant(cloud.tid).consents.application.add('Calendars.Read');
  receiver = await startReceiver();
});
afterEach(async () => {
  aheadMinutes = 0;
  for (const { id } of cloud.graph.subscriptions()) await end(id);
  receiver.close();
});

const graph = () => openGraph(cloud.config);
const asApp = () => ({ kind: 'application', tenantId: cloud.tid }) as const;
const soon = (minutes: number) => String(Temporal.Now.instant().add({ minutes }));

const subscriptionSchema = z.object({ id: z.guid(), expirationDateTime: z.string(), clientState: z.string() });

async function watch(more: object = {}, prefer = inUtc) {
  const body = {
    changeType: 'created,updated,deleted',
    resource: `users/${bram.id}/events`,
    notificationUrl: receiver.url,
    expirationDateTime: soon(60),
    clientState: 'between us',
    ...more,
  };
  return graph().call('watchCalendar', { as: asApp(), schema: subscriptionSchema, body, prefer });
}

async function watched(more: object = {}, prefer = inUtc) {
  const answer = await watch(more, prefer);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.answer;
}

const end = (subscription: string) =>
  graph().call('endWatch', { as: asApp(), schema: nothing, path: { subscription } });

async function invite() {
  return eventSchema.parse(await (await adas('POST', '/me/events', meeting(9, 10, bram))).json());
}

/** What the receiver was told, when everything under way has arrived. */
async function told(): Promise<Notification[]> {
  await cloud.graph.delivered();
  return receiver.batches.flat();
}

const copyOf = ({ iCalUId }: { iCalUId: string }) =>
  cloud.graph
    .calendars(cloud.tid)
    .of(bram.id)
    .find((event) => event.iCalUId === iCalUId)?.id;

describe('a watch', () => {
  it('needs the permission that an administrator grants besides', async () => {
    const untouched = cloud.issuer.tenant(cloud.otherTid).consents.application;
    expect(untouched.has('Calendars.Read')).toBe(false);
    const { application } = cloud.issuer.tenant(cloud.tid).consents;
    application.delete('Calendars.Read');
    const { permission, without } = graphEndpoints.watchCalendar;
    const refusal = { ok: false, reason: 'permission-missing', endpoint: 'watchCalendar', permission, without };
    expect(await watch()).toEqual(refusal);
    // Whoever may write does not for that have what a subscription asks for.
    application.add('Calendars.ReadWrite');
    expect(await watch()).toEqual(refusal);
    application.delete('Calendars.ReadWrite');
  });

  it('begins when the receiver has said the token back', async () => {
    const tokens: string[] = [];
    const { handshake } = receiver;
    receiver.handshake = (token) => {
      tokens.push(token);
      return handshake(token);
    };
    expect(await watched()).toMatchObject({ clientState: 'between us' });
    expect(tokens).toHaveLength(1);
    expect(cloud.graph.subscriptions()).toHaveLength(1);
  });

  it.each<[string, Receiver['handshake'], string]>([
    ['something else', () => ({ status: 200, type: 'text/plain', text: 'hello' }), 'must exactly match'],
    ['an error', (text) => ({ status: 500, type: 'text/plain', text }), 'must respond with 200 OK'],
    ['a page', (text) => ({ status: 200, type: 'text/html', text }), 'of the type text/plain'],
  ])('does not begin when the receiver says %s', async (_what, handshake, words) => {
    receiver.handshake = handshake;
    const answer = await watchByHand();
    expect(await answer.json()).toMatchObject({
      error: { code: 'ValidationError', message: expect.stringContaining(words) },
    });
    expect(cloud.graph.subscriptions()).toEqual([]);
  });

  it.each<[string, object]>([
    ['a resource that nobody can watch', { resource: 'planets/mars' }],
    ['a calendar that is not there', { resource: `users/${crypto.randomUUID()}/events` }],
    ['an address without encryption, elsewhere', { notificationUrl: 'http://elsewhere.example/' }],
    ['more than seven days', { expirationDateTime: soon(10_090) }],
    ['a time that has passed', { expirationDateTime: soon(-1) }],
    ['a secret that is too long', { clientState: 'x'.repeat(129) }],
    ['a kind of change that there is not', { changeType: 'guessed' }],
  ])('does not begin with %s', async (_what, wrong) => {
    const answer = await watchByHand(wrong);
    expect([400, 404]).toContain(answer.status);
    expect(cloud.graph.subscriptions()).toEqual([]);
  });

  it('is made longer, and ended', async () => {
    const { id: subscription } = await watched();
    const body = { expirationDateTime: soon(600) };
    const renewed = await graph().call('renewWatch', {
      as: asApp(),
      schema: subscriptionSchema,
      path: { subscription },
      body,
    });
    expect(renewed).toMatchObject({ ok: true, answer: body });
    expect(await end(subscription)).toEqual({ ok: true, answer: undefined });
    expect(await end(subscription)).toEqual({ ok: false, reason: 'not-found' });
    await invite();
    expect(await told()).toEqual([]);
  });
});

describe('a notification', () => {
  it('names what changed, for whom and with the secret, in one batch for one moment', async () => {
    const { id: subscriptionId, expirationDateTime } = await watched();
    const event = await invite();
    const resource = `Users/${bram.id}/Events/${copyOf(event)}`;
    expect(await told()).toEqual([
      {
        subscriptionId,
        subscriptionExpirationDateTime: expirationDateTime,
        clientState: 'between us',
        tenantId: cloud.tid,
        changeType: 'created',
        resource,
        resourceData: { '@odata.type': '#Microsoft.Graph.Event', '@odata.id': resource, id: copyOf(event) },
      },
    ]);
    const calendars = cloud.graph.calendars(cloud.tid);
    calendars.respond(bram.id, copyOf(event) ?? '', 'accepted');
    calendars.remove(bram.id, copyOf(event) ?? '');
    expect((await told()).map(({ changeType }) => changeType)).toEqual(['created', 'updated', 'deleted']);
    expect(receiver.batches.map((batch) => batch.length)).toEqual([1, 2]);
  });

  it('leads to the event, for the app', async () => {
    await watched();
    const event = await invite();
    const [{ resourceData } = { resourceData: {} }] = await told();
    const { id } = z.object({ id: z.string() }).parse(resourceData);
    const path = { user: bram.id, event: id };
    const read = await graph().call('readEventOf', { as: asApp(), schema: eventSchema, path, prefer: inUtc });
    expect(read).toMatchObject({ ok: true, answer: { id, iCalUId: event.iCalUId, isOrganizer: false } });
  });

  it('names events by passing ids when the watch did not ask for others', async () => {
    await watched({}, []);
    const event = await invite();
    expect(await told()).not.toMatchObject([{ resourceData: { id: copyOf(event) } }]);
  });

  it('comes only for what is watched', async () => {
    await watched({ changeType: 'deleted' });
    await watched({ resource: `/users/${bram.userPrincipalName}/events`, clientState: 'by address' });
    await adas('POST', '/me/events', meeting(9, 10));
    const event = await invite();
    expect((await told()).map(({ clientState }) => clientState)).toEqual(['by address']);
    cloud.graph.calendars(cloud.tid).remove(bram.id, copyOf(event) ?? '');
    expect((await told()).map(({ clientState }) => clientState).sort()).toEqual([
      'between us',
      'by address',
      'by address',
    ]);
  });

  it('is brought again until it is taken', async () => {
    await watched();
    receiver.answers.push(500, 404);
    await invite();
    expect(await told()).toHaveLength(3);
    expect(new Set(receiver.batches.map((batch) => JSON.stringify(batch))).size).toBe(1);
  });

  it('that nobody takes is given up, and said to be missed', async () => {
    const { id } = await watched({ lifecycleNotificationUrl: receiver.url.replace('from=graph', 'from=lifecycle') });
    receiver.answers.push(500, 500, 500);
    await invite();
    const [last, ...before] = (await told()).reverse();
    expect(before).toHaveLength(3);
    expect(last).toMatchObject({ lifecycleEvent: 'missed', subscriptionId: id, clientState: 'between us' });
  });
});

describe('the life of a watch', () => {
  it('ends in silence when nobody made it longer', async () => {
    const { id: subscription } = await watched();
    aheadMinutes = 61;
    await invite();
    expect(await told()).toEqual([]);
    expect(cloud.graph.subscriptions()).toEqual([]);
    expect(await end(subscription)).toEqual({ ok: false, reason: 'not-found' });
  });

  it.each(['reauthorizationRequired', 'subscriptionRemoved'] as const)(
    'tells its owner: %s',
    async (lifecycleEvent) => {
      const { id } = await watched({ lifecycleNotificationUrl: receiver.url });
      cloud.graph.lifecycle(id, lifecycleEvent);
      expect(await told()).toMatchObject([{ lifecycleEvent, subscriptionId: id, clientState: 'between us' }]);
      expect(cloud.graph.subscriptions()).toHaveLength(lifecycleEvent === 'subscriptionRemoved' ? 0 : 1);
    },
  );
});

/** As the app, with a token of its own. */
async function watchByHand(more: object = {}): Promise<Response> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: cloud.config.CLIENT_ID,
    client_secret: cloud.config.CLIENT_SECRET,
    scope: `${cloud.graph.url}/.default`,
  });
  const tokens = await fetch(`${cloud.issuer.url}/${cloud.tid}/oauth2/v2.0/token`, { method: 'POST', body: form });
  const { access_token } = z.object({ access_token: z.string() }).parse(await tokens.json());
  const body = {
    changeType: 'updated',
    resource: `users/${bram.id}/events`,
    notificationUrl: receiver.url,
    expirationDateTime: soon(60),
    ...more,
  };
  return fetch(`${cloud.graph.url}/v1.0/subscriptions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
