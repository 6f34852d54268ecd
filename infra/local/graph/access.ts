import type { KeyObject } from 'node:crypto';
import type { GraphEndpoint } from '@open-door/api/platform/graph-endpoints.ts';
import { z } from 'zod';
import { keyFromJwk, readToken } from '../identity/jwt.ts';
import { badRequest, type Caller, type Failure } from './answer.ts';

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  tid: z.guid(),
  oid: z.guid(),
  scp: z.string().optional(),
  roles: z.array(z.string()).default([]),
});
const keySetSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.string(), n: z.string(), e: z.string() })),
});

/** Reads the bearer token of a request for `audience`, checking it with the key set that the issuer publishes. */
export function tokenReader(
  issuerUrl: string,
  audience: () => string,
): (authorization: string | null) => Promise<Caller | Failure> {
  const keys = new Map<string, KeyObject>();

  async function findKey(kid: string): Promise<KeyObject | undefined> {
    if (!keys.has(kid)) {
      const response = await fetch(`${issuerUrl}/common/discovery/v2.0/keys`);
      for (const jwk of keySetSchema.parse(await response.json()).keys) keys.set(jwk.kid, keyFromJwk(jwk));
    }
    return keys.get(kid);
  }

  return async (authorization) => {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
    if (!token) return unauthorised('Access token is empty.');
    const reading = await readToken(token, findKey);
    if (!reading.ok) return unauthorised(`Access token validation failure: ${reading.reason}.`);
    const claims = claimsSchema.safeParse(reading.claims).data;
    if (claims?.aud !== audience()) return unauthorised('Access token validation failure. Invalid audience.');
    const { iss, tid, oid, scp, roles } = claims;
    if (iss !== `${issuerUrl}/${tid}/v2.0`) return unauthorised('Access token validation failure. Invalid issuer.');
    if (scp === undefined) return { kind: 'application', tid, oid, permissions: roles };
    return { kind: 'delegated', tid, oid, permissions: scp.split(' ') };
  };
}

/** What else a permission allows; subscriptions alone want the very one. */
const includes: Readonly<Record<string, readonly string[]>> = {
  'Calendars.Read': ['Calendars.ReadBasic'],
  'Calendars.ReadWrite': ['Calendars.Read', 'Calendars.ReadBasic'],
};

/** Nothing when the caller may use the endpoint, else the refusal that Graph gives. */
export function refusedAccess(
  caller: Caller,
  {
    kind,
    path,
    permission,
    resourceSpecific,
  }: Pick<GraphEndpoint, 'kind' | 'path' | 'permission' | 'resourceSpecific'>,
): Failure | undefined {
  if (caller.kind === 'application' && path.startsWith('/me/')) {
    return badRequest('/me request is only valid with delegated authentication flow.', 'BadRequest');
  }
  const isEnough = (granted: string) =>
    granted === permission || (!path.startsWith('/subscriptions') && includes[granted]?.includes(permission));
  // What is granted for one team is in no token: the team itself is looked at.
  if (caller.kind === kind && resourceSpecific) return undefined;
  if (caller.kind === kind && caller.permissions.some(isEnough)) return undefined;
  const message = 'Insufficient privileges to complete the operation.';
  return { status: 403, code: 'Authorization_RequestDenied', message };
}

function unauthorised(message: string): Failure {
  return { status: 401, code: 'InvalidAuthenticationToken', message };
}
