import { beforeEach, describe, expect, test } from 'vitest';
import { reportAbsence, withdrawAbsence } from '../../api/src/office-hours/actions/absence.ts';
import { getBooking, listBookings } from '../../api/src/office-hours/actions/bookings.ts';
import { cancelSeries } from '../../api/src/office-hours/actions/cancel-series.ts';
import { publishOfficeHours } from '../../api/src/office-hours/actions/hours.ts';
import { moveBooking } from '../../api/src/office-hours/actions/move.ts';
import { bookSeries } from '../../api/src/office-hours/actions/series.ts';
import { hours } from '../support/office-hours.ts';
import { type Hired, hire } from '../support/organisation.ts';
import {
  ana,
  at,
  book,
  database,
  deps,
  meetBeforeEach,
  mei,
  organisation,
  teams,
  toldTo,
  tuesday,
} from './colleagues.ts';
import { buttons, input, textOf } from './teams.ts';

meetBeforeEach({
  mentorIn: 'Asia/Singapore',
  hours: { weekdays: [2], startsAt: '18:00', endsAt: '20:00', timeZone: 'Asia/Singapore' },
});

const textsTo = async (person: Hired) => (await toldTo(person)).map(({ text }) => text);
const titles = (card: Parameters<typeof buttons>[0]) => buttons(card).map(({ title }) => title);

describe('a time booked in the chat', () => {
  test('is confirmed on the spot, and told to the other side only', async () => {
    const [found] = await teams.say(ana, 'pivot tables');
    const booked = await teams.press(ana, found?.card, 'Tomorrow 10:00');
    expect(booked.text).toBe('You are booked with Mei Tan: tomorrow 10:00–10:30.');
    expect(textOf(booked.card)).toContain('tomorrow 10:00–10:30 (18:00 for Mei Tan)');
    await teams.bot.deliver();
    expect(teams.connector.said.filter(({ method }) => method === 'POST').map(({ text }) => text)).toEqual([
      'One colleague who can help you.',
      'Ana Sousa booked a session with you: tomorrow 18:00–18:30.',
    ]);
  });

  test('is booked by a press once, however often Teams sends it, and whatever happened meanwhile', async () => {
    const [found] = await teams.say(ana, 'pivot tables');
    const press = () => teams.press(ana, found?.card, 'Tomorrow 10:00', {}, 'one-press');
    const [first, again] = await Promise.all([press(), press()]);
    expect(again.text).toBe(first.text);
    const asked = await teams.press(ana, first.card, 'Cancel the session');
    await teams.press(ana, asked.card, 'Cancel the session');
    await press();
    expect((await listBookings(deps, ana, {})).items).toEqual([]);
  });

  test('says times in a zone that has a name', async () => {
    const [found] = await teams.say(ana, 'pivot tables');
    expect(textOf(found?.card)).toContain('Times are in your time zone (Western European Time).');
  });
});

describe('moving a session', () => {
  test('goes to one of three times near it, with a note that the other side reads', async () => {
    const { bookingId } = await book();
    await teams.bot.deliver();
    const [which] = await teams.say(ana, 'reschedule');
    expect(which?.text).toBe('Which session do you want to move?');
    const asked = await teams.press(ana, which?.card, 'Move to another time');
    expect(titles(asked.card)).toEqual([
      'Tomorrow 10:30',
      'Tomorrow 11:00',
      'Tomorrow 11:30',
      'See all times in the app',
      'Keep it as it is',
    ]);
    const moved = await teams.press(ana, asked.card, 'Tomorrow 11:00', { note: 'A meeting got in the way' });
    expect(moved.text).toBe('Moved: your session with Mei Tan is now tomorrow 11:00–11:30. They will hear it from me.');
    const [news, ...more] = await toldTo(mei);
    expect(more).toEqual([]);
    expect(news?.text).toBe(
      'Ana Sousa moved your session: it is now tomorrow 19:00–19:30. Before, it was tomorrow 18:00.',
    );
    expect(textOf(news?.card)).toContain('A meeting got in the way');
    expect(await getBooking(deps, ana, bookingId)).toMatchObject({ startsAt: '2026-11-24T11:00:00Z' });
  });

  test('is remembered at its new time, once', async () => {
    const { bookingId } = await book();
    const later = { startsAt: '2026-11-24T11:00:00Z', note: '' };
    await moveBooking(deps, ana, bookingId, later);
    await moveBooking(deps, ana, bookingId, { startsAt: tuesday, note: '' });
    await moveBooking(deps, ana, bookingId, later);
    await teams.bot.deliver();
    at('2026-11-24T09:45:00Z');
    expect(await textsTo(ana)).toEqual([]);
    at('2026-11-24T10:45:00Z');
    expect(await textsTo(ana)).toEqual(['Soon: your session with Mei Tan, today 11:00–11:30.']);
  });

  test('to a time that was taken meanwhile leaves it where it is, keeps the note and offers others', async () => {
    await book();
    const [which] = await teams.say(ana, 'reschedule');
    const asked = await teams.press(ana, which?.card, 'Move to another time');
    await book(await hire(organisation), '2026-11-24T11:00:00Z');
    const refused = await teams.press(ana, asked.card, 'Tomorrow 11:00', { note: 'Later, please' });
    expect(refused.text).toBe('Somebody else just took this time. What you wrote is kept.');
    expect(textOf(refused.card)).toContain('Now with Mei Tan: tomorrow 10:00–10:30. It stays yours');
    expect(input(refused.card, 'note')?.value).toBe('Later, please');
    const moved = await teams.press(ana, refused.card, 'Tomorrow 11:30', { note: 'Later, please' });
    expect(moved.text).toContain('is now tomorrow 11:30–12:00');
  });

  test('is no longer possible once it was called off', async () => {
    await book();
    const [which] = await teams.say(ana, 'reschedule');
    const asked = await teams.press(ana, which?.card, 'Cancel');
    await teams.press(ana, asked.card, 'Cancel the session');
    const late = await teams.press(ana, which?.card, 'Move to another time');
    expect(late.text).toBe('This session was called off already. Nothing was changed.');
  });
});

describe('did it help?', () => {
  test('is asked of the learner when the session is over, once, and one press answers', async () => {
    const { bookingId } = await book();
    await teams.bot.deliver();
    at('2026-11-24T10:30:00Z');
    const [asked, ...more] = (await toldTo(ana)).filter(({ text }) => !text.startsWith('Soon'));
    expect(more).toEqual([]);
    expect(asked?.text).toBe('Did your session with Mei Tan help?');
    expect(textOf(asked?.card)).toContain('Mei Tan sees your answer; it is asked once.');
    const thanked = await teams.press(ana, asked?.card, 'Partly');
    expect(thanked.text).toContain('it helped in part');
    // The first answer stands, and is what a second press says.
    const again = await teams.press(ana, asked?.card, 'Not really');
    expect(again.text).toBe(thanked.text);
    expect(await getBooking(deps, ana, bookingId)).toMatchObject({ helped: 'partly' });
    expect(await textsTo(ana)).toEqual([]);
  });

  test('is not asked of a session that somebody missed', async () => {
    const { bookingId } = await book();
    await teams.bot.deliver();
    at('2026-11-24T10:20:00Z');
    await reportAbsence(deps, mei, bookingId, { absent: 'learner' });
    at('2026-11-24T10:30:00Z');
    expect(await textsTo(ana)).toEqual(['Mei Tan noted that you could not be at your session, today 10:00–10:30.']);
  });
});

test('whoever was missed can talk to whoever said so, and hears nothing when it was taken back before', async () => {
  const { bookingId } = await book();
  at('2026-11-24T10:10:00Z');
  await reportAbsence(deps, ana, bookingId, { absent: 'champion' });
  const [told] = (await toldTo(mei)).filter(({ text }) => text.includes('could not be'));
  const talk = buttons(told?.card).find(({ title }) => title === 'That is not right: talk to Ana Sousa');
  expect(talk?.url).toBe(`https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(ana.username)}`);

  await withdrawAbsence(deps, ana, bookingId);
  await reportAbsence(deps, ana, bookingId, { absent: 'champion' });
  await withdrawAbsence(deps, ana, bookingId);
  expect(await textsTo(mei)).toEqual([]);
});

describe('a group session', () => {
  beforeEach(async () => {
    const draft = hours({ weekdays: [2], startsAt: '10:00', endsAt: '11:00', timeZone: 'Europe/Lisbon' });
    const windows = draft.windows.map((window) => ({ ...window, seats: 3, place: 'room' as const, room: 'Room 2.1' }));
    await publishOfficeHours(deps, mei, mei.personId, { ...draft, windows });
  });

  test('says how many places are left, and where it is', async () => {
    await book(await hire(organisation));
    const [found] = await teams.say(ana, 'pivot tables');
    const booked = await teams.press(ana, found?.card, 'Tomorrow 10:00 · 2 places left');
    expect(textOf(booked.card)).toMatch(/Where: \nRoom 2\.1\n.*\n2 of 3 places taken/s);
    expect(await textsTo(mei)).toContain('Ana Sousa took a place in your group session: tomorrow 18:00–18:30.');
  });

  test('is remembered to its champion once, with as many as come, and to every learner', async () => {
    const { bookingId, sessionId } = await book();
    const bea = await hire(organisation, { name: 'Bea Dias' });
    await book(bea);
    await teams.install(bea);
    await moveBooking(deps, mei, bookingId, { startsAt: '2026-11-24T10:30:00Z', note: 'The room is taken' });
    expect(await textsTo(bea)).toContain(
      'Mei Tan moved your session: it is now tomorrow 10:30–11:00. Before, it was tomorrow 10:00.',
    );
    const meeting = 'https://teams.microsoft.com/l/meetup-join/x';
    await database.owner.query('update sessions set meeting_url = $1 where session_id = $2', [meeting, sessionId]);
    at('2026-11-24T10:15:00Z');
    const reminders = await toldTo(mei);
    expect(reminders.map(({ text }) => text)).toEqual(['Soon: your group session, today 18:30–19:00. 2 people come.']);
    expect(buttons(reminders[0]?.card)[0]).toMatchObject({ title: 'Join the meeting', url: meeting });
    expect(teams.connector.said).toHaveLength(3);
  });
});

test('a reminder brings the way into the meeting that was made after booking', async () => {
  const { sessionId } = await book();
  await teams.bot.deliver();
  const meeting = 'https://teams.microsoft.com/l/meetup-join/x';
  await database.owner.query('update sessions set meeting_url = $1 where session_id = $2', [meeting, sessionId]);
  at('2026-11-24T09:45:00Z');
  const [reminder] = await toldTo(ana);
  expect(buttons(reminder?.card)[0]).toMatchObject({ title: 'Join the meeting', url: meeting });
});

test('regular sessions are told once to each side when booked, and once to the other when called off', async () => {
  const starts = ['2026-11-24T10:00:00Z', '2026-12-08T10:00:00Z', '2026-12-22T10:00:00Z'];
  const request = { championId: mei.personId, everyWeeks: 2, starts, topic: null, question: '' };
  const series = await bookSeries(deps, ana, request);
  if (!series.ok) throw new Error(series.reason);
  await teams.bot.deliver();
  expect(teams.connector.said.map(({ text }) => text).sort()).toEqual([
    'Ana Sousa booked 3 sessions with you, the first tomorrow 18:00–18:30.',
    'Your 3 sessions with Mei Tan are in the book, the first tomorrow 10:00–10:30.',
  ]);
  await cancelSeries(deps, ana, series.seriesId, { note: 'I change teams' });
  const [news, ...more] = await toldTo(mei);
  expect(more).toEqual([]);
  expect(news?.text).toBe('Ana Sousa cancelled your regular sessions: all 3 still to come, from tomorrow 18:00–18:30.');
  expect(textOf(news?.card)).toContain('I change teams');
});

test('says who is free soonest, and books them', async () => {
  const [soonest] = await teams.say(ana, 'Who is free soonest?');
  expect(soonest?.text).toBe('These colleagues are free soonest.');
  const booked = await teams.press(ana, soonest?.card, 'Tomorrow 10:00', { question: 'Formulas' });
  expect(booked.text).toBe('You are booked with Mei Tan: tomorrow 10:00–10:30.');
  const [own] = await teams.say(mei, 'who is free soonest');
  expect(own?.text).toContain('Nobody has a free time in the next weeks.');
});
