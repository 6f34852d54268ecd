import { createServer } from 'node:net';
import process from 'node:process';

const tried = 100;
/** Below what the system gives to outgoing connections: nothing takes a port between now and when it is used. */
const anywhere = { from: 15_000, until: 32_000 };
/** Processes that start together look in different places. */
const apart = 64;
let looked = 0;

/** The wanted port if nothing listens there, else the next free one; 0 takes any. Rejects when a hundred are busy. */
export async function freePort(wanted: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let turn = 0; turn < tried; turn++) {
    const port = wanted === 0 ? somewhere() : wanted + turn;
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  const where = wanted === 0 ? anywhere : { from: wanted, until: wanted + tried };
  throw new Error(`no free port between ${where.from} and ${where.until - 1}: stop what is using them`);
}

/** Another one each time. */
function somewhere(): number {
  const { from, until } = anywhere;
  return from + ((process.pid * apart + looked++) % (until - from));
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

/** Listens for a moment. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
