import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { entraCsv } from '../../infra/local/demo/entra-csv.ts';
import { smallStaff } from '../support/broken-csvs.ts';
import { createWorld, type World } from '../support/world.ts';
import { apply, bringIn, directoryOf, newest, reportOf, type Signed } from './import-upload.ts';

let world: World;
const owner: Signed = { tid: crypto.randomUUID(), oid: crypto.randomUUID() };
/** Of an organisation whose administrators granted nothing. */
const ungranted: Signed = { tid: crypto.randomUUID(), oid: crypto.randomUUID() };
/** Graph names managers by their id. */
const staff = smallStaff().map((person, _, all) => ({
  ...person,
  manager: all.find((other) => other.userPrincipalName === person.manager)?.id ?? null,
}));
const [ada, bram, celia, dov] = staff as [Staff, Staff, Staff, Staff];
type Staff = (typeof staff)[number];

beforeAll(async () => {
  const head = {
    id: owner.oid,
    userPrincipalName: 'owner@archive.example',
    displayName: 'Olga Owner',
    accountEnabled: true,
  };
  world = await createWorld({
    tenants: [
      { tid: owner.tid, people: [head, ...staff] },
      { tid: ungranted.tid, people: [] },
    ],
    owners: [owner, ungranted].map(({ tid, oid }) => `${tid}/${oid}`),
  });
});
afterAll(() => world.close());
beforeEach(() => world.graph.faults.clear());

const organisation = () => world.graph.organisation(owner.tid);

/** Starts an import and waits until it has been read, or has failed. */
async function read(body: { anew?: boolean } = {}): Promise<DirectoryImport> {
  const started = await world.as(owner)('POST /api/imports/graph', body);
  expect(started.status).toBe(202);
  const { importId } = (await started.json()) as DirectoryImport;
  return vi.waitFor(
    async () => {
      const now = (await (await world.as(owner)(`GET /api/imports/${importId}`)).json()) as DirectoryImport;
      expect(now.state).not.toBe('reading');
      return now;
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function readAndApply(body: { anew?: boolean } = {}): Promise<DirectoryImport> {
  const report = await read(body);
  expect(report).toMatchObject({ state: 'ready' });
  const applied = await apply(world, owner, report.importId, true);
  expect(applied.status).toBe(200);
  return report;
}

test('everybody comes in with their manager, and the next import asks only for what changed since', async () => {
  expect(await readAndApply()).toMatchObject({ source: 'graph', listsEverybody: true, added: 8, refused: 0 });
  const people = await directoryOf(world, owner.tid);
  expect(people).toHaveLength(8);
  expect(people.find((person) => person.username.startsWith('celia'))).toMatchObject({
    display_name: 'Célia Mourão',
    manager: ada.userPrincipalName.toLowerCase(),
  });
  expect(await readAndApply()).toMatchObject({ listsEverybody: false, rowsRead: 0, departed: 0 });

  const newcomer = crypto.randomUUID();
  organisation().change(bram.id, { jobTitle: 'Keeper', manager: celia.id });
  organisation().add({ ...dov, id: newcomer, userPrincipalName: 'ida@archive.example', displayName: 'Ida Quist' });
  organisation().leave(dov.id);
  const report = await read();
  expect(report).toMatchObject({ listsEverybody: false, added: 1, departed: 1 });
  const rows = await reportOf(world, owner, report.importId);
  expect(rows.find((row) => row.verdict === 'departed')?.label).toBe('Dov Harrow');
  expect(rows.find((row) => row.label === 'Bram Ostler')?.words).toBe('Changed: manager and title.');
  await apply(world, owner, report.importId);
  const after = await directoryOf(world, owner.tid);
  expect(after.filter((person) => person.active)).toHaveLength(8);
  expect(after.find((person) => person.username.startsWith('dov'))?.active).toBe(false);
  expect(after.find((person) => person.username.startsWith('bram'))).toMatchObject({
    job_title: 'Keeper',
    manager: celia.userPrincipalName.toLowerCase(),
  });
});

test('a report that is not applied leaves the position, so that the next one tells of the same changes', async () => {
  organisation().change(celia.id, { department: 'Vault' });
  const first = await read();
  await world.as(owner)(`DELETE /api/imports/${first.importId}`);
  const second = await readAndApply();
  expect([first.changed, second.changed]).toEqual([1, 1]);
  expect(await readAndApply()).toMatchObject({ rowsRead: 0 });
});

test('when Graph no longer knows the position, everybody is read again and whoever left meanwhile is told', async () => {
  organisation().leave(celia.id);
  organisation().expireLinks();
  const report = await readAndApply();
  expect(report).toMatchObject({ listsEverybody: true, departed: 1 });
  // Bram reported to Célia.
  const people = await directoryOf(world, owner.tid);
  expect(people.find((person) => person.username.startsWith('bram'))?.manager).toBeNull();
});

test('after an import from a file the next one from Graph begins anew', async () => {
  await bringIn(world, owner, smallStaff());
  const report = await read();
  expect(report).toMatchObject({ listsEverybody: true });
  await world.as(owner)(`DELETE /api/imports/${report.importId}`);
});

test('pages that are throttled or fail for a moment are read all the same', async () => {
  world.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 0 });
  world.graph.faults.add({ kind: 'fail', status: 503 });
  expect(await read({ anew: true })).toMatchObject({ state: 'ready' });
});

test('a missing permission is named, with who can grant it', async () => {
  world.issuer.tenant(ungranted.tid).consents.application.delete('User.Read.All');
  const started = await world.as(ungranted)('POST /api/imports/graph', {});
  expect(started.status).toBe(202);
  await vi.waitFor(
    async () =>
      expect(await newest(world, ungranted)).toMatchObject({
        state: 'failed',
        failure: {
          reason: 'permission-missing',
          words: expect.stringMatching(/permission User\.Read\.All is missing.*Privileged Role Administrator/),
        },
      }),
    { timeout: 20_000 },
  );
});

test('only one import runs at a time, whichever way it comes', async () => {
  world.graph.faults.add({ kind: 'slow', milliseconds: 800 });
  const started = await world.as(owner)('POST /api/imports/graph', {});
  expect(started.status).toBe(202);
  expect((await world.as(owner)('POST /api/imports/graph', {})).status).toBe(409);
  const file = await world.as(owner, { 'content-type': 'text/csv' })('POST /api/imports', entraCsv(smallStaff()));
  expect(file.status).toBe(409);
  await vi.waitFor(async () => expect((await newest(world, owner))?.state).toBe('ready'), { timeout: 10_000 });
});
