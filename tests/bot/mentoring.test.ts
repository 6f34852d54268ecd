import { describe, expect, test } from 'vitest';
import { askLearners } from '../../api/src/cohorts/actions/asking.ts';
import { createCohort } from '../../api/src/cohorts/actions/cohorts.ts';
import { listInvitations } from '../../api/src/cohorts/actions/participation.ts';
import { cohortSettings } from '../../api/src/cohorts/schema.ts';
import { mentorshipClock } from '../../api/src/mentorships/actions/clock.ts';
import { listMentorships } from '../../api/src/mentorships/actions/mentorships.ts';
import { proposeMentorships } from '../../api/src/mentorships/actions/propose.ts';
import { type Hired, hire } from '../support/organisation.ts';
import { ana, at, book, deps, meetBeforeEach, mei, organisation, saidTo, teams, toldTo } from './colleagues.ts';
import { buttons, type Card, textOf } from './teams.ts';

/** Mei is a mentor in Singapore. */
meetBeforeEach({ mentorIn: 'Asia/Singapore' });

const titles = (card: Card | undefined) => buttons(card).map(({ title }) => title);
const goal = 'Close the month in a day';

/** Ana and Mei are proposed to each other. */
async function propose(): Promise<void> {
  const pair = { learnerId: ana.personId, mentorId: mei.personId, cohortId: null };
  await proposeMentorships(deps, ana.tenantId, [{ ...pair, goal, work: '', topic: null, reasons: [] }]);
}

/** What somebody was told last, as a card. */
async function newest(person: Hired) {
  await teams.bot.deliver();
  return saidTo(person).at(-1);
}

async function bothSayYes() {
  await propose();
  for (const person of [ana, mei]) await teams.press(person, (await newest(person))?.card, 'Yes, gladly');
}

const stateFor = async (person: Hired) => (await listMentorships(deps, person)).items[0];

describe('an invitation to a cohort', () => {
  async function ask() {
    const owner = await hire(organisation, { roles: ['owner'] });
    const { cohortId } = await createCohort(deps, owner, cohortSettings.parse({ name: 'Early adopters' }));
    expect(await askLearners(deps, owner, cohortId)).toMatchObject({ ok: true });
    return newest(ana);
  }
  const answerOf = async () => (await listInvitations(deps, ana)).items[0];

  test('is accepted with a goal, which is asked for where it is missing', async () => {
    const asked = await ask();
    expect(asked?.text).toContain('“Early adopters” is open to you');
    const again = await teams.press(ana, asked?.card, 'Yes, find me a mentor', { goal: ' ' });
    expect(again.text).toBe('Write one sentence about what you want to get done first.');
    const joined = await teams.press(ana, again.card, 'Yes, find me a mentor', { goal, work: 'Sales report' });
    expect(joined.text).toContain('You take part in “Early adopters”.');
    expect(await answerOf()).toMatchObject({ state: 'in', goal, work: 'Sales report' });
  });

  test('is declined in one press, and not asked again', async () => {
    const asked = await ask();
    expect((await teams.press(ana, asked?.card, 'No, thank you')).text).toContain('Noted: not this time.');
    expect(await answerOf()).toMatchObject({ state: 'declined' });
    expect(await toldTo(ana)).toEqual([]);
  });
});

describe('a proposal', () => {
  test('begins when both have said yes, and the learner is led to a first time', async () => {
    await propose();
    const [asked] = await toldTo(mei);
    expect(asked?.text).toBe('Ana Sousa would like to learn with you.');
    expect(textOf(asked?.card)).toContain('It begins when you both have said yes.');
    expect(JSON.stringify(asked?.card)).toContain(goal);
    const waits = await teams.press(mei, asked?.card, 'Yes, gladly');
    expect(waits.text).toContain('It begins when they have, too');
    expect((await teams.press(mei, asked?.card, 'Yes, gladly')).text).toBe(waits.text);
    expect((await stateFor(ana))?.state).toBe('proposed');
  });

  test('accepted by both tells both, and the learner where to book', async () => {
    await bothSayYes();
    const begun = await newest(ana);
    expect(begun?.text).toBe('You and Mei Tan both said yes. Book a first time when it suits you.');
    const link = buttons(begun?.card).find(({ title }) => title === 'Book a first time');
    expect(decodeURIComponent(String(link?.url))).toContain(`people/${mei.personId}/book`);
    expect(await stateFor(mei)).toMatchObject({ state: 'active' });
  });

  test('declined says to the other side neither through whom nor why', async () => {
    await propose();
    const [asked] = await toldTo(mei);
    const why = await teams.press(mei, asked?.card, 'Not this time');
    expect(textOf(why.card)).toContain('Only the programme owner reads it.');
    expect((await teams.press(mei, why.card, 'Go back')).text).toContain('Would you like that?');
    const declined = await teams.press(mei, why.card, 'Say no', { because: 'not-a-fit', note: 'Too far from my work' });
    expect(declined.text).toContain('came to nothing');
    const told = await toldTo(ana);
    expect(told.at(-1)?.text).toContain(
      'The proposal to work with Mei Tan did not go ahead. Another mentor is looked for',
    );
    expect(JSON.stringify(told)).not.toMatch(/not-a-fit|Too far|said no/);
  });

  test('answered too late says how it stands', async () => {
    await propose();
    const asked = await newest(ana);
    const why = await teams.press(mei, (await newest(mei))?.card, 'Not this time');
    await teams.press(mei, why.card, 'Say no', { because: 'no-time' });
    const late = await teams.press(ana, asked?.card, 'Yes, gladly');
    expect(late.text).toContain('That cannot be done as things stand now.');
    expect(titles(late.card)).toEqual(['Open this mentorship']);
  });
});

describe('a check-in', () => {
  test('after two weeks is answered in one press with what changed, once', async () => {
    await bothSayYes();
    at('2026-12-07T08:00:00Z');
    await mentorshipClock(deps, ana.tenantId);
    const due = await newest(ana);
    expect(due?.text).toBe('Two weeks with Mei Tan: how is it going?');
    const kept = await teams.press(ana, due?.card, 'It goes slowly', { changed: 'Half the copying is gone' });
    expect(kept.text).toBe('Thank you, that is noted.');
    expect((await stateFor(ana))?.checkIns).toMatchObject([
      { point: 'week-2', going: 'slowly', changed: 'Half the copying is gone' },
    ]);
    expect((await stateFor(mei))?.checkIns).toMatchObject([{ point: 'week-2', going: null, changed: '' }]);
    expect((await teams.press(ana, due?.card, 'It goes well')).text).toContain('cannot be done as things stand');
  });

  test('that two do not fit is asked once more, ends it, and blames nobody', async () => {
    await bothSayYes();
    await book();
    at('2026-11-25T08:00:00Z');
    await mentorshipClock(deps, ana.tenantId);
    const due = (await toldTo(ana)).find(({ text }) => text.includes('Do you two fit?'));
    const sure = await teams.press(ana, due?.card, 'I would like another partner');
    expect(sure.text).toContain('Mei Tan is not told who asked.');
    expect(await stateFor(ana)).toMatchObject({ state: 'active' });
    expect((await teams.press(ana, sure.card, 'I would like another partner')).text).toContain('nobody is blamed');
    expect(await stateFor(ana)).toMatchObject({ state: 'ended' });
    expect((await newest(mei))?.text).toContain('That happens, and is nobody’s fault.');
  });
});
