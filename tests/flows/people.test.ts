import type { Me, Person, PersonSummary } from '@open-door/api/people/schema.ts';
import { namingPeople } from '@open-door/api/people/store/held-data.ts';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DirectoryPerson } from '../../infra/local/demo/entra-csv.ts';
import type { GraphPerson } from '../../infra/local/graph/organisation.ts';
import { smallStaff } from '../support/broken-csvs.ts';
import { createWorld, type World } from '../support/world.ts';
import { bringIn, type Signed } from './import-upload.ts';

let world: World;
const tid = crypto.randomUUID();
const owner: Signed = { tid, oid: crypto.randomUUID() };
/** What makes the eight people of the archive worth searching. */
const different: Record<number, Partial<DirectoryPerson>> = {
  3: { department: 'Vault' },
  4: { department: 'Vault', displayName: "Edda O'Hara-Łucz", surname: "O'Hara-Łucz" },
  7: { department: 'Reed Room' },
};
const staff = smallStaff().map((person, index) => ({ ...person, ...different[index] }));
const at = (index: number): Signed => ({ tid, oid: (staff[index] as DirectoryPerson).id });
const stranger: Signed = { tid: crypto.randomUUID(), oid: crypto.randomUUID() };

beforeAll(async () => {
  const inGraph: GraphPerson[] = staff.map((person, index) => ({
    ...person,
    manager: null,
    mailbox:
      index === 3 ? null : { timeZone: index === 4 ? 'Tokyo Standard Time' : 'America/New_York', locale: 'ja-JP' },
  }));
  world = await createWorld({
    tenants: [
      { tid, people: inGraph },
      { tid: stranger.tid, people: [] },
    ],
    owners: [`${tid}/${owner.oid}`],
  });
  await bringIn(world, owner, staff);
});
afterAll(() => world.close());

const get = async <Answer>(person: Signed, path: string): Promise<Answer> =>
  (await (await world.as(person)(`GET ${path}`)).json()) as Answer;
const search = async (query: string): Promise<string[]> =>
  (await get<{ items: PersonSummary[] }>(owner, `/api/people?${query}`)).items.map((person) => person.displayName);

test('a programme owner named in the configuration comes in first, and their organisation is known from then on', async () => {
  expect(await get<Me>(owner, '/api/me')).toMatchObject({
    roles: ['learner', 'owner'],
    organisation: 'elsewhere.example',
  });
});

test.each([
  ['of an organisation that has not set it up', stranger, 'organisation-unknown', /not set up/],
  [
    'whom the directory does not have',
    { tid, oid: crypto.randomUUID() },
    'not-in-directory',
    /import the people again/,
  ],
])('somebody %s is told what to do', async (_who, person, type, words) => {
  const response = await world.as(person)('GET /api/me');
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ type, title: expect.stringMatching(words) });
});

test('a programme owner who is not in the directory any more is let in again', async () => {
  await world.owner.query('update people set active = false, left_at = now() where tenant_id = $1 and person_id = $2', [
    tid,
    owner.oid,
  ]);
  expect((await world.as(owner)('GET /api/me')).status).toBe(200);
});

test('the first visit lasts an hour', async () => {
  const now = Temporal.Instant.from('2026-11-23T09:00:00Z');
  world.setNow(now);
  expect((await get<Me>(at(5), '/api/me')).firstVisit).toBe(true);
  world.setNow(now.add({ minutes: 59 }));
  expect((await get<Me>(at(5), '/api/me')).firstVisit).toBe(true);
  world.setNow(now.add({ minutes: 61 }));
  expect((await get<Me>(at(5), '/api/me')).firstVisit).toBe(false);
  world.setNow(undefined);
});

test("times are the device's until somebody says their own, and nonsense from a device is not believed", async () => {
  const zoneWith = async (zone: string) =>
    ((await (await world.as(at(6), { 'time-zone': zone })('GET /api/me')).json()) as Me).timeZone;
  expect(await zoneWith('Asia/Kathmandu')).toBe('Asia/Kathmandu');
  expect(await zoneWith('Mars/Olympus')).toBe('UTC');
  await world.as(at(6))('PATCH /api/me', { timeZone: 'Europe/Lisbon' });
  expect(await zoneWith('Asia/Kathmandu')).toBe('Europe/Lisbon');
});

test('what people say of themselves is kept, found by, and not overwritten by an import', async () => {
  const changed = await world.as(at(7))('PATCH /api/me', { languages: ['fr', 'pt', 'fr'], wantsNotices: false });
  expect(await changed.json()).toMatchObject({ languages: ['fr', 'pt'], wantsNotices: false });
  await bringIn(world, owner, staff);
  expect(await get<Me>(at(7), '/api/me')).toMatchObject({ languages: ['fr', 'pt'], wantsNotices: false });
  expect(await search('search=french')).toEqual(['Hugo Pell']);
  expect(await search('search=franc%C3%AAs')).toEqual(['Hugo Pell']);
  expect(await search('search=frensh%20pell')).toEqual(['Hugo Pell']);
  expect(await search('language=fr')).toEqual(['Hugo Pell']);
  expect(await search('search=fr')).toEqual([]);
});

test('a zone that does not exist is not taken', async () => {
  expect((await world.as(at(6))('PATCH /api/me', { timeZone: 'Mars/Olympus' })).status).toBe(400);
});

test("the mailbox tells time zone and language, in Windows' names or IANA's", async () => {
  const windows = await world.as(at(4))('POST /api/me/mailbox-settings');
  expect(await windows.json()).toMatchObject({ timeZone: 'Asia/Tokyo', languages: ['ja'] });
  const iana = await world.as(at(7))('POST /api/me/mailbox-settings');
  // Hugo has said which languages he speaks.
  expect(await iana.json()).toMatchObject({ timeZone: 'America/New_York', languages: ['fr', 'pt'] });
});

test('without a mailbox, a permission or an answer nothing changes, and the words say which it was', async () => {
  const ask = async (person: Signed) => (await world.as(person)('POST /api/me/mailbox-settings')).json();
  expect(await ask(at(3))).toMatchObject({ type: 'no-mailbox', title: expect.stringContaining('no mailbox') });
  const { delegated } = world.issuer.tenant(tid).consents;
  delegated.delete('MailboxSettings.Read');
  expect(await ask(at(2))).toMatchObject({ type: 'permission-missing', title: expect.stringContaining('Allow it') });
  delegated.add('MailboxSettings.Read');
});

test('a person has a page with their manager; an unknown one has none', async () => {
  expect(await get<Person>(owner, `/api/people/${at(2).oid}`)).toMatchObject({
    displayName: 'Célia Mourão',
    manager: { personId: at(0).oid, displayName: 'Ada Quill', jobTitle: 'Director' },
    active: true,
    champion: null,
    offer: null,
    nominated: false,
  });
  const unknown = await world.as(owner)(`GET /api/people/${crypto.randomUUID()}`);
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ type: 'no-such-person' });
});

test.each([
  ['name, without its accents', 'celia mourao', ['Célia Mourão']],
  ['name, as it begins', 'cel', ['Célia Mourão']],
  ['name, the words in any order', 'quill ada', ['Ada Quill']],
  ['name with an apostrophe', "o'hara", ["Edda O'Hara-Łucz"]],
  ['part of a double name without its letters', 'lucz', ["Edda O'Hara-Łucz"]],
  ['department', 'vault', ['Dov Harrow', "Edda O'Hara-Łucz"]],
  ['a word of the title', 'director', ['Ada Quill']],
  ['name and department together', 'dov vault', ['Dov Harrow']],
  ['a letter missing', 'harow', ['Dov Harrow']],
  ['a letter too many', 'osstler', ['Bram Ostler']],
  ['two letters swapped', 'otsler', ['Bram Ostler']],
  ['a wrong letter', 'mourzo', ['Célia Mourão']],
  ['two slips in a long word', 'archivezrist', []],
  ['two slips in a long word that is known', 'direktorr', ['Ada Quill']],
  ['words that nobody has all of', 'ada vault', []],
  ['nothing at all that exists', 'xyzzy', []],
  ['punctuation only', '%2C%20-', undefined],
])('the directory finds by %s', async (_what, words, names) => {
  const found = await search(`search=${encodeURIComponent(decodeURIComponent(words))}`);
  if (names) expect(found).toEqual(names);
  else expect(found.length).toBe(staff.length + 1);
});

test('those found by name come before those found by department or title', async () => {
  expect(await search('search=reed')).toEqual(['Faisal Reed', 'Hugo Pell']);
});

test('filters narrow what is listed, with and without a search', async () => {
  expect(await search('department=Vault')).toEqual(['Dov Harrow', "Edda O'Hara-Łucz"]);
  expect(await search('department=Vault&search=ed')).toEqual(["Edda O'Hara-Łucz"]);
  expect(await search('department=Nowhere')).toEqual([]);
  expect(await search('only=champions')).toEqual([]);
});

test('pages follow each other without gaps or repeats while people come and go', async () => {
  const seen: string[] = [];
  let cursor = '';
  for (let page = 0; page < 20; page++) {
    const { items, next } = await get<{ items: PersonSummary[]; next: string | null }>(
      owner,
      `/api/people?limit=2&search=archive&cursor=${cursor}`,
    );
    seen.push(...items.map((person) => person.displayName));
    if (page === 0) await world.owner.query("update people set sort_name = 'aaa' where display_name = 'Nobody'");
    if (!next) break;
    cursor = next;
  }
  expect(seen).toEqual([...new Set(seen)]);
  expect(seen).toEqual(await search('search=archive&limit=100'));
  expect((await search('search=archive&cursor=nonsense')).length).toBe(seen.length);
});

test('departments are listed largest first', async () => {
  const { items } = await get<{ items: unknown[] }>(owner, '/api/departments');
  expect(items).toEqual([
    { name: 'Archive', people: 5, champions: 0 },
    { name: 'Vault', people: 2, champions: 0 },
    { name: 'Reed Room', people: 1, champions: 0 },
  ]);
  const first = await get<{ items: unknown[]; next: string }>(owner, '/api/departments?limit=1');
  expect((await get<{ items: unknown[] }>(owner, `/api/departments?cursor=${first.next}`)).items).toEqual(
    items.slice(1),
  );
});

test('what is held on somebody is given out whole, and nothing of anybody else', async () => {
  const held = await get<{ held: Record<string, Record<string, unknown>[]> }>(at(1), '/api/me/export');
  expect(held.held.people).toMatchObject([{ person_id: at(1).oid, display_name: 'Bram Ostler' }]);
  expect(held.held.person_words?.map((row) => row.word)).toContain('ostler');
  expect(JSON.stringify(held)).not.toContain('Ada Quill');
});

test('every column that refers to a person is known to the export', async () => {
  const { rows } = await world.owner.query<{ column: string }>(`
    select conrelid::regclass || '.' || attname as column
    from pg_constraint
    cross join lateral unnest(conkey, confkey) as pair(own, other)
    join pg_attribute on attrelid = conrelid and attnum = pair.own
    where contype = 'f' and confrelid in ('people'::regclass, 'champions'::regclass) and attname <> 'tenant_id'`);
  const known = Object.entries(namingPeople).flatMap(([table, columns]) =>
    columns.map((column) => `${table}.${column}`),
  );
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.map((row) => row.column).filter((column) => !known.includes(column))).toEqual([]);
});

test('the settings a client needs are given to anybody with a valid token', async () => {
  const settings = await get(stranger, '/api/settings');
  expect(settings).toEqual({ appId: world.config.TEAMS_APP_ID, botId: null, languages: ['en', 'pt'] });
});

test('only a programme owner gives roles, and nobody gives up the last ownership by a slip', async () => {
  const give = (person: Signed, personId: string, roles: string[]) =>
    world.as(person)(`PUT /api/people/${personId}/roles`, { roles });
  expect((await give(at(2), at(2).oid, ['owner'])).status).toBe(403);
  expect((await give(owner, at(1).oid, ['specialist', 'specialist'])).status).toBe(200);
  expect((await get<Me>(at(1), '/api/me')).roles).toEqual(['learner', 'specialist']);
  expect(await (await give(owner, owner.oid, [])).json()).toMatchObject({ type: 'own-ownership' });
  expect((await give(owner, crypto.randomUUID(), ['specialist'])).status).toBe(404);
});
