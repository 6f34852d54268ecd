import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Config, ConfigurationError } from './config.ts';
import { ExpiringMap } from './expiring-map.ts';
import { done, type Refusal, refuse } from './result.ts';
import { tokenChecker, type Verified } from './token.ts';

export type { Identity } from './token.ts';

/** Checks an Authorization header. Answers at once, without a promise, for a token that it remembers. */
export type Verify = (authorization: string | undefined) => Verified | Promise<Verified>;

const tokensRemembered = 20_000;
const longestToken = 16_384;

/**
 * A verifier that checks each token once (see `tokenChecker`) and remembers it, by its hash, until it expires. Refused
 * tokens are not remembered. `now` in milliseconds since 1970.
 */
export function openVerifier(
  config: Pick<Config, 'AUTHORITY' | 'CLIENT_ID' | 'APPLICATION_ID_URI'>,
  { now = Date.now, ...checking }: { now?: () => number; keyCooldownSeconds?: number } = {},
): Verify {
  const check = tokenChecker(config, checking);
  const remembered = new ExpiringMap<Verified & { ok: true }>(tokensRemembered);

  async function checkAndRemember(token: string, key: string): Promise<Verified> {
    const verified = await check(token);
    if (verified.ok) remembered.set(key, verified, verified.identity.expiresAt * 1000);
    return verified;
  }

  return (authorization) => {
    if (!authorization || !/^bearer /i.test(authorization)) return { ok: false, reason: 'token-missing' };
    const token = authorization.slice('bearer '.length);
    if (token.length > longestToken) return { ok: false, reason: 'token-malformed' };
    const key = fingerprint(token);
    return remembered.get(key, now()) ?? checkAndRemember(token, key);
  };
}

/** As whom Microsoft Graph is called: the person whose tab sent this (verified) token, or the app in a tenant. */
export type GraphCaller = { kind: 'delegated'; token: string } | { kind: 'application'; tenantId: string };

export type CredentialRefusal = 'permission-missing' | 'sign-in-needed' | 'unreachable';

export type Credentials = {
  /** Loads what tokens are fetched with, which takes most of a second in a fresh process. */
  load?(): Promise<unknown>;
  /** A token for Graph. Throws a `ConfigurationError` when the product's secret is not accepted. */
  graphToken(as: GraphCaller, permission: string): Promise<{ ok: true; token: string } | Refusal<CredentialRefusal>>;
};

const graphTokensRemembered = 10_000;
const tenantsRemembered = 500;
/** A remembered token is used no longer than this before its end, so that a call begun with it can still finish. */
const reserveMilliseconds = 300_000;
const credentialMilliseconds = 24 * 3_600_000;

/**
 * Tokens for Microsoft Graph through `@microsoft/teamsfx`: on behalf of a person, or as the app. teamsfx is past its
 * maintainers' support, slow to load and known to this file only.
 */
export function openCredentials(
  config: Pick<Config, 'AUTHORITY' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'GRAPH_URL'>,
): Credentials {
  const delegated = new ExpiringMap<string>(graphTokensRemembered);
  const applications = new ExpiringMap<Fetch>(tenantsRemembered);

  async function asPerson(tabToken: string, permission: string): Promise<string> {
    const key = `${fingerprint(tabToken)} ${permission}`;
    const kept = delegated.get(key, Date.now());
    if (kept) return kept;
    const { OnBehalfOfUserCredential } = await import('@microsoft/teamsfx');
    const credential = new OnBehalfOfUserCredential(tabToken, authConfig(config, tenantOf(tabToken)));
    const fresh = await fetchWith(credential, config.AUTHORITY)(`${config.GRAPH_URL}/${permission}`);
    delegated.set(key, fresh.token, fresh.expiresOnTimestamp - reserveMilliseconds);
    return fresh.token;
  }

  async function asApp(tenantId: string): Promise<string> {
    const { AppCredential } = await import('@microsoft/teamsfx');
    // The credential keeps its token and renews it.
    const fetch =
      applications.get(tenantId, Date.now()) ??
      fetchWith(new AppCredential(authConfig(config, tenantId)), config.AUTHORITY);
    applications.set(tenantId, fetch, Date.now() + credentialMilliseconds);
    return (await fetch(`${config.GRAPH_URL}/.default`)).token;
  }

  return {
    load: () => import('@microsoft/teamsfx'),
    async graphToken(as, permission) {
      try {
        const token = await (as.kind === 'delegated' ? asPerson(as.token, permission) : asApp(as.tenantId));
        return done({ token });
      } catch (error) {
        return refuse(credentialRefusal(error));
      }
    },
  };
}

type Fetch = (scope: string) => Promise<{ token: string; expiresOnTimestamp: number }>;

/** teamsfx's credential as a function. */
function fetchWith(credential: { getToken(scope: string): Promise<unknown> }, authority: string): Fetch {
  trustAuthority(credential, authority);
  return async (scope) => tokenSchema.parse(await credential.getToken(scope));
}

const tokenSchema = z.object({ token: z.string().min(1), expiresOnTimestamp: z.number() });

/**
 * Says that the configured authority is to be trusted without asking Microsoft's public cloud about it. MSAL has a
 * setting for that which teamsfx does not pass on, hence the reach into its client.
 */
function trustAuthority(credential: object, authority: string) {
  const { msalClient } = credential as { msalClient?: { config?: { auth?: { knownAuthorities?: string[] } } } };
  if (!msalClient?.config?.auth) throw new Error('this version of @microsoft/teamsfx keeps its MSAL client elsewhere');
  msalClient.config.auth.knownAuthorities = [authority];
}

function authConfig(
  { AUTHORITY, CLIENT_ID, CLIENT_SECRET }: Omit<Parameters<typeof openCredentials>[0], 'GRAPH_URL'>,
  tenantId: string,
) {
  return { authorityHost: AUTHORITY, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, tenantId };
}

function tenantOf(tabToken: string): string {
  const payload = Buffer.from(tabToken.split('.')[1] ?? '', 'base64url').toString();
  return z.object({ tid: z.guid() }).parse(JSON.parse(payload)).tid;
}

/** AADSTS codes: nobody consented; the app is not in the tenant (two ways to say so); the tenant is unknown. */
const notConsented = /AADSTS(65001|700016|7000229|90002)\b/;
/** A wrong secret, or one past its end. */
const badSecret = /AADSTS(7000215|7000222)\b/;

/** MSAL's words for a token issuer that it could not reach: its codes as the app, its sentences on behalf of a person. */
const noConnection =
  /endpoints_resolution_error|openid_config_error|network_error|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|Endpoints cannot be resolved|Network request failed|Could not retrieve endpoints/;

/** teamsfx gives Entra's words back in the message only. Rethrows what is nobody's refusal. */
function credentialRefusal(error: unknown): CredentialRefusal {
  if (!(error instanceof Error)) throw error;
  if (notConsented.test(error.message)) return 'permission-missing';
  if (badSecret.test(error.message)) {
    throw new ConfigurationError(
      'CLIENT_SECRET is not accepted: set it to a client secret of CLIENT_ID that has not expired.',
    );
  }
  // UiRequiredError: Entra wants more from the person (such as a second factor). TokenExpiredError: the tab's token ended.
  if ('code' in error && ['UiRequiredError', 'TokenExpiredError'].includes(String(error.code))) return 'sign-in-needed';
  if (noConnection.test(error.message)) return 'unreachable';
  throw error;
}

function fingerprint(token: string): string {
  return hash('sha256', token, 'base64');
}
