import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSigningKey, publicJwk, type SigningKey, signToken } from '../../infra/local/identity/jwt.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { foundOrganisation, type Hired, hire, type Organisation, testDeps } from '../support/organisation.ts';
import { openTeams, type Teams, teamsConfig } from './teams.ts';

const botId = randomUUID();
const botTenantId = randomUUID();
const issuer = 'https://api.botframework.com';

let database: TestDatabase;
let organisation: Organisation;
let ana: Hired;
let key: SigningKey;
let channelKeys: ReturnType<typeof serve>;
let channel: Record<string, string>;

beforeAll(async () => {
  database = await createDatabase();
  organisation = await foundOrganisation(database);
  ana = await hire(organisation, { name: 'Ana Sousa' });
  key = createSigningKey();
  channelKeys = serve({ fetch: answerKeys, port: 0, hostname: '127.0.0.1' });
  if (!channelKeys.listening) await new Promise((resolve) => channelKeys.once('listening', () => resolve(undefined)));
  channel = {
    ToChannelFromBotLoginUrl: `${originOf(channelKeys)}/login`,
    ToChannelFromBotOAuthScope: issuer,
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: `${originOf(channelKeys)}/oauth`,
    ToBotFromChannelOpenIdMetadataUrl: `${originOf(channelKeys)}/configuration`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${originOf(channelKeys)}/configuration`,
    CallerId: 'urn:botframework:azure',
  };
});
afterAll(async () => {
  await new Promise((resolve) => channelKeys.close(resolve));
  await database.close();
});

const originOf = (server: ReturnType<typeof serve>) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function answerKeys(request: Request): Response {
  const { origin, pathname } = new URL(request.url);
  if (pathname === '/configuration') return Response.json({ issuer, jwks_uri: `${origin}/keys` });
  return Response.json({ keys: [{ ...publicJwk(key, issuer), endorsements: ['msteams'] }] });
}

describe('a bot with a registration', () => {
  let teams: Teams;
  let logged: string[];
  beforeEach(async () => {
    logged = [];
    const deps = testDeps(organisation, '2026-11-23T08:00:00Z');
    deps.log.warn = (event) => logged.push(event);
    // With a password that it never gets to use: what arrives here is refused, or needs no reply.
    const registration = { BOT_ID: botId, BOT_PASSWORD: 'unused', BOT_TENANT_ID: botTenantId };
    teams = await openTeams(deps, { ...teamsConfig, ...registration }, channel);
    return () => teams.close();
  });

  function claims(changed: Record<string, unknown> = {}) {
    const now = Math.floor(Date.now() / 1000);
    return { iss: issuer, aud: botId, nbf: now - 10, exp: now + 600, serviceurl: teams.connector.url, ...changed };
  }
  /** Leaves nothing to reply to, so that only being let in is seen. */
  const removal = () => teams.from(ana, { type: 'installationUpdate', action: 'remove' });
  const post = (token?: string, activity: unknown = removal()) =>
    teams.post(activity, token === undefined ? {} : { authorization: `Bearer ${token}` });

  test('lets in what the channel signed for it', async () => {
    await database.owner.query(
      `insert into conversations (tenant_id, person_id, reference, updated_at) values ($1, $2, '{}', now())`,
      [ana.tenantId, ana.personId],
    );
    expect((await post(signToken(key, claims()))).status).toBe(200);
    const { rows } = await database.owner.query('select from conversations where tenant_id = $1', [ana.tenantId]);
    expect(rows).toHaveLength(0);
  });

  test.each<[string, () => string | undefined]>([
    ['no token', () => undefined],
    ['words for a token', () => 'let-me-in'],
    ['a token for another bot', () => signToken(key, claims({ aud: randomUUID() }))],
    ['a token of another issuer', () => signToken(key, claims({ iss: 'https://evil.example' }))],
    ['a token for another service address', () => signToken(key, claims({ serviceurl: 'https://elsewhere.example' }))],
    ['an expired token', () => signToken(key, claims({ nbf: 1, exp: 2 }))],
    ['a token signed by somebody else', () => signToken({ ...createSigningKey(), kid: key.kid }, claims())],
    ['a token that is not signed', () => unsigned(claims())],
  ])('refuses an activity with %s, and says nothing about why', async (_what, token) => {
    const response = await post(token());
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(teams.connector.said).toEqual([]);
    expect(logged).toEqual(['activity refused']);
  });

  test('refuses a channel that the key is not endorsed for', async () => {
    const response = await post(signToken(key, claims()), { ...removal(), channelId: 'webchat' });
    expect(response.status).toBe(401);
  });

  test('stays closed to the anonymous even where they are allowed', async () => {
    expect(teamsConfig.BOT_ANONYMOUS).toBe('allowed');
    expect((await post()).status).toBe(401);
  });
});

test('a bot that signs in as a managed identity has no password, and checks what comes in all the same', async () => {
  const deps = testDeps(organisation, '2026-11-23T08:00:00Z');
  const teams = await openTeams(deps, { ...teamsConfig, BOT_ID: botId, BOT_TENANT_ID: botTenantId }, channel);
  const removal = teams.from(ana, { type: 'installationUpdate', action: 'remove' });
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: botId, nbf: now - 10, exp: now + 600, serviceurl: teams.connector.url };
  expect((await teams.post(removal)).status).toBe(401);
  expect((await teams.post(removal, { authorization: `Bearer ${signToken(key, claims)}` })).status).toBe(200);
  await teams.close();
});

test('a bot without a registration stays closed unless the anonymous are expressly allowed', async () => {
  const deps = testDeps(organisation, '2026-11-23T08:00:00Z');
  const teams = await openTeams(deps, { ...teamsConfig, BOT_ANONYMOUS: 'refused' });
  const response = await teams.post(teams.from(ana, { type: 'message', text: 'my sessions' }));
  expect(response.status).toBe(401);
  expect(await teams.bot.deliver()).toEqual({ delivered: 0, retried: 0, failed: 0, dropped: 0 });
  await teams.close();
});

test('reads no more of a message than a message can have, whoever sends it', async () => {
  const teams = await openTeams(testDeps(organisation, '2026-11-23T08:00:00Z'));
  let sent = 0;
  const endless = new ReadableStream({
    pull(stream) {
      sent += 65_536;
      stream.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  const request = new Request(teams.botUrl, { method: 'POST', body: endless, duplex: 'half' } as RequestInit);
  expect((await teams.bot.messages(request)).status).toBe(413);
  expect(sent).toBeLessThan(1_000_000);
  await teams.close();
});

test('says which variable is missing from a registration', async () => {
  const deps = testDeps(organisation, '2026-11-23T08:00:00Z');
  const teams = await openTeams(deps, { ...teamsConfig, BOT_ID: botId });
  await expect(teams.bot.messages(new Request('http://bot', { method: 'POST', body: '{}' }))).rejects.toThrow(
    "BOT_TENANT_ID is missing: set it to the tenant of the bot's registration.",
  );
  await teams.close();
});

describe('malformed activities', () => {
  test.each<[string, number, unknown]>([
    ['nothing', 400, ''],
    ['no JSON', 400, 'hello'],
    ['a list', 400, '[]'],
    ['no type', 400, '{}'],
    ['no sender', 400, { from: undefined }],
    ['another channel', 400, { channelId: 'directline' }],
    ['nowhere to answer', 400, { serviceUrl: 'connector' }],
    ['a conversation that is a word', 400, { conversation: 'x' }],
    ['a text that is a number', 400, { text: 7 }],
    ['more than any activity needs', 413, { text: 'x'.repeat(300_000) }],
    ['a kind nobody listens to', 200, { type: 'typing' }],
  ])('%s is answered %i', async (_what, status, change) => {
    const teams = await openTeams(testDeps(organisation, '2026-11-23T08:00:00Z'));
    const whole = teams.from(ana, { type: 'message', text: 'hi' });
    const response = await teams.post(typeof change === 'string' ? change : { ...whole, ...(change as object) });
    expect(response.status).toBe(status);
    expect(teams.connector.said).toEqual([]);
    await teams.close();
  });
});

function unsigned(claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ typ: 'JWT', alg: 'none' })}.${encode(claims)}.`;
}
