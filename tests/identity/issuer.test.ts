import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalCloud, startCloud } from './local-cloud.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.stop());

async function read(path: string) {
  const response = await fetch(`${cloud.issuer.url}${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('describes itself for a tenant as Entra does', async () => {
  const base = `${cloud.issuer.url}/${cloud.tid}`;
  const { body } = await read(`/${cloud.tid}/v2.0/.well-known/openid-configuration`);
  expect(body).toMatchObject({
    issuer: `${base}/v2.0`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  });
});

it.each(['common', 'organizations'])('leaves the tenant open in the issuer of %s', async (tid) => {
  const { body } = await read(`/${tid}/v2.0/.well-known/openid-configuration`);
  expect(body).toMatchObject({
    issuer: `${cloud.issuer.url}/{tenantid}/v2.0`,
    jwks_uri: `${cloud.issuer.url}/${tid}/discovery/v2.0/keys`,
  });
});

it('publishes no private part of its keys', async () => {
  const { body } = await read(`/${cloud.tid}/discovery/v2.0/keys`);
  expect(Object.keys((body.keys as object[])[0] ?? {}).sort()).toEqual(
    ['alg', 'e', 'issuer', 'kid', 'kty', 'n', 'use'].sort(),
  );
});

it('knows no other tenant', async () => {
  expect(await read('/11111111-1111-4111-8111-111111111111/discovery/v2.0/keys')).toMatchObject({
    status: 400,
    body: { error: 'invalid_tenant', error_codes: [90002] },
  });
});

it('issues no tab token over the network, and in this process only to people of the directory', async () => {
  const { tid, people } = cloud;
  for (const grant_type of ['password', 'tab', 'authorization_code']) {
    const body = new URLSearchParams({
      grant_type,
      client_id: cloud.config.CLIENT_ID,
      client_secret: cloud.config.CLIENT_SECRET,
      username: people[0]?.userPrincipalName ?? '',
      scope: 'access_as_user',
    });
    const answer = await fetch(`${cloud.issuer.url}/${tid}/oauth2/v2.0/token`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({ error: 'unsupported_grant_type' });
  }
  await expect(cloud.issuer.issueTabToken({ tid, oid: crypto.randomUUID() })).rejects.toThrow('nobody in tenant');
});
