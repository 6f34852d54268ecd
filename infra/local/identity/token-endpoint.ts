import { z } from 'zod';
import { applicationClaims, delegatedClaims, lifetimeSeconds } from './claims.ts';
import { type Claims, readToken, type SigningKey, signToken } from './jwt.ts';
import type { IssuerApp, IssuerPerson, Tenant } from './tenants.ts';

export type TokenEndpoint = {
  issuerOf: (tid: string) => string;
  /** The newest first; it signs. */
  keys: readonly SigningKey[];
  tenants: ReadonlyMap<string, Tenant>;
  apps: readonly IssuerApp[];
  /** Base addresses of the APIs for which tokens are issued. */
  resources: ReadonlySet<string>;
  findPerson: (tid: string, oid: string) => Promise<IssuerPerson | undefined>;
};

/** An OAuth 2.0 error with Entra's AADSTS code. */
type TokenError = { status: 400 | 401; error: string; code: number; description: string; suberror?: string };
type TokenAnswer = { status: 200; token: string; scope: string } | TokenError;

const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const formSchema = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('client_credentials'), scope: z.string() }),
  z.object({
    grant_type: z.literal(onBehalfOf),
    scope: z.string(),
    assertion: z.string(),
    requested_token_use: z.literal('on_behalf_of'),
  }),
]);
const clientSchema = z.object({ client_id: z.string(), client_secret: z.string() });

/** Answers a request to `/{tid}/oauth2/v2.0/token` as Entra does, for the app itself or on behalf of a person. */
export async function answerToken(endpoint: TokenEndpoint, tid: string, form: unknown): Promise<TokenAnswer> {
  const tenant = endpoint.tenants.get(tid);
  if (!tenant) return invalid('invalid_request', 90002, `Tenant '${tid}' not found.`);
  const client = clientSchema.safeParse(form).data;
  const app = endpoint.apps.find(({ clientId }) => clientId === client?.client_id);
  if (!app) return invalid('unauthorized_client', 700016, `Application '${client?.client_id}' was not found.`);
  if (app.secret !== client?.client_secret) {
    return { status: 401, error: 'invalid_client', code: 7000215, description: 'Invalid client secret provided.' };
  }
  const grant = formSchema.safeParse(form).data;
  if (!grant) return invalid('unsupported_grant_type', 70003, 'The grant is not supported or not complete.');
  if (grant.grant_type === 'client_credentials') return asApplication(endpoint, tenant, app, grant.scope);
  return onBehalf(endpoint, tenant, app, grant);
}

function asApplication(endpoint: TokenEndpoint, tenant: Tenant, app: IssuerApp, scope: string): TokenAnswer {
  const { resource, names } = readScope(scope, endpoint.resources);
  if (!resource) return unknownResource(scope);
  if (names.join() !== '.default') {
    return invalid('invalid_scope', 1002012, `The scope ${scope} is not valid: it has to end with /.default.`);
  }
  const subject = { issuer: endpoint.issuerOf(tenant.tid), tid: tenant.tid, resource };
  return issue(endpoint, applicationClaims(subject, app, [...tenant.consents.application]), scope);
}

async function onBehalf(
  endpoint: TokenEndpoint,
  tenant: Tenant,
  app: IssuerApp,
  grant: { scope: string; assertion: string },
): Promise<TokenAnswer> {
  const { resource, names } = readScope(grant.scope, endpoint.resources);
  if (!resource) return unknownResource(grant.scope);
  const asserted = await readAssertion(endpoint, tenant.tid, app, grant.assertion);
  if ('error' in asserted) return asserted;
  if (tenant.challenged.has(asserted.oid)) {
    const description =
      'Due to a configuration change made by your administrator, you must use multi-factor authentication.';
    return invalid('interaction_required', 50076, description, 'basic_action');
  }
  const consented = tenant.consents.delegated;
  const wanted = names.filter((name) => name !== '.default');
  if (!consented.size || wanted.some((name) => !consented.has(name))) return notConsented(app);
  const person = await endpoint.findPerson(tenant.tid, asserted.oid);
  if (!person) return invalid('invalid_grant', 50034, 'The user account does not exist in the directory.');
  const subject = { issuer: endpoint.issuerOf(tenant.tid), tid: tenant.tid, resource };
  const scopes = [...consented];
  return issue(
    endpoint,
    delegatedClaims(subject, app, person, scopes),
    scopes.map((name) => `${resource}/${name}`).join(' '),
  );
}

const assertionSchema = z.object({ iss: z.string(), aud: z.string(), oid: z.string(), scp: z.string() });

async function readAssertion(
  endpoint: TokenEndpoint,
  tid: string,
  app: IssuerApp,
  assertion: string,
): Promise<{ oid: string } | TokenError> {
  const reading = await readToken(assertion, (kid) => endpoint.keys.find((key) => key.kid === kid)?.publicKey);
  if (!reading.ok && reading.reason === 'time') {
    return invalid('invalid_grant', 500133, 'Assertion is not within its valid time range.');
  }
  const claims = reading.ok ? assertionSchema.safeParse(reading.claims).data : undefined;
  if (claims?.iss !== endpoint.issuerOf(tid)) {
    return invalid('invalid_grant', 50013, 'Assertion failed signature validation.');
  }
  if (![app.clientId, app.uri].includes(claims.aud)) {
    return invalid(
      'invalid_grant',
      500131,
      'Assertion audience does not match the Client app presenting the assertion.',
    );
  }
  return { oid: claims.oid };
}

const oidcScopes = ['openid', 'profile', 'offline_access', 'email'];

/** Splits `https://resource/Name https://resource/Other openid` into the one known resource and the names. */
function readScope(scope: string, resources: ReadonlySet<string>): { resource?: string; names: string[] } {
  const wanted = scope.split(' ').filter((name) => name && !oidcScopes.includes(name));
  const [resource] = [...resources].filter((known) => wanted.every((name) => name.startsWith(`${known}/`)));
  if (!resource || !wanted.length) return { names: [] };
  return { resource, names: wanted.map((name) => name.slice(resource.length + 1)) };
}

function issue({ keys }: TokenEndpoint, claims: Claims, scope: string): TokenAnswer {
  const [key] = keys;
  if (!key) throw new Error('the issuer has no key to sign with');
  return { status: 200, token: signToken(key, claims), scope };
}

function invalid(error: string, code: number, description: string, suberror?: string): TokenError {
  return { status: 400, error, code, description, ...(suberror && { suberror }) };
}

function unknownResource(scope: string): TokenError {
  return invalid('invalid_resource', 500011, `The resource principal in '${scope}' was not found in the tenant.`);
}

function notConsented({ clientId }: IssuerApp): TokenError {
  const description = `The user or administrator has not consented to use the application with ID '${clientId}'. Send an interactive authorization request for this user and resource.`;
  return invalid('invalid_grant', 65001, description, 'consent_required');
}

/** The answer as Entra's JSON. */
export function tokenJson(answer: TokenAnswer, correlationId: string): object {
  if (answer.status === 200) {
    const times = { expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds };
    return { token_type: 'Bearer', scope: answer.scope, ...times, access_token: answer.token };
  }
  const { error, code, description, suberror } = answer;
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    error,
    error_description: `AADSTS${code}: ${description} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    correlation_id: correlationId,
    ...(suberror && { suberror }),
  };
}
