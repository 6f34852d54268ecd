import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Log } from '@open-door/api/platform/log.ts';
import manifest from '../../appPackage/manifest.json' with { type: 'json' };
import { localEnvironment } from '../build/app-package.ts';
import { openCertificates, trustCertificates } from './certificates.ts';
import { graphPeople } from './graph/from-directory.ts';
import { type LocalGraph, startGraph } from './graph/server.ts';
import { type Issuer, startIssuer } from './identity/issuer.ts';
import { keepGraph } from './kept-graph.ts';
import type { LocalOrganisation } from './organisation.ts';
import { startPlayground } from './playground/playground.ts';
import { freePorts } from './ports.ts';
import { type LocalRealtime, startRealtime } from './realtime/server.ts';
import { startTeamsHost } from './teams-host/host.ts';

export type StageOptions = {
  /** Where certificates, the product's log and its configuration are kept. */
  folder: string;
  /** Database address of the app role. */
  databaseUrl: string;
  organisations: readonly [LocalOrganisation, ...LocalOrganisation[]];
  /** Preferred ports; the next free one is taken when busy, and 0 takes any. */
  ports: Record<'product' | 'issuer' | 'graph' | 'realtime' | 'host' | 'playground', number>;
  /** The Agents Playground takes seconds to start; tests that do not chat leave it out. */
  playground: boolean;
  log: Log;
};

/** The product and everything around it, running. */
export type Stage = {
  /** What the product was given; another host of the built functions can run beside it with the same. */
  environment: Record<string, string>;
  productUrl: string;
  hostUrl: string;
  playgroundUrl: string | undefined;
  issuer: Issuer;
  graph: LocalGraph;
  realtime: LocalRealtime;
  stop(): Promise<void>;
};

const root = path.resolve(import.meta.dirname, '../..');
const clientId = localEnvironment.AAD_APP_CLIENT_ID;

/** Starts what Azure and Microsoft 365 give, then the product as a process of its own that knows only its environment. */
export async function startStage(options: StageOptions): Promise<Stage> {
  const { folder, databaseUrl, organisations, log } = options;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each().catch((error) => log.warn('did not stop cleanly', { error }));
  };
  try {
    await mkdir(folder, { recursive: true });
    const certificate = await openCertificates(folder);
    trustCertificates(certificate);
    const ports = await freePorts(options.ports);
    const productUrl = `http://localhost:${ports.product}`;
    const applicationIdUri = `api://localhost:${ports.product}/${clientId}`;
    const app = { clientId, secret: randomBytes(24).toString('base64url'), uri: applicationIdUri };
    const directory = new Map(
      organisations.flatMap(({ tenantId, people }) => people.map((person) => [`${tenantId}/${person.id}`, person])),
    );

    const issuer = await startIssuer({
      port: ports.issuer,
      certificate,
      tenants: organisations.map(({ tenantId }) => tenantId),
      apps: [app],
      findPerson: async (tid, oid) => {
        const person = directory.get(`${tid}/${oid}`);
        return person && { oid, name: person.displayName, username: person.userPrincipalName };
      },
    });
    stops.push(issuer.stop);
    const keeper = keepGraph(path.join(folder, 'graph'), (tid) => graph.keep(tid));
    const graph: LocalGraph = await startGraph({
      port: ports.graph,
      certificate,
      issuer,
      organisations: organisations.map(({ tenantId, people }) => ({
        tid: tenantId,
        people: graphPeople(people),
        kept: keeper.read(tenantId),
      })),
      teamsUrl: () => `http://localhost:${ports.host}`,
      changed: (tid) => keeper.keep(tid),
      log,
    });
    stops.push(graph.stop, keeper.stop);
    for (const { tenantId, plans = [], writeChannels } of organisations) {
      for (const { personId, ...plan } of plans) graph.calendars(tenantId).create(personId, plan);
      const channels = graph.channels(tenantId);
      if (channels.teams.length === 0) writeChannels?.(channels);
    }
    const realtime = await startRealtime({ port: ports.realtime, key: randomBytes(32).toString('base64') });
    stops.push(realtime.stop);

    const host = await startTeamsHost({
      port: ports.host,
      tabUrl: productUrl,
      people: async (query) => findPeople(organisations, query),
      tokenFor: ({ tid, oid }) => issuer.issueTabToken({ tid, oid }),
      app: { id: localEnvironment.TEAMS_APP_ID, entities: staticTabs },
      channels: graph.channels,
      botUrl: options.playground ? `http://127.0.0.1:${ports.playground}` : productUrl,
      log,
    });
    stops.push(host.stop);

    const environment = {
      DATABASE_URL: databaseUrl,
      AUTHORITY: issuer.url,
      GRAPH_URL: graph.url,
      WEB_PUBSUB_URL: realtime.url,
      WEB_PUBSUB_KEY: realtime.key,
      CLIENT_ID: clientId,
      CLIENT_SECRET: app.secret,
      APPLICATION_ID_URI: applicationIdUri,
      API_URL: productUrl,
      PUBLIC_URL: productUrl,
      TEAMS_APP_ID: localEnvironment.TEAMS_APP_ID,
      TEAMS_URL: host.url,
      BOT_ANONYMOUS: 'allowed',
      OWNERS: organisations.map(({ tenantId, ownerId }) => `${tenantId}/${ownerId}`).join(','),
      NODE_EXTRA_CA_CERTS: certificate.caFile,
    };
    await writeFile(
      path.join(folder, 'product.env'),
      Object.entries(environment)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    const [product, playground] = await Promise.all([
      startProduct(environment, ports.product, host.url, folder),
      options.playground ? startChat(organisations[0], productUrl, ports.playground, folder) : undefined,
    ]);
    stops.push(product, ...(playground ? [playground.stop] : []));
    return {
      environment,
      productUrl,
      hostUrl: host.url,
      playgroundUrl: playground?.url,
      issuer,
      graph,
      realtime,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The static tabs of the app package that the product serves; Teams itself serves the others. */
const staticTabs = manifest.staticTabs.flatMap(({ entityId, name, contentUrl }) =>
  name && contentUrl ? [{ id: entityId, name, contentUrl: contentUrl.replace(/^\$\{\{TAB_ENDPOINT\}\}/, '') }] : [],
);

/** The first of the cast chats with the bot; the rest are there to be mentioned. */
function startChat({ tenantId, people, cast }: LocalOrganisation, productUrl: string, port: number, folder: string) {
  const known = new Map(people.map((person) => [person.id, person]));
  const [first, ...others] = cast.flatMap(({ id }) => known.get(id) ?? []);
  if (!first) throw new Error('an organisation needs somebody to look as');
  const endpoint = `${productUrl.replace('localhost', '127.0.0.1')}/api/messages`;
  return startPlayground({
    endpoint,
    folder: path.join(folder, 'playground'),
    port,
    tenantId,
    people: [first, ...others],
  });
}

const shownPeople = 20;

/** The cast first, then whoever's name or object id matches. */
function findPeople(organisations: StageOptions['organisations'], query: string) {
  const wanted = query.trim().toLowerCase();
  return organisations
    .flatMap(({ tenantId, name, people, cast }) => {
      const labels = new Map(cast.map(({ id, label }) => [id, label]));
      const matching = people.filter(({ id, displayName }) =>
        wanted === '' ? labels.has(id) : id === wanted || displayName.toLowerCase().includes(wanted),
      );
      const order = [...labels.keys()];
      const known = matching.sort((a, b) => (order.indexOf(a.id) >>> 0) - (order.indexOf(b.id) >>> 0));
      const suffix = organisations.length > 1 ? ` · ${name}` : '';
      return known.slice(0, shownPeople).map((person) => ({
        tid: tenantId,
        oid: person.id,
        name: person.displayName,
        title: person.jobTitle,
        role: (labels.get(person.id) ?? person.department) + suffix,
        username: person.userPrincipalName,
      }));
    })
    .slice(0, shownPeople);
}

/** Starts the product and answers how to stop it. Rejects with the product's own sentence when it does not come up. */
async function startProduct(environment: Record<string, string>, port: number, hostUrl: string, folder: string) {
  const child = spawn(process.execPath, [path.join(root, 'infra/local/serve.ts'), String(port), hostUrl], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const logFile = createWriteStream(path.join(folder, 'product.log'));
  child.stdout?.pipe(logFile, { end: false });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4_000);
    logFile.write(chunk);
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`The product did not start. It said:\n${complaint}`)));
  });
  return () => stopChild(child);
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
