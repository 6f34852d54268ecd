import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationsOf } from '../../api/src/operations.ts';
import { scheduleOf, timersOf } from '../../api/src/timers.ts';
import { buildFunctions } from '../../infra/build/build.ts';
import { type FunctionsHost, loadFunctions } from '../support/functions-host.ts';
import { foundOrganisation, type Hired, hire } from '../support/organisation.ts';
import { createWorld, type World } from '../support/world.ts';

const tid = crypto.randomUUID();
let world: World;
let somebody: Hired;

beforeAll(async () => {
  world = await createWorld({ tenants: [{ tid, people: [] }] });
  await buildFunctions();
  somebody = await hire(await foundOrganisation(world, 'Functions', tid));
});
afterAll(() => world.close());

/** What Azure would be configured with. */
const environment = () =>
  Object.fromEntries(
    Object.entries(world.config).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

describe.each([
  ['the sources', new URL('../../api/src/functions.ts', import.meta.url).href],
  ['the built functions', new URL('../../dist/functions/main.js', import.meta.url).href],
])('%s', (_name, entry) => {
  let host: FunctionsHost;
  beforeAll(async () => {
    host = await loadFunctions(entry, environment());
  });

  test('register a named function for every operation, at its method and route', () => {
    for (const { operationId, method, path } of operationsOf(world.config)) {
      const trigger = triggerOf(host, operationId);
      expect({ operationId, ...trigger }).toMatchObject({
        operationId,
        methods: [method.toUpperCase()],
        route: path.replace('/api/', ''),
      });
    }
  });

  test('register nothing else but the contract, the timers, the bot and the delivery of notices', () => {
    const operations = new Set(operationsOf(world.config).map(({ operationId }) => operationId));
    const others = [...host.functions.keys()].filter((name) => !operations.has(name));
    const bots = entry.includes('dist') ? ['deliverNotices', 'messages'] : [];
    expect(others.sort()).toEqual([...bots, 'getOpenApi', ...timersOf(world.config).map(({ name }) => name)].sort());
  });

  test('register every timer with its schedule', () => {
    for (const timer of timersOf(world.config)) {
      const [trigger] = Object.values(host.functions.get(timer.name)?.bindings ?? {});
      expect(trigger).toMatchObject({ type: 'timerTrigger', schedule: scheduleOf(timer) });
    }
    expect(scheduleOf({ name: '', everyMinutes: 1, run: async () => {} })).toBe('0 */1 * * * *');
    expect(scheduleOf({ name: '', everyMinutes: 120, run: async () => {} })).toBe('0 0 */2 * * *');
  });

  test.each([
    ['getMe', 'GET', '/api/me', undefined],
    ['getPerson', 'GET', `/api/people/${crypto.randomUUID()}`, undefined],
    ['getPerson', 'GET', '/api/people/not-an-id', undefined],
    ['changeMe', 'PATCH', '/api/me', { languages: ['en', 'pt'] }],
    ['bookSlot', 'POST', '/api/bookings', { championId: crypto.randomUUID(), startsAt: '2030-01-01T10:00:00Z' }],
    ['getOpenApi', 'GET', '/api/openapi.json', undefined],
  ])('answer %s %s %s as the app does', async (name, method, path, body) => {
    const token = await world.issuer.issueTabToken({ tid, oid: somebody.personId });
    const request = () =>
      new Request(`http://localhost${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'accept-language': 'pt-PT',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    const [byHost, byApp] = [await host.call(name, request()), await world.app.fetch(request())];
    expect(byHost.status).toBe(byApp.status);
    expect(byHost.headers.get('content-type')).toBe(byApp.headers.get('content-type'));
    expect(await byHost.json()).toEqual(await byApp.json());
  });

  test('refuse a call without a token', async () => {
    const answer = await host.call('getMe', new Request('http://localhost/api/me'));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ type: 'sign-in-needed', status: 401 });
  });
});

/** Bindings are named by the programming model; a function has one trigger. */
function triggerOf(host: FunctionsHost, name: string) {
  return Object.values(host.functions.get(name)?.bindings ?? {}).find(({ type }) => type === 'httpTrigger');
}
