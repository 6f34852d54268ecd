import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Explanation, Match, RankingExample, RankingRules } from '../../api/src/matching/schema.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';
import { insertSeat } from '../support/seats.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

let owner: Hired;
let learner: Hired;

beginOnMonday();
beforeEach(async () => {
  owner = await hire(organisation, { name: 'Olga Owner', department: 'People', roles: ['owner'] });
  learner = await hire(organisation, { name: 'Rita Sousa', department: 'Finance' });
});

type Rules = { rules: RankingRules; usual: Record<string, number>; changedAt: string | null };
const decide = (rules: object, as = owner) => door.ask(as, 'PUT /api/ranking-rules', rules);
const find = async (goal: object, as = learner) => {
  const { matches } = (await door.ask(as, 'POST /api/matches', goal)).json<{ matches: Match[] }>();
  return matches;
};
const namesOf = (matches: readonly { person: { displayName: string } }[]) =>
  matches.map(({ person }) => person.displayName);
const wordsOf = (matches: readonly Match[], name: string) =>
  matches.find(({ person }) => person.displayName === name)?.reasons.map(({ words }) => words) ?? [];
const why = (higher: Hired, lower: Hired, goal: object, as = learner) =>
  door.ask(as, 'POST /api/matches/explanation', { ...goal, higherId: higher.personId, lowerId: lower.personId });
const preview = async (rules: object, goal = '') => {
  const answer = await door.ask(owner, 'POST /api/ranking-rules/preview', { rules, goal });
  return answer.json<{ examples: RankingExample[] }>().examples;
};

async function champion(
  name: string,
  person: Parameters<typeof hire>[1] = {},
  offer: Parameters<typeof makeChampion>[2] = {},
) {
  const hired = await hire(organisation, { name, department: 'Sales', office: 'Porto', ...person });
  const made = await makeChampion(organisation, hired, offer);
  await publish(door.world.deps, made);
  return made;
}

/** A session that took place, and what its learner said of it. */
async function session(champion: Hired, of: Hired, said: { helped?: 'yes' | 'no'; topic?: string; question?: string }) {
  const bookingId = await insertSeat(door.world.owner, {
    tenantId: organisation.tenantId,
    championId: champion.personId,
    learnerId: of.personId,
    startsAt: '2026-09-01T10:00:00Z',
    ...(said.topic && { topic: said.topic }),
  });
  await door.world.owner.query(
    'update bookings set helped = $1, helped_at = case when $1::text is not null then now() end, question = $2 where booking_id = $3',
    [said.helped ?? null, said.question ?? '', bookingId],
  );
}

test('counts as usual until the programme owner decides otherwise, and again when they take it back', async () => {
  await champion('Knows', {}, { skills: { sql: 3 } });
  await champion('Neighbour', { department: 'Finance' }, { skills: { sql: 1 } });
  const asUsual = (await door.ask(owner, 'GET /api/ranking-rules')).json<Rules>();
  expect(asUsual).toMatchObject({ rules: { weights: {}, departments: 'same' }, changedAt: null });
  expect(asUsual.usual).toMatchObject({ skill: 4, department: 1.5 });
  expect(namesOf(await find({ topics: ['sql'] }))).toEqual(['Knows', 'Neighbour']);

  const decided = (await decide({ weights: { skill: 0, department: 9 }, departments: 'same' })).json<Rules>();
  expect(decided).toMatchObject({ rules: { weights: { skill: 0, department: 9 } }, changedAt: '2026-11-23T09:00:00Z' });
  const found = await find({ topics: ['sql'] });
  expect(namesOf(found)).toEqual(['Neighbour', 'Knows']);
  expect(wordsOf(found, 'Neighbour')[0]).toBe('In your department: Finance');

  await decide({ weights: { skill: 0, department: 9 }, departments: 'other' });
  expect(wordsOf(await find({ topics: ['sql'] }), 'Knows')[0]).toBe('Sees it from another department: Sales');
  await decide({});
  expect(namesOf(await find({ topics: ['sql'] }))).toEqual(['Knows', 'Neighbour']);
});

test('keeps the rules to the programme owner', async () => {
  expect((await door.ask(learner, 'GET /api/ranking-rules')).status).toBe(403);
  expect((await decide({ weights: {} }, learner)).status).toBe(403);
  expect((await decide({ weights: { skill: 11 } })).status).toBe(400);
  expect((await decide({ weights: { looks: 1 } })).status).toBe(400);
});

test('shows on what people asked lately what other rules would change, naming nobody who asked', async () => {
  const knows = await champion('Knows', {}, { skills: { sql: 3 } });
  await champion('Neighbour', { department: 'Finance' }, { skills: { sql: 1 } });
  for (const name of ['Ana Asker', 'Bo Asker']) {
    const question = `a secret of ${name}`;
    await session(knows, await hire(organisation, { name, department: 'Finance' }), { topic: 'sql', question });
  }
  const examples = await preview({ weights: { skill: 0, helped: 0, department: 9 } });
  expect(examples[0]).toMatchObject({ goal: '', topic: { topic: 'sql' }, department: 'Finance' });
  expect(namesOf(examples[0]?.before ?? [])).toEqual(['Knows', 'Neighbour']);
  expect(examples[0]?.after.map(({ person, before }) => [person.displayName, before])).toEqual([
    ['Neighbour', 2],
    ['Knows', 1],
  ]);
  expect(examples[0]?.after[0]?.reasons[0]).toBe('In your department: Finance');
  expect(JSON.stringify(examples)).not.toMatch(/Asker|secret/);
  expect(namesOf(await find({ topics: ['sql'] }))).toEqual(['Knows', 'Neighbour']);
});

test('takes what champions offer for an example where nobody asked, and a goal somebody types', async () => {
  await champion('Knows', {}, { skills: { sql: 3 } });
  const examples = await preview({}, 'pivot tables');
  expect(examples.map(({ goal, topic }) => [goal, topic?.topic ?? null])).toEqual([
    ['pivot tables', null],
    ['', 'sql'],
  ]);
});

test('what a session did for somebody speaks for or against another with the same champion', async () => {
  const helped = await champion('Helped Me', {}, { skills: { sql: 2 } });
  const didNot = await champion('Did Not', {}, { skills: { sql: 2 } });
  await champion('Unknown', {}, { skills: { sql: 2 } });
  await session(helped, learner, { helped: 'yes' });
  await session(didNot, learner, { helped: 'no' });
  const found = await find({ topics: ['sql'] });
  expect(namesOf(found)).toEqual(['Helped Me', 'Unknown', 'Did Not']);
  expect(wordsOf(found, 'Helped Me')).toContain('Helped you before, in one session');
  const explained = (await why(helped, didNot, { topics: ['sql'] })).json<Explanation>();
  expect(explained.because).toContainEqual({
    higher: 'Helped you before, in one session',
    lower: 'You said that a session with them did not help',
  });
});

test('finds who dealt with such questions before, whatever they call themselves', async () => {
  const wrote = await champion('Wrote Of It');
  await champion('Never Did');
  const question = 'How do I reconcile the ledger with supplier invoices at month end?';
  await session(wrote, await hire(organisation), { question });
  const found = await find({ goal: 'reconcile the ledger with supplier invoices' });
  expect(namesOf(found)).toEqual(['Wrote Of It', 'Never Did']);
  expect(wordsOf(found, 'Wrote Of It')).toContain('Has dealt with questions like yours');
});

test('says a champion a step ahead of another champion, who said how far along they are', async () => {
  const asks = await makeChampion(organisation, await hire(organisation), { skills: { sql: 1 } });
  await champion('A Step', {}, { skills: { sql: 2 } });
  expect(wordsOf(await find({ topics: ['sql'] }, asks), 'A Step')).toContain(
    'A step ahead of you with SQL and databases',
  );
});

test('says why one came lower than another, and what would change it', async () => {
  const mei = await champion('Mei Tan', {}, { skills: { sql: 3 } });
  const bob = await champion('Bob Lee', {}, { skills: { sql: 1 } });
  const full = await champion('Full', {}, { skills: { sql: 3 }, pausedUntil: '2027-01-07' });
  const explained = (await why(mei, bob, { topics: ['sql'] })).json<Explanation>();
  expect(explained).toMatchObject({
    higher: { displayName: 'Mei Tan' },
    lower: { displayName: 'Bob Lee' },
    summary: 'Mei Tan fits what you asked for better.',
    because: [{ higher: 'Knows SQL and databases inside out', lower: 'Knows the basics of SQL and databases' }],
    wouldTake: [{ now: 'Knows the basics of SQL and databases', needed: 'Knows SQL and databases inside out' }],
  });
  const away = (await why(mei, full, { topics: ['sql'] })).json<Explanation>();
  expect(away.summary).toBe('Mei Tan can be booked sooner than Full.');
  expect(away.because).toEqual([{ higher: 'Can be booked now', lower: 'Taking a break; back on 7 January 2027' }]);
  expect(away.wouldTake[0]).toEqual({ now: 'Taking a break; back on 7 January 2027', needed: 'Can be booked now' });
  const inPortuguese = (await why(mei, bob, { topics: ['sql'] }, { ...learner, locale: 'pt-PT' })).json<Explanation>();
  expect(inPortuguese.summary).toBe('Mei Tan corresponde melhor ao que pediu.');
});

test('refuses to compare whom one is not sent to, or the wrong way round', async () => {
  const mei = await champion('Mei Tan', {}, { skills: { sql: 3 } });
  const bob = await champion('Bob Lee', {}, { skills: { sql: 1 } });
  const ask = (higher: Hired, lower: Hired) =>
    refusal(door, learner, 'POST /api/matches/explanation', {
      topics: ['sql'],
      higherId: higher.personId,
      lowerId: lower.personId,
    });
  expect((await ask(bob, mei)).problem).toMatchObject({ status: 409, title: expect.stringContaining('this order') });
  expect((await ask(mei, learner)).problem.status).toBe(404);
  await door.ask(bob, `PUT /api/blocks/${learner.personId}`);
  expect((await ask(mei, bob)).problem.status).toBe(404);
});

test('brings nobody together of whom one blocked the other, and shows it to nobody else', async () => {
  const mei = await champion('Mei Tan', {}, { skills: { sql: 3 } });
  const bob = await champion('Bob Lee', {}, { skills: { sql: 1 } });
  expect((await door.ask(learner, `PUT /api/blocks/${mei.personId}`)).json()).toEqual({ blocked: true });
  await door.ask(learner, `PUT /api/blocks/${mei.personId}`);
  await door.ask(bob, `PUT /api/blocks/${learner.personId}`);
  expect(await find({ topics: ['sql'] })).toEqual([]);
  const blocks = async (as: Hired) =>
    (await door.ask(as, 'GET /api/blocks')).json<{ items: { person: { displayName: string } }[] }>().items;
  expect(namesOf(await blocks(learner))).toEqual(['Mei Tan']);
  expect(await blocks(mei)).toEqual([]);
  const taken = (await door.ask(mei, 'GET /api/me/export')).json<{ tables: object }>();
  expect(JSON.stringify(taken)).not.toContain(learner.personId);

  await door.ask(learner, `DELETE /api/blocks/${mei.personId}`);
  await door.ask(bob, `DELETE /api/blocks/${learner.personId}`);
  expect(namesOf(await find({ topics: ['sql'] }))).toEqual(['Mei Tan', 'Bob Lee']);
});

test('blocks nobody who is not there, nor oneself', async () => {
  for (const personId of [randomUUID(), learner.personId]) {
    expect((await refusal(door, learner, `PUT /api/blocks/${personId}`)).problem.status).toBe(404);
  }
});
