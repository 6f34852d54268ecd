import type { Cohort, Invitation } from '@open-door/api/cohorts/schema.ts';
import { lease } from '@open-door/api/notices/actions.ts';
import { beforeEach, expect, test } from 'vitest';
import { type Hired, hire } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';
import { beginProgramme, programme } from './cohorts.ts';
import { door, organisation } from './monday.ts';

let [ana, bo]: Hired[] = [];

beginProgramme();
beforeEach(async () => {
  ana = await hire(organisation, { name: 'Ana Reis' });
  bo = await hire(organisation, { name: 'Bo Lind', department: 'Sales' });
});

const sql = (text: string, values: unknown[]) => door.world.owner.query(text, values);
const answer = (who: Hired | undefined, cohortId: string, body: object) =>
  door.ask(who as Hired, `PUT /api/cohorts/${cohortId}/participation`, body);
const said = { goal: 'To write shorter letters', work: 'The weekly letter to suppliers', topic: 'sql' };
const join = { answer: 'join', ...said };
const invitations = async (who?: Hired) =>
  (await door.ask(who as Hired, 'GET /api/cohorts/invitations')).json<{ items: Invitation[] }>().items;
const asking = (cohortId: string) => programme.ask<{ asked: number }>(`POST /api/cohorts/${cohortId}/asking`);
const owed = async () =>
  (
    await sql("select person_id from notices where tenant_id = $1 and kind = 'cohort-asked' and state = 'owed'", [
      programme.owner.tenantId,
    ])
  ).rows.map((row) => row.person_id);

test('asks people of the departments and titles it is for, each once, and no guests, accounts or people who left', async () => {
  const unlike = async (column: string, value: unknown) => {
    const somebody = await hire(organisation);
    await sql(`update people set ${column} = $2 where person_id = $1`, [somebody.personId, value]);
  };
  const gone = await hire(organisation);
  await sql('update people set active = false, left_at = now() where person_id = $1', [gone.personId]);
  await unlike('is_guest', true);
  await unlike('job_title', '');
  await unlike('username', 'svc-reports@caldervale.example');
  await unlike('job_title', 'Head of Tax');
  const { cohortId } = await programme.create({ departments: ['Finance'], titles: ['analyst'] });
  expect(await asking(cohortId)).toEqual({ asked: 2 });
  expect((await owed()).sort()).toEqual([ana?.personId, programme.owner.personId].sort());
  expect(await asking(cohortId)).toEqual({ asked: 0 });
  await hire(organisation, { name: 'Late Comer' });
  expect(await asking(cohortId)).toEqual({ asked: 1 });
  const listed = await programme.ask<{ items: unknown[] }>(`GET /api/cohorts/${cohortId}/learners`);
  expect(listed.items).toHaveLength(3);
  expect(listed.items[0]).toEqual({
    learner: { personId: ana?.personId, displayName: 'Ana Reis', jobTitle: 'Analyst', department: 'Finance' },
    state: 'asked',
    goal: '',
    missedRuns: 0,
  });
});

test('whoever was asked joins with a goal, leaves and comes back; each answer can be given from the card too', async () => {
  const { cohortId } = await programme.create();
  await asking(cohortId);
  expect(await invitations(ana)).toMatchObject([{ name: 'Spring', state: 'asked', goal: '', waiting: null }]);
  expect((await answer(ana, cohortId, join)).json()).toMatchObject({ ...said, state: 'in' });
  expect(await owed()).not.toContain(ana?.personId);
  expect(await programme.ask<Cohort>(`GET /api/cohorts/${cohortId}`)).toMatchObject({
    asked: 3,
    joined: 1,
    declined: 0,
  });
  expect((await answer(ana, cohortId, { answer: 'leave' })).json()).toMatchObject({ state: 'left', goal: join.goal });
  expect((await answer(bo, cohortId, { answer: 'decline' })).json()).toMatchObject({ state: 'declined' });
  expect((await answer(ana, cohortId, { ...join, topic: 'no such topic' })).json()).toMatchObject({
    state: 'in',
    topic: null,
  });
  expect((await answer(ana, cohortId, { answer: 'join', goal: ' ' })).status).toBe(400);
});

test('a cohort of volunteers asks nobody, and whoever it is for finds it', async () => {
  const { cohortId } = await programme.create({ volunteersOnly: true, departments: ['Sales'] });
  expect((await refusal(door, programme.owner, `POST /api/cohorts/${cohortId}/asking`, {})).problem.type).toBe(
    'volunteers-only',
  );
  expect(await invitations(bo)).toMatchObject([{ cohortId, state: 'open' }]);
  expect(await invitations(ana)).toEqual([]);
  expect((await answer(ana, cohortId, join)).json()).toMatchObject({ type: 'not-asked', status: 403 });
  expect((await answer(bo, cohortId, join)).json()).toMatchObject({ state: 'in' });
});

test('a pilot is for who was here before anybody asked', async () => {
  const { cohortId } = await programme.create({ preset: 'pilot' });
  await door.ask(ana as Hired, 'GET /api/me');
  await sql('update people set first_seen_at = null where person_id = $1', [programme.owner.personId]);
  await asking(cohortId);
  expect(await owed()).toContain(ana?.personId);
  expect(await owed()).not.toContain(bo?.personId);
});

test('a guest sees no invitation and cannot join', async () => {
  const { cohortId } = await programme.create({ volunteersOnly: true });
  await sql('update people set is_guest = true where person_id = $1', [ana?.personId]);
  expect(await invitations(ana)).toEqual([]);
  expect((await answer(ana, cohortId, join)).json()).toMatchObject({ type: 'not-for-guests', status: 403 });
});

test('an invitation is not delivered to who has answered, nor once the cohort is closed', async () => {
  const { cohortId } = await programme.create();
  await asking(cohortId);
  for (const who of [ana, bo, programme.owner])
    await sql("insert into conversations values ($1, $2, '{}', now())", [who?.tenantId, who?.personId]);
  await sql("update cohort_learners set state = 'declined', answered_at = now() where learner_id = $1", [
    ana?.personId,
  ]);
  const first = await lease(programme.deps, programme.owner.tenantId, 1);
  const others = await lease(programme.deps, programme.owner.tenantId, 10);
  const told = [...first.due, ...others.due];
  expect(told.map(({ notice }) => notice.payload)).toEqual(
    expect.arrayContaining([{ cohortId, learnerId: bo?.personId, name: 'Spring' }]),
  );
  expect([told.length, first.dropped + others.dropped]).toEqual([2, 1]);

  const other = await programme.create();
  await asking(other.cohortId);
  await programme.ask(`POST /api/cohorts/${other.cohortId}/closing`);
  expect(await lease(programme.deps, programme.owner.tenantId, 10)).toMatchObject({ due: [], dropped: 3 });
  expect(await invitations(bo)).toMatchObject([{ cohortId }]);
});

test('the owner changes a cohort, finds the newest first, and asking twice under one key makes one', async () => {
  const key = { 'idempotency-key': crypto.randomUUID() };
  const create = () => door.ask(programme.owner, 'POST /api/cohorts', { name: 'First' }, key);
  const [one, same] = [(await create()).json<Cohort>(), (await create()).json<Cohort>()];
  expect(same).toEqual(one);
  programme.deps.clock.now = programme.deps.clock.now.add({ hours: 1 });
  door.setNow(programme.deps.clock.now);
  const second = await programme.create({ name: 'Second', weights: { skill: 8 }, nextRunOn: '2027-01-11' });
  expect(second).toMatchObject({
    state: 'draft',
    settings: { name: 'Second', preset: 'usual', placesPerMentor: 2, weights: { skill: 8 }, nextRunOn: '2027-01-11' },
    publishedAt: null,
    lastRun: null,
  });
  const changed = await programme.ask<Cohort>(`PUT /api/cohorts/${one.cohortId}`, { name: 'First, changed' });
  expect(changed.settings.name).toBe('First, changed');
  const page = await programme.ask<{ items: Cohort[]; next: string }>('GET /api/cohorts?limit=1');
  expect(page.items).toMatchObject([{ cohortId: second.cohortId }]);
  const rest = await programme.ask<{ items: Cohort[]; next: null }>(`GET /api/cohorts?limit=1&cursor=${page.next}`);
  expect(rest).toMatchObject({ items: [{ settings: { name: 'First, changed' } }], next: null });
  const wrong = await door.ask(programme.owner, 'POST /api/cohorts', { name: 'X', weights: { charm: 3 } });
  expect(wrong.status).toBe(400);
});
