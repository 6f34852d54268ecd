import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readConfig, variableNames } from '../../api/src/platform/config.ts';
import { graphEndpoints } from '../../api/src/platform/graph-endpoints.ts';
import { tabSettings } from '../../infra/azure/tab-settings.ts';
import { type Bicep, blockOf, entriesOf, readBicep } from './bicep.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'infra/azure');

let main: Bicep;
let settings: Map<string, string>;

beforeAll(async () => {
  main = await readBicep(path.join(folder, 'main.bicep'));
  const functions = await readBicep(path.join(folder, 'modules/functions.bicep'));
  const resource = functions.text.slice(functions.text.indexOf("resource settings 'config'"));
  settings = entriesOf(blockOf(resource, 'properties'));
});

/** What the Functions host, Application Insights and the identity library read; the product does not. */
const platformSettings = [
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'AZURE_CLIENT_ID',
  'AzureWebJobsStorage__accountName',
  'AzureWebJobsStorage__clientId',
  'AzureWebJobsStorage__credential',
];

/** Left to the product's own default in Azure, and why. */
const leftOut = {
  BOT_ANONYMOUS: 'refused unless a local chat client needs it',
  BOT_PASSWORD: 'the bot signs in as the managed identity',
  GRAPH_URL: 'the public Microsoft Graph',
  MAXIMUM_BODY_MEGABYTES: 'the default is meant for production',
  TEAMS_URL: 'the public Teams',
  WEB_PUBSUB_KEY: 'the functions sign in as the managed identity',
};

test('the functions get every variable of the product that has no good default, and no other', () => {
  const given = [...settings.keys()].filter((name) => !platformSettings.includes(name));
  expect([...given, ...Object.keys(leftOut)].sort()).toEqual([...variableNames].sort());
});

test('the product starts with the settings Azure gives it', () => {
  const id = '6f1c2d3e-4b5a-4c6d-8e7f-9a0b1c2d3e4f';
  const values = {
    API_URL: 'https://func-opendoor.azurewebsites.net',
    APPLICATION_ID_URI: `api://tab.azurestaticapps.net/${id}`,
    AUTHORITY: 'https://login.microsoftonline.com/',
    BOT_ID: id,
    BOT_TENANT_ID: id,
    CLIENT_ID: id,
    CLIENT_SECRET: 'resolved from the vault',
    DATABASE_URL: 'postgres://open_door_app@db.postgres.database.azure.com:5432/open_door?sslmode=verify-full',
    OWNERS: `${id}/${id}`,
    TEAMS_APP_ID: id,
    PUBLIC_URL: 'https://tab.azurestaticapps.net',
    WEB_PUBSUB_URL: 'https://wps-opendoor.webpubsub.azure.com',
  };
  const given = Object.fromEntries(Object.entries(values).filter(([name]) => settings.has(name)));
  expect(() => readConfig(given)).not.toThrow();
});

test('no setting holds a key or a password: the one secret is a reference to the vault', () => {
  expect(settings.get('CLIENT_SECRET')).toMatch(/^'@Microsoft\.KeyVault\(SecretUri=\$\{clientSecretUri\}\)'$/);
  expect([...settings.values()].filter((value) => /listKeys|AccountKey|password/i.test(value))).toEqual([]);
});

test('each module is given the parameters it declares', async () => {
  const files = (await readdir(path.join(folder, 'modules'))).map((name) => path.join(folder, 'modules', name));
  expect([...main.modules.values()].map((module) => module.path).sort()).toEqual(files.sort());
  for (const [name, { path: file, given }] of main.modules) {
    const { params } = await readBicep(file);
    const needed = [...params].filter(([, { optional }]) => !optional).map(([param]) => param);
    expect(given, name).toEqual(expect.arrayContaining(needed));
    expect([...params.keys()], name).toEqual(expect.arrayContaining(given));
  }
});

test('each output read from a module exists', async () => {
  for (const [, name = '', output = ''] of main.text.matchAll(/(\w+)\.outputs\.(\w+)/g)) {
    const module = main.modules.get(name);
    expect(module && (await readBicep(module.path)).outputs, `${name}.outputs.${output}`).toContain(output);
  }
});

test('no secret leaves the deployment', () => {
  expect(main.outputs.filter((name) => /SECRET|PASSWORD|KEY/.test(name))).toEqual([]);
});

test('the parameters file gives what the template needs, and nothing it does not know', async () => {
  const { parameters } = JSON.parse(await readFile(path.join(folder, 'main.parameters.json'), 'utf8'));
  const needed = [...main.params].filter(([, { optional }]) => !optional).map(([name]) => name);
  expect(Object.keys(parameters)).toEqual(expect.arrayContaining(needed));
  expect([...main.params.keys()]).toEqual(expect.arrayContaining(Object.keys(parameters)));
});

test('the server allows the extensions that the migrations create', async () => {
  const migrations = path.join(root, 'api/migrations');
  const sql = await Promise.all(
    (await readdir(migrations)).map((name) => readFile(path.join(migrations, name), 'utf8')),
  );
  const created = [...sql.join('\n').matchAll(/create extension (?:if not exists )?"?(\w+)/gi)].map(([, name]) => name);
  const { text } = await readBicep(path.join(folder, 'modules/database.bicep'));
  const allowed = /value: '([\w,]*)', source: 'user-override'/.exec(text)?.[1]?.split(',');
  expect(allowed?.sort()).toEqual([...new Set(created)].sort());
});

test('the deployed tab knows its API and the app registration', () => {
  const script = tabSettings({ API_ENDPOINT: 'https://api', AAD_APP_CLIENT_ID: 'id', LOGIN_URL: 'https://login/' });
  expect(script).toBe(
    'globalThis.openDoor = {"apiUrl":"https://api","hostOrigins":[],"clientId":"id","authority":"https://login"};\n',
  );
  expect(() => tabSettings({})).toThrow(/^API_ENDPOINT is missing: set it to the address of the API/);
});

test('the app registration asks for the Graph permissions that the product calls with, optional and resource-specific ones aside', async () => {
  const registration = JSON.parse(await readFile(path.join(folder, 'entra-app.json'), 'utf8'));
  const asked = registration.requiredResourceAccess[0].resourceAccess as { id: string; type: string }[];
  const used = Object.values(graphEndpoints)
    .filter((endpoint) => !('optional' in endpoint || 'resourceSpecific' in endpoint))
    .map(({ permission, kind }) => ({ id: permission, type: kind === 'application' ? 'Role' : 'Scope' }));
  expect(new Set(asked.map(({ id, type }) => `${type} ${id}`))).toEqual(
    new Set(used.map(({ id, type }) => `${type} ${id}`)),
  );
});
