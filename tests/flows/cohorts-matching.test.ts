import type { Cohort, Invitation } from '@open-door/api/cohorts/schema.ts';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { beforeEach, expect, test } from 'vitest';
import { type Hired, hire } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';
import { beginProgramme, hireMentor, pairsOf, programme } from './cohorts.ts';
import { door, organisation } from './monday.ts';

let [sheets, queries]: Hired[] = [];
let [ana, bo, carla]: Hired[] = [];
let cohortId: string;

beginProgramme();
beforeEach(async () => {
  sheets = await hireMentor(organisation, 'Sheets Person', 'pivot-tables');
  queries = await hireMentor(organisation, 'Queries Person', 'sql');
  ana = await hire(organisation, { name: 'Ana Reis' });
  bo = await hire(organisation, { name: 'Bo Lind' });
  carla = await hire(organisation, { name: 'Carla Dias', languages: ['pl'] });
  ({ cohortId } = await programme.create({ volunteersOnly: true, placesPerMentor: 1 }));
});

const joinAll = async () => {
  await programme.join(ana as Hired, cohortId, 'sql');
  await programme.join(bo as Hired, cohortId, 'pivot-tables');
  await programme.join(carla as Hired, cohortId, 'sql');
};

test('matches learners with who knows what they are after, and says of whom nobody fits why', async () => {
  await joinAll();
  const run = await programme.match(cohortId);
  expect(run).toMatchObject({
    run: 1,
    state: 'done',
    scored: 3,
    of: 3,
    published: false,
    failure: null,
    result: {
      learners: 3,
      matched: 2,
      optimal: true,
      load: [0, 2],
      unmatched: [{ because: 'language', words: 'No mentor speaks one of their languages', learners: 1 }],
      compared: null,
    },
  });
  expect(run.result?.spread.reduce((sum, each) => sum + each, 0)).toBe(2);
  const matches = await programme.matches(cohortId, 1);
  expect(pairsOf(matches)).toEqual({
    'Ana Reis': 'Queries Person',
    'Bo Lind': 'Sheets Person',
    'Carla Dias': 'No mentor speaks one of their languages',
  });
  const [own] = await programme.matches(cohortId, 1, `&mentorId=${queries?.personId}`);
  expect(own).toMatchObject({ learner: { displayName: 'Ana Reis' }, candidates: 2, rule: 'none' });
  expect(own?.reasons).toEqual([
    'Knows SQL and databases inside out',
    'Both in Finance',
    'Both in the same office: Lisbon',
  ]);
  expect(pairsOf(await programme.matches(cohortId, 1, '&only=unmatched'))).toHaveProperty('Carla Dias');
  expect(pairsOf(await programme.matches(cohortId, 1, '&search=bo%20l'))).toEqual({ 'Bo Lind': 'Sheets Person' });
});

test('proposes the pairs of what is published, once, and keeps the others in the ledger', async () => {
  await joinAll();
  const { run } = await programme.match(cohortId);
  const expected = { state: 'published', joined: 3, mentorships: { proposed: 2, active: 0, declined: 0, ended: 0 } };
  expect(await programme.publish(cohortId, run)).toMatchObject(expected);
  expect(await programme.publish(cohortId, run)).toMatchObject(expected);
  expect(await programme.getRun(cohortId, run)).toMatchObject({ published: true });
  expect(await programme.ledger(cohortId)).toMatchObject([
    {
      learner: { displayName: 'Carla Dias' },
      because: 'No mentor speaks one of their languages',
      missedRuns: 1,
      priority: 1,
      nextRunOn: null,
    },
  ]);
  const invitations = await door.ask(carla as Hired, 'GET /api/cohorts/invitations');
  expect(invitations.json()).toMatchObject({
    items: [
      {
        waiting:
          'No mentor speaks one of your languages yet. You keep your place for the next matching, and whoever waited longest comes first.',
      },
    ],
  });
});

test('matches again on top of what was published: pairs stay, who was left out comes first, and the runs are compared', async () => {
  await programme.join(ana as Hired, cohortId, 'sql');
  await programme.join(bo as Hired, cohortId, 'pivot-tables');
  await programme.join(carla as Hired, cohortId, 'sql');
  await programme.publish(cohortId, (await programme.match(cohortId)).run);
  const dora = await hire(organisation, { name: 'Dora Luz' });
  await programme.join(dora, cohortId, 'sql');
  await programme.ask(`PUT /api/cohorts/${cohortId}`, {
    name: 'Spring',
    volunteersOnly: true,
    placesPerMentor: 1,
    sameLanguage: false,
  });
  await hireMentor(organisation, 'Third Person', 'prompting');
  const again = await programme.match(cohortId);
  expect(pairsOf(await programme.matches(cohortId, again.run))).toEqual({
    'Ana Reis': 'Queries Person',
    'Bo Lind': 'Sheets Person',
    'Carla Dias': 'Third Person',
    'Dora Luz': 'Mentors fit, but all their places are taken',
  });
  expect(again.result).toMatchObject({ compared: { run: 1, same: 2, gained: 1, lost: 0 } });
  expect(await programme.publish(cohortId, again.run)).toMatchObject({ mentorships: { proposed: 3 } });
});

test('keeps what the owner locks and forbids, and refuses to publish what was matched before', async () => {
  await joinAll();
  const { run } = await programme.match(cohortId);
  const pairs = `PUT /api/cohorts/${cohortId}/pairs`;
  const pair = (learner?: Hired, mentor?: Hired) => ({ learnerId: learner?.personId, mentorId: mentor?.personId });
  await programme.ask(pairs, { ...pair(ana, sheets), rule: 'locked' });
  expect(
    await refusal(door, programme.owner, `POST /api/cohorts/${cohortId}/runs/${run}/publication`, {}),
  ).toMatchObject({
    problem: { type: 'outdated', status: 409 },
  });
  const locked = await programme.match(cohortId);
  expect(await programme.matches(cohortId, locked.run)).toContainEqual(
    expect.objectContaining({ mentor: expect.objectContaining({ displayName: 'Sheets Person' }), rule: 'locked' }),
  );
  expect(pairsOf(await programme.matches(cohortId, locked.run))).toMatchObject({ 'Bo Lind': 'Queries Person' });

  await programme.ask(pairs, { ...pair(bo, queries), rule: 'forbidden' });
  const forbidden = await programme.match(cohortId);
  expect(pairsOf(await programme.matches(cohortId, forbidden.run))).toMatchObject({
    'Ana Reis': 'Sheets Person',
    'Bo Lind': 'Mentors fit, but all their places are taken',
  });
  for (const [learner, mentor] of [
    [ana, sheets],
    [bo, queries],
  ])
    await programme.ask(pairs, { ...pair(learner, mentor), rule: 'none' });
  expect(pairsOf(await programme.matches(cohortId, (await programme.match(cohortId)).run))).toMatchObject({
    'Ana Reis': 'Queries Person',
    'Bo Lind': 'Sheets Person',
  });
});

test('never matches with one’s line manager, a past partner or somebody blocked, and tells nobody of a block', async () => {
  const eva = await hire(organisation, { name: 'Eva Sol', managerId: sheets?.personId as string });
  await programme.join(eva, cohortId);
  const { owner: database } = door.world;
  await database.query(
    `insert into mentorships (tenant_id, mentorship_id, learner_id, mentor_id, state, proposed_at, started_at, ended_at, ended_because)
     values ($1, gen_random_uuid(), $2, $3, 'ended', now(), now(), now(), 'reached')`,
    [organisation.tenantId, eva.personId, queries?.personId],
  );
  const first = await programme.match(cohortId);
  expect(pairsOf(await programme.matches(cohortId, first.run))).toEqual({
    'Eva Sol': 'Only their own line manager would fit',
  });
  const settings = { name: 'Spring', volunteersOnly: true, allowLineManager: true };
  await programme.ask(`PUT /api/cohorts/${cohortId}`, settings);
  await database.query('insert into blocks values ($1, $2, $3, now())', [
    organisation.tenantId,
    sheets?.personId,
    eva.personId,
  ]);
  const second = await programme.match(cohortId);
  expect(pairsOf(await programme.matches(cohortId, second.run))).toEqual({ 'Eva Sol': 'No mentor fits them' });
  await programme.ask(`PUT /api/cohorts/${cohortId}`, { ...settings, allowPastPartner: true });
  const third = await programme.match(cohortId);
  expect(pairsOf(await programme.matches(cohortId, third.run))).toEqual({ 'Eva Sol': 'Queries Person' });
});

test('does not propose to who left meanwhile, has no place any more or said no', async () => {
  await joinAll();
  const { run } = await programme.match(cohortId);
  await door.ask(ana as Hired, `PUT /api/cohorts/${cohortId}/participation`, { answer: 'leave' });
  await door.world.owner.query('update champions set paused_until = $2 where person_id = $1', [
    sheets?.personId,
    '2027-01-01',
  ]);
  expect(await programme.publish(cohortId, run)).toMatchObject({ joined: 2, mentorships: { proposed: 0 } });
});

test('a decline matches anew who lost their mentor, with somebody else, and leaves the others alone', async () => {
  await programme.join(ana as Hired, cohortId, 'sql');
  await programme.join(bo as Hired, cohortId, 'pivot-tables');
  await programme.publish(cohortId, (await programme.match(cohortId)).run);
  await hireMentor(organisation, 'Third Person', 'sql');
  await programme.minutePasses();
  const proposals = async () =>
    (
      await door.world.owner.query(
        `select learner.display_name as learner, mentor.display_name as mentor, mentorships.state
         from mentorships join people as learner on learner.person_id = learner_id
           join people as mentor on mentor.person_id = mentor_id
         where cohort_id = $1 order by learner.display_name, proposed_at, state`,
        [cohortId],
      )
    ).rows.map(({ learner, mentor, state }) => `${learner}: ${mentor} ${state}`);
  expect(await proposals()).toEqual(['Ana Reis: Queries Person proposed', 'Bo Lind: Sheets Person proposed']);
  await decline(ana as Hired);
  await programme.minutePasses();
  await programme.minutePasses();
  expect((await proposals()).sort()).toEqual([
    'Ana Reis: Queries Person declined',
    'Ana Reis: Third Person proposed',
    'Bo Lind: Sheets Person proposed',
  ]);
  expect(await programme.ask<Cohort>(`GET /api/cohorts/${cohortId}`)).toMatchObject({
    lastRun: { run: 2, state: 'done', published: true },
    mentorships: { proposed: 2, declined: 1 },
  });
  // Nobody is left, not even whom the owner locks her to: she waits, but was not passed over by a matching.
  await decline(ana as Hired);
  const pair = { learnerId: ana?.personId, mentorId: queries?.personId, rule: 'locked' };
  await programme.ask(`PUT /api/cohorts/${cohortId}/pairs`, pair);
  await programme.minutePasses();
  expect(await programme.ledger(cohortId)).toMatchObject([{ learner: { displayName: 'Ana Reis' }, missedRuns: 0 }]);
});

async function decline(learner: Hired) {
  const { items } = (await door.ask(learner, 'GET /api/mentorships')).json<{ items: Mentorship[] }>();
  const proposed = items.find(({ state }) => state === 'proposed');
  const declined = await door.ask(learner, `POST /api/mentorships/${proposed?.mentorshipId}/decline`, {
    because: 'not-a-fit',
  });
  expect(declined.json()).toMatchObject({ state: 'declined' });
}

test('the run people were told the date of begins by itself on that day, once, for the owner to publish', async () => {
  await joinAll();
  await programme.publish(cohortId, (await programme.match(cohortId)).run);
  const settings = { name: 'Spring', volunteersOnly: true, placesPerMentor: 1, nextRunOn: '2026-11-30' };
  await programme.ask(`PUT /api/cohorts/${cohortId}`, settings);
  const waiting = async () =>
    (await door.ask(carla as Hired, 'GET /api/cohorts/invitations')).json<{ items: Invitation[] }>().items[0]?.waiting;
  expect(await waiting()).toMatch('The next matching is on 30 November, and whoever waited longest comes first.');
  await programme.minutePasses();
  expect(await programme.ask<Cohort>(`GET /api/cohorts/${cohortId}`)).toMatchObject({ lastRun: { run: 1 } });
  programme.deps.clock.now = programme.deps.clock.now.add({ hours: 24 * 7 });
  door.setNow(programme.deps.clock.now);
  await programme.minutePasses();
  await programme.minutePasses();
  expect(await programme.ask<Cohort>(`GET /api/cohorts/${cohortId}`)).toMatchObject({
    lastRun: { run: 2, state: 'done', published: false },
  });
  expect(await waiting()).toMatch('You keep your place for the next matching');
});

test('does not look for somebody for whom it is over: what they came for is done', async () => {
  await programme.join(ana as Hired, cohortId, 'sql');
  await programme.join(bo as Hired, cohortId, 'sql');
  await programme.publish(cohortId, (await programme.match(cohortId)).run);
  await door.world.owner.query(
    `update mentorships set state = 'ended', started_at = $2, ended_at = $2, ended_because = 'reached' where learner_id = $1`,
    [ana?.personId, programme.deps.now().add({ hours: 1 }).toString()],
  );
  const again = await programme.match(cohortId);
  expect(pairsOf(await programme.matches(cohortId, again.run))).not.toHaveProperty('Ana Reis');
  expect(await programme.ledger(cohortId)).toEqual([]);
});

test('refuses what cannot be, and says what to do', async () => {
  const runs = `POST /api/cohorts/${cohortId}/runs`;
  const refuse = (operation: string, body: object | undefined = operation.startsWith('GET') ? undefined : {}) =>
    refusal(door, programme.owner, operation, body);
  expect((await refuse(runs)).words).toBe(
    'Nobody has joined this cohort yet, so there is nobody to match. Ask people first, or wait for their answers. | Ainda ninguém entrou neste grupo, por isso não há quem combinar. Convide primeiro as pessoas, ou espere pelas respostas.',
  );
  await programme.join(ana as Hired, cohortId);
  await door.world.owner.query("update champions set state = 'ended'");
  expect((await refuse(runs)).problem).toMatchObject({ type: 'no-mentors', status: 409 });
  expect((await refuse(`POST /api/cohorts/${cohortId}/runs/1/publication`)).problem).toMatchObject({
    type: 'no-such-run',
    status: 404,
  });
  const pair = { learnerId: bo?.personId, mentorId: sheets?.personId, rule: 'locked' };
  expect((await refuse(`PUT /api/cohorts/${cohortId}/pairs`, pair)).problem.type).toBe('not-in-cohort');
  const hers = { ...pair, learnerId: ana?.personId };
  expect((await refuse(`PUT /api/cohorts/${cohortId}/pairs`, hers)).problem.type).toBe('mentor-unavailable');
  expect((await refuse(`GET /api/cohorts/${cohortId}/pairs.csv`)).problem.type).toBe('not-done');
  await programme.ask(`POST /api/cohorts/${cohortId}/closing`);
  for (const operation of [runs, `POST /api/cohorts/${cohortId}/asking`, `POST /api/cohorts/${cohortId}/closing`])
    expect((await refuse(operation)).problem).toMatchObject({ type: 'closed', status: 409 });
  expect((await refuse(`PUT /api/cohorts/${cohortId}/pairs`, pair)).problem.type).toBe('closed');
});

test('a cohort is the owner’s: learners see their invitation only', async () => {
  for (const path of ['', `/${cohortId}`, `/${cohortId}/ledger`, `/${cohortId}/learners`, `/${cohortId}/pairs.csv`])
    expect((await door.ask(ana as Hired, `GET /api/cohorts${path}`)).status, path).toBe(403);
});
