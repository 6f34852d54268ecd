import { beforeEach, expect, test } from 'vitest';
import { createCohort } from '../../api/src/cohorts/actions/cohorts.ts';
import { answerInvitation } from '../../api/src/cohorts/actions/participation.ts';
import { publishCohort } from '../../api/src/cohorts/actions/publish.ts';
import { cancelCohortRun, getCohortRun, runCohort } from '../../api/src/cohorts/actions/runs.ts';
import { cohortRuns, workOnRuns } from '../../api/src/cohorts/actions/work.ts';
import { cohortSettings } from '../../api/src/cohorts/schema.ts';
import type { Deps } from '../../api/src/deps.ts';
import { inParallel } from '../support/load.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { crew, database, deps, on, openProcesses, organisation } from './processes.ts';

const processes = 8;
const learners = 12;
openProcesses(processes, 2);

let owner: Hired;
let people: Hired[];
let cohortId: string;

beforeEach(async () => {
  owner = await hire(organisation, { roles: ['owner'] });
  people = await crew(learners);
  for (const mentor of await crew(4)) await makeChampion(organisation, mentor, { kind: 'mentor', skills: { sql: 2 } });
  cohortId = await openCohort();
});

async function openCohort(): Promise<string> {
  const settings = cohortSettings.parse({ name: 'Spring', volunteersOnly: true, placesPerMentor: 2 });
  const { cohortId } = await createCohort(deps, owner, settings);
  for (const learner of people) {
    const given = { answer: 'join', goal: 'To ask better questions', work: '', topic: null } as const;
    await answerInvitation(deps, learner, cohortId, given);
  }
  return cohortId;
}

const work = (i: number) => workOnRuns(on(i), organisation.tenantId);
const count = async (from: string, values: unknown[] = [cohortId]): Promise<number> =>
  (await database.owner.query(`select count(*)::int as found from ${from}`, values)).rows[0].found;
const minutes = (so: number) => {
  deps.clock.now = deps.clock.now.add({ minutes: so });
};

/** What must be true after any history: one result for each run, nobody with two mentors, nobody with too many learners. */
async function expectOrder(cohorts: readonly string[] = [cohortId]) {
  const live = `mentorships where cohort_id = any($1) and state in ('proposed', 'active', 'paused')`;
  expect(
    await count(`(select from ${live} group by cohort_id, learner_id having count(*) > 1) as doubled`, [cohorts]),
  ).toBe(0);
  expect(await count(`(select from ${live} group by mentor_id having count(*) > 2) as overburdened`, [cohorts])).toBe(
    0,
  );
  const { rows } = await database.owner.query(
    `select run, (select count(*)::int from cohort_matches where cohort_matches.cohort_id = cohort_runs.cohort_id
       and cohort_matches.run = cohort_runs.run) as matches
     from cohort_runs where cohort_id = any($1) and state = 'done'`,
    [cohorts],
  );
  for (const { matches } of rows) expect(matches).toBe(learners);
}

/** A process whose steps are counted; `before` the n-th one may wait, or do something else meanwhile. A step is a transaction. */
function watched(of: Deps, before: (step: number) => unknown = () => {}, after: (step: number) => unknown = () => {}) {
  let taken = 0;
  const transaction: Deps['db']['transaction'] = async (tenant, does) => {
    const step = ++taken;
    await before(step);
    const result = await of.db.transaction(tenant, does);
    await after(step);
    return result;
  };
  return { ...of, db: { ...of.db, transaction }, steps: () => taken };
}

/** Dies before it hears of the effect of its n-th step; what it would still do does not reach the database. */
function mortal(of: Deps, mostSteps: number) {
  const dieFrom = (from: number) => (step: number) => {
    if (step >= from) throw new Error('the process is gone');
  };
  return watched(of, dieFrom(mostSteps + 1), dieFrom(mostSteps));
}

test('of many who ask for a run at once one is answered with it, and it is worked on once', async () => {
  const asked = await inParallel(processes, processes, (i) => runCohort(on(i), owner, cohortId));
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
  for (const each of asked) if (!each.ok) expect(each.reason).toBe('already-running');
  const at = Array.from({ length: processes }, (_, i) => watched(on(i)));
  await inParallel(processes, processes, (i) => workOnRuns(at[i] as Deps, organisation.tenantId));
  // The others ask for work and find none.
  expect(at.filter(({ steps }) => steps() > 1)).toHaveLength(1);
  expect(await getCohortRun(deps, owner, cohortId, 1)).toMatchObject({ state: 'done', result: { matched: 8 } });
  await expectOrder();
});

test('a process that dies at any step of a run is replaced once its lease is over, and there is one result', async () => {
  for (let step = 1; ; step++) {
    const asked = await runCohort(deps, owner, cohortId);
    if (!asked.ok) throw new Error(asked.reason);
    const process = mortal(on(0), step);
    const died = await workOnRuns(process, organisation.tenantId).then(
      () => false,
      () => true,
    );
    if (!died) break;
    await work(1);
    minutes(3);
    await inParallel(processes, processes, work);
    expect(await getCohortRun(deps, owner, cohortId, asked.run)).toMatchObject({ state: 'done', failure: null });
    await expectOrder();
    expect(step, 'a run has an end').toBeLessThan(20);
  }
  expect(await count("cohort_runs where cohort_id = $1 and state = 'done'")).toBeGreaterThan(3);
});

test('a process that was taken for dead writes nothing once another has the run', async () => {
  const asked = await runCohort(deps, owner, cohortId);
  if (!asked.ok) throw new Error(asked.reason);
  const [waking, asleep] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const sleeper = watched(on(0), (step) => {
    if (step === 3) asleep.resolve();
    return step === 3 ? waking.promise : undefined;
  });
  const sleeping = workOnRuns(sleeper, organisation.tenantId);
  await asleep.promise;
  minutes(3);
  const successor = watched(on(1), async (step) => {
    if (step !== 4) return;
    waking.resolve();
    await sleeping;
  });
  await workOnRuns(successor, organisation.tenantId);
  // It hears that the run is another's, asks for other work and finds none.
  expect(sleeper.steps()).toBe(4);
  expect(await getCohortRun(deps, owner, cohortId, asked.run)).toMatchObject({ state: 'done', failure: null });
  await expectOrder();
});

test('a run that is cancelled while it is worked on leaves nothing behind', async () => {
  const asked = await runCohort(deps, owner, cohortId);
  if (!asked.ok) throw new Error(asked.reason);
  const cancelling = watched(on(0), async (step) => {
    if (step === 3) await cancelCohortRun(deps, owner, cohortId, asked.run);
  });
  await workOnRuns(cancelling, organisation.tenantId);
  expect(await getCohortRun(deps, owner, cohortId, asked.run)).toMatchObject({ state: 'cancelled', result: null });
  expect(await count('cohort_matches where cohort_id = $1')).toBe(0);
  expect(await runCohort(deps, owner, cohortId)).toMatchObject({ ok: true, run: 2 });
});

test('published many times at once, each pair is proposed once', async () => {
  await runCohort(deps, owner, cohortId);
  await work(0);
  const published = await inParallel(processes, processes, (i) => publishCohort(on(i), owner, cohortId, 1));
  for (const each of published) expect(each).toMatchObject({ ok: true, mentorships: { proposed: 8 } });
  expect(await count('cohort_learners where cohort_id = $1 and missed_runs = 1')).toBe(4);
  expect(await count('cohort_runs where cohort_id = $1 and published')).toBe(1);
  await expectOrder();
});

test('two cohorts published at once do not give the same places twice', async () => {
  const both = [cohortId, await openCohort()];
  for (const id of both) await runCohort(deps, owner, id);
  await work(0);
  await inParallel(processes, processes, (i) => publishCohort(on(i), owner, both[i % 2] as string, 1));
  await expectOrder(both);
  expect(await count(`mentorships where cohort_id = any($1)`, [both])).toBe(8);
});

test('declines while runs and publications go on leave nobody with two mentors, and none of them with the one they declined', async () => {
  await runCohort(deps, owner, cohortId);
  await work(0);
  await publishCohort(deps, owner, cohortId, 1);
  const { rows } = await database.owner.query(
    'select mentorship_id as id from mentorships where cohort_id = $1 order by learner_id',
    [cohortId],
  );
  const declined = rows.slice(0, 5);
  await inParallel(processes * 3, processes, async (i) => {
    const one = declined[i % processes];
    if (i % 3 === 0 && one) {
      await database.owner.query(
        "update mentorships set state = 'declined', ended_at = $2, ended_because = 'declined' where mentorship_id = $1",
        [one.id, deps.now().toString()],
      );
    } else if (i % 3 === 1) await cohortRuns(on(i), organisation.tenantId);
    else {
      const asked = await runCohort(on(i), owner, cohortId);
      await work(i);
      if (asked.ok) await publishCohort(on(i), owner, cohortId, asked.run);
    }
  });
  for (let minute = 0; minute < 3; minute++) {
    minutes(1);
    await cohortRuns(deps, organisation.tenantId);
  }
  await expectOrder();
  expect(await count("mentorships where cohort_id = $1 and state = 'proposed'")).toBe(8);
  const again = 'from mentorships where cohort_id = $1 group by learner_id, mentor_id having count(*) > 1';
  expect(await count(`(select ${again}) as brought_together_twice`)).toBe(0);
  expect(await count("mentorships where cohort_id = $1 and state = 'declined'")).toBe(declined.length);
});
