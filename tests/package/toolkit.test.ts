import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { readBicep } from './bicep.ts';
import { type Action, project } from './toolkit-schema.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFile(path.join(root, file), 'utf8');

let steps: z.infer<typeof project>;

beforeAll(async () => {
  steps = parse(await read('teamsapp.yml'));
});

/** Set by the toolkit itself before the first action; the last one by aadApp/update. */
const builtIn = ['TEAMSFX_ENV', 'RESOURCE_SUFFIX', 'AAD_APP_ACCESS_AS_USER_PERMISSION_ID'];

/** Every `${{NAME}}` in an action and in the files it fills in. */
async function needs(action: Action): Promise<string[]> {
  const files = [JSON.stringify(action)];
  if ('manifestPath' in action.with) files.push(await read(action.with.manifestPath));
  if (action.uses === 'arm/deploy') {
    for (const { parameters } of action.with.templates) files.push(await read(parameters));
  }
  return [...files.join('\n').matchAll(/\$\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name);
}

/** The variables an action leaves behind: what it writes, and a template's outputs. */
async function gives(action: Action): Promise<string[]> {
  const written = 'writeToEnvironmentFile' in action ? Object.values(action.writeToEnvironmentFile) : [];
  if (action.uses !== 'arm/deploy') return written.filter((name) => name !== undefined);
  const outputs = await Promise.all(action.with.templates.map((template) => readBicep(path.join(root, template.path))));
  return outputs.flatMap((template) => template.outputs);
}

test('teamsapp.yml is what the Agents Toolkit accepts', () => {
  expect(project.safeParse(steps).error).toBeUndefined();
});

test('every variable has been set by the time an action needs it', async () => {
  const known = new Set([...builtIn, ...Object.keys(parseEnv(await read('env/.env.dev')))]);
  for (const action of [...steps.provision, ...steps.deploy, ...steps.publish]) {
    const missing = (await needs(action)).filter((name) => !known.has(name));
    expect(missing, action.uses).toEqual([]);
    for (const name of await gives(action)) known.add(name);
  }
});

test('every value a person has to fill in is used', async () => {
  const used = (await Promise.all([...steps.provision, ...steps.deploy, ...steps.publish].map(needs))).flat();
  const asked = Object.keys(parseEnv(await read('env/.env.dev')));
  expect(asked.filter((name) => !used.includes(name))).toEqual([]);
});

test('secrets are kept under names that the toolkit encrypts', async () => {
  const written = (await Promise.all(steps.provision.map(gives))).flat();
  expect(written.filter((name) => /SECRET|TOKEN|PASSWORD/.test(name) && !name.startsWith('SECRET_'))).toEqual([]);
});

test('every template, manifest and script it names is in the repository', async () => {
  const text = await read('teamsapp.yml');
  const named = [...text.matchAll(/(?:path|parameters|manifestPath): (\S+)|node (\S+\.ts)/g)].map(
    ([, a, b]) => a ?? b ?? '',
  );
  expect(named.length).toBeGreaterThanOrEqual(6);
  for (const file of named) expect((await stat(path.join(root, file))).isFile(), file).toBe(true);
});

test('deploys what the build makes', async () => {
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
  const build = steps.deploy.find(({ with: given }) => 'args' in given && given.args.startsWith('run '));
  expect(build?.with).toEqual({ args: 'run build' });
  expect(scripts).toHaveProperty('build');
  expect(steps.deploy.find(({ uses }) => uses === 'azureFunctions/zipDeploy')?.with).toMatchObject({
    artifactFolder: 'dist/functions',
  });
  expect(steps.deploy.at(-1)?.with).toMatchObject({ args: expect.stringContaining('deploy dist/tab ') });
});

test('packs, checks, then publishes the same file that provisioning made', () => {
  const packages = [...steps.provision, ...steps.publish].flatMap(({ with: given }) => {
    if ('outputZipPath' in given) return given.outputZipPath;
    return 'appPackagePath' in given ? given.appPackagePath : [];
  });
  expect(new Set(packages).size).toBe(1);
  expect(steps.publish.map(({ uses }) => uses)).toEqual([
    'teamsApp/zipAppPackage',
    'teamsApp/validateAppPackage',
    'teamsApp/publishAppPackage',
  ]);
});
