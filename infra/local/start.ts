import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs, styleText } from 'node:util';
import { openDeps } from '@open-door/api/deps.ts';
import { readConfig } from '@open-door/api/platform/config.ts';
import { jsonLog } from '@open-door/api/platform/log.ts';
import { migrate } from '@open-door/api/platform/migrate.ts';
import { Temporal } from 'temporal-polyfill';
import { demo, organisationIn } from './organisation.ts';
import { startPostgres } from './postgres.ts';
import { seedDemo, seedFile } from './seed.ts';
import { type Stage, startStage } from './stage.ts';
import { buildTabWhenChanged } from './tab-build.ts';

// `npm start`: the whole product on this machine, with a box of links when it is ready.

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.local');
const ports = {
  product: 5301,
  host: 5300,
  issuer: 5302,
  graph: 5303,
  postgres: 5304,
  realtime: 5305,
  playground: 56150,
};
const appPassword = 'open-door-app';

const stops: (() => Promise<void>)[] = [];
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));

try {
  await start();
} catch (error) {
  process.stderr.write(`\n${styleText('red', 'Open Door did not start.')} ${(error as Error).message}\n`);
  await stop(1);
}

async function start() {
  const startedAt = performance.now();
  const { org, fresh } = readArguments();
  say('Starting …');
  if (fresh) await rm(path.join(folder, 'graph'), { recursive: true, force: true });
  const [database, built] = await Promise.all([openDatabase(fresh), buildTabWhenChanged()]);
  if (built) say('Built the tab.');
  const given = org ? await organisationIn(org) : undefined;
  const organisations = given ? ([given, demo()] as const) : ([demo()] as const);
  const log = jsonLog(
    () => {},
    () => Temporal.Now.instant(),
  );
  const stage = await startStage({ folder, databaseUrl: database.appUrl, organisations, ports, playground: true, log });
  stops.push(stage.stop);

  const config = readConfig(stage.environment);
  const deps = openDeps(config);
  const teams = { places: config, channels: stage.graph.channels, tokenFor: stage.issuer.issueTabToken };
  await seedDemo(deps, say, teams);
  if (given && org) await seedFile(deps, given, { file: org, say, teams });
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(box(stage, database.port, seconds));
}

function readArguments() {
  const { values } = parseArgs({ options: { org: { type: 'string' }, fresh: { type: 'boolean', default: false } } });
  if (values.org && !existsSync(path.resolve(values.org))) {
    throw new Error(`There is no file ${values.org}: give --org the path of a CSV, or a CSV packed as .gz.`);
  }
  return { fresh: values.fresh, ...(values.org && { org: path.resolve(values.org) }) };
}

/** The embedded server, or the one DATABASE_URL names: there we migrate as that user and make the app role ourselves. */
async function openDatabase(fresh: boolean): Promise<{ appUrl: string; port: number | undefined }> {
  const own = process.env.DATABASE_URL;
  if (own) {
    const url = ownDatabase(own);
    await migrate(url.href, appPassword).catch((error: Error) => {
      throw new Error(
        `DATABASE_URL names a server that cannot be used (${error.message}): check the address, and that this user may create roles and extensions.`,
      );
    });
    url.username = 'open_door_app';
    url.password = appPassword;
    return { appUrl: url.href, port: undefined };
  }
  const postgres = await startPostgres({ name: 'local', port: ports.postgres, fresh });
  stops.push(postgres.stop);
  await migrate(postgres.url('postgres'), postgres.appPassword);
  return { appUrl: postgres.url('postgres', 'app'), port: postgres.port };
}

function ownDatabase(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new Error(
      'DATABASE_URL is not valid: set it to an address such as postgres://user:password@host:5432/open_door, or leave it out to use the embedded PostgreSQL.',
    );
  }
  return url;
}

function box(stage: Stage, databasePort: number | undefined, seconds: number): string {
  const links: [string, string | undefined][] = [
    ['Teams', stage.hostUrl],
    ['Chat with the bot', stage.playgroundUrl],
    ['API contract', `${stage.productUrl}/api/openapi.json`],
    ['Configuration', path.relative(process.cwd(), path.join(folder, 'product.env'))],
  ];
  const moved = movedPorts(stage, databasePort);
  const lines = [
    `Open Door is open (${seconds.toFixed(1)} s)`,
    '',
    ...links.flatMap(([name, value]) => (value ? [`${name.padEnd(18)} ${value}`] : [])),
    '',
    ...(moved.length > 0 ? [`Busy ports, so elsewhere: ${moved.join(', ')}`] : []),
    'Ctrl-C stops everything. --fresh begins anew, --org FILE adds an organisation.',
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const frame = lines.map((line) => `│ ${line.padEnd(width)} │`).join('\n');
  return `\n┌${'─'.repeat(width + 2)}┐\n${frame}\n└${'─'.repeat(width + 2)}┘\n`;
}

function movedPorts(stage: Stage, databasePort: number | undefined): string[] {
  const now = {
    product: portOf(stage.productUrl),
    host: portOf(stage.hostUrl),
    issuer: portOf(stage.issuer.url),
    graph: portOf(stage.graph.url),
    realtime: portOf(stage.realtime.url),
    ...(databasePort && { postgres: databasePort }),
    ...(stage.playgroundUrl && { playground: portOf(stage.playgroundUrl) }),
  };
  return Object.entries(now).flatMap(([name, port]) =>
    port === ports[name as keyof typeof ports] ? [] : [`${name} on ${port}`],
  );
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function say(line: string) {
  process.stdout.write(`${line}\n`);
}

async function stop(code: number) {
  if (stopping) return;
  stopping = true;
  if (code === 0) say('\nStopping …');
  for (const each of stops.reverse()) await each().catch(() => {});
  process.exit(code);
}
