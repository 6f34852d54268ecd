import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { getDraft, keepDraft } from '../../api/src/leadership/actions/draft.ts';
import { getMine } from '../../api/src/leadership/actions/mine.ts';
import { leadershipClock } from '../../api/src/leadership/actions/nudges.ts';
import { insertChannel } from '../../api/src/leadership/store/channel.ts';
import { type Hired, hire } from '../support/organisation.ts';
import { ana, at, deps, meetBeforeEach, organisation, teams, toldTo } from './colleagues.ts';
import { buttons, type Card, input, textOf } from './teams.ts';

meetBeforeEach();

/** A leader in Lisbon who became one on 2 November; the clock shows Monday 23 November, eight o'clock. */
let rosa: Hired;

beforeEach(async () => {
  rosa = await hire(organisation, { name: 'Rosa Lima', roles: ['leader'] });
  await organisation.database.owner.query("update leaders set since = '2026-11-02T09:00:00Z'");
  await teams.install(rosa);
  teams.connector.said.length = 0;
});

const learned = async () =>
  (await getDraft(deps, rosa)).content.sections.find(({ prompt }) => prompt === 'learned')?.html;
const addressOf = (card: Card | undefined, title: string) =>
  decodeURIComponent(String(buttons(card).find((button) => button.title === title)?.url));

describe('what a leader learned', () => {
  test('goes into their draft after what is there, and leads to the composer', async () => {
    const [first] = await teams.say(rosa, 'I learned that pivot tables need <names>');
    expect(first?.text).toBe('Kept in your draft, under “What I learned”.');
    expect(addressOf(first?.card, 'Write')).toContain('/leaders?context={"subEntityId":"leaders/write"}');
    await teams.say(rosa, 'Hoje aprendi que é preciso rever');
    expect(await learned()).toBe('<p>Pivot tables need &lt;names&gt;</p><p>É preciso rever</p>');
  });

  test('is kept once, however often Teams tells of it', async () => {
    const activity = teams.from(rosa, { type: 'message', text: 'I learned that shorter is better' });
    for (let i = 0; i < 2; i++) expect((await teams.post(activity)).ok).toBe(true);
    expect(await learned()).toBe('<p>Shorter is better</p>');
  });

  test('brings back the section that they had dropped, and changes nothing else', async () => {
    const sections = [{ prompt: 'ask' as const, html: '<p>Try it</p>' }];
    await keepDraft(deps, rosa, { content: { sections, link: null, topics: [], imageAlt: '' }, version: 0 });
    await teams.say(rosa, 'I learned to ask twice');
    const { content } = await getDraft(deps, rosa);
    expect(content.sections).toEqual([...sections, { prompt: 'learned', html: '<p>To ask twice</p>' }]);
  });

  test('is asked for when nothing was said', async () => {
    const [asked] = await teams.say(rosa, 'I learned');
    expect(asked?.text).toBe('What did you learn?');
    expect(input(asked?.card, 'words')).toBeDefined();
    const again = await teams.press(rosa, asked?.card, 'Keep it in my draft', { words: ' ' });
    expect(again.text).toBe('What did you learn?');
    const kept = await teams.press(rosa, again.card, 'Keep it in my draft', { words: 'that it makes up sources' });
    expect(textOf(kept.card)).toContain('Kept in your draft');
    expect(await learned()).toBe('<p>That it makes up sources</p>');
  });

  test('that does not fit any more is refused in words', async () => {
    const html = `<p>${'x'.repeat(19_990)}</p>`;
    const content = { sections: [{ prompt: 'learned' as const, html }], link: null, topics: [], imageAlt: '' };
    await keepDraft(deps, rosa, { content, version: 0 });
    const [full] = await teams.say(rosa, 'I learned that less is more');
    expect(full?.text).toContain('Your draft is full.');
  });

  test('by somebody who is no leader is met kindly, and kept nowhere', async () => {
    const [answer] = await teams.say(ana, 'I learned that pivot tables need names');
    expect(answer?.text).toMatch(/^Good to hear, and thank you/);
    expect(buttons(answer?.card).map(({ title }) => title)).toEqual(['Find a champion', "Open leaders' posts"]);
    const { rows } = await organisation.database.owner.query('select from leadership_drafts');
    expect(rows).toEqual([]);
  });

  test('is among what the bot says it can do, to leaders only', async () => {
    const helpFor = async (who: Hired) => JSON.stringify((await teams.say(who, 'help'))[0]?.card);
    expect(await helpFor(rosa)).toContain('I learned that');
    expect(await helpFor(ana)).not.toContain('I learned that');
  });
});

describe('a reminder', () => {
  const channelKey = randomUUID();

  beforeEach(async () => {
    const chosen = {
      channelKey,
      teamId: randomUUID(),
      channelId: '19:a@thread.tacv2',
      teamName: 'Whole company',
      channelName: 'Leaders',
      webUrl: 'https://teams.example/',
      chosenBy: rosa.personId,
      chosenAt: deps.now(),
    };
    await deps.db.transaction(rosa.tenantId, (tx) => insertChannel(tx, chosen));
  });

  async function postOn(postedAt: string) {
    await organisation.database.owner.query(
      `insert into leadership_messages (tenant_id, channel_key, message_id, author_id, posted_at, version)
       values ($1, $2, $3, $4, $5, 1)`,
      [rosa.tenantId, channelKey, String(Date.parse(postedAt)), rosa.personId, postedAt],
    );
  }
  const tick = async (now: string, who = rosa) => {
    at(now);
    await leadershipClock(deps, who.tenantId);
    return toldTo(who);
  };

  test('is dated, once in so many weeks, and within working hours', async () => {
    await postOn('2026-10-30T10:00:00Z');
    await organisation.database.owner.query("update leaders set since = '2026-01-01'");
    expect(await tick('2026-11-23T08:59:00Z')).toEqual([]);
    const [told] = await tick('2026-11-23T09:00:00Z');
    expect(told?.text).toBe('Your last post was on 30 October, 3 weeks ago.');
    expect(addressOf(told?.card, 'Write')).toContain('leaders/write');
    expect(await tick('2026-11-23T10:00:00Z')).toEqual([]);
    expect(await tick('2026-12-11T10:00:00Z')).toEqual([]);
    expect((await tick('2026-12-14T10:00:00Z'))[0]?.text).toContain('6 weeks ago');
  });

  test('to who has never posted speaks of a first post', async () => {
    const [told] = await tick('2026-11-23T12:00:00Z');
    expect(told?.text).toBe('You have not posted as a leader yet. A first post can be three sentences.');
    await organisation.database.owner.query("update people set preferred_language = 'pt-PT'");
    expect((await tick('2026-12-14T12:00:00Z'))[0]?.text).toMatch(/^Ainda não publicou como líder/);
  });

  test('is put off from its own card, for four weeks', async () => {
    const [told] = await tick('2026-11-23T12:00:00Z');
    const quiet = await teams.press(rosa, told?.card, 'Not before 21 December');
    expect(quiet.text).toBe('You will not be reminded before 21 December. You can write at any time.');
    expect(await getMine(deps, rosa)).toMatchObject({ nudgesPausedUntil: '2026-12-21', nextNudgeOn: '2026-12-21' });
    expect(await tick('2026-12-18T12:00:00Z')).toEqual([]);
    at('2026-12-22T12:00:00Z');
    expect((await teams.press(rosa, told?.card, 'Not before 21 December')).text).toContain('past already');
  });

  test.each([
    ['posted meanwhile', () => postOn('2026-11-23T12:30:00Z')],
    ['is a leader no more', () => organisation.database.owner.query('update leaders set ended_at = now()')],
    [
      'asked for quiet',
      () => organisation.database.owner.query("update leaders set nudges_paused_until = '2026-12-01'"),
    ],
  ])('is not said to who %s', async (_what, change) => {
    at('2026-11-23T12:00:00Z');
    await leadershipClock(deps, rosa.tenantId);
    await change();
    at('2026-11-23T13:00:00Z');
    expect(await toldTo(rosa)).toEqual([]);
  });

  test('is not said when the day it was meant for is over', async () => {
    at('2026-11-23T12:00:00Z');
    await leadershipClock(deps, rosa.tenantId);
    at('2026-11-23T18:00:00Z');
    expect(await toldTo(rosa)).toEqual([]);
  });

  test.each([
    ['no channel is chosen', 'update leadership_channels set ended_at = now()'],
    ['the leader has left', 'update people set active = false, left_at = now()'],
    ['they became a leader only now', "update leaders set since = '2026-11-20'"],
  ])('does not come while %s', async (_why, change) => {
    await organisation.database.owner.query(change);
    expect(await tick('2026-11-23T12:00:00Z')).toEqual([]);
  });

  test('never comes where the programme owner wants none', async () => {
    await organisation.database.owner.query(
      'insert into leadership_rules (tenant_id, nudge_weeks, changed_by, changed_at) values ($1, 0, $2, now())',
      [rosa.tenantId, rosa.personId],
    );
    expect(await tick('2026-11-23T12:00:00Z')).toEqual([]);
    expect(await getMine(deps, rosa)).toMatchObject({ nudgeWeeks: 0, nextNudgeOn: null });
  });
});
