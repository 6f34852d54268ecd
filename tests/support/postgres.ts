import type { TestProject } from 'vitest/node';
import { migrate } from '../../api/src/platform/migrate.ts';
import { startPostgres } from '../../infra/local/postgres.ts';
import { buildTabWhenChanged } from '../../infra/local/tab-build.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Owner address of the template database; its siblings are the test files' databases. */
    postgres: string;
  }
}

/**
 * One server and one migrated template per test run; every test file makes its own cheap copy of the template. The tab is
 * built once here, or the browser's test files would each build it at the same time.
 */
export default async function setup(project: TestProject) {
  const [server] = await Promise.all([
    startPostgres({ name: `tests-${process.pid}`, port: 0, ephemeral: true }),
    buildTabWhenChanged(),
  ]);
  await migrate(server.url('postgres'), server.appPassword);
  project.provide('postgres', server.url('postgres'));
  return () => server.stop();
}
