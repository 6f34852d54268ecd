import { describe, expect, test } from 'vitest';
import { listBookings } from '../../api/src/office-hours/actions/bookings.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { ana, database, deps, meetBeforeEach, mei, organisation, teams } from './colleagues.ts';
import { buttons, input, textOf } from './teams.ts';

meetBeforeEach({ installed: false });

const inPortuguese = (person: Hired): Hired => ({ ...person, locale: 'pt-PT' });

describe('welcome and help', () => {
  test('welcomes whoever installs it, with the way into the app and three examples', async () => {
    const [welcome, ...more] = await teams.install(ana);
    expect(more).toEqual([]);
    expect(welcome?.text).toBe('Hello, I am Open Door.');
    expect(buttons(welcome?.card).map(({ title }) => title)).toEqual([
      'Find a champion for pivot tables',
      'How do I write a better prompt?',
      'How do I summarise a long report?',
      'Open the app',
    ]);
    expect(buttons(welcome?.card).at(-1)?.url).toBe(
      'https://teams.microsoft.com/l/entity/c0ffee00-0000-4000-8000-00000000000a/home',
    );
  });

  test('welcomes once: with the first message when nobody told it of the installation', async () => {
    expect((await teams.say(ana, 'hello')).map(({ text }) => text)).toEqual(['Hello, I am Open Door.']);
    expect((await teams.say(ana, 'hello')).map(({ text }) => text)).toEqual(['This is what I can do for you.']);
  });

  test('speaks the language of the device', async () => {
    const [welcome] = await teams.install(inPortuguese(ana));
    expect(welcome?.text).toBe('Olá, sou o Open Door.');
    const [help] = await teams.say({ ...ana, locale: 'de-DE' }, 'ajuda');
    expect(help?.text).toBe('This is what I can do for you.');
  });

  test('answers what it does not understand with what it can do', async () => {
    await teams.install(ana);
    const [answer] = await teams.say(ana, 'banana bread');
    expect(answer?.text).toBe('I am not sure what you mean by that. This is what I can do for you.');
  });

  test.each([
    'How do I write a formula?',
    'find a champion for pivot tables',
    'pivot tables',
    'encontrar alguém para tabelas dinâmicas',
  ])('takes “%s” for something to get done', async (text) => {
    await teams.install(ana);
    const [answer] = await teams.say(ana, text);
    expect(answer?.text).toMatch(/colleague/);
  });

  test('answers an example on the card in a new message, and leaves the card', async () => {
    const [welcome] = await teams.install(ana);
    const pressed = await teams.press(ana, welcome?.card, 'Find a champion for pivot tables');
    expect(pressed).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      text: 'One colleague who can help you.',
    });
    expect(textOf(teams.connector.said.at(-1)?.card)).toContain('Mei Tan');
    expect(teams.connector.said.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  test('asks for the goal when there is none, and finds somebody from the card', async () => {
    await teams.install(ana);
    const [ask] = await teams.say(ana, 'Find a champion');
    expect(input(ask?.card, 'goal')).toBeDefined();
    const found = await teams.press(ana, ask?.card, 'Find somebody', { goal: 'pivot tables' });
    expect(textOf(found.card)).toContain('Mei Tan');
  });
});

describe.each([
  {
    language: 'English',
    as: (person: Hired) => person,
    find: 'find a champion for pivot tables',
    slot: 'Tomorrow 10:00',
    mine: 'my sessions',
    cancel: 'cancel',
  },
  {
    language: 'Portuguese',
    as: inPortuguese,
    find: 'encontrar alguém para tabelas dinâmicas',
    slot: 'Amanhã 10:00',
    mine: 'minhas sessões',
    cancel: 'cancelar',
  },
])('in $language', ({ as, find, slot, mine, cancel }) => {
  test('finds a champion, books from the card, shows the session and cancels it with a note', async () => {
    await teams.install(as(ana));
    const [found] = await teams.say(as(ana), find);
    expect(textOf(found?.card)).toContain('Mei Tan');
    expect(
      buttons(found?.card)
        .slice(0, 3)
        .map(({ title }) => title),
    ).toEqual([slot, slot.replace('10:00', '10:30'), slot.replace('10:00', '11:00')]);

    const booked = await teams.press(as(ana), found?.card, slot, { question: 'How do I group by month?' });
    expect(booked).toMatchObject({ status: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(textOf(booked.card)).toContain('How do I group by month?');
    // For good, also on other screens: the message is edited.
    expect(teams.connector.said.at(-1)).toMatchObject({
      method: 'PUT',
      edits: 'a-message',
      text: undefined,
      card: { fallbackText: booked.text },
    });
    const { items } = await listBookings(deps, ana, {});
    expect(items).toMatchObject([
      { startsAt: '2026-11-24T10:00:00Z', topic: { topic: 'pivot-tables' }, champion: { displayName: 'Mei Tan' } },
    ]);

    const [sessions] = await teams.say(as(ana), mine);
    expect(textOf(sessions?.card)).toContain(`${slot}–10:30`);
    const [which] = await teams.say(as(ana), cancel);
    expect(textOf(which?.card)).toBe(textOf(sessions?.card));
    const asked = await teams.press(as(ana), which?.card, /^Cancel(ar)?$/);
    expect(input(asked.card, 'note')).toBeDefined();
    // An edit could wipe the note while it is being typed.
    expect(teams.connector.said.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    const cancelled = await teams.press(as(ana), asked.card, /^Cancel(ar)? (the session|a sessão)$/, {
      note: 'My meeting moved',
    });
    expect(cancelled.text).toMatch(/with your note|com a sua nota/);
    const past = await listBookings(deps, mei, { when: 'past' });
    expect(past.items).toMatchObject([{ state: 'cancelled', endedNote: 'My meeting moved' }]);
    const [none] = await teams.say(as(ana), mine);
    expect(none?.text).toBe(as === inPortuguese ? 'Não tem nada marcado.' : 'You have nothing booked.');
  });
});

describe('when a time cannot be had', () => {
  test('offers the nearest free ones and keeps what was typed', async () => {
    const tom = await hire(organisation, { name: 'Tom Reed' });
    await teams.install(ana);
    const [forAna] = await teams.say(ana, 'pivot tables');
    const [, forTom] = await teams.say(tom, 'pivot tables');
    await teams.press(tom, forTom?.card, 'Tomorrow 10:30');
    const taken = await teams.press(ana, forAna?.card, 'Tomorrow 10:30', { question: 'Mine first?' });
    expect(taken.text).toBe('Somebody else just took this time. What you wrote is kept.');
    expect(input(taken.card, 'question')?.value).toBe('Mine first?');
    expect(textOf(taken.card)).toContain('Mei Tan is free at these times:');
    expect(buttons(taken.card).map(({ title }) => title)).toEqual([
      'Tomorrow 10:00',
      'Tomorrow 11:00',
      'Tomorrow 11:30',
      'Find a champion',
    ]);
    const booked = await teams.press(ana, taken.card, 'Tomorrow 11:00', { question: 'Mine first?' });
    expect(booked.text).toBe('You are booked with Mei Tan: tomorrow 11:00–11:30.');
  });

  test('books once when the button is pressed twice', async () => {
    await teams.install(ana);
    const [found] = await teams.say(ana, 'pivot tables');
    const first = await teams.press(ana, found?.card, 'Tomorrow 10:00');
    const second = await teams.press(ana, found?.card, 'Tomorrow 10:00');
    expect(second.text).toBe(first.text);
    expect((await listBookings(deps, ana, {})).items).toHaveLength(1);
  });

  test('says which session is in the way', async () => {
    const lee = await makeChampion(organisation, await hire(organisation, { name: 'Lee Ng' }), {
      skills: { 'pivot-tables': 2 },
    });
    await publish(deps, lee, { weekdays: [2], startsAt: '10:00', endsAt: '10:30' });
    await teams.install(ana);
    const [found] = await teams.say(ana, 'pivot tables');
    const [atMei, atLee] = buttons(found?.card).filter(({ title }) => title === 'Tomorrow 10:00');
    const only = (button: unknown) =>
      ({ ...found?.card, body: [button] }) as typeof found extends undefined
        ? never
        : NonNullable<typeof found>['card'];
    await teams.press(ana, only(atMei), 'Tomorrow 10:00');
    const busy = await teams.press(ana, only(atLee), 'Tomorrow 10:00');
    expect(busy.text).toMatch(
      /^You already have a session then: (Mei Tan|Lee Ng), tomorrow 10:00\. Choose another time/,
    );
  });

  test('an hour later the same card says the time has passed', async () => {
    await teams.install(ana);
    const [found] = await teams.say(ana, 'pivot tables');
    deps.clock.now = deps.clock.now.add({ hours: 27 });
    const late = await teams.press(ana, found?.card, 'Tomorrow 10:00');
    expect(late.text).toBe('This time is not offered any more. What you wrote is kept.');
    expect(buttons(late.card)[0]?.title).toBe('Today 11:00');
  });

  test('a session that was cancelled meanwhile is said to be', async () => {
    await teams.install(ana);
    const [found] = await teams.say(ana, 'pivot tables');
    const booked = await teams.press(ana, found?.card, 'Tomorrow 10:00');
    const asked = await teams.press(ana, booked.card, 'Cancel the session');
    await teams.press(ana, asked.card, 'Cancel the session');
    const again = await teams.press(ana, asked.card, 'Cancel the session');
    expect(again.text).toBe('This session was called off already. Nothing was changed.');
  });
});

describe('cards of others and of other days', () => {
  test("does nothing on somebody else's card", async () => {
    const tom = await hire(organisation);
    await teams.install(ana);
    const [found] = await teams.say(ana, 'pivot tables');
    const pressed = await teams.press(tom, found?.card, 'Tomorrow 10:00');
    expect(pressed).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      text: expect.stringContaining('made for somebody else'),
    });
    expect((await listBookings(deps, mei, {})).items).toEqual([]);
  });

  test("does not let a forged card cancel somebody else's session", async () => {
    const tom = await hire(organisation);
    await teams.install(ana);
    const [found] = await teams.say(ana, 'pivot tables');
    const booked = await teams.press(ana, found?.card, 'Tomorrow 10:00');
    const asked = await teams.press(ana, booked.card, 'Cancel the session');
    const card = JSON.parse(JSON.stringify(asked.card).replaceAll(ana.personId, tom.personId));
    expect((await teams.press(tom, card, 'Cancel the session')).text).toContain('not one of yours');
    expect((await listBookings(deps, ana, {})).items).toHaveLength(1);
  });

  test.each([
    ['another version', { version: 0 }],
    ['no version', { version: undefined }],
    ['a time that is none', { startsAt: 'soon' }],
    ['a champion that is none', { championId: 'mei' }],
  ])('says that a card with %s no longer works', async (_what, change) => {
    await teams.install(ana);
    const [found] = await teams.say(ana, 'pivot tables');
    const [button] = buttons(found?.card);
    const data = { ...(button?.data as object), ...change };
    const card = { ...found?.card, body: [], actions: [{ ...button, data }] } as never;
    expect((await teams.press(ana, card, 'Tomorrow 10:00')).text).toContain('from an earlier version');
  });
});

test('says what people write as it is, never as formatting', async () => {
  const title = 'A [link](https://evil.example) and **bold**';
  await database.owner.query('update people set job_title = $1 where tenant_id = $2', [title, organisation.tenantId]);
  await teams.install(ana);
  const [found] = await teams.say(ana, 'pivot tables');
  const run = JSON.stringify(found?.card).match(/\{"type":"TextRun"[^}]*evil[^}]*\}/);
  expect(run).not.toBeNull();
  expect(JSON.stringify(found?.card)).not.toMatch(/"type":"TextBlock"[^}]*evil/);
});

describe('people it cannot serve', () => {
  test.each([
    [
      'somebody who is not in the directory',
      { aadObjectId: '11111111-1111-4111-8111-111111111111' },
      {},
      /not in your organisation's list yet/,
    ],
    [
      'somebody of an unknown organisation',
      {},
      { tenantId: '22222222-2222-4222-8222-222222222222' },
      /has not set up Open Door yet/,
    ],
    [
      'somebody without an account of the organisation',
      { aadObjectId: undefined },
      {},
      /could not see from Teams who you are/,
    ],
  ])('tells %s what to do', async (_who, sender, conversation, words) => {
    const activity = teams.from(ana, { type: 'message', text: 'my sessions' });
    const tenant = 'tenantId' in conversation ? { channelData: { tenant: { id: conversation.tenantId } } } : {};
    await teams.post({
      ...activity,
      ...tenant,
      from: { ...(activity.from as object), ...sender },
      conversation: { ...(activity.conversation as object), ...conversation },
    });
    expect(teams.connector.said.map(({ text }) => text)).toEqual([expect.stringMatching(words)]);
  });

  test('does not believe an activity that names two tenants', async () => {
    await teams.post({
      ...teams.from(ana, { type: 'message', text: 'my sessions' }),
      channelData: { tenant: { id: mei.personId } },
    });
    expect(teams.connector.said[0]?.text).toContain('could not see from Teams who you are');
  });

  test('keeps what people booked out of group chats', async () => {
    const conversation = { id: 'group', conversationType: 'groupChat', tenantId: ana.tenantId };
    await teams.post({ ...teams.from(ana, { type: 'message', text: 'my sessions' }), conversation });
    expect(teams.connector.said[0]?.text).toContain('in our own chat');
    const { rows } = await database.owner.query('select from conversations where tenant_id = $1', [ana.tenantId]);
    expect(rows).toHaveLength(0);
  });
});

test('says sorry with a number, logs the fault and tells nothing about it', async () => {
  const logged: unknown[][] = [];
  await teams.install(ana);
  deps.log.error = (...entry) => logged.push(entry);
  deps.newId = () => {
    throw new Error('the secret inside');
  };
  const [sorry] = await teams.say(ana, 'pivot tables');
  expect(sorry?.text).toMatch(/^Sorry, something went wrong on my side.*number: [0-9a-f-]{36}\.$/);
  const [number] = sorry?.text.match(/[0-9a-f-]{36}/) ?? [];
  expect(logged).toEqual([
    [
      'bot turn failed',
      expect.objectContaining({ number, error: expect.objectContaining({ message: 'the secret inside' }) }),
    ],
  ]);
});
