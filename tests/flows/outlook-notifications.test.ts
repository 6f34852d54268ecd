import { serve } from '@hono/node-server';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { watchCalendars } from '../../api/src/office-hours/actions/calendar/watch.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { openGraph } from '../../api/src/platform/graph.ts';
import { type Door, openDoor } from '../support/door.ts';
import type { Hired } from '../support/organisation.ts';
import { type Office, openOffice, tuesday } from '../support/outlook.ts';

let door: Door;
let server: ReturnType<typeof serve>;
let apiUrl: string;
let office: Office;
let rita: Hired;
let mei: Hired;
let booked: Booking;

beforeAll(async () => {
  door = await openDoor();
  apiUrl = await new Promise((resolve) => {
    server = serve({ fetch: door.world.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await door.close();
});
beforeEach(async () => {
  door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z')); // a Monday
  office = await openOffice(door);
  door.world.issuer.tenant(office.organisation.tenantId).consents.application.add('Calendars.Read');
  rita = await office.employ('Rita Sousa');
  mei = await office.employChampion('Mei Tan');
  const request = { championId: mei.personId, startsAt: `${tuesday('10:00')}` };
  booked = (await door.ask(rita, 'POST /api/bookings', request)).json();
  await office.check(rita, booked.bookingId);
});

const watch = () => watchCalendars(door.world.deps, office.organisation.tenantId, apiUrl);
const see = async () => (await door.ask(rita, `GET /api/bookings/${booked.bookingId}`)).json<Booking>();
const subscriptions = () => door.world.graph.subscriptions().filter(({ tid }) => tid === office.organisation.tenantId);
const notify = (body: unknown, query = '') =>
  fetch(`${apiUrl}/api/graph/notifications${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function notices(kind: string): Promise<number> {
  const { rows } = await door.world.owner.query(`select from notices where tenant_id = $1 and kind = $2`, [
    office.organisation.tenantId,
    kind,
  ]);
  return rows.length;
}

test('watches the calendars of both, and sees at once what is moved or declined in Outlook', async () => {
  await watch();
  expect(subscriptions()).toHaveLength(2);
  office.calendars.change(rita.personId, office.eventOf(rita).id, { start: tuesday('15:00'), end: tuesday('15:30') });
  await door.world.graph.delivered();
  expect(await see()).toMatchObject({ startsAt: '2026-11-24T15:00:00Z', calendar: 'in-step' });
  office.calendars.respond(mei.personId, office.eventOf(mei).id, 'declined', { sendResponse: false });
  await door.world.graph.delivered();
  expect(await see()).toMatchObject({ state: 'cancelled', endedBy: 'Mei Tan', endedNote: 'Declined in Outlook.' });
  expect([await notices('booking-moved'), await notices('booking-cancelled')]).toEqual([1, 1]);
});

test('begins once, renews in time, and lets go of whoever has no plans any more', async () => {
  await watch();
  const [first] = subscriptions();
  door.setNow(door.world.deps.now().add({ hours: 12 }));
  await watch();
  expect(subscriptions().map(({ id }) => id)).toContain(first?.id);
  expect(subscriptions()).toHaveLength(2);
  await door.ask(rita, `POST /api/bookings/${booked.bookingId}/cancellation`, { note: '' });
  await watch();
  expect(subscriptions()).toEqual([]);
});

test('goes on when Graph wants the permission confirmed, and begins anew when it has dropped a subscription', async () => {
  await watch();
  const [first] = subscriptions();
  if (!first) throw new Error('nobody is watched');
  const before = first.expiresAt;
  door.setNow(door.world.deps.now().add({ hours: 1 }));
  door.world.graph.lifecycle(first.id, 'reauthorizationRequired');
  await door.world.graph.delivered();
  expect(subscriptions().find(({ id }) => id === first.id)?.expiresAt.epochMilliseconds).toBeGreaterThan(
    before.epochMilliseconds,
  );
  door.world.graph.lifecycle(first.id, 'subscriptionRemoved');
  await door.world.graph.delivered();
  expect(subscriptions()).toHaveLength(1);
  await watch();
  expect(subscriptions()).toHaveLength(2);
});

test('is quiet where the permission was not granted, and asks again after an hour', async () => {
  const { consents } = door.world.issuer.tenant(office.organisation.tenantId);
  consents.application.delete('Calendars.Read');
  await watch();
  consents.application.add('Calendars.Read');
  // With another token: the one without the permission would be used until it ends.
  const deps = { ...door.world.deps, graph: openGraph(door.world.config) };
  const watchAgain = () => watchCalendars(deps, office.organisation.tenantId, apiUrl);
  await watchAgain();
  expect(subscriptions()).toEqual([]);
  door.setNow(door.world.deps.now().add({ hours: 1 }));
  await watchAgain();
  expect(subscriptions()).toHaveLength(2);
});

test('answers the text that validates a subscription, as text', async () => {
  const token = 'Validation: <b>Testing</b> client application reachability + 100 %';
  const response = await fetch(`${apiUrl}/api/graph/notifications?validationToken=${encodeURIComponent(token)}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
  expect([
    response.status,
    response.headers.get('content-type'),
    response.headers.get('x-content-type-options'),
  ]).toEqual([200, 'text/plain; charset=utf-8', 'nosniff']);
  expect(await response.text()).toBe(token);
});

test('believes nobody: what is forged, unknown, repeated or late has no effect', async () => {
  await watch();
  const [subscription] = subscriptions().filter(({ resource }) => resource.includes(rita.personId));
  const { id } = office.eventOf(rita);
  const told = {
    subscriptionId: subscription?.id,
    tenantId: rita.tenantId,
    clientState: subscription?.clientState,
    changeType: 'deleted',
    resourceData: { id },
  };
  const forged = [
    { ...told, clientState: 'guessed' },
    { ...told, clientState: undefined },
    { ...told, subscriptionId: crypto.randomUUID() },
    { ...told, tenantId: crypto.randomUUID() },
    { ...told, resourceData: { id: 'something else' } },
    { ...told, resourceData: undefined },
    { ...told, lifecycleEvent: 'missed' },
    { ...told, changeType: 'updated' },
  ];
  for (const one of forged) expect((await notify({ value: [one, one] })).status).toBe(200);
  expect(await see()).toMatchObject({ state: 'booked', calendar: 'in-step' });
  expect((await notify({ value: ['nonsense'] })).status).toBe(400);
  expect((await notify({})).status).toBe(200);
  office.calendars.change(rita.personId, id, { start: tuesday('15:00'), end: tuesday('15:30') });
  await door.world.graph.delivered();
  await Promise.all([1, 2, 3].map(() => notify({ value: [{ ...told, changeType: 'updated' }] })));
  expect(await see()).toMatchObject({ startsAt: '2026-11-24T15:00:00Z', calendar: 'in-step' });
  expect(await notices('booking-moved')).toBe(1);
});
