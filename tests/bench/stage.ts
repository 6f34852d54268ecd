import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDeps } from '@open-door/api/deps.ts';
import { readConfig } from '@open-door/api/platform/config.ts';
import { migrate } from '@open-door/api/platform/migrate.ts';
import { demo } from '../../infra/local/organisation.ts';
import { startPostgres } from '../../infra/local/postgres.ts';
import { seedDemo } from '../../infra/local/seed.ts';
import { startStage } from '../../infra/local/stage.ts';
import { buildTabWhenChanged } from '../../infra/local/tab-build.ts';

const silent = { info: () => {}, warn: () => {}, error: console.error };

/** The whole product on a database of its own, with the demo organisation, for one bench; `stop` leaves nothing behind. */
export async function openBenchStage() {
  const folder = await mkdtemp(path.join(tmpdir(), 'open-door-bench-'));
  const [postgres] = await Promise.all([
    startPostgres({ name: `bench-${process.pid}`, port: 0, ephemeral: true }),
    buildTabWhenChanged(),
  ]);
  await migrate(postgres.url('postgres'), postgres.appPassword);
  const ports = { product: 0, issuer: 0, graph: 0, host: 0, playground: 0 };
  const organisation = demo();
  const stage = await startStage({
    folder,
    databaseUrl: postgres.url('postgres', 'app'),
    organisations: [organisation],
    ports,
    playground: false,
    log: silent,
  });
  await seedDemo(openDeps(readConfig(stage.environment)), () => {});
  const stop = async () => {
    await stage.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...stage, organisation, stop };
}
