import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openCredentials } from '../../api/src/platform/identity.ts';
import { type LocalCloud, startCloud } from './local-cloud.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startCloud();
});
afterAll(() => cloud.stop());

const claimsSchema = z.looseObject({ aud: z.string(), tid: z.string(), exp: z.number() });

function claimsOf(answer: { ok: boolean; token?: string }) {
  return claimsSchema.parse(JSON.parse(Buffer.from(answer.token?.split('.')[1] ?? '', 'base64url').toString()));
}

async function asAda(claims = {}, tid = cloud.tid) {
  const oid = cloud.people[0]?.id ?? '';
  return { kind: 'delegated', token: await cloud.issuer.issueTabToken({ tid, oid, claims }) } as const;
}

const permission = 'MailboxSettings.Read';

describe('on behalf of a person', () => {
  it("exchanges the tab's token for one of Graph that speaks for the same person", async () => {
    const answer = await openCredentials(cloud.config).graphToken(await asAda(), permission);
    expect(claimsOf(answer)).toMatchObject({
      aud: cloud.config.GRAPH_URL,
      tid: cloud.tid,
      oid: cloud.people[0]?.id,
      azp: cloud.config.CLIENT_ID,
      scp: [...cloud.issuer.tenant(cloud.tid).consents.delegated].join(' '),
    });
  });

  it('keeps the token for the next call of the same person, and for nobody else', async () => {
    const credentials = openCredentials(cloud.config);
    const ada = await asAda();
    const first = await credentials.graphToken(ada, permission);
    const { challenged } = cloud.issuer.tenant(cloud.tid);
    // Entra would give no second token now.
    challenged.add(cloud.people[0]?.id ?? '');
    expect(await credentials.graphToken(ada, permission)).toEqual(first);
    expect(await credentials.graphToken(await asAda({ uti: 'another' }), permission)).toMatchObject({ ok: false });
    challenged.clear();
    const inOtherTenant = await credentials.graphToken(await asAda({}, cloud.otherTid), permission);
    expect(claimsOf(inOtherTenant).tid).toBe(cloud.otherTid);
  });

  it('says so when nobody consented to the permission, and works once somebody did', async () => {
    const { delegated } = cloud.issuer.tenant(cloud.tid).consents;
    const credentials = openCredentials(cloud.config);
    const ada = await asAda();
    delegated.clear();
    expect(await credentials.graphToken(ada, permission)).toEqual({ ok: false, reason: 'permission-missing' });
    delegated.add('User.Read');
    expect(await credentials.graphToken(ada, permission)).toEqual({ ok: false, reason: 'permission-missing' });
    delegated.add(permission);
    expect(await credentials.graphToken(ada, permission)).toMatchObject({ ok: true });
  });

  it('asks for a new sign-in when Entra wants more proof', async () => {
    const { challenged } = cloud.issuer.tenant(cloud.tid);
    challenged.add(cloud.people[0]?.id ?? '');
    const answer = await openCredentials(cloud.config).graphToken(await asAda(), permission);
    challenged.clear();
    expect(answer).toEqual({ ok: false, reason: 'sign-in-needed' });
  });

  it("asks for a new sign-in when the tab's token ended or was tampered with", async () => {
    const credentials = openCredentials(cloud.config);
    const ended = await asAda({ exp: Math.floor(Date.now() / 1000) - 10 });
    expect(await credentials.graphToken(ended, permission)).toEqual({ ok: false, reason: 'sign-in-needed' });
    const { token } = await asAda();
    const tampered = { kind: 'delegated', token: `${token.slice(0, -12)}AAAAAAAAAAAA` } as const;
    expect(await credentials.graphToken(tampered, permission)).toEqual({ ok: false, reason: 'sign-in-needed' });
  });

  it("does not exchange another app's token", async () => {
    const foreign = await asAda({ aud: randomUUID() });
    const answer = await openCredentials(cloud.config).graphToken(foreign, permission);
    expect(answer).toEqual({ ok: false, reason: 'sign-in-needed' });
  });
});

describe('as the app', () => {
  const asApp = () => ({ kind: 'application', tenantId: cloud.tid }) as const;

  it('gets a token with the roles that were granted, and nobody in it', async () => {
    const answer = await openCredentials(cloud.config).graphToken(asApp(), 'User.Read.All');
    const claims = claimsOf(answer);
    expect(claims).toMatchObject({ aud: cloud.config.GRAPH_URL, tid: cloud.tid, roles: ['User.Read.All'] });
    expect(claims).not.toHaveProperty('scp');
  });

  it('keeps the token for the next call', async () => {
    const credentials = openCredentials(cloud.config);
    const { application } = cloud.issuer.tenant(cloud.tid).consents;
    const first = await credentials.graphToken(asApp(), 'User.Read.All');
    // A second token would have this role too.
    application.add('Group.Read.All');
    expect(await credentials.graphToken(asApp(), 'User.Read.All')).toEqual(first);
    application.delete('Group.Read.All');
  });

  it('says so when the app was never added to the tenant', async () => {
    const stranger = { ...cloud.config, CLIENT_ID: randomUUID() };
    const answer = await openCredentials(stranger).graphToken(asApp(), 'User.Read.All');
    expect(answer).toEqual({ ok: false, reason: 'permission-missing' });
  });

  it('names the variable when the secret is wrong', async () => {
    const wrong = { ...cloud.config, CLIENT_SECRET: 'not it' };
    await expect(openCredentials(wrong).graphToken(asApp(), 'User.Read.All')).rejects.toThrow('CLIENT_SECRET');
  });

  it('says so when the authority cannot be reached', async () => {
    const gone = { ...cloud.config, AUTHORITY: 'https://localhost:1' };
    const answer = await openCredentials(gone).graphToken(asApp(), 'User.Read.All');
    expect(answer).toEqual({ ok: false, reason: 'unreachable' });
  });
});
