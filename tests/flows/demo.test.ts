import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAnswers } from '../../api/src/answers/actions.ts';
import { listCohorts } from '../../api/src/cohorts/actions/cohorts.ts';
import { listCohortMatches } from '../../api/src/cohorts/actions/matches.ts';
import { listInvitations } from '../../api/src/cohorts/actions/participation.ts';
import { listBookings } from '../../api/src/office-hours/actions/bookings.ts';
import { getHoursCoverage } from '../../api/src/office-hours/actions/hours-coverage.ts';
import { listWaiting } from '../../api/src/office-hours/actions/waiting/list.ts';
import type { Actor } from '../../api/src/platform/actor.ts';
import { getAccuracy } from '../../api/src/queue/actions/accuracy.ts';
import { queueClock } from '../../api/src/queue/actions/clock.ts';
import { listQueues } from '../../api/src/queue/actions/queues.ts';
import { getOwnQueue } from '../../api/src/queue/actions/settings.ts';
import { getLine } from '../../api/src/queue/actions/tickets.ts';
import { actorOf } from '../../infra/local/acting.ts';
import { demoOrganisation } from '../../infra/local/demo/organisation.ts';
import { seedDemo } from '../../infra/local/seed.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { testDeps } from '../support/organisation.ts';

const { tenantId, people, owner, scenes, queues } = demoOrganisation();
const named = (name: string) => people.find(({ displayName }) => displayName === name) ?? expect.fail(name);
const ines = actorOf(tenantId, named('Inês Carvalho'));

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;

beforeAll(async () => {
  database = await createDatabase();
  // A Saturday night, hours before clocks go back in Lisbon.
  deps = testDeps({ tenantId, database }, '2026-10-24T21:40:00Z');
  await seedDemo(deps, () => {});
});
afterAll(() => database.close());

test('Inês has a session with Grace next, then her six with Diogo at the same time of day', async () => {
  const { items } = await listBookings(deps, ines, { when: 'coming', limit: 100 });
  const [next, ...series] = items;
  expect(next?.champion.displayName).toBe('Grace Okafor');
  expect(series.map(({ champion }) => champion.displayName)).toEqual(Array(6).fill('Diogo Salgado'));
  const times = series.map(({ startsAt }) =>
    Temporal.Instant.from(startsAt).toZonedDateTimeISO('Europe/Lisbon').toPlainTime().toString(),
  );
  expect(new Set(times).size).toBe(1);
  expect(new Set(series.map(({ seriesId }) => seriesId)).size).toBe(1);
});

test('Inês is asked whether her last session helped, and is offered a place with somebody who had none', async () => {
  const past = await listBookings(deps, ines, { when: 'past' });
  expect(past.items).toMatchObject([{ champion: { displayName: 'Grace Okafor' }, askHelped: true }]);
  const { items } = await listWaiting(deps, ines);
  expect(items).toMatchObject([{ champion: { displayName: 'Luis Herrera' }, ahead: 0, offer: expect.anything() }]);
});

test('two wait for a full group session, and two more for Luis', async () => {
  for (const [name, waiting] of [
    ['Joana Pires', 2],
    ['Luis Herrera', 3],
  ] as const) {
    const { items } = await listWaiting(deps, actorOf(tenantId, named(name)), { as: 'champion' });
    expect(items).toHaveLength(waiting);
  }
});

test('the owner sees the department first in which nobody can be booked', async () => {
  const coverage = await getHoursCoverage(deps, actorOf(tenantId, owner), {});
  const uncovered = coverage.ok ? coverage.departments.filter(({ free }) => free === 0) : [];
  expect(uncovered).toMatchObject([{ department: 'Facilities', champions: 0 }]);
});

test('champions have shared answers', async () => {
  const { items } = await listAnswers(deps, ines, {});
  const questions = [...scenes.answers, queues.answer].map(({ question }) => question);
  expect(items.map(({ question }) => question)).toEqual(questions.toReversed());
});

test('somebody missed a session, and somebody called one off late', async () => {
  const { rows } = await database.owner.query(
    `select count(absent)::int as missed, count(*) filter (where cancelled_late)::int as late,
       count(helped)::int as answered from bookings`,
  );
  expect(rows).toEqual([{ missed: 1, late: 1, answered: expect.any(Number) }]);
  expect(rows[0].answered).toBeGreaterThan(20);
});

test('Marcus has people in his queue, and Tiago has one set up', async () => {
  const { items } = await listQueues(deps, ines);
  expect(items).toMatchObject([
    {
      host: { displayName: 'Marcus Bell' },
      state: 'open',
      champions: [{ state: 'free' }, { displayName: 'Elena Ruiz', state: 'helping' }],
      waiting: 5,
      wait: expect.anything(),
      joinable: true,
    },
  ]);
  const [queue] = items;
  const marcus: Actor = { ...actorOf(tenantId, named('Marcus Bell')), roles: ['learner', 'champion'] };
  const line = await getLine(deps, marcus, queue?.queueId ?? '');
  const waiting = line.ok ? line.waiting : [];
  expect(new Set(waiting.map(({ anonymity }) => anonymity))).toEqual(new Set(['named', 'until-claimed', 'for-good']));
  expect(waiting.filter(({ together }) => together === 2)).toHaveLength(2);
  expect(waiting.filter(({ state }) => state === 'escalated')).toHaveLength(1);
  const tiago = await getOwnQueue(deps, actorOf(tenantId, named('Tiago Nunes')));
  expect(tiago).toMatchObject({ own: { state: 'closed' }, helpingAt: null });
});

test('the pilot is published, somebody waits for the next matching, and Mei Ling has not answered', async () => {
  const ownerActor = actorOf(tenantId, owner);
  const [pilot] = (await listCohorts(deps, ownerActor, { limit: 5 })).items;
  expect(pilot).toMatchObject({
    state: 'published',
    settings: { preset: 'pilot' },
    joined: 12,
    lastRun: { published: true, result: { learners: 12, matched: 11, optimal: true } },
    mentorships: { proposed: 11 },
  });
  const matches = await listCohortMatches(deps, ownerActor, { cohortId: pilot?.cohortId ?? '', run: 1 }, { limit: 20 });
  const pairs = matches.ok
    ? matches.items.map(({ learner, mentor }) => [learner.displayName, mentor?.displayName])
    : [];
  expect(pairs).toContainEqual(['Inês Carvalho', 'Diogo Salgado']);
  const mei = actorOf(tenantId, named('Tan Mei Ling'));
  expect(await listInvitations(deps, mei)).toMatchObject({ items: [{ state: 'asked' }] });
});

test('weeks of forecasts can be judged', async () => {
  const accuracy = await getAccuracy(deps, actorOf(tenantId, owner), 8);
  expect(accuracy.forecasts).toBeGreaterThan(30);
  expect(accuracy.weeks.length).toBeGreaterThanOrEqual(4);
  expect(accuracy.meanAbsoluteError).toBeLessThan(15);
});

test('the queue is opened anew when it was closed, and only then', async () => {
  const before = await listQueues(deps, ines);
  await seedDemo(deps, () => {});
  expect(await listQueues(deps, ines)).toEqual(before);
  deps.clock.now = deps.now().add({ hours: 13 });
  await queueClock(deps, tenantId);
  expect((await listQueues(deps, ines)).items).toEqual([]);
  await seedDemo(deps, () => {});
  expect((await listQueues(deps, ines)).items).toMatchObject([{ state: 'open', waiting: 5 }]);
});
