import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Config } from './config.ts';

/** Who a valid token speaks for, and until when. */
export type Identity = {
  tenantId: string;
  /** The Entra object id: the same person keeps it through renaming and moving. */
  objectId: string;
  name: string;
  username: string;
  scopes: readonly string[];
  /** Seconds since 1970, as tokens count. */
  expiresAt: number;
};

/** Why a token is refused; for logs and tests, the person only hears that a sign-in is needed. */
export type TokenRefusal =
  | 'token-missing'
  | 'token-malformed'
  | 'token-expired'
  | 'token-not-yet-valid'
  | 'wrong-audience'
  | 'wrong-issuer'
  | 'wrong-signature'
  | 'scope-missing';

export type Verified = { ok: true; identity: Identity } | { ok: false; reason: TokenRefusal };

/** What the product registers as its API in Entra; Teams asks for it in single sign-on. */
const scope = 'access_as_user';
const leewaySeconds = 60;
const keyFetchMilliseconds = 5_000;
// Entra asks its callers to look for new keys at least daily; an unknown key id is looked up at once.
const keysKeptMilliseconds = 24 * 3_600_000;
const tenantsKept = 200;

const claimsSchema = z.object({
  tid: z.guid(),
  oid: z.guid(),
  ver: z.literal('2.0'),
  exp: z.number(),
  name: z.string().default(''),
  preferred_username: z.string().default(''),
});
// An app's own token has roles instead of scopes and speaks for nobody.
const scopesSchema = z.object({ scp: z.string().transform((scp) => scp.split(' ')) });

type CheckerConfig = Pick<Config, 'AUTHORITY' | 'CLIENT_ID' | 'APPLICATION_ID_URI'>;

/**
 * Checks Entra's v2.0 access tokens: RS256 signature by the key set of the token's own tenant, that tenant's issuer, our
 * audience, times, and the scope. Throws only when the key set cannot be reached. `keyCooldownSeconds` is the time
 * after a key set was fetched before an unknown key id makes it be fetched again.
 */
export function tokenChecker(
  { AUTHORITY, CLIENT_ID, APPLICATION_ID_URI }: CheckerConfig,
  { keyCooldownSeconds = 30 } = {},
): (token: string) => Promise<Verified> {
  const keysOf = keySets(AUTHORITY, keyCooldownSeconds);
  return async (token) => {
    const jose = await import('jose');
    try {
      const { tid } = claimsSchema.pick({ tid: true }).parse(jose.decodeJwt(token));
      const { payload } = await jose.jwtVerify(token, await keysOf(tid), {
        algorithms: ['RS256'],
        issuer: `${AUTHORITY}/${tid}/v2.0`,
        audience: [CLIENT_ID, APPLICATION_ID_URI],
        clockTolerance: leewaySeconds,
        requiredClaims: ['exp', 'nbf', 'tid', 'oid'],
      });
      return identityFrom(payload);
    } catch (error) {
      return { ok: false, reason: refusalFor(error) };
    }
  };
}

function identityFrom(payload: unknown): Verified {
  const { tid, oid, name, preferred_username, exp } = claimsSchema.parse(payload);
  const scopes = scopesSchema.safeParse(payload).data?.scp;
  if (!scopes?.includes(scope)) return { ok: false, reason: 'scope-missing' };
  const identity = { name, username: preferred_username, scopes, expiresAt: exp };
  return { ok: true, identity: { tenantId: tid.toLowerCase(), objectId: oid.toLowerCase(), ...identity } };
}

/** One cached key set per tenant; of more tenants than fit, the one unused for longest is forgotten. */
function keySets(authority: string, cooldownSeconds: number): (tid: string) => Promise<JWTVerifyGetKey> {
  const kept = new Map<string, JWTVerifyGetKey>();
  return async (tid) => {
    const { createRemoteJWKSet, customFetch } = await import('jose');
    const keys =
      kept.get(tid) ??
      createRemoteJWKSet(new URL(`${authority}/${tid}/discovery/v2.0/keys`), {
        cooldownDuration: cooldownSeconds * 1000,
        cacheMaxAge: keysKeptMilliseconds,
        timeoutDuration: keyFetchMilliseconds,
        [customFetch]: fetchKeys,
      });
    kept.delete(tid);
    kept.set(tid, keys);
    const [oldest] = kept.keys();
    if (kept.size > tenantsKept && oldest) kept.delete(oldest);
    return keys;
  };
}

/** An authority in trouble says nothing about the token, though the library reads every answer but 200 alike. */
async function fetchKeys(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  if (response.status < 500 && response.status !== 429) return response;
  await response.body?.cancel();
  throw new Error(`the authority answered ${response.status} for its keys`);
}

const refusals: Record<string, TokenRefusal> = {
  ERR_JWT_EXPIRED: 'token-expired',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'wrong-signature',
  ERR_JWKS_NO_MATCHING_KEY: 'wrong-signature',
  ERR_JOSE_ALG_NOT_ALLOWED: 'wrong-signature',
  // A tenant that the authority does not know has no key set.
  ERR_JOSE_GENERIC: 'wrong-issuer',
  ERR_JWS_INVALID: 'token-malformed',
  ERR_JWT_INVALID: 'token-malformed',
};

const claimRefusals: Record<string, TokenRefusal> = {
  aud: 'wrong-audience',
  iss: 'wrong-issuer',
  nbf: 'token-not-yet-valid',
};

/** Rethrows what is not the token's fault, such as an authority that cannot be reached. */
function refusalFor(error: unknown): TokenRefusal {
  if (error instanceof z.ZodError) return 'token-malformed';
  if (!(error instanceof Error) || !('code' in error)) throw error;
  if (error.code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && 'claim' in error) {
    return claimRefusals[String(error.claim)] ?? 'token-malformed';
  }
  const reason = refusals[String(error.code)];
  if (!reason) throw error;
  return reason;
}
