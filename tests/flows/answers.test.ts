import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { SharedAnswer } from '../../api/src/answers/schema.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';
import { insertSeat } from '../support/seats.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

let champion: Hired;
let learner: Hired;
let owner: Hired;

beginOnMonday();
beforeEach(async () => {
  champion = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan', department: 'Finance' }));
  learner = await hire(organisation, { name: 'Rita Sousa' });
  owner = await hire(organisation, { roles: ['owner'] });
});

const columns = { question: 'How do I split a column?', answer: 'Use Text to Columns.', topic: 'data-cleaning' };

async function share(who: Hired, answer: object = columns) {
  door.setNow(door.world.deps.now().add({ minutes: 1 }));
  return door.ask(who, 'POST /api/answers', answer);
}

async function list(query = '', who = learner) {
  return (await door.ask(who, `GET /api/answers${query}`)).json<{ items: SharedAnswer[]; next: string | null }>();
}

const questions = async (query: string) => (await list(query)).items.map(({ question }) => question);

test('what a champion shares is there for everybody, and leads to nobody who asked', async () => {
  const shared = await share(champion);
  expect(shared.status).toBe(201);
  expect(shared.json()).toMatchObject({ yours: true, department: 'Finance', topic: { topic: 'data-cleaning' } });
  const { items } = await list();
  expect(items).toMatchObject([
    { ...columns, topic: { label: 'Cleaning up data' }, yours: false, champion: { displayName: 'Mei Tan' } },
  ]);
  const { rows } = await door.world.owner.query('select * from answers where tenant_id = $1', [organisation.tenantId]);
  expect(Object.keys(rows[0]).sort()).toEqual(
    ['answer', 'answer_id', 'champion_id', 'department', 'question', 'shared_at', 'tenant_id', 'topic'].sort(),
  );
});

test('answers are found by topic, department, champion and words, newest first', async () => {
  const neighbour = await makeChampion(organisation, await hire(organisation, { department: 'Legal' }));
  await share(champion);
  await share(neighbour, { question: 'O que é uma cláusula?', answer: 'Don’t guess: ask Legal.', topic: null });
  await share(champion, { question: 'Which chart?', answer: 'A line, for time.', topic: 'reporting' });
  expect(await questions('')).toEqual(['Which chart?', 'O que é uma cláusula?', 'How do I split a column?']);
  expect(await questions('?topic=reporting')).toEqual(['Which chart?']);
  expect(await questions('?department=Legal')).toEqual(['O que é uma cláusula?']);
  expect(await questions(`?championId=${champion.personId}`)).toHaveLength(2);
  expect(await questions('?search=CLAUSULA%20legal')).toEqual(['O que é uma cláusula?']);
  expect(await questions("?search=don't")).toEqual(['O que é uma cláusula?']);
  expect(await questions('?search=column%20chart')).toEqual([]);
  expect(await questions('?search=50%25')).toEqual([]);
});

test('a long list comes in pages, each answer once', async () => {
  for (let count = 0; count < 7; count++) await share(champion, { ...columns, question: `Question ${count}` });
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await list(`?limit=3${cursor}`);
    seen.push(...page.items.map(({ question }) => question));
    cursor = page.next ? `&cursor=${page.next}` : '';
  } while (cursor);
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((count) => `Question ${count}`));
});

test('names-somebody: an answer from a session does not show who asked', async () => {
  const seat = { tenantId: organisation.tenantId, championId: champion.personId, learnerId: learner.personId };
  const bookingId = await insertSeat(door.world.owner, { ...seat, startsAt: '2026-11-20T10:00:00Z' });
  const telling = {
    ...columns,
    question: 'Rita could not split a column',
    answer: `Ask ${learner.username}.`,
    bookingId,
  };
  const { problem, words } = await refusal(door, champion, 'POST /api/answers', telling);
  expect(problem).toMatchObject({ type: 'names-somebody', status: 422 });
  expect(words).toContain(`“Rita” and “${learner.username}”`);
  expect(words).toMatch(/would show who asked.*ficaria à vista quem perguntou/);
  expect(await questions('')).toEqual([]);
  expect((await share(champion, { ...columns, bookingId })).status).toBe(201);
});

test('names-somebody: nor anybody else who was in a group session', async () => {
  const other = await hire(organisation, { name: 'Priya Raman' });
  const seat = { tenantId: organisation.tenantId, championId: champion.personId, startsAt: '2026-11-20T10:00:00Z' };
  const bookingId = await insertSeat(door.world.owner, { ...seat, learnerId: learner.personId });
  await door.world.owner.query(`update sessions set seats = 4 where session_id = $1`, [bookingId]);
  await door.world.owner.query(
    `insert into bookings (tenant_id, booking_id, session_id, champion_id, learner_id, starts_at, ends_at, state, booked_at)
     select tenant_id, $2, session_id, champion_id, $3, starts_at, ends_at, state, booked_at from bookings where booking_id = $1`,
    [bookingId, randomUUID(), other.personId],
  );
  const { problem } = await refusal(door, champion, 'POST /api/answers', {
    ...columns,
    question: 'Priya asked',
    bookingId,
  });
  expect(problem).toMatchObject({ type: 'names-somebody', words: '“Priya”' });
});

test('no-such-booking: an answer begins with a session of one’s own', async () => {
  const neighbour = await makeChampion(organisation, await hire(organisation));
  const seat = { tenantId: organisation.tenantId, championId: champion.personId, learnerId: learner.personId };
  const bookingId = await insertSeat(door.world.owner, { ...seat, startsAt: '2026-11-20T10:00:00Z' });
  for (const id of [bookingId, randomUUID()]) {
    const { problem } = await refusal(door, neighbour, 'POST /api/answers', { ...columns, bookingId: id });
    expect(problem).toMatchObject({ type: 'no-such-booking', status: 404 });
  }
});

test('only champions and mentors share', async () => {
  expect((await share(learner)).json()).toMatchObject({ type: 'not-allowed', status: 403 });
  expect((await share(owner)).json()).toMatchObject({ type: 'not-allowed', status: 403 });
});

test.each([
  ['without a question', { question: ' ' }],
  ['without an answer', { answer: '' }],
  ['longer than anybody reads', { answer: 'a'.repeat(5_001) }],
])('nothing is shared %s', async (_, change) => {
  expect((await share(champion, { ...columns, ...change })).json()).toMatchObject({
    type: 'invalid-input',
    status: 400,
  });
});

test('unknown-topic: a topic is one of the list', async () => {
  const { problem } = await refusal(door, champion, 'POST /api/answers', { ...columns, topic: 'astrology' });
  expect(problem).toMatchObject({ type: 'unknown-topic', status: 422 });
});

test('an answer is withdrawn by its champion or the owner, and by nobody else', async () => {
  for (const who of [champion, owner]) {
    const { answerId } = (await share(champion)).json<SharedAnswer>();
    const { problem } = await refusal(door, learner, `DELETE /api/answers/${answerId}`);
    expect(problem).toMatchObject({ type: 'not-allowed', status: 403 });
    expect((await list('', who)).items).toMatchObject([{ yours: true }]);
    expect((await door.ask(who, `DELETE /api/answers/${answerId}`)).json()).toEqual({ withdrawn: true });
    expect(await questions('')).toEqual([]);
    const again = await refusal(door, who, `DELETE /api/answers/${answerId}`);
    expect(again.problem).toMatchObject({ type: 'no-such-answer', status: 404 });
    expect(again.words).toMatch(/was withdrawn.*foi retirada/);
  }
});

test('a second organisation neither sees nor withdraws it', async () => {
  const { answerId } = (await share(champion)).json<SharedAnswer>();
  const elsewhere = await hire(await door.found(), { roles: ['owner'] });
  expect((await list('', elsewhere)).items).toEqual([]);
  expect((await door.ask(elsewhere, `DELETE /api/answers/${answerId}`)).status).toBe(404);
  expect(await questions('')).toHaveLength(1);
});
