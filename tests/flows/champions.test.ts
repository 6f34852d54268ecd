import type { Nomination } from '@open-door/api/champions/schema.ts';
import type { Person, PersonSummary } from '@open-door/api/people/schema.ts';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smallStaff } from '../support/broken-csvs.ts';
import { insertSeat } from '../support/seats.ts';
import { createWorld, type World } from '../support/world.ts';
import { bringIn, type Signed } from './import-upload.ts';

let world: World;
const tid = crypto.randomUUID();
const owner: Signed = { tid, oid: crypto.randomUUID() };
const staff = smallStaff();
const [ada, bram, celia, dov] = staff.map(({ id }) => ({ tid, oid: id })) as [Signed, Signed, Signed, Signed];

beforeAll(async () => {
  world = await createWorld({ tenants: [{ tid, people: [] }], owners: [`${tid}/${owner.oid}`] });
  await bringIn(world, owner, staff);
});
afterAll(() => world.close());
beforeEach(async () => {
  for (const table of ['notices', 'champion_skills', 'bookings', 'sessions', 'champions'])
    await world.owner.query(`delete from ${table}`);
});

const nominate = (by: Signed, whom: Signed, body: object = {}) =>
  world.as(by)(`POST /api/champions/${whom.oid}/nomination`, body);
const decide = (by: Signed, whom: Signed, decision: string) =>
  world.as(by)(`POST /api/champions/${whom.oid}/decision`, { decision });
const offer = (by: Signed, whom: Signed, changes: object = {}) =>
  world.as(by)(`PUT /api/champions/${whom.oid}`, {
    skills: [
      { topic: 'excel-formulas', level: 3 },
      { topic: 'sql', level: 1 },
    ],
    lovesToHelpWith: 'Untangling the sheet everybody is afraid of.',
    capacityPerWeek: 3,
    pausedUntil: null,
    ...changes,
  });
const get = async <Answer>(person: Signed, path: string): Promise<Answer> =>
  (await (await world.as(person)(`GET ${path}`)).json()) as Answer;
/** What people will hear: everything owed that has not been taken back. */
const notices = async () =>
  (await world.owner.query("select person_id, payload from notices where state = 'owed' order by created_at, key"))
    .rows;

async function makeChampion(whom: Signed) {
  expect((await nominate(whom, whom)).status).toBe(201);
  expect((await decide(owner, whom, 'confirm')).status).toBe(200);
}

test('a colleague is nominated, the owner sees by whom and why, confirms, and the champion is told', async () => {
  const nominated = await nominate(bram, celia, { kind: 'mentor', note: 'She taught half of us.' });
  expect(nominated.status).toBe(201);
  expect(await get<Person>(dov, `/api/people/${celia.oid}`)).toMatchObject({ nominated: true, champion: null });
  const waiting = await get<{ items: Nomination[] }>(owner, '/api/champions?state=nominated');
  expect(waiting.items).toMatchObject([
    {
      person: { displayName: 'Célia Mourão' },
      kind: 'mentor',
      nominatedBy: 'Bram Ostler',
      note: 'She taught half of us.',
      decidedAt: null,
    },
  ]);
  expect(await (await decide(owner, celia, 'confirm')).json()).toMatchObject({ state: 'confirmed' });
  expect(await get<Person>(dov, `/api/people/${celia.oid}`)).toMatchObject({
    nominated: false,
    champion: { kind: 'mentor', skills: [] },
    offer: { lovesToHelpWith: '', bookedThisWeek: 0 },
  });
  expect((await get<{ roles: string[] }>(celia, '/api/me')).roles).toContain('mentor');
  expect(await notices()).toEqual([{ person_id: celia.oid, payload: { kind: 'mentor', decision: 'confirmed' } }]);
});

test('a decision taken back at once leaves the nomination as it was, and the person hears nothing', async () => {
  await nominate(bram, celia, { kind: 'mentor', note: 'She taught half of us.' });
  await decide(owner, celia, 'confirm');
  expect(await (await decide(owner, celia, 'reopen')).json()).toMatchObject({
    state: 'nominated',
    nominatedBy: 'Bram Ostler',
    note: 'She taught half of us.',
    decidedAt: null,
  });
  expect((await get<{ roles: string[] }>(celia, '/api/me')).roles).toEqual(['learner']);
  expect(await notices()).toEqual([]);
});

test('the same decision twice tells the champion once', async () => {
  await makeChampion(celia);
  await decide(owner, celia, 'confirm');
  expect(await notices()).toHaveLength(1);
});

test('a decision can be undone by another one, and whoever was declined or ended may be nominated again', async () => {
  await nominate(bram, celia);
  await decide(owner, celia, 'decline');
  expect(await get(owner, '/api/champions?state=declined')).toMatchObject({ items: [{ state: 'declined' }] });
  await decide(owner, celia, 'confirm');
  await decide(owner, celia, 'end');
  expect((await get<{ roles: string[] }>(celia, '/api/me')).roles).toEqual(['learner']);
  expect((await nominate(dov, celia)).status).toBe(201);
  expect(await get(owner, '/api/champions?state=nominated')).toMatchObject({
    items: [{ nominatedBy: 'Dov Harrow', decidedAt: null }],
  });
});

test('nobody is nominated twice, and a champion is not nominated', async () => {
  await nominate(bram, celia);
  const again = await nominate(dov, celia);
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({
    type: 'already-nominated',
    title: expect.stringContaining('Célia Mourão'),
  });
  await decide(owner, celia, 'confirm');
  expect(await (await nominate(dov, celia)).json()).toMatchObject({ type: 'already-a-champion' });
  const unknown = { tid, oid: crypto.randomUUID() };
  expect((await nominate(dov, unknown)).status).toBe(404);
  expect(await (await decide(owner, dov, 'confirm')).json()).toMatchObject({ type: 'no-such-nomination' });
});

test('of many who nominate the same person at once, one does', async () => {
  const answers = await Promise.all([ada, bram, dov, celia, owner].map((by) => nominate(by, celia)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
});

test('only the programme owner lists and decides', async () => {
  await nominate(bram, celia);
  expect((await decide(bram, celia, 'confirm')).status).toBe(403);
  expect((await world.as(bram)('GET /api/champions')).status).toBe(403);
});

test('a champion changes their own offer, the owner anybody’s, others nobody’s', async () => {
  await makeChampion(celia);
  expect((await offer(bram, celia)).status).toBe(403);
  expect((await offer(bram, bram)).status).toBe(404);
  expect((await offer(celia, celia)).status).toBe(200);
  expect(await get<Person>(bram, `/api/people/${celia.oid}`)).toMatchObject({
    champion: {
      skills: [
        { topic: 'excel-formulas', level: 3, label: 'Excel formulas' },
        { topic: 'sql', level: 1 },
      ],
    },
    offer: { lovesToHelpWith: 'Untangling the sheet everybody is afraid of.', capacityPerWeek: 3 },
  });
  expect((await offer(owner, celia, { capacityPerWeek: 1, skills: [] })).status).toBe(200);
  expect(await get<Person>(bram, `/api/people/${celia.oid}`)).toMatchObject({
    champion: { skills: [] },
    offer: { capacityPerWeek: 1 },
  });
});

test('a topic that does not exist is refused by its name and changes nothing', async () => {
  await makeChampion(celia);
  await offer(celia, celia);
  const refused = await offer(celia, celia, { skills: [{ topic: 'alchemy', level: 1 }], capacityPerWeek: 9 });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ type: 'unknown-topic', title: expect.stringContaining('alchemy') });
  expect(await get<Person>(bram, `/api/people/${celia.oid}`)).toMatchObject({ offer: { capacityPerWeek: 3 } });
});

test('a skill given twice counts once, at its last level', async () => {
  await makeChampion(celia);
  const skills = [1, 3].map((level) => ({ topic: 'sql', level }));
  expect(await (await offer(celia, celia, { skills })).json()).toMatchObject({ skills: [{ topic: 'sql', level: 3 }] });
});

test('champions are found by their skills in both languages, in everyday words, and no longer once they ended', async () => {
  await makeChampion(celia);
  await offer(celia, celia);
  const found = async (query: string) =>
    (await get<{ items: PersonSummary[] }>(bram, `/api/people?${query}`)).items.map((person) => person.displayName);
  for (const query of [
    'search=excel',
    'search=formulas',
    'search=f%C3%B3rmulas',
    'search=spreadsheet',
    'search=exel',
  ]) {
    expect(await found(query), query).toEqual(['Célia Mourão']);
  }
  expect(await found('topic=sql')).toEqual(['Célia Mourão']);
  expect(await found('only=champions&search=celia')).toEqual(['Célia Mourão']);
  expect(await found('topic=hiring')).toEqual([]);
  expect(await get(bram, '/api/departments')).toMatchObject({ items: [{ name: 'Archive', people: 8, champions: 1 }] });
  await decide(owner, celia, 'end');
  expect(await found('search=excel')).toEqual([]);
  expect(await found('only=champions')).toEqual([]);
  await decide(owner, celia, 'confirm');
  expect(await found('search=excel')).toEqual(['Célia Mourão']);
});

test('a champion who left and came back is found by their skills again', async () => {
  await makeChampion(celia);
  await offer(celia, celia);
  const found = async () => (await get<{ items: unknown[] }>(bram, '/api/people?search=spreadsheet')).items.length;
  await bringIn(
    world,
    owner,
    staff.filter(({ id }) => id !== celia.oid),
  );
  expect(await found()).toBe(0);
  await bringIn(world, owner, staff);
  expect(await found()).toBe(1);
});

test('a pause that is over is not shown', async () => {
  await makeChampion(celia);
  await offer(celia, celia, { pausedUntil: '2026-12-01' });
  const pausedUntil = async () => (await get<Person>(bram, `/api/people/${celia.oid}`)).champion?.pausedUntil;
  world.setNow(Temporal.Instant.from('2026-11-30T12:00:00Z'));
  expect(await pausedUntil()).toBe('2026-12-01');
  world.setNow(Temporal.Instant.from('2026-12-01T12:00:00Z'));
  expect(await pausedUntil()).toBeNull();
  world.setNow(undefined);
});

test('the sessions of this week count on a champion’s page', async () => {
  await makeChampion(celia);
  world.setNow(Temporal.Instant.from('2026-11-25T12:00:00Z'));
  for (const startsAt of ['2026-11-23T10:00:00Z', '2026-11-29T10:00:00Z', '2026-11-30T10:00:00Z']) {
    await insertSeat(world.owner, { tenantId: tid, championId: celia.oid, learnerId: bram.oid, startsAt });
  }
  expect((await get<Person>(bram, `/api/people/${celia.oid}`)).offer?.bookedThisWeek).toBe(2);
  world.setNow(undefined);
  await world.owner.query('delete from bookings');
});

test('the champions of a state are paged by name', async () => {
  for (const whom of [dov, celia, bram]) await makeChampion(whom);
  const first = await get<{ items: Nomination[]; next: string }>(owner, '/api/champions?limit=2');
  const second = await get<{ items: Nomination[]; next: null }>(owner, `/api/champions?limit=2&cursor=${first.next}`);
  expect([...first.items, ...second.items].map(({ person }) => person.displayName)).toEqual([
    'Bram Ostler',
    'Célia Mourão',
    'Dov Harrow',
  ]);
  expect(second.next).toBeNull();
});
