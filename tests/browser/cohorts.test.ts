import { readFile } from 'node:fs/promises';
import { createCohort } from '@open-door/api/cohorts/actions/cohorts.ts';
import { answerInvitation } from '@open-door/api/cohorts/actions/participation.ts';
import { cohortSettings } from '@open-door/api/cohorts/schema.ts';
import { act } from '@open-door/api/mentorships/actions/mentorships.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf } from './desk-week.ts';
import { type Lobby, openLobby } from './lobby.ts';
import type { Visitor } from './window.ts';

let lobby: Lobby;
let owner: Visitor;

beforeAll(async () => {
  lobby = await openLobby();
  owner = await lobby.welcome('Teresa Almada');
});
afterAll(() => lobby?.close());

const button = (name: string | RegExp) => owner.tab.getByRole('button', { name });
const part = (name: string) => owner.tab.getByRole('tab', { name }).click();
const says = (words: string | RegExp) => owner.tab.getByText(words).first().waitFor();

async function rowsOf(query: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  return (await lobby.owner.query(query, values)).rows;
}

/** They say yes to a cohort, from wherever they were asked. */
async function join(cohortId: unknown, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const goal = 'To stop copying numbers by hand';
    const joined = { answer: 'join', goal, work: '', topic: 'data-cleaning' } as const;
    const answer = await answerInvitation(lobby.stage.deps, actorOf(lobby.stage, name), String(cohortId), joined);
    expect(answer, name).toMatchObject({ ok: true });
  }
}

test('leads from an idea to proposals, and tells nobody before that', async () => {
  const { tab, visit } = owner;
  await visit('programme/cohorts');
  await button('New cohort').click();
  await button('Create').click();
  await says('Give it a name that people recognise when they are asked.');
  await tab.getByRole('textbox', { name: 'Name' }).fill('Spring');
  await tab.getByRole('combobox', { name: 'Departments' }).selectOption('Finance');
  await tab.getByRole('checkbox', { name: 'Only mentors, not champions too' }).uncheck();
  await button('Create').click();
  await tab.getByRole('heading', { level: 1, name: 'Spring' }).waitFor();

  await button('Ask people to join').click();
  const asking = tab.getByRole('dialog', { name: 'Ask people to join?' });
  await asking.getByText('People of Finance are asked, except who was asked before.').waitFor();
  await asking.getByRole('button', { name: 'Ask them' }).click();
  await says(/\d+ people were asked\./);
  const [cohort] = await rowsOf(`select cohort_id from cohorts where name = 'Spring'`, []);
  const learners = await rowsOf(
    `select display_name as name from cohort_learners as learners join people on person_id = learner_id
     where cohort_id = $1 order by sort_name limit 3`,
    [cohort?.cohort_id],
  );
  await join(
    cohort?.cohort_id,
    learners.map(({ name }) => String(name)),
  );

  await visit(`programme/cohorts/${cohort?.cohort_id}`);
  await button('Match now').click();
  await says('3 of 3 learners have a mentor.');
  await says('This is proven, not guessed.');
  await part('Pairs');
  const pairs = tab.getByRole('tabpanel').getByRole('listitem');
  await expect.poll(() => pairs.count()).toBe(3);
  const pair = await pairs.first().getByRole('link').allTextContents();
  await button(`Rule out ${pair.join(' with ')}`).click();
  await says('Ruled out in the next matching');
  await button('Match again').click();
  await part('Where it stands');
  await says(/^Beside the matching before: /);
  await part('Pairs');
  await button('One pair you decided on').click();
  await says(`${pair.join(' with ')}: ruled out`);
  expect(await tab.getByRole('button', { name: `Rule out ${pair.join(' with ')}` }).count()).toBe(0);

  const proposals = () => rowsOf('select from mentorships where cohort_id = $1', [cohort?.cohort_id]);
  expect(await proposals()).toHaveLength(0);
  await button('Propose these pairs').click();
  const publishing = tab.getByRole('dialog', { name: 'Propose these pairs?' });
  await publishing.getByText('3 learners and their mentors are told in Teams').waitFor();
  await publishing.getByRole('button', { name: 'Propose them' }).click();
  await says('Proposed. Both sides are told.');
  await part('Where it stands');
  await says('3 proposals wait for an answer');
  expect(await proposals()).toHaveLength(3);

  await part('What ended');
  await says('Nobody has said no, and no mentorship has ended.');
  const [proposal] = await rowsOf(
    `select mentorship_id as id, display_name as name from mentorships join people on person_id = learner_id
     where cohort_id = $1 order by sort_name limit 1`,
    [cohort?.cohort_id],
  );
  const { id, name } = proposal as { id: string; name: string };
  const no = { does: 'decline', because: 'no-time', note: 'Quarter end.' } as const;
  expect(await act(lobby.stage.deps, actorOf(lobby.stage, name), id, no)).toMatchObject({ ok: true });
  await visit(`programme/cohorts/${cohort?.cohort_id}`);
  await part('What ended');
  await says(/ said no$/);
  await says('No time: “Quarter end.”');
});

test('shows how far a matching is to an owner who was elsewhere meanwhile, and stops it', async () => {
  const { tab, visit } = owner;
  const actor = actorOf(lobby.stage, 'Teresa Almada');
  const settings = cohortSettings.parse({ name: 'Autumn' });
  const { cohortId } = await createCohort(lobby.stage.deps, actor, settings);
  await lobby.owner.query(
    `insert into cohort_runs (tenant_id, cohort_id, run, state, asked_by, asked_at, leased_until, scored, "of")
     values ($1, $2, 1, 'scoring', $3, now(), now() + interval '1 hour', 1200, 3000)`,
    [actor.tenantId, cohortId, actor.personId],
  );
  await visit(`programme/cohorts/${cohortId}`);
  await tab.getByRole('progressbar', { name: '1,200 of 3,000 learners compared with the mentors' }).waitFor();
  await tab.getByRole('link', { name: 'Cohorts' }).click();
  await says('Being matched now');
  await lobby.owner.query('update cohort_runs set scored = 2400 where cohort_id = $1', [cohortId]);
  await tab.getByRole('link', { name: 'Autumn' }).click();
  await tab.getByRole('progressbar', { name: '2,400 of 3,000 learners compared with the mentors' }).waitFor();
  await button('Stop').click();
  await says('The last matching was stopped. What stood before still stands.');
});

test('gives pairs out as a file, and reads decisions from one line by line', async () => {
  const { page, tab, visit } = owner;
  await visit('programme/cohorts');
  await tab.getByRole('link', { name: /^Pilot/ }).click();
  await part('Pairs');
  const [saved] = await Promise.all([page.waitForEvent('download'), button('Save as CSV').click()]);
  const [header = '', ...lines] = (await readFile(await saved.path(), 'utf8')).split('\r\n');
  expect(header).toContain('learner name,mentor,mentor name,rule');
  const known = lines.find((line) => line.includes('Catarina Loureiro')) ?? '';
  const [learner, , mentor] = known.split(',');

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button('Read decisions from a CSV file').click(),
  ]);
  const text = `learner,mentor,rule\n${learner},${mentor},locked\n${learner},${mentor},maybe\n`;
  await chooser.setFiles({ name: 'pairs.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await says('One decision was read. One line was not understood:');
  await says('Line 3: The rule is neither “locked”, “forbidden” nor “none”.');
  await says('Kept in the next matching');

  await part('Without a mentor');
  await says(/^Place 1 in the next matching; missed one so far$/);
});

test('shows what other weights would change before they count, and brings the usual back', async () => {
  const { tab, visit } = owner;
  await visit('programme/ranking');
  await says('This is who is named now. Change something to see who moves.');
  await tab.getByRole('combobox', { name: 'Their level in the topic' }).selectOption('Not at all');
  await tab.getByRole('combobox', { name: 'Free soon' }).selectOption('Much more than usual');
  await says(/^The order changes in \d of \d examples\.$/);
  await says('2 things count other than usual.');
  await button('Save').click();
  await says('Saved. It counts from the next search on.');
  await says('This is who is named now.');
  await button('Back to usual').click();
  await says('Everything counts as usual.');
  await button('Save').click();
  await expect.poll(() => rowsOf('select weights from ranking_rules', [])).toEqual([{ weights: {} }]);
});
