import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { LocalCertificates } from '../certificates.ts';
import { serveHttps } from '../https-server.ts';
import { tabClaims } from './claims.ts';
import { type Claims, createSigningKey, publicJwk, signToken } from './jwt.ts';
import { createTenant, type IssuerApp, type IssuerPerson, type Tenant } from './tenants.ts';
import { answerToken, type TokenEndpoint, tokenJson } from './token-endpoint.ts';

export type IssuerOptions = {
  /** 0 takes any free port. */
  port: number;
  certificate: LocalCertificates;
  /** Ids of the tenants. The first app is the one whose tab asks for tokens. */
  tenants: readonly string[];
  apps: readonly [IssuerApp, ...IssuerApp[]];
  findPerson: (tid: string, oid: string) => Promise<IssuerPerson | undefined>;
};

type TabTokenRequest = {
  tid: string;
  oid: string;
  /** Claims to say otherwise, for tests; one that is `undefined` is left out. */
  claims?: Claims;
};

export type Issuer = {
  /** The AUTHORITY of the product's configuration. */
  url: string;
  /**
   * The token that Teams single sign-on would give this person's tab. Only callable in this process: no address
   * answers it. Rejects when the tenant or the person is unknown.
   */
  issueTabToken(request: TabTokenRequest): Promise<string>;
  /** What administrators granted in the tenant, and whom Entra would challenge; changes count from the next token on. */
  tenant(tid: string): Tenant;
  /** Issues tokens for this API, such as the local Graph, from now on. */
  addResource(url: string): void;
  /** Signs with a new key from now on. The older ones stay published unless they are withdrawn. */
  rotateKeys(options?: { withdrawOld?: boolean }): void;
  /** How often a key set was fetched. */
  keySetReads(): number;
  stop(): Promise<void>;
};

/** Starts a token issuer on this machine that answers as Entra ID's v2.0 endpoints do. Rejects when the port is taken (EADDRINUSE). */
export async function startIssuer({ port, certificate, ...options }: IssuerOptions): Promise<Issuer> {
  const tenants = new Map(options.tenants.map((tid) => [tid, createTenant(tid)]));
  const resources = new Set<string>();
  const keys = [createSigningKey()];
  let url = '';
  let keySetReads = 0;
  const issuerOf = (tid: string) => `${url}/${tid}/v2.0`;
  const endpoint: TokenEndpoint = { ...options, issuerOf, keys, tenants, resources };

  const app = new Hono();
  app.get('/:tid/v2.0/.well-known/openid-configuration', (c) => discover(c, url, tenants));
  app.get('/:tid/discovery/v2.0/keys', (c) => {
    keySetReads++;
    const tid = c.req.param('tid');
    if (!isTenant(tid, tenants)) return unknownTenant(c, tid);
    return c.json({ keys: keys.map((key) => publicJwk(key, issuerOf(placeholderFor(tid)))) });
  });
  app.post('/:tid/oauth2/v2.0/token', async (c) => {
    const answer = await answerToken(endpoint, c.req.param('tid'), await c.req.parseBody());
    const json = tokenJson(answer, c.req.header('client-request-id') ?? randomUUID());
    return c.json(json, answer.status, { 'cache-control': 'no-store' });
  });
  const server = await serveHttps(app.fetch, { port, certificate });
  url = server.url;

  return {
    url,
    issueTabToken: (request) => issueTabToken(endpoint, request),
    tenant: (tid) => known(tenants, tid),
    addResource: (resource) => resources.add(resource),
    rotateKeys({ withdrawOld = false } = {}) {
      keys.unshift(createSigningKey());
      if (withdrawOld) keys.length = 1;
    },
    keySetReads: () => keySetReads,
    stop: server.stop,
  };
}

async function issueTabToken(endpoint: TokenEndpoint, { tid, oid, claims = {} }: TabTokenRequest): Promise<string> {
  known(endpoint.tenants, tid);
  const person = await endpoint.findPerson(tid, oid);
  if (!person) throw new Error(`nobody in tenant ${tid} has the object id ${oid}`);
  const [key] = endpoint.keys;
  const [app] = endpoint.apps;
  if (!key || !app) throw new Error('the issuer has no key or no app');
  return signToken(key, { ...tabClaims({ issuer: endpoint.issuerOf(tid), tid }, app, person), ...claims });
}

function known(tenants: ReadonlyMap<string, Tenant>, tid: string): Tenant {
  const tenant = tenants.get(tid);
  if (!tenant) throw new Error(`the local issuer has no tenant ${tid}`);
  return tenant;
}

const anyTenant = ['common', 'organizations'];

function isTenant(tid: string, tenants: ReadonlyMap<string, Tenant>): boolean {
  return tenants.has(tid) || anyTenant.includes(tid);
}

/** Entra writes the issuer of `common` and `organizations` with a placeholder that the tenant id replaces. */
function placeholderFor(tid: string): string {
  return anyTenant.includes(tid) ? '{tenantid}' : tid;
}

function discover(c: Context, url: string, tenants: ReadonlyMap<string, Tenant>): Response {
  const tid = c.req.param('tid') ?? '';
  if (!isTenant(tid, tenants)) return unknownTenant(c, tid);
  const base = `${url}/${tid}`;
  return c.json({
    issuer: `${url}/${placeholderFor(tid)}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'token'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  });
}

function unknownTenant(c: Context, tid: string): Response {
  const description = `Tenant '${tid}' not found.`;
  const answer = { status: 400, error: 'invalid_tenant', code: 90002, description } as const;
  return c.json(tokenJson(answer, randomUUID()), 400);
}
