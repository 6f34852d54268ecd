import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, freePorts } from './ports.ts';

test('any port is one that no outgoing connection is given, and another each time', async () => {
  const ports = Object.values(await freePorts({ a: 0, b: 0, c: 0, d: 0 }));
  ports.push(await freePort(0));
  expect(new Set(ports).size).toBe(5);
  for (const port of ports) {
    expect(port).toBeGreaterThanOrEqual(15_000);
    expect(port).toBeLessThan(32_000);
  }
});

test('a wanted port that is busy gives way to the next', async () => {
  const wanted = await freePort(0);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  expect(await freePort(wanted)).toBeGreaterThan(wanted);
  await new Promise((resolve) => server.close(resolve));
  expect(await freePort(wanted)).toBe(wanted);
});
