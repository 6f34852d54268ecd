import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openGraph } from '../../api/src/platform/graph.ts';
import { graphEndpoints } from '../../api/src/platform/graph-endpoints.ts';
import { retryAfterSeconds } from '../../api/src/platform/graph-retry.ts';
import { serveHttps } from '../../infra/local/https-server.ts';
import { type LocalCloud, person, startCloud } from '../identity/local-cloud.ts';

let cloud: LocalCloud;
const [ada, bram] = [person('Ada Quill'), person('Bram Ostler', { mailbox: null })];
beforeAll(async () => {
  cloud = await startCloud([ada, bram]);
});
afterAll(async () => {
  expect(cloud.graph.unknownCalls()).toEqual([]);
  await cloud.stop();
});
afterEach(() => cloud.graph.faults.clear());

const pageSchema = z.object({
  value: z.array(z.object({ id: z.string() })),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});
const mailboxSchema = z.object({ timeZone: z.string(), language: z.object({ locale: z.string() }) });

/** A Graph whose pauses take no time but are noted, in milliseconds. */
function graphWithoutPauses(options: { deadlineSeconds?: number } = {}) {
  const pauses: number[] = [];
  const graph = openGraph(cloud.config, { wait: async (milliseconds) => void pauses.push(milliseconds), ...options });
  return { graph, pauses };
}

const asApp = () => ({ kind: 'application', tenantId: cloud.tid }) as const;

async function asPerson({ id } = ada) {
  const token = await cloud.issuer.issueTabToken({ tid: cloud.tid, oid: id });
  return { kind: 'delegated', token } as const;
}

function readUsers(graph = openGraph(cloud.config), more: { link?: string; pageSize?: number } = {}) {
  return graph.call('usersDelta', { as: asApp(), schema: pageSchema, ...more });
}

async function statusesOf(act: () => Promise<unknown>): Promise<number[]> {
  const before = cloud.graph.calls.length;
  await act();
  return cloud.graph.calls.slice(before).map(({ status }) => status);
}

describe('a call', () => {
  it('as the app reads every person, page by page', async () => {
    const graph = openGraph(cloud.config);
    const first = await readUsers(graph, { pageSize: 1 });
    if (!first.ok) throw new Error(first.reason);
    const link = first.answer['@odata.nextLink'] ?? '';
    const second = await readUsers(graph, { link });
    expect(first.answer.value.map(({ id }) => id)).toEqual([ada.id]);
    expect(second).toMatchObject({ ok: true, answer: { value: [{ id: bram.id }] } });
    expect(second).toHaveProperty(['answer', '@odata.deltaLink']);
  });

  it('on behalf of a person reads what is theirs', async () => {
    const graph = openGraph(cloud.config);
    const read = await graph.call('mailboxSettings', { as: await asPerson(), schema: mailboxSchema });
    expect(read).toEqual({
      ok: true,
      answer: { timeZone: 'GMT Standard Time', language: { locale: 'pt-PT' } },
    });
  });

  it('says so when somebody has no mailbox', async () => {
    const graph = openGraph(cloud.config);
    const read = await graph.call('mailboxSettings', { as: await asPerson(bram), schema: mailboxSchema });
    expect(read).toEqual({ ok: false, reason: 'not-found' });
  });

  it('is a fault when the answer does not have the expected form', async () => {
    const graph = openGraph(cloud.config);
    const reading = graph.call('usersDelta', { as: asApp(), schema: z.object({ people: z.array(z.string()) }) });
    await expect(reading).rejects.toThrow(
      'Microsoft Graph answered usersDelta in a form that is not expected (people:',
    );
  });
});

describe('a missing permission', () => {
  it('comes back with its name and what people do without, for the app', async () => {
    const granted = cloud.issuer.tenant(cloud.tid).consents.application;
    granted.delete('User.Read.All');
    const read = await readUsers();
    granted.add('User.Read.All');
    const { without } = graphEndpoints.usersDelta;
    const refusal = { ok: false, reason: 'permission-missing', endpoint: 'usersDelta' };
    expect(read).toEqual({ ...refusal, permission: 'User.Read.All', without });
  });

  it('comes back with its name and what people do without, for a person', async () => {
    const granted = cloud.issuer.tenant(cloud.tid).consents.delegated;
    granted.delete('MailboxSettings.Read');
    const graph = openGraph(cloud.config);
    const read = await graph.call('mailboxSettings', { as: await asPerson(), schema: mailboxSchema });
    granted.add('MailboxSettings.Read');
    const { without } = graphEndpoints.mailboxSettings;
    const refusal = { ok: false, reason: 'permission-missing', endpoint: 'mailboxSettings' };
    expect(read).toEqual({ ...refusal, permission: 'MailboxSettings.Read', without });
  });
});

describe('trouble that passes', () => {
  it('waits as long as Retry-After says when throttled', async () => {
    const { graph, pauses } = graphWithoutPauses();
    cloud.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 7 }, 2);
    expect(await statusesOf(() => readUsers(graph))).toEqual([429, 429, 200]);
    expect(pauses).toEqual([7_000, 7_000]);
  });

  it('repeats after growing pauses when the server fails or the connection breaks', async () => {
    const { graph, pauses } = graphWithoutPauses();
    cloud.graph.faults.add({ kind: 'fail', status: 500 });
    cloud.graph.faults.add({ kind: 'drop' });
    cloud.graph.faults.add({ kind: 'fail', status: 503 });
    expect(await statusesOf(() => readUsers(graph))).toEqual([500, 0, 503, 200]);
    expect(pauses).toHaveLength(3);
    // Half a second, doubled each time, give or take half.
    for (const [attempt, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(250 * 2 ** attempt);
      expect(pause).toBeLessThan(750 * 2 ** attempt);
    }
  });

  it('waits until the date that Retry-After may say instead', () => {
    const date = new Date(Date.now() + 90_000).toUTCString();
    expect(retryAfterSeconds(new Headers({ 'retry-after': date }))).toBeCloseTo(90, -1);
    expect(retryAfterSeconds(new Headers({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }))).toBe(0);
    expect(retryAfterSeconds(new Headers({ 'retry-after': 'soon' }))).toBeUndefined();
  });

  it('is given up after six repetitions, even when told not to wait', async () => {
    const { graph } = graphWithoutPauses();
    cloud.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 0 }, 100);
    expect(await statusesOf(() => readUsers(graph))).toHaveLength(7);
    expect(await readUsers(graph)).toEqual({ ok: false, reason: 'throttled', retryAfterSeconds: 0 });
  });

  it('does not repeat what will not pass', async () => {
    const graph = openGraph(cloud.config);
    const read = async () => graph.call('mailboxSettings', { as: await asPerson(bram), schema: mailboxSchema });
    expect(await statusesOf(read)).toEqual([404]);
  });
});

describe('the deadline', () => {
  it('ends throttling that would outlast it, without waiting for it', async () => {
    const { graph, pauses } = graphWithoutPauses({ deadlineSeconds: 60 });
    cloud.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 300 }, 10);
    expect(await readUsers(graph)).toEqual({ ok: false, reason: 'throttled', retryAfterSeconds: 300 });
    expect(pauses).toEqual([]);
  });

  it('ends a call to a server that is too slow', async () => {
    const { graph } = graphWithoutPauses({ deadlineSeconds: 0.3 });
    await readUsers(openGraph(cloud.config));
    cloud.graph.faults.add({ kind: 'slow', milliseconds: 5_000 });
    const began = performance.now();
    expect(await readUsers(graph)).toEqual({ ok: false, reason: 'unreachable', maybeDone: false });
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('ends a pause that is being waited', async () => {
    const graph = openGraph(cloud.config, {
      deadlineSeconds: 0.4,
      wait: (_milliseconds, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', reject)),
    });
    cloud.graph.faults.add({ kind: 'throttle', retryAfterSeconds: 0 });
    expect(await readUsers(graph)).toEqual({ ok: false, reason: 'unreachable', maybeDone: false });
  });

  it('says unreachable when there is no Graph at all, or it keeps failing', async () => {
    const { graph, pauses } = graphWithoutPauses();
    cloud.graph.faults.add({ kind: 'drop' }, 100);
    expect(await readUsers(graph)).toEqual({ ok: false, reason: 'unreachable', maybeDone: false });
    cloud.graph.faults.clear();
    cloud.graph.faults.add({ kind: 'fail', status: 502 }, 100);
    expect(await readUsers(graph)).toEqual({ ok: false, reason: 'unreachable', maybeDone: false });
    expect(pauses).toHaveLength(12);
  });
});

describe('links', () => {
  it('that are too old ask for a new beginning', async () => {
    const first = await readUsers();
    if (!first.ok) throw new Error(first.reason);
    cloud.graph.organisation(cloud.tid).expireLinks();
    const link = first.answer['@odata.deltaLink'] ?? '';
    expect(await readUsers(openGraph(cloud.config), { link })).toEqual({ ok: false, reason: 'resync-needed' });
  });

  it.each([
    ['another host', () => `https://evil.example/v1.0/users/delta?$deltatoken=x`],
    ['another port', () => `https://localhost:1/v1.0/users/delta?$deltatoken=x`],
    ['no encryption', () => `${cloud.graph.url.replace('https', 'http')}/v1.0/users/delta`],
    ['our host as a password', () => `https://${new URL(cloud.graph.url).host}@evil.example/v1.0/users/delta`],
    ['our host as the start of another', () => `${cloud.graph.url}.evil.example/v1.0/users/delta`],
    ['another part of our host', () => `${cloud.graph.url}/\\evil.example/v1.0/users/delta`],
    ['nothing', () => '/users/delta'],
  ])('to %s are not followed', async (_where, link) => {
    const act = async () =>
      expect(await readUsers(openGraph(cloud.config), { link: link() })).toEqual({
        ok: false,
        reason: 'resync-needed',
      });
    expect(await statusesOf(act)).toEqual([]);
  });
});

it('sends its token along no redirect', async () => {
  const tokens: unknown[] = [];
  const thief = createServer(({ headers }, response) => {
    tokens.push(headers.authorization);
    response.end('{"value":[]}');
  });
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  const location = `http://localhost:${(thief.address() as AddressInfo).port}/`;
  const redirecting = await serveHttps(() => new Response('', { status: 302, headers: { location } }), {
    port: 0,
    certificate: cloud.certificate,
  });
  cloud.issuer.addResource(redirecting.url);
  const graph = openGraph({ ...cloud.config, GRAPH_URL: redirecting.url });
  await expect(readUsers(graph)).rejects.toThrow('302');
  expect(tokens).toEqual([]);
  await redirecting.stop();
  thief.close();
});
