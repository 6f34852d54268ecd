import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign, verify } from 'node:crypto';
import { z } from 'zod';

// Written on node:crypto and not on the library that the product validates with, so that neither hides a fault of the other.

export type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject };

export type Claims = Record<string, unknown>;

export function createSigningKey(): SigningKey {
  return { kid: randomUUID(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** The public half as a member of a JSON Web Key Set (RFC 7517). */
export function publicJwk({ kid, publicKey }: SigningKey, issuer: string) {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256', issuer };
}

/** A compact JWT (RFC 7519), signed RS256. */
export function signToken({ kid, privateKey }: SigningKey, claims: Claims): string {
  const input = `${encode({ typ: 'JWT', alg: 'RS256', kid })}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
}

const headerSchema = z.object({ alg: z.literal('RS256'), kid: z.string() });
const timesSchema = z.looseObject({ exp: z.number(), nbf: z.number() });

export type TokenReading = { ok: true; claims: Claims } | { ok: false; reason: 'malformed' | 'signature' | 'time' };

/** Checks form, RS256 signature and times of a token; `findKey` answers the public key with a `kid`, if there is one. */
export async function readToken(
  token: string,
  findKey: (kid: string) => KeyObject | undefined | Promise<KeyObject | undefined>,
): Promise<TokenReading> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const parsedHeader = headerSchema.safeParse(decode(header));
  const parsedClaims = timesSchema.safeParse(decode(payload));
  if (!parsedHeader.success || !parsedClaims.success) return { ok: false, reason: 'malformed' };
  const key = await findKey(parsedHeader.data.kid);
  const signed = Buffer.from(`${header}.${payload}`);
  if (!key || !verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) {
    return { ok: false, reason: 'signature' };
  }
  const now = Date.now() / 1000;
  const { exp, nbf } = parsedClaims.data;
  return now < exp && now >= nbf - 60 ? { ok: true, claims: parsedClaims.data } : { ok: false, reason: 'time' };
}

export function keyFromJwk(jwk: { kty: string; n: string; e: string }): KeyObject {
  return createPublicKey({ key: jwk, format: 'jwk' });
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
