import process from 'node:process';
import { createCohort } from '@open-door/api/cohorts/actions/cohorts.ts';
import { publishCohort } from '@open-door/api/cohorts/actions/publish.ts';
import { getCohortRun, runCohort } from '@open-door/api/cohorts/actions/runs.ts';
import { workOnRuns } from '@open-door/api/cohorts/actions/work.ts';
import { cohortSettings } from '@open-door/api/cohorts/schema.ts';
import type { Deps } from '@open-door/api/deps.ts';
import type { Actor } from '@open-door/api/platform/actor.ts';
import { openDatabase } from '@open-door/api/platform/database.ts';
import { migrate } from '@open-door/api/platform/migrate.ts';
import { noRealtime } from '@open-door/api/platform/realtime.ts';
import { Temporal } from 'temporal-polyfill';
import { actorOf, mustBeDone } from '../../infra/local/acting.ts';
import { organisationIn } from '../../infra/local/organisation.ts';
import { startPostgres } from '../../infra/local/postgres.ts';
import { largeOrganisation } from '../support/large-organisation.ts';
import { arrange, joinAll } from './cohort/organisation.ts';
import type { Bench, Row } from './row.ts';

const mentors = 1_500;
/** Too few for all, and enough for all. */
const placesEach = [2, 20];

/** Matching everybody of a large organisation with its mentors, as the job does it: read, scored, assigned, proven, written. */
const bench: Bench = async ({ org, say }) => {
  const people = org ? (await organisationIn(org)).people : largeOrganisation().people;
  const postgres = await startPostgres({ name: `bench-cohort-${process.pid}`, port: 0, ephemeral: true });
  try {
    await migrate(postgres.url('postgres'), postgres.appPassword);
    const database = openDatabase(postgres.url('postgres', 'app'));
    try {
      const deps = depsOver(database);
      const programme = await arrange(postgres.url('postgres'), people, mentors);
      const owner = actorOf(programme.tenantId, { id: programme.ownerId, timeZone: 'UTC' });
      const rows: Row[] = [];
      for (const places of placesEach) {
        say(`  ${places} places each`);
        const settings = cohortSettings.parse({ name: 'Everybody', placesPerMentor: places });
        const { cohortId } = await createCohort(deps, owner, settings);
        const learners = await joinAll(postgres.url('postgres'), programme, cohortId);
        const name = `${learners.toLocaleString('en')} learners, ${mentors.toLocaleString('en')} mentors with ${places} places`;
        rows.push(...(await measure(deps, owner, cohortId, name)));
      }
      return rows;
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
  }
};
export default bench;

async function measure(deps: Deps, owner: Actor, cohortId: string, name: string): Promise<Row[]> {
  const row = { bench: 'cohort', case: name };
  const { run } = mustBeDone(await runCohort(deps, owner, cohortId));
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await workOnRuns(deps, owner.tenantId);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  clearInterval(watch);
  const { state, result } = mustBeDone(await getCohortRun(deps, owner, cohortId, run));
  if (state !== 'done' || !result?.optimal) throw new Error(`${name}: the run is ${state}`);
  const publishedAt = performance.now();
  mustBeDone(await publishCohort(deps, owner, cohortId, run));
  return [
    { ...row, metric: 'matched', unit: 'learners', ours: result.matched },
    { ...row, metric: 'whole run', unit: 's', ours: seconds, aim: '≤ 10 s', met: seconds <= 10 },
    { ...row, metric: 'processor time of the run', unit: 's', ours: (user + system) / 1e6 },
    { ...row, metric: 'peak of the process', unit: 'MB', ours: peak / 2 ** 20 },
    { ...row, metric: 'publishing', unit: 's', ours: (performance.now() - publishedAt) / 1000 },
  ];
}

function depsOver(database: Deps['db']): Deps {
  const notHere = () => Promise.reject(new Error('Graph is not here'));
  return {
    db: database,
    graph: { call: notHere },
    realtime: noRealtime,
    log: { info: () => {}, warn: () => {}, error: console.error },
    now: () => Temporal.Now.instant(),
    newId: () => crypto.randomUUID(),
  };
}
