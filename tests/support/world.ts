import path from 'node:path';
import { createApp } from '@open-door/api/app.ts';
import { type Deps, openDeps } from '@open-door/api/deps.ts';
import { type Config, readConfig } from '@open-door/api/platform/config.ts';
import type { OperationKey } from '@open-door/api/platform/contract.ts';
import { openVerifier } from '@open-door/api/platform/identity.ts';
import { Temporal } from 'temporal-polyfill';
import { openCertificates, trustCertificates } from '../../infra/local/certificates.ts';
import type { GraphPerson } from '../../infra/local/graph/organisation.ts';
import { type LocalGraph, startGraph } from '../../infra/local/graph/server.ts';
import { type Issuer, startIssuer } from '../../infra/local/identity/issuer.ts';
import { createDatabase, type TestDatabase } from './database.ts';

export type WorldOptions = {
  /** Who Entra and Graph know, by tenant. People the product knows are imported or hired into its database. */
  tenants: readonly { tid: string; people: readonly GraphPerson[] }[];
  /** `tenantId/objectId` of programme owners. */
  owners?: readonly string[];
  /** More of the configuration. */
  environment?: Record<string, string>;
};

/** The real app over a database of its own, with real tokens and a real Graph on this machine. */
export type World = TestDatabase & {
  config: Config;
  deps: Deps;
  app: ReturnType<typeof createApp>;
  issuer: Issuer;
  graph: LocalGraph;
  /** Moves the product's clock. */
  setNow(instant: Temporal.Instant | undefined): void;
  /** A request as this person, through verification of their real token. */
  as(
    person: { tid: string; oid: string },
    headers?: Record<string, string>,
  ): (key: OperationKey | string, body?: unknown) => Promise<Response>;
};

const certificatesFolder = path.resolve(import.meta.dirname, '../../.local/test-certificates');

export async function createWorld({ tenants, owners = [], environment = {} }: WorldOptions): Promise<World> {
  const certificate = await openCertificates(certificatesFolder);
  trustCertificates(certificate);
  const database = await createDatabase();
  const app = { clientId: crypto.randomUUID(), secret: 'a secret of the test', uri: 'api://localhost/open-door' };
  const names = new Map(tenants.flatMap(({ tid, people }) => people.map((person) => [`${tid}/${person.id}`, person])));
  const issuer = await startIssuer({
    port: 0,
    certificate,
    tenants: tenants.map(({ tid }) => tid),
    apps: [app],
    findPerson: async (tid, oid) => {
      const known = names.get(`${tid}/${oid}`);
      return {
        oid,
        name: known?.displayName ?? 'Somebody',
        username: known?.userPrincipalName ?? 'somebody@elsewhere.example',
      };
    },
  });
  let setTo: Temporal.Instant | undefined;
  const now = () => setTo ?? Temporal.Now.instant();
  const graph = await startGraph({ port: 0, certificate, issuer, organisations: tenants, now });
  const config = readConfig({
    DATABASE_URL: database.appUrl,
    AUTHORITY: issuer.url,
    GRAPH_URL: graph.url,
    CLIENT_ID: app.clientId,
    CLIENT_SECRET: app.secret,
    APPLICATION_ID_URI: app.uri,
    PUBLIC_URL: 'http://localhost:5301',
    TEAMS_APP_ID: crypto.randomUUID(),
    OWNERS: owners.join(','),
    ...environment,
  });
  const deps: Deps = { ...openDeps(config), db: database.db, log: quiet, now };
  const hono = createApp(config, deps, openVerifier(config));
  return {
    ...database,
    config,
    deps,
    app: hono,
    issuer,
    graph,
    setNow: (instant) => {
      setTo = instant;
    },
    as:
      (person, headers = {}) =>
      async (key, body) => {
        const token = await issuer.issueTabToken(person);
        const [method = 'GET', address = ''] = key.split(' ');
        return hono.request(address, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
      },
    close: async () => {
      await Promise.all([issuer.stop(), graph.stop()]);
      await database.close();
    },
  };
}

/** Tests say what they expect; a fault that matters also shows in the answer. */
const quiet: Deps['log'] = { info: () => {}, warn: () => {}, error: (event, fields) => console.error(event, fields) };
