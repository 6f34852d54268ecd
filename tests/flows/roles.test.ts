import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveRoles } from '../../api/src/people/actions/roles.ts';
import { foundOrganisation, type Hired, hire } from '../support/organisation.ts';
import { createWorld, type World } from '../support/world.ts';

const tid = crypto.randomUUID();
let world: World;
let owner: Hired;
let colleague: Hired;

beforeAll(async () => {
  world = await createWorld({ tenants: [{ tid, people: [] }] });
  const organisation = await foundOrganisation(world, 'Roles', tid);
  owner = await hire(organisation, { roles: ['owner'] });
  colleague = await hire(organisation);
});
afterAll(() => world.close());

const as = (person: Hired) => world.as({ tid, oid: person.personId });
const rolesOf = (person: Hired) => `/api/people/${person.personId}/roles`;

test('an owner gives a role, the person has it at once, and the owner takes it back', async () => {
  expect((await as(owner)(`PUT ${rolesOf(colleague)}`, { roles: ['specialist'] })).status).toBe(200);
  const me = (await (await as(colleague)('GET /api/me')).json()) as { roles: string[] };
  expect(me.roles).toEqual(expect.arrayContaining(['specialist']));
  await as(owner)(`PUT ${rolesOf(colleague)}`, { roles: [] });
  expect(await (await as(owner)(`GET ${rolesOf(colleague)}`)).json()).toEqual({ roles: [], isLeader: false });
});

test('nobody else gives roles, at the door or through the action', async () => {
  expect((await as(colleague)(`PUT ${rolesOf(colleague)}`, { roles: ['owner'] })).status).toBe(403);
  expect((await as(colleague)(`GET ${rolesOf(owner)}`)).status).toBe(403);
  expect(await giveRoles(world.deps, colleague, colleague.personId, ['owner'])).toEqual({
    ok: false,
    reason: 'not-allowed',
  });
});

test('an owner cannot give up the programme by a slip', async () => {
  const answer = await as(owner)(`PUT ${rolesOf(owner)}`, { roles: [] });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ type: 'own-ownership', title: expect.stringContaining('another owner') });
});
