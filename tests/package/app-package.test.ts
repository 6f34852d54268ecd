import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { unzipSync } from 'fflate';
import { afterEach, expect, test, vi } from 'vitest';
import { graphEndpoints } from '../../api/src/platform/graph-endpoints.ts';
import { buildAppPackage, localEnvironment } from '../../infra/build/app-package.ts';

const root = path.resolve(import.meta.dirname, '../..');
const schemas = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest')),
  'json-schemas/teams',
);
const folders: string[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A copy of appPackage whose manifest was changed. */
async function changed(change: (manifest: Record<string, unknown>) => void): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'open-door-package-'));
  folders.push(folder);
  await cp(path.join(root, 'appPackage'), folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  change(manifest);
  await writeFile(file, JSON.stringify(manifest));
  return folder;
}

async function newestVersion(): Promise<string> {
  const minors = (await readdir(schemas)).flatMap((name) => /^v1\.(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  return `1.${Math.max(...minors)}`;
}

async function validator(name: string) {
  const { $schema: _, ...schema } = JSON.parse(
    await readFile(path.join(schemas, `v${await newestVersion()}`, name), 'utf8'),
  );
  return new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false }).compile(schema);
}

const zipped = (zip: Uint8Array, name: string) => JSON.parse(new TextDecoder().decode(unzipSync(zip)[name]));

test('the packed manifest is valid against the newest schema Microsoft ships', async () => {
  const { zip } = await buildAppPackage(localEnvironment);
  const manifest = zipped(zip, 'manifest.json');
  const validate = await validator('MicrosoftTeams.schema.json');
  expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
  expect(manifest.manifestVersion).toBe(await newestVersion());
  expect(manifest.$schema).toContain(`/v${await newestVersion()}/`);
});

test('the package holds the manifest, its icons and its strings, and nothing else', async () => {
  const { zip } = await buildAppPackage(localEnvironment);
  expect(Object.keys(unzipSync(zip)).sort()).toEqual(['color.png', 'manifest.json', 'outline.png', 'strings/pt.json']);
});

test('the same input gives the same bytes on another day', async () => {
  const first = await buildAppPackage(localEnvironment);
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2041-03-31T01:30:00Z') });
  const second = await buildAppPackage(localEnvironment);
  expect(Buffer.compare(first.zip, second.zip)).toBe(0);
});

test('home is the first tab, and every tab is served by the tab or by Teams itself', async () => {
  const { zip } = await buildAppPackage({ ...localEnvironment, TAB_ENDPOINT: 'https://tab.example.com' });
  const tabs = zipped(zip, 'manifest.json').staticTabs as { entityId: string; contentUrl?: string }[];
  expect(tabs[0]?.entityId).toBe('home');
  for (const { entityId, contentUrl } of tabs) {
    const own = `https://tab.example.com/tab?entity=${entityId}`;
    expect(contentUrl).toBe(['conversations', 'about'].includes(entityId) ? undefined : own);
  }
});

test('asks for nothing the product does not use: no device, and of a team what the product calls with', async () => {
  const { zip } = await buildAppPackage(localEnvironment);
  const manifest = zipped(zip, 'manifest.json');
  expect(manifest.permissions).toEqual(['identity']);
  expect(manifest).not.toHaveProperty('devicePermissions');
  const used = Object.values(graphEndpoints).flatMap((row) => ('resourceSpecific' in row ? row.permission : []));
  expect(manifest.authorization).toEqual({
    permissions: { resourceSpecific: [...new Set(used)].map((name) => ({ name, type: 'Application' })) },
  });
  // Without it, the app could be added to no team, and nobody could grant that.
  expect(manifest.bots[0].scopes).toContain('team');
});

test('Portuguese translates every word a person reads, and only those', async () => {
  const { zip } = await buildAppPackage(localEnvironment);
  const strings = zipped(zip, 'strings/pt.json');
  const validate = await validator('MicrosoftTeams.Localization.schema.json');
  expect(validate(strings), JSON.stringify(validate.errors)).toBe(true);
  const { $schema: _, ...translated } = strings;
  expect(Object.keys(translated).sort()).toEqual(readable(zipped(zip, 'manifest.json')).sort());
});

/** The addresses, as a localisation file writes them, of what people read in a manifest. */
function readable(manifest: {
  staticTabs: { name?: string }[];
  bots: { commandLists: { commands: object[] }[] }[];
}): string[] {
  const tabs = manifest.staticTabs.flatMap(({ name }, at) => (name ? [`staticTabs[${at}].name`] : []));
  const commands = manifest.bots.flatMap(({ commandLists }, bot) =>
    commandLists.flatMap(({ commands }, list) =>
      commands.flatMap((_command, at) =>
        ['title', 'description'].map((word) => `bots[${bot}].commandLists[${list}].commands[${at}].${word}`),
      ),
    ),
  );
  return ['name.short', 'name.full', 'description.short', 'description.full', ...tabs, ...commands];
}

test.each(Object.keys(localEnvironment))(
  'refuses to pack without %s, in one sentence that says what to set',
  async (name) => {
    const packing = buildAppPackage({ ...localEnvironment, [name]: '' });
    await expect(packing).rejects.toThrow(new RegExp(`^${name} is missing: set it to [^.]+(\\.[^ .]+)*\\.$`));
  },
);

test('refuses a value the schema does not take, naming the field', async () => {
  await expect(buildAppPackage({ ...localEnvironment, TEAMS_APP_ID: 'open-door' })).rejects.toThrow(
    /^manifest\.json is not valid at id: /,
  );
});

test('a value with quotes stays a value', async () => {
  const { manifest } = await buildAppPackage({ ...localEnvironment, PUBLISHER_NAME: 'Ana "& Co" \\' });
  expect(manifest.developer).toMatchObject({ name: 'Ana "& Co" \\' });
});

test('refuses a manifest with an unknown field', async () => {
  const folder = await changed((manifest) => {
    manifest.stickers = [];
  });
  await expect(buildAppPackage(localEnvironment, folder)).rejects.toThrow(
    /^manifest\.json is not valid at its top level: /,
  );
});

test('the command line says the sentence and fails', async () => {
  const folder = await changed(() => {});
  const file = path.join(folder, 'empty.env');
  await writeFile(file, 'PUBLISHER_NAME=Contoso\n');
  const environment = { PATH: process.env.PATH };
  const script = path.join(root, 'infra/build/app-package.ts');
  const run = spawnSync(process.execPath, [script, '--env', file], { env: environment, encoding: 'utf8' });
  expect(run.stderr.trim()).toBe("TEAMS_APP_ID is missing: set it to the Teams app's id, a GUID.");
  expect(run.status).toBe(1);
});
