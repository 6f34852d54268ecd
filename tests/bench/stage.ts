import { migrate } from '@open-door/api/platform/migrate.ts';
import { startPostgres } from '../../infra/local/postgres.ts';
import { openDemoStage } from '../support/stage.ts';

/** The whole product on a database of its own, for one bench; `stop` leaves nothing behind. */
export async function openBenchStage() {
  const postgres = await startPostgres({ name: `bench-${process.pid}`, port: 0, ephemeral: true });
  await migrate(postgres.url('postgres'), postgres.appPassword);
  const stage = await openDemoStage(postgres.url('postgres', 'app'));
  const stop = async () => {
    await stage.stop();
    await postgres.stop();
  };
  return { ...stage, stop };
}
