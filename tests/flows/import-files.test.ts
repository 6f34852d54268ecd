import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { entraCsv } from '../../infra/local/demo/entra-csv.ts';
import { brokenCsvs, smallStaff } from '../support/broken-csvs.ts';
import { createWorld, type World } from '../support/world.ts';
import {
  apply,
  bringIn,
  directoryOf,
  dryRun,
  newest,
  reportOf,
  type Signed,
  titleOf,
  upload,
} from './import-upload.ts';

let world: World;
const owner: Signed = { tid: crypto.randomUUID(), oid: crypto.randomUUID() };
beforeAll(async () => {
  world = await createWorld({ tenants: [{ tid: owner.tid, people: [] }], owners: [`${owner.tid}/${owner.oid}`] });
});
afterAll(() => world.close());
beforeEach(async () => {
  await bringIn(world, owner, smallStaff());
});

function bytesOf(name: string) {
  const broken = brokenCsvs.find((known) => known.name === name);
  if (!broken) throw new Error(`there is no broken file called ${name}`);
  return broken.bytes();
}

test.each([
  ['empty file', 'empty-file', /nobody in this file/],
  ['header only', 'empty-file', /nobody in this file/],
  ['missing columns', 'columns-missing', /userPrincipalName/],
  ['png picture', 'not-csv', /not CSV text/],
  ['html page', 'not-csv', /not CSV text/],
  ['Windows-1252 bytes', 'wrong-encoding', /CSV UTF-8/],
  ['unbalanced quote', 'quote-never-closes', /line 3\b/],
])('a file is refused whole: %s', async (name, reason, words) => {
  const before = await directoryOf(world, owner.tid);
  const response = await upload(world, owner, bytesOf(name));
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ type: reason, title: expect.stringMatching(words) });
  expect(await directoryOf(world, owner.tid)).toEqual(before);
  expect(await newest(world, owner)).toMatchObject({
    state: 'failed',
    failure: { reason, words: expect.stringMatching(words) },
  });
});

test('a file is refused in Portuguese to somebody who reads Portuguese', async () => {
  const response = await upload(world, owner, bytesOf('missing columns'), 'pt-PT');
  expect(await titleOf(response)).toMatch(/Faltam estas colunas: userPrincipalName/);
});

test.each(['UTF-8 with byte order mark', 'UTF-16LE with byte order mark', 'semicolon separated'])(
  'the same people in other clothes change nothing: %s',
  async (name) => {
    expect(await dryRun(world, owner, bytesOf(name))).toMatchObject({
      rowsRead: 8,
      unchanged: 8,
      added: 0,
      changed: 0,
      departed: 0,
      refused: 0,
    });
  },
);

test('quotes, commas and line breaks in fields are kept, and lines counted over them', async () => {
  const report = await dryRun(world, owner, bytesOf('quotes and newlines in fields'));
  expect(report).toMatchObject({ changed: 3, unchanged: 5, refused: 0 });
  const rows = await reportOf(world, owner, report.importId, '&verdict=changed');
  expect(rows.map((row) => [row.line, row.words])).toEqual([
    [4, 'Changed: title.'],
    [6, 'Changed: title.'],
    [9, 'Changed: department and name.'],
  ]);
  await apply(world, owner, report.importId);
  const people = await directoryOf(world, owner.tid);
  expect(people.find((person) => person.username.startsWith('celia'))?.job_title).toBe(
    'Keeper of "Rare" Things, Senior',
  );
  expect(people.find((person) => person.username.startsWith('edda'))?.job_title).toBe('Archivist\nNight shift');
  expect(people.find((person) => person.username.startsWith('greta'))).toMatchObject({
    display_name: '"Finn" Reed, Jr.',
    department: 'Archive\r\nVault',
  });
});

test.each([
  ['truncated last line', 9, 'wrong-column-count', /more or fewer columns/],
  ['duplicate ids', 7, 'duplicate-id', /same id/],
  ['duplicate usernames', 8, 'duplicate-username', /same user principal name/],
  ['missing id', 5, 'missing-id', /no object id/],
  ['invalid id', 5, 'invalid-id', /not an Entra object id/],
  ['missing name', 5, 'missing-name', /no display name/],
  ['missing username', 5, 'missing-username', /no user principal name/],
  ['very long field', 5, 'field-too-long', /longer than 256/],
])('one row is refused with its line and nobody leaves by it: %s', async (name, line, reason, words) => {
  const before = await directoryOf(world, owner.tid);
  const report = await dryRun(world, owner, bytesOf(name));
  expect(report).toMatchObject({ refused: 1, changed: 0, added: 0 });
  const [row] = await reportOf(world, owner, report.importId, '&verdict=refused');
  expect(row).toMatchObject({ line, reason, words: expect.stringMatching(words) });
  expect((await apply(world, owner, report.importId)).status).toBe(200);
  const after = await directoryOf(world, owner.tid);
  // Two rows with one id are one person: whose own row is missing does not stand in the file any more.
  expect(after.filter((person) => !person.active).length).toBe(report.departed);
  expect(report.departed).toBe(0);
  expect(after).toEqual(before);
});

test.each([
  ['unknown manager', [6], 'unknown-manager', /not in this list/],
  ['own manager', [6], 'manager-cycle', /comes back/],
  ['two managers in a circle', [5, 6], 'manager-cycle', /comes back/],
  ['everybody in one circle', [2, 3, 4, 5, 6, 7, 8, 9], 'manager-cycle', /comes back/],
])('a person is kept without the manager that cannot be: %s', async (name, lines, reason, words) => {
  const report = await dryRun(world, owner, bytesOf(name));
  expect(report).toMatchObject({ rowsRead: 8, refused: 0, departed: 0 });
  const noted = (await reportOf(world, owner, report.importId)).filter((row) => row.reason === reason);
  expect(noted.map((row) => row.line)).toEqual(lines);
  for (const row of noted) expect(row.words).toMatch(words);
  expect((await apply(world, owner, report.importId)).status).toBe(200);
  const people = await directoryOf(world, owner.tid);
  expect(people.filter((person) => person.active)).toHaveLength(8);
  const without = smallStaff()
    .filter((_, index) => lines.includes(index + 2))
    .map((person) => person.userPrincipalName.toLowerCase());
  for (const person of people) {
    if (without.includes(person.username)) expect(person.manager).toBeNull();
    else if (!person.username.startsWith('ada')) expect(person.manager).not.toBeNull();
  }
});

test('NUL characters do not reach the database', async () => {
  const report = await dryRun(world, owner, bytesOf('NUL characters'));
  // Without the NUL both rows are what they were.
  expect(report).toMatchObject({ unchanged: 8, refused: 0 });
});

test('columns may be named and ordered as the admin centres do, and the optional ones be missing', async () => {
  const lines = smallStaff().map(
    ({ id, userPrincipalName, displayName }) => `${displayName},Member,${id.toUpperCase()},${userPrincipalName}`,
  );
  const header = 'Name [displayName] Required,User type,Object Id,User principal name';
  expect(await dryRun(world, owner, [header, ...lines].join('\r\n'))).toMatchObject({ unchanged: 8, departed: 0 });
});

test('a larger file than is accepted is refused with the size that is', async () => {
  const before = await directoryOf(world, owner.tid);
  const response = await upload(world, owner, entraCsv(smallStaff()), 'en', {
    'content-length': String(world.config.MAXIMUM_BODY_MEGABYTES * 2 ** 20 + 1),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ type: 'too-large', title: expect.stringContaining('128 MB') });
  expect(await directoryOf(world, owner.tid)).toEqual(before);
});

test('an upload that breaks off changes nothing and does not block the next one', async () => {
  const before = await directoryOf(world, owner.tid);
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const response = await upload(world, owner, breakingOff(entraCsv(smallStaff().slice(0, 2))), 'en', {
    'content-length': '1000000',
  });
  error.mockRestore();
  expect(response.status).toBe(500);
  expect(await titleOf(response)).not.toMatch(/connection/);
  expect(await newest(world, owner)).toMatchObject({ state: 'failed', failure: { reason: 'interrupted' } });
  expect(await directoryOf(world, owner.tid)).toEqual(before);
  expect(await dryRun(world, owner, entraCsv(smallStaff()))).toMatchObject({ unchanged: 8 });
});

async function* breakingOff(csv: string) {
  yield Buffer.from(csv);
  throw new Error('the connection was lost');
}
