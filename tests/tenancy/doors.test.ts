import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationsOf } from '../../api/src/operations.ts';
import type { Role } from '../../api/src/platform/actor.ts';
import type { Operation } from '../../api/src/platform/operations.ts';
import { foundOrganisation, type Hired, hire, makeChampion } from '../support/organisation.ts';
import { createWorld, type World } from '../support/world.ts';

const [tid, unknownTid] = [crypto.randomUUID(), crypto.randomUUID()];
let world: World;
let operations: Operation[];
const people = {} as Record<'learner' | 'champion' | 'leader' | 'specialist' | 'owner' | 'gone', Hired>;

beforeAll(async () => {
  world = await createWorld({ tenants: [tid, unknownTid].map((each) => ({ tid: each, people: [] })) });
  const organisation = await foundOrganisation(world, 'Doors', tid);
  people.learner = await hire(organisation);
  people.champion = await makeChampion(organisation, await hire(organisation));
  for (const role of ['leader', 'specialist', 'owner'] as const)
    people[role] = await hire(organisation, { roles: [role] });
  people.gone = await hire(organisation, { roles: ['owner'] });
  await world.owner.query('update people set active = false, left_at = now() where person_id = $1', [
    people.gone.personId,
  ]);
  operations = operationsOf(world.config);
});
afterAll(() => world.close());

/** Every operation on things that do not exist: who may call hears of that, who may not hears it before. */
async function knock(operation: Operation, token: string): Promise<{ status: number; type: string }> {
  const address = operation.path.replace(/\{\w+\}/g, crypto.randomUUID());
  const type = operation.bodyType ?? (operation.body && 'application/json');
  const response = await world.app.request(address, {
    method: operation.method.toUpperCase(),
    headers: { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) },
    ...(type && { body: '[]' }),
  });
  const answer = response.headers.get('content-type')?.includes('problem') ? await response.json() : {};
  return { status: response.status, type: (answer as { type?: string }).type ?? '' };
}

const tokenOf = ({ personId }: Hired, tenant = tid) => world.issuer.issueTabToken({ tid: tenant, oid: personId });

describe.each(['learner', 'champion', 'leader', 'specialist', 'owner'] as const)('a %s', (role) => {
  test('comes through the doors of their roles and through no others', async () => {
    const token = await tokenOf(people[role]);
    const roles: Role[] = ['learner', role];
    for (const operation of operations) {
      const { type } = await knock(operation, token);
      const may = typeof operation.roles === 'string' || operation.roles.some((needed) => roles.includes(needed));
      expect(type === 'not-allowed', `${operation.key} answers ${type}`).toBe(!may);
    }
  });
});

test('one door is open to anybody, who is told nothing there', async () => {
  const open = operations.filter(({ roles }) => roles === 'anybody');
  expect(open.map(({ operationId }) => operationId)).toEqual(['takeGraphNotifications']);
  const response = await world.app.request('/api/graph/notifications', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"value":[]}',
  });
  expect([response.status, await response.text()]).toEqual([200, '']);
});

test('nobody comes in without a token or with one that was tampered with', async () => {
  const good = await tokenOf(people.owner);
  const forged = `${good.slice(0, -8)}AAAAAAAA`;
  for (const operation of operations.filter(({ roles }) => roles !== 'anybody')) {
    for (const token of ['', forged]) expect(await knock(operation, token)).toMatchObject({ status: 401 });
  }
});

test('whoever left, is not in the directory or comes from an unknown organisation stays outside', async () => {
  const outside = [
    [await tokenOf(people.gone), 'no-longer-active'],
    [await tokenOf({ ...people.owner, personId: crypto.randomUUID() }), 'not-in-directory'],
    [await tokenOf(people.owner, unknownTid), 'organisation-unknown'],
  ] as const;
  for (const operation of operations.filter(({ roles }) => !['identity', 'anybody'].includes(`${roles}`))) {
    for (const [token, type] of outside) expect(await knock(operation, token)).toEqual({ status: 403, type });
  }
});
