import { createServer } from 'node:net';

const tried = 100;

/** The wanted port if nothing listens there, else the next free one; 0 takes any. Rejects when a hundred are busy. */
export async function freePort(wanted: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  if (wanted === 0) return listen(0);
  for (let port = wanted; port < wanted + tried; port++) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`no free port between ${wanted} and ${wanted + tried - 1}: stop what is using them`);
}

/** A free port for each, no two the same: nothing listens yet on the ones already given. */
export async function freePorts<Name extends string>(wanted: Record<Name, number>): Promise<Record<Name, number>> {
  const given: [Name, number][] = [];
  // What stands where it wants to be stays there; only then the displaced look for another place.
  const taken = new Set(Object.values<number>(wanted));
  for (const [name, port] of Object.entries(wanted) as [Name, number][]) {
    const free = port !== 0 && (await isFree(port)) ? port : await freePort(port, taken);
    taken.add(free);
    given.push([name, free]);
  }
  return Object.fromEntries(given) as Record<Name, number>;
}

function isFree(port: number): Promise<boolean> {
  return listen(port).then(
    () => true,
    () => false,
  );
}

/** Listens for a moment; answers the port. */
function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: bound } = server.address() as { port: number };
      server.close(() => resolve(bound));
    });
  });
}
