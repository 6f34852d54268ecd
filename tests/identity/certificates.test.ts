import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCertificates, trustCertificates } from '../../infra/local/certificates.ts';
import { serveHttps } from '../../infra/local/https-server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'open-door-certificates-'));
});
afterEach(() => rm(folder, { recursive: true }));

const day = 86_400_000;

it('keeps the certificates from one start to the next', async () => {
  const first = await openCertificates(folder);
  expect(await openCertificates(folder)).toEqual(first);
});

it('makes new certificates in the last 30 days of the old ones', async () => {
  const first = await openCertificates(folder);
  expect((await openCertificates(folder, Date.now() + 330 * day)).cert).toBe(first.cert);
  const renewed = await openCertificates(folder, Date.now() + 336 * day);
  expect(renewed.cert).not.toBe(first.cert);
  expect(Date.parse(new X509Certificate(renewed.cert).validTo)).toBeGreaterThan(Date.now() + 600 * day);
});

it('makes new certificates when the kept ones are damaged or do not belong together', async () => {
  const first = await openCertificates(folder);
  await writeFile(first.caFile, 'not a certificate');
  const second = await openCertificates(folder);
  expect(second.ca).not.toBe(first.ca);
  await writeFile(second.caFile, first.ca);
  const third = await openCertificates(folder);
  expect(new X509Certificate(third.cert).verify(new X509Certificate(third.ca).publicKey)).toBe(true);
});

it('lets nobody else read the private key', async () => {
  await openCertificates(folder);
  expect((await stat(path.join(folder, 'localhost.pem'))).mode & 0o077).toBe(0);
});

it('is trusted by fetch and by node:https only once it was asked for', async () => {
  const certificate = await openCertificates(folder);
  const server = await serveHttps(() => new Response('open'), { port: 0, certificate });
  await expect(fetch(server.url)).rejects.toThrow();
  trustCertificates(certificate);
  expect(await (await fetch(server.url)).text()).toBe('open');
  expect(await (await fetch(server.url.replace('localhost', '127.0.0.1'))).text()).toBe('open');
  const status = await new Promise((resolve, reject) => {
    https.get(server.url, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
  expect(status).toBe(200);
  await server.stop();
});
