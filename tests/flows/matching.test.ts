import { beforeEach, expect, test } from 'vitest';
import type { Match } from '../../api/src/matching/schema.ts';
import type { Topic } from '../../api/src/topics/schema.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { insertSeat } from '../support/seats.ts';
import { beginOnMonday, door, organisation } from './monday.ts';

let learner: Hired;

beginOnMonday();
beforeEach(async () => {
  learner = await hire(organisation, { name: 'Rita Sousa', department: 'Finance' });
});

type Found = { matchId: string; topics: Topic[]; matches: Match[] };
const find = async (goal: object, who = learner) => (await door.ask(who, 'POST /api/matches', goal)).json<Found>();
const names = ({ matches }: Found) => matches.map((match) => match.person.displayName);
const wordsOf = (found: Found, i = 0) => found.matches[i]?.reasons.map((reason) => reason.words);

async function champion(
  name: string,
  person: Parameters<typeof hire>[1] = {},
  offer: Parameters<typeof makeChampion>[2] = {},
) {
  const made = await makeChampion(
    organisation,
    await hire(organisation, { name, department: 'Sales', office: 'Porto', ...person }),
    offer,
  );
  await publish(door.world.deps, made, {
    weekdays: [2],
    startsAt: '10:00',
    endsAt: '12:00',
    timeZone: 'Europe/Lisbon',
  });
  return made;
}

function sessionWith(champion: Hired, learner: Hired, topic: string, startsAt: string) {
  const { tenantId } = organisation;
  const people = { championId: champion.personId, learnerId: learner.personId };
  return insertSeat(door.world.owner, { tenantId, ...people, topic, startsAt });
}

/** Sessions that took place, each with another learner. */
async function helped(who: Hired, topic: string, people: number, department = 'Finance'): Promise<Hired[]> {
  const them: Hired[] = [];
  for (let i = 0; i < people; i++) {
    const other = await hire(organisation, { department });
    await sessionWith(who, other, topic, '2026-09-01T10:00:00Z');
    them.push(other);
  }
  return them;
}

test('finds the champion for a goal in free words, with reasons a colleague would give', async () => {
  await champion('No Clue', {}, { skills: { translation: 3 } });
  const mei = await champion('Mei Tan', { department: 'Finance' }, { skills: { 'pivot-tables': 3 } });
  await helped(mei, 'pivot-tables', 6);
  const found = await find({ goal: 'help me make pivot tables from sales data' });
  expect(found.topics[0]).toEqual({ topic: 'pivot-tables', label: 'Pivot tables' });
  expect(names(found)).toEqual(['Mei Tan', 'No Clue']);
  expect(wordsOf(found)).toEqual(
    expect.arrayContaining([
      'Knows pivot tables inside out',
      'In your department: Finance',
      'Has helped 6 people with pivot tables',
      'Free tomorrow 10:00 your time',
    ]),
  );
  expect(found.matches[0]).toMatchObject({
    person: {
      champion: { kind: 'champion', skills: [{ topic: 'pivot-tables', label: 'Pivot tables', level: 3 }] },
    },
    nextFreeSlot: { startsAt: '2026-11-24T10:00:00Z', endsAt: '2026-11-24T10:30:00Z' },
  });
});

test("says reasons in the reader's language and time zone", async () => {
  await champion('Mei Tan', {}, { skills: { 'writing-emails': 2 } });
  const reader = await hire(organisation, { locale: 'pt-PT', timeZone: 'Asia/Singapore' });
  const found = await find({ topics: ['writing-emails'] }, reader);
  expect(found.topics).toEqual([{ topic: 'writing-emails', label: 'Escrever e-mails' }]);
  expect(wordsOf(found)).toContain('Tem experiência com escrever e-mails');
  expect(wordsOf(found)).toContain('Livre amanhã 18:00, na sua hora');
});

test('counts each person helped once, and only sessions that took place', async () => {
  const mei = await champion('Mei Tan', {}, { skills: { sql: 1 } });
  for (const person of await helped(mei, 'sql', 2)) await sessionWith(mei, person, 'sql', '2026-09-02T10:00:00Z');
  await door.ask(learner, 'POST /api/bookings', {
    championId: mei.personId,
    startsAt: '2026-11-24T10:00:00Z',
    topic: 'sql',
  });
  expect(wordsOf(await find({ topics: ['sql'] }))).toContain('Has helped 2 people with SQL and databases');
});

test('never offers the learner, and their line manager only when asked for', async () => {
  const boss = await champion('The Boss', {}, { skills: { sql: 3 } });
  const me = await makeChampion(organisation, await hire(organisation, { managerId: boss.personId }), {
    skills: { sql: 3 },
  });
  await champion('Mei Tan', {}, { skills: { sql: 1 } });
  expect(names(await find({ topics: ['sql'] }, me))).toEqual(['Mei Tan']);
  expect(names(await find({ topics: ['sql'], lineManagerToo: true }, me))).toEqual(['The Boss', 'Mei Tan']);
});

test('leaves out whoever is nominated only, ended or gone, and other organisations', async () => {
  await champion('Mei Tan');
  const nominated = await champion('Nominated');
  const gone = await champion('Gone');
  await door.world.owner.query("update champions set state = 'nominated' where person_id = $1", [nominated.personId]);
  await door.world.owner.query('update people set active = false, left_at = now() where person_id = $1', [
    gone.personId,
  ]);
  const elsewhere = await door.found();
  await makeChampion(elsewhere, await hire(elsewhere, { name: 'Elsewhere' }));
  expect(names(await find({ limit: 20 }))).toEqual(['Mei Tan']);
});

test('puts whoever is full or away last, and says until when', async () => {
  await champion('Away', {}, { skills: { sql: 3 }, pausedUntil: '2027-01-07' });
  const full = await champion('Full', {}, { skills: { sql: 3 }, capacityPerWeek: 1 });
  await champion('Free', {}, { skills: { sql: 1 } });
  await door.ask(await hire(organisation), 'POST /api/bookings', {
    championId: full.personId,
    startsAt: '2026-11-24T10:00:00Z',
  });
  const found = await find({ topics: ['sql'] });
  expect(names(found)).toEqual(['Free', 'Full', 'Away']);
  expect(wordsOf(found, 1)?.[0]).toBe('Full this week; has room again from 30 November');
  expect(wordsOf(found, 2)?.[0]).toBe('Taking a break; back on 7 January 2027');
  expect(found.matches.map((match) => match.nextFreeSlot?.startsAt ?? null)).toEqual([
    '2026-11-24T10:00:00Z',
    '2026-12-01T10:00:00Z',
    null,
  ]);
});

test('looks only for a language or a department when asked', async () => {
  await champion('Ana', { languages: ['pt', 'en'] });
  await champion('Bob', { department: 'Legal' });
  const unsaid = await champion('Chloé', { languages: [] });
  await door.world.owner.query("update people set preferred_language = 'fr-FR' where person_id = $1", [
    unsaid.personId,
  ]);
  expect(names(await find({ language: 'pt' }))).toEqual(['Ana']);
  expect(names(await find({ language: 'fr' }))).toEqual(['Chloé']);
  expect(names(await find({ department: 'Legal' }))).toEqual(['Bob']);
  expect(names(await find({ department: 'Nowhere' }))).toEqual([]);
});

test('ignores a topic that the catalogue does not have', async () => {
  await champion('Mei Tan');
  expect((await find({ topics: ['no-such-topic'] })).topics).toEqual([]);
});
