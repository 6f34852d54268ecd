import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { Ajv } from 'ajv';
import { zipSync } from 'fflate';

const root = path.resolve(import.meta.dirname, '../..');
const templates = path.join(root, 'appPackage');

type Environment = Record<string, string | undefined>;

/** Every variable of the manifest, and what to set it to. The Agents Toolkit fills the same names from `env/.env.<name>`. */
const variables: Record<string, string> = {
  TEAMS_APP_ID: "the Teams app's id, a GUID",
  PUBLISHER_NAME: 'the name of the organisation that runs Open Door, at most 32 characters',
  PUBLISHER_URL: "the address of that organisation's page about Open Door",
  PRIVACY_URL: "the address of that organisation's privacy statement",
  TERMS_URL: "the address of that organisation's terms of use",
  TAB_ENDPOINT: 'the address where the tab is served, such as https://opendoor.example.com',
  TAB_DOMAIN: "the host name in TAB_ENDPOINT, such as 'opendoor.example.com'",
  BOT_ID: "the bot's application id, a GUID",
  AAD_APP_CLIENT_ID: 'the application (client) id of the Entra app registration, a GUID',
  APPLICATION_ID_URI: "the app registration's Application ID URI, starting with api://",
};

/** What a package for the local run needs: nothing in it points at a real tenant. */
export const localEnvironment = {
  TEAMS_APP_ID: '3f0c9a52-6d1e-4b7a-9a53-0d2c6f1b8e01',
  PUBLISHER_NAME: 'Open Door',
  PUBLISHER_URL: 'https://localhost',
  PRIVACY_URL: 'https://localhost/privacy',
  TERMS_URL: 'https://localhost/terms',
  TAB_ENDPOINT: 'https://localhost:3000',
  TAB_DOMAIN: 'localhost',
  BOT_ID: '3f0c9a52-6d1e-4b7a-9a53-0d2c6f1b8e02',
  AAD_APP_CLIENT_ID: '3f0c9a52-6d1e-4b7a-9a53-0d2c6f1b8e03',
  APPLICATION_ID_URI: 'api://localhost/3f0c9a52-6d1e-4b7a-9a53-0d2c6f1b8e03',
};

/** The package cannot be built. The message is one sentence that names the variable or the field, and the fix. */
export class PackageError extends Error {
  override name = 'PackageError';
}

/** The parts of a manifest that this file reads; the schema vouches for the rest. */
export type Manifest = {
  manifestVersion: string;
  icons: { color: string; outline: string };
  localizationInfo?: { additionalLanguages?: { languageTag: string; file: string }[] };
} & Record<string, unknown>;

/**
 * Fills in the manifest template of `folder`, validates it and its languages against Microsoft's schemas, and zips them
 * with the icons. The same input gives the same bytes. Throws a `PackageError`.
 */
export async function buildAppPackage(
  environment: Environment,
  folder = templates,
): Promise<{ manifest: Manifest; zip: Uint8Array }> {
  const manifest = JSON.parse(
    fillIn(await readFile(path.join(folder, 'manifest.json'), 'utf8'), environment),
  ) as Manifest;
  await validate('manifest.json', 'MicrosoftTeams.schema.json', manifest.manifestVersion, manifest);
  const files: Record<string, Uint8Array> = {
    'manifest.json': new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`),
  };
  for (const icon of [manifest.icons.color, manifest.icons.outline])
    files[icon] = await readFile(path.join(folder, icon));
  for (const { file } of manifest.localizationInfo?.additionalLanguages ?? []) {
    const strings = await readFile(path.join(folder, file));
    await validate(
      file,
      'MicrosoftTeams.Localization.schema.json',
      manifest.manifestVersion,
      JSON.parse(strings.toString('utf8')),
    );
    files[file] = strings;
  }
  // Zip entries carry local wall time without a zone, so a local date gives the same bytes everywhere.
  return { manifest, zip: zipSync(files, { level: 9, mtime: new Date(2000, 0, 1) }) };
}

/** Replaces every `${{NAME}}`; the value is escaped for the JSON string it stands in. */
function fillIn(template: string, environment: Environment): string {
  return template.replace(/\$\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = environment[name];
    if (!value)
      throw new PackageError(`${name} is missing: set it to ${variables[name] ?? 'what manifest.json needs there'}.`);
    return JSON.stringify(value).slice(1, -1);
  });
}

async function validate(file: string, schemaName: string, manifestVersion: string, value: unknown): Promise<void> {
  const schemas = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest')),
    'json-schemas/teams',
  );
  const text = await readFile(path.join(schemas, `v${manifestVersion}`, schemaName), 'utf8').catch(() => {
    throw new PackageError(
      `manifestVersion ${manifestVersion} is not known to the installed @microsoft/app-manifest: use one it ships.`,
    );
  });
  // The schemas say draft 4 but use only what reads the same in the draft Ajv knows.
  const { $schema: _, ...schema } = JSON.parse(text) as Record<string, unknown>;
  const ajv = new Ajv({
    strict: false,
    unicodeRegExp: false,
    formats: { uri: (address: string) => URL.canParse(address) },
  });
  if (ajv.validate(schema, value)) return;
  const [error] = ajv.errors ?? [];
  const field = error?.instancePath.slice(1).replaceAll('/', '.') || 'its top level';
  throw new PackageError(`${file} is not valid at ${field}: it ${error?.message ?? 'breaks the schema'}.`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { env: { type: 'string' } } });
  const base: Environment = values.env ? parseEnv(await readFile(values.env, 'utf8')) : localEnvironment;
  const given = Object.fromEntries(Object.entries(process.env).filter(([name, value]) => name in variables && value));
  const { zip } = await buildAppPackage({ ...base, ...given });
  const target = path.join(root, 'dist/open-door.zip');
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, zip);
  console.log(
    `${path.relative(process.cwd(), target)}: ${zip.byteLength} bytes${values.env ? '' : ', for the local run'}`,
  );
}

if (process.argv[1] === import.meta.filename) {
  await main().catch((error: unknown) => {
    if (!(error instanceof PackageError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}
