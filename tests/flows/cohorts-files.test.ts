import { parse } from 'csv-parse/sync';
import { beforeEach, expect, test } from 'vitest';
import { type Hired, hire } from '../support/organisation.ts';
import { beginProgramme, hireMentor, pairsOf, programme } from './cohorts.ts';
import { door, organisation } from './monday.ts';

type Named = { displayName: string };

let [sheets, queries, ana, bo]: Hired[] = [];
let cohortId: string;

beginProgramme();
beforeEach(async () => {
  sheets = await hireMentor(organisation, 'Sheets Person', 'pivot-tables');
  queries = await hireMentor(organisation, 'Queries Person', 'sql');
  ana = await hire(organisation, { name: '=Ana "A" Reis, jr' });
  bo = await hire(organisation, { name: 'Bo Lind', languages: ['pl'] });
  ({ cohortId } = await programme.create({ volunteersOnly: true }));
  await programme.join(ana, cohortId, 'sql');
  await programme.join(bo, cohortId, 'sql');
});

const upload = (text: string | Uint8Array) =>
  door.ask(programme.owner, `POST /api/cohorts/${cohortId}/pairs.csv`, text, { 'content-type': 'text/csv' });
const download = (locale = 'en-GB') =>
  door.ask({ ...programme.owner, locale }, `GET /api/cohorts/${cohortId}/pairs.csv`);

test('pairs and the ledger can be taken out, without formulas, in the reader’s language', async () => {
  await programme.publish(cohortId, (await programme.match(cohortId)).run);
  const file = await download();
  expect(file.type).toBe('text/plain; charset=utf-8');
  expect(parse(file.body, { bom: true })).toEqual([
    ['learner', 'learner name', 'mentor', 'mentor name', 'rule', 'why nobody', 'matchings missed'],
    [ana?.username, '\'=Ana "A" Reis, jr', queries?.username, 'Queries Person', '', '', ''],
    [bo?.username, 'Bo Lind', '', '', '', 'No mentor speaks one of their languages', '1'],
  ]);
  expect((await download('pt-PT')).body).toContain('aprendiz,nome do aprendiz');
});

test('what was taken out comes back with rules written into it; refused lines are said and the others count', async () => {
  const lines = [
    'learner,mentor,rule',
    `${ana?.username.toUpperCase()},${sheets?.username},locked`,
    `${bo?.username},${queries?.username},maybe`,
    `${bo?.username},nobody@caldervale.example,forbidden`,
    `${bo?.username},${ana?.username},locked`,
    `${programme.owner.username},${queries?.username},locked`,
    `${ana?.username},${queries?.username},forbidden`,
  ];
  expect((await upload(lines.join('\r\n'))).json()).toEqual({
    kept: 2,
    refused: [
      { line: 3, why: 'The rule is neither “locked”, “forbidden” nor “none”.' },
      { line: 4, why: "One of the two is not in your organisation's list. Name people by their user principal name." },
      { line: 5, why: 'This person is no mentor of this cohort.' },
      { line: 6, why: 'This learner has not joined the cohort.' },
    ],
  });
  const { run } = await programme.match(cohortId);
  expect(pairsOf(await programme.matches(cohortId, run))).toMatchObject({ '=Ana "A" Reis, jr': 'Sheets Person' });
  const taken = (await download()).body;
  expect(taken).toContain('locked');
  expect((await upload(taken)).json()).toEqual({ kept: 2, refused: [] });
  const withoutRules = taken.replaceAll('locked', 'none').replaceAll('forbidden', 'none');
  expect((await upload(withoutRules)).json()).toEqual({ kept: 2, refused: [] });
  const again = await programme.match(cohortId);
  expect(pairsOf(await programme.matches(cohortId, again.run))).toMatchObject({
    '=Ana "A" Reis, jr': 'Queries Person',
  });
});

test('what is decided for pairs is listed until it is taken back, and said of the pairs of the last run', async () => {
  const { run } = await programme.match(cohortId);
  const decide = (mentor: Hired | undefined, rule: string) =>
    programme.ask(`PUT /api/cohorts/${cohortId}/pairs`, { learnerId: ana?.personId, mentorId: mentor?.personId, rule });
  const decided = async (page = '') => {
    type Decided = { items: { learner: Named; mentor: Named; rule: string }[]; next: string | null };
    return programme.ask<Decided>(`GET /api/cohorts/${cohortId}/pairs?limit=1${page}`);
  };
  await decide(queries, 'forbidden');
  await decide(sheets, 'locked');
  const first = await decided();
  const second = await decided(`&cursor=${first.next}`);
  expect(second.next).toBeNull();
  const named = [...first.items, ...second.items].map(({ mentor, rule }) => [mentor.displayName, rule]);
  expect(named.sort()).toEqual([
    ['Queries Person', 'forbidden'],
    ['Sheets Person', 'locked'],
  ]);
  const [match] = await programme.matches(cohortId, run, '&only=matched');
  expect(match).toMatchObject({ mentor: { displayName: 'Queries Person' }, rule: 'forbidden' });
  await decide(queries, 'none');
  await decide(sheets, 'none');
  expect(await decided()).toEqual({ items: [], next: null });
});

test.each([
  ['nothing', ''],
  ['other columns', 'name;department\nAna;Finance'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00])],
  ['more lines than anybody decides', `learner,mentor,rule\n${'a,b,none\n'.repeat(5_001)}`],
])('refuses a file with %s', async (_, content) => {
  const request = door.world.as(
    { tid: programme.owner.tenantId, oid: programme.owner.personId },
    { 'content-type': 'text/csv' },
  );
  const body = typeof content === 'string' ? content : new TextDecoder('latin1').decode(content);
  const answer = await request(`POST /api/cohorts/${cohortId}/pairs.csv`, body);
  expect(await answer.json()).toMatchObject({ type: 'unreadable-file', status: 422 });
});
