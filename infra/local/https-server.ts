import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { LocalCertificates } from './certificates.ts';

/** Serves `fetch` over HTTPS to this machine only. Port 0 takes any free one. Rejects with EADDRINUSE when it is taken. */
export async function serveHttps(
  fetch: Parameters<typeof getRequestListener>[0],
  { port, certificate }: { port: number; certificate: LocalCertificates },
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer({ key: certificate.key, cert: certificate.cert }, getRequestListener(fetch));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, stop: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
