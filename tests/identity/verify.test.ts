import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVerifier } from '../../api/src/platform/identity.ts';
import { type LocalCloud, startCloud } from './local-cloud.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.stop());

const seconds = () => Math.floor(Date.now() / 1000);
const ada = () => cloud.people[0]?.id ?? '';

async function tokenWith(claims: Record<string, unknown> = {}, tid = cloud.tid): Promise<string> {
  return cloud.issuer.issueTabToken({ tid, oid: ada(), claims });
}

async function verdictOn(token: string) {
  return openVerifier(cloud.config)(`Bearer ${token}`);
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

it('says who a good token speaks for', async () => {
  expect(await verdictOn(await tokenWith())).toEqual({
    ok: true,
    identity: {
      tenantId: cloud.tid,
      objectId: ada(),
      name: 'Ada Quill',
      username: 'ada.quill@quill.example',
      scopes: ['access_as_user'],
      expiresAt: expect.closeTo(seconds() + 3600, -2),
    },
  });
});

it('accepts the Application ID URI as the audience too', async () => {
  expect(await verdictOn(await tokenWith({ aud: cloud.config.APPLICATION_ID_URI }))).toMatchObject({ ok: true });
});

it('finds the scope among others', async () => {
  expect(await verdictOn(await tokenWith({ scp: 'openid access_as_user' }))).toMatchObject({ ok: true });
});

it('accepts a token of a second tenant as that tenant, never as the first', async () => {
  const verified = await verdictOn(await tokenWith({}, cloud.otherTid));
  expect(verified).toMatchObject({ ok: true, identity: { tenantId: cloud.otherTid } });
});

describe('refuses', () => {
  const cases: [what: string, reason: string, claims: () => Record<string, unknown>][] = [
    ['a token for another app', 'wrong-audience', () => ({ aud: randomUUID() })],
    ['a token for Graph', 'wrong-audience', () => ({ aud: cloud.config.GRAPH_URL })],
    ['a token with no audience', 'wrong-audience', () => ({ aud: undefined })],
    ['a token of another authority', 'wrong-issuer', () => ({ iss: `https://evil.example/${cloud.tid}/v2.0` })],
    ["a tenant's token that says another tenant issued it", 'wrong-issuer', () => ({ tid: cloud.otherTid })],
    ['the v1.0 issuer', 'wrong-issuer', () => ({ iss: `${cloud.config.AUTHORITY}/${cloud.tid}/` })],
    ['a tenant that the authority does not know', 'wrong-issuer', () => ({ tid: randomUUID() })],
    ['an expired token', 'token-expired', () => ({ exp: seconds() - 120 })],
    ['a token of the future', 'token-not-yet-valid', () => ({ nbf: seconds() + 120 })],
    ['a token that never ends', 'token-malformed', () => ({ exp: undefined })],
    ['a token that says no beginning', 'token-not-yet-valid', () => ({ nbf: undefined })],
    ['a token without a scope', 'scope-missing', () => ({ scp: undefined })],
    ['a token with other scopes only', 'scope-missing', () => ({ scp: 'openid access_as_users' })],
    ["an app's own token", 'scope-missing', () => ({ scp: undefined, roles: ['access_as_user'], idtyp: 'app' })],
    ['a token without an object id', 'token-malformed', () => ({ oid: undefined })],
    ['a tenant id that is a path', 'token-malformed', () => ({ tid: '../common' })],
    ['a v1.0 token', 'token-malformed', () => ({ ver: '1.0' })],
  ];
  it.each(cases)('%s', async (_what, reason, claims) => {
    expect(await verdictOn(await tokenWith(claims()))).toEqual({ ok: false, reason });
  });

  it('a token whose claims were changed after signing', async () => {
    const [header, payload = '', signature] = (await tokenWith()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = `${header}.${part({ ...claims, oid: randomUUID() })}.${signature}`;
    expect(await verdictOn(forged)).toEqual({ ok: false, reason: 'wrong-signature' });
  });

  it('a token with no signature and alg none', async () => {
    const [, payload] = (await tokenWith()).split('.');
    const forged = `${part({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    expect(await verdictOn(forged)).toMatchObject({ ok: false });
  });

  it('a token signed HS256 with the public key as the secret', async () => {
    const [header = '', payload] = (await tokenWith()).split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const response = await fetch(`${cloud.issuer.url}/${cloud.tid}/discovery/v2.0/keys`);
    const { keys } = (await response.json()) as { keys: { kid: string; n: string }[] };
    const input = `${part({ alg: 'HS256', typ: 'JWT', kid })}.${payload}`;
    const secret = keys.find((key) => key.kid === kid)?.n ?? '';
    const forged = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
    expect(await verdictOn(forged)).toEqual({ ok: false, reason: 'wrong-signature' });
  });

  it.each(['', 'Bearer ', 'Basic QWRhOnNlY3JldA==', 'Bearer not.a.token', `Bearer ${'x'.repeat(20_000)}`])(
    'the header %j',
    async (header) => {
      expect(await openVerifier(cloud.config)(header)).toMatchObject({ ok: false });
    },
  );

  it('a missing header', async () => {
    expect(await openVerifier(cloud.config)(undefined)).toEqual({ ok: false, reason: 'token-missing' });
  });
});

describe('the memory of tokens', () => {
  it('answers a token it knows at once, and no longer once it expired', async () => {
    let now = Date.now();
    const verify = openVerifier(cloud.config, { now: () => now });
    const header = `Bearer ${await tokenWith({ exp: seconds() + 30 })}`;
    const first = await verify(header);
    expect(verify(header)).toBe(first);
    now += 31_000;
    expect(verify(header)).toBeInstanceOf(Promise);
  });

  it('forgets a refusal', async () => {
    const verify = openVerifier(cloud.config);
    const header = `Bearer ${await tokenWith({ exp: seconds() - 120 })}`;
    await verify(header);
    expect(verify(header)).toBeInstanceOf(Promise);
    await verify(header);
  });
});

describe('the keys of the issuer', () => {
  it('are fetched once for many tokens', async () => {
    const verify = openVerifier(cloud.config);
    const before = cloud.issuer.keySetReads();
    for (const exp of [100, 200, 300]) await verify(`Bearer ${await tokenWith({ exp: seconds() + exp })}`);
    expect(cloud.issuer.keySetReads() - before).toBe(1);
  });

  it('are fetched again when a token has a new key, but not while that was just done', async () => {
    const impatient = openVerifier(cloud.config, { keyCooldownSeconds: 0 });
    const patient = openVerifier(cloud.config, { keyCooldownSeconds: 30 });
    for (const verify of [impatient, patient]) await verify(`Bearer ${await tokenWith()}`);
    cloud.issuer.rotateKeys();
    const header = `Bearer ${await tokenWith()}`;
    expect(await impatient(header)).toMatchObject({ ok: true });
    const reads = cloud.issuer.keySetReads();
    expect(await patient(header)).toEqual({ ok: false, reason: 'wrong-signature' });
    expect(cloud.issuer.keySetReads()).toBe(reads);
  });

  it('keep older tokens good after a rotation, until the old key is withdrawn', async () => {
    const old = await tokenWith();
    cloud.issuer.rotateKeys();
    expect(await verdictOn(old)).toMatchObject({ ok: true });
    cloud.issuer.rotateKeys({ withdrawOld: true });
    expect(await verdictOn(old)).toEqual({ ok: false, reason: 'wrong-signature' });
  });

  it('are a fault, not a refusal, when the authority cannot be reached', async () => {
    const token = await tokenWith();
    const gone = { ...cloud.config, AUTHORITY: 'https://localhost:1' };
    await expect(openVerifier(gone)(`Bearer ${token}`)).rejects.toThrow();
  });
});
