import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tables } from '../../api/src/platform/tables.ts';
import { foundOrganisation, type Hired, hire, makeChampion } from '../support/organisation.ts';
import { createWorld, type World } from '../support/world.ts';

const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
let world: World;
let ana: Hired;
let bo: Hired;

beforeAll(async () => {
  world = await createWorld({ tenants: [first, second].map((tid) => ({ tid, people: [] })) });
  const [ours, theirs] = [
    await foundOrganisation(world, 'First', first),
    await foundOrganisation(world, 'Second', second),
  ];
  ana = await makeChampion(ours, await hire(ours, { name: 'Ana Reis', department: 'Finance' }), {
    skills: { 'pivot-tables': 3 },
  });
  bo = await hire(theirs, { name: 'Bo Lind', department: 'Sales' });
});
afterAll(() => world.close());

const asBo = () => world.as({ tid: second, oid: bo.personId });

test("a second tenant's token reads nobody of the first", async () => {
  const people = (await (await asBo()('GET /api/people?limit=100')).json()) as { items: { displayName: string }[] };
  expect(people.items.map((person) => person.displayName)).toEqual(['Bo Lind']);
  expect((await asBo()(`GET /api/people/${ana.personId}`)).status).toBe(404);
  expect((await asBo()(`GET /api/office-hours/${ana.personId}/slots`)).status).toBe(404);
  const matches = await (await asBo()('POST /api/matches', { goal: 'pivot tables' })).json();
  expect(matches).toMatchObject({ matches: [] });
});

test("a second tenant's token books and nominates nobody of the first", async () => {
  const booking = await asBo()('POST /api/bookings', { championId: ana.personId, startsAt: '2030-01-07T10:00:00Z' });
  expect(booking.status).toBe(404);
  expect((await asBo()(`POST /api/champions/${ana.personId}/nomination`, {})).status).toBe(404);
});

test('a token that says the first tenant but the second person is nobody', async () => {
  const answer = await world.as({ tid: first, oid: bo.personId })('GET /api/me');
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ type: 'not-in-directory' });
});

test('a read whose where was forgotten returns rows of its own tenant only, from every table', async () => {
  const { rows } = await world.owner.query<{ name: keyof Tables }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'migrations'",
  );
  for (const { name } of rows) {
    const seen = await world.deps.db.transaction(second, (tx) => tx.sql.selectFrom(name).select('tenant_id').execute());
    expect(
      seen.filter((row) => row.tenant_id !== second),
      name,
    ).toEqual([]);
  }
});

test('a write whose where was forgotten changes rows of its own tenant only', async () => {
  await world.deps.db.transaction(second, (tx) =>
    tx.sql.updateTable('people').set({ department: 'Taken over' }).execute(),
  );
  await world.deps.db.transaction(second, (tx) => tx.sql.deleteFrom('champion_skills').execute());
  const { rows } = await world.owner.query(
    'select display_name, department, (select count(*)::int from champion_skills) as skills from people order by 1',
  );
  expect(rows).toEqual([
    { display_name: 'Ana Reis', department: 'Finance', skills: 1 },
    { display_name: 'Bo Lind', department: 'Taken over', skills: 1 },
  ]);
});

test("a row cannot be written into another tenant, nor one's own moved there", async () => {
  const intruder = {
    tenant_id: first,
    person_id: crypto.randomUUID(),
    username: 'x@y.example',
    display_name: 'X',
    sort_name: 'x',
  };
  await expect(
    world.deps.db.transaction(second, (tx) => tx.sql.insertInto('people').values(intruder).execute()),
  ).rejects.toThrow(/row-level security/);
  await expect(
    world.deps.db.transaction(second, (tx) => tx.sql.updateTable('people').set({ tenant_id: first }).execute()),
  ).rejects.toThrow(/row-level security/);
});

test('a transaction cannot be joined from another tenant', async () => {
  await expect(world.deps.db.transaction(second, (tx) => tx.transaction(first, async () => 'in'))).rejects.toThrow(
    /another tenant/,
  );
});
