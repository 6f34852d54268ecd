import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

// Written on node:crypto and not on the library that the product signs with, so that neither hides a fault of the other.

const headerSchema = z.object({ alg: z.literal('HS256') });
const claimsSchema = z.object({
  aud: z.url(),
  exp: z.number(),
  sub: z.string().optional(),
  role: z.array(z.string()).default([]),
});

export type PubSubClaims = z.output<typeof claimsSchema>;

/** The claims of a token that was signed with the service's key for this address and is still good; else `undefined`. */
export function readPubSubToken(token: string, key: string, address: URL): PubSubClaims | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', key).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = claimsSchema.safeParse(decoded(payload));
  if (!headerSchema.safeParse(decoded(header)).success || !claims.success) return undefined;
  const audience = new URL(claims.data.aud);
  const isForHere = audience.host === address.host && audience.pathname === address.pathname;
  return isForHere && Date.now() / 1000 < claims.data.exp ? claims.data : undefined;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
