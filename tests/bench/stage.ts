import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { migrate } from '@open-door/api/platform/migrate.ts';
import type { DirectoryPerson } from '../../infra/local/demo/entra-csv.ts';
import { startPostgres } from '../../infra/local/postgres.ts';
import { startStage } from '../../infra/local/stage.ts';
import { openDemoStage } from '../support/stage.ts';

const silent = { info: () => {}, warn: () => {}, error: console.error };

/** A migrated database of its own for one bench. */
async function openDatabase() {
  const postgres = await startPostgres({ name: `bench-${process.pid}`, port: 0, ephemeral: true });
  await migrate(postgres.url('postgres'), postgres.appPassword);
  return { ownerUrl: postgres.url('postgres'), appUrl: postgres.url('postgres', 'app'), stop: postgres.stop };
}

/** The whole product on a database of its own, for one bench; `stop` leaves nothing behind. */
export async function openBenchStage() {
  const database = await openDatabase();
  const stage = await openDemoStage(database.appUrl);
  const stop = async () => {
    await stage.stop();
    await database.stop();
  };
  return { ...stage, stop };
}

/**
 * The same without the demo: so many organisations that know nobody yet. Graph and the sign-in know these people, with a
 * mailbox each; `owner` owns every programme. `ownerUrl` is the address of the database's owner.
 */
export async function openEmptyStage(
  owner: DirectoryPerson,
  people: readonly DirectoryPerson[] = [owner],
  organisations = 1,
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'open-door-bench-'));
  const database = await openDatabase();
  // Graph gives a mailbox to whoever has a time zone.
  const mailboxes = people.map((person) => ({ ...person, timeZone: 'UTC' }));
  const found = () => ({ tenantId: randomUUID(), name: 'Bench', people: mailboxes, ownerId: owner.id, cast: [] });
  const first = found();
  const others = Array.from({ length: organisations - 1 }, found);
  const stage = await startStage({
    folder,
    databaseUrl: database.appUrl,
    organisations: [first, ...others],
    ports: { product: 0, issuer: 0, graph: 0, realtime: 0, host: 0, playground: 0 },
    playground: false,
    log: silent,
  });
  return {
    ...stage,
    ownerUrl: database.ownerUrl,
    tenantId: first.tenantId,
    tenantIds: [first, ...others].map(({ tenantId }) => tenantId),
    tokenFor: (oid: string, tid = first.tenantId) => stage.issuer.issueTabToken({ tid, oid }),
    stop: async () => {
      await stage.stop();
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
