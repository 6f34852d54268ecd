import { beforeEach, describe, expect, test } from 'vitest';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { listBookings } from '../../api/src/office-hours/actions/bookings.ts';
import { cancelBooking } from '../../api/src/office-hours/actions/cancel.ts';
import { publishOfficeHours } from '../../api/src/office-hours/actions/hours.ts';
import { serveLines } from '../../api/src/office-hours/actions/waiting/serve-lines.ts';
import { hours, publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { ana, book, deps, meetBeforeEach, mei, organisation, teams, toldTo, tuesday } from './colleagues.ts';
import { buttons, textOf } from './teams.ts';

/** Mei has one half hour that can be booked, tomorrow. */
meetBeforeEach({ hours: { weekdays: [2], endsAt: '10:30', horizonDays: 6 } });

let tom: Hired;
beforeEach(async () => {
  tom = await hire(organisation, { name: 'Tom Reed' });
});

async function taken() {
  const { bookingId } = await book(tom);
  return { free: () => cancelBooking(deps, tom, bookingId, { note: '' }) };
}
/** Ana in line for any time of Mei's; `card` is the answer to that. */
async function waits(press = 'Wait for any time of Mei Tan') {
  const [found] = await teams.say(ana, 'pivot tables');
  return teams.press(ana, found?.card, press, { question: 'How do I group by month?' });
}
const told = () => toldTo(ana);
async function offered() {
  const session = await taken();
  await waits();
  await session.free();
  const [offer] = await told();
  if (!offer) throw new Error('nothing was offered');
  return offer;
}
const later = (time: { hours?: number; minutes?: number }) => {
  deps.clock.now = deps.clock.now.add(time);
  return serveLines(deps, organisation.tenantId);
};

describe('joining a line', () => {
  test('is offered where nothing is free, and shown among the waiting lists and sessions', async () => {
    await taken();
    const joined = await waits();
    expect(joined.text).toBe(
      'You are in line: Any time of Mei Tan. You are next. I write to you as soon as a place is kept for you.',
    );
    const [lists] = await teams.say(ana, 'my waiting lists');
    expect(lists?.text).toBe('You are in one waiting list.');
    expect(textOf(lists?.card)).toContain('Any time of Mei Tan\nYou are next.');
    const [sessions] = await teams.say(ana, 'my sessions');
    expect(textOf(sessions?.card)).toContain('Where you wait\nAny time of Mei Tan');
    // Joining twice says what is so already.
    expect((await waits()).text).toContain('You are in this line already, and your place is kept.');
    const left = await teams.press(ana, lists?.card, 'Leave the list');
    expect(left.text).toBe('You no longer wait: Any time of Mei Tan.');
    expect((await teams.say(ana, 'waiting list'))[0]?.text).toBe('You are in no waiting list.');
  });

  test('of a full session is offered with the refusal of a place in it', async () => {
    const draft = hours({ weekdays: [2], endsAt: '10:30', horizonDays: 6 });
    const windows = draft.windows.map((window) => ({ ...window, seats: 2 }));
    await publishOfficeHours(deps, mei, mei.personId, { ...draft, windows });
    await taken();
    const [found] = await teams.say(ana, 'pivot tables');
    await book(await hire(organisation));
    const full = await teams.press(ana, found?.card, 'Tomorrow 10:00 · one place left', { question: 'How?' });
    expect(full.text).toBe('All places of this session are taken. What you wrote is kept; you can wait for a place.');
    const joined = await teams.press(ana, full.card, 'Wait for a place tomorrow 10:00', { question: 'How?' });
    expect(joined.text).toContain('You are in line: The session with Mei Tan, tomorrow 10:00–10:30.');
    // And with whatever else is asked, from then on.
    expect((await waits('Wait for a place tomorrow 10:00')).text).toContain('in this line already');
  });

  test('where a place became free meanwhile offers that instead', async () => {
    const session = await taken();
    const [found] = await teams.say(ana, 'pivot tables');
    await session.free();
    const free = await teams.press(ana, found?.card, 'Wait for any time of Mei Tan');
    expect(free.text).toBe('There is no need to wait: places are free. Choose one of these times.');
    expect((await teams.press(ana, free.card, 'Tomorrow 10:00')).text).toContain('You are booked with Mei Tan');
  });
});

describe('an offer', () => {
  test('is taken from its card; once more it says what is so, and nobody is told twice', async () => {
    const offer = await offered();
    expect(offer.text).toBe('A place with Mei Tan is kept for you: tomorrow 10:00–10:30. Take it until today 10:00.');
    const booked = await teams.press(ana, offer.card, 'Take it');
    expect(booked.text).toBe('You are booked with Mei Tan: tomorrow 10:00–10:30.');
    expect(textOf(booked.card)).toContain('How do I group by month?');
    expect((await teams.press(ana, offer.card, 'Take it')).text).toBe(booked.text);
    expect((await listBookings(deps, ana, {})).items).toHaveLength(1);
    expect(await told()).toEqual([]);
  });

  test('is let go from its card, and the place in line is kept', async () => {
    const offer = await offered();
    const passed = await teams.press(ana, offer.card, 'Not this time');
    expect(passed.text).toBe('It goes to the next in line. You keep your place: Any time of Mei Tan.');
    expect((await teams.press(ana, offer.card, 'Not this time')).text).toBe(passed.text);
    const late = await teams.press(ana, offer.card, 'Take it');
    expect(late.text).toContain('This place is no longer kept for you');
    expect(textOf(late.card)).toContain('Any time of Mei Tan\nYou are next.');
  });

  test('that ran out says so kindly, when it is pressed and by itself', async () => {
    const offer = await offered();
    await later({ hours: 2, minutes: 1 });
    expect((await told()).map(({ text }) => text)).toEqual([
      'The place with Mei Tan, tomorrow 10:00, was kept for you and went to the next in line, as I did not hear from you. You keep your place in line this once.',
    ]);
    const late = await teams.press(ana, offer.card, 'Take it');
    expect(late.text).toBe(
      'This place is no longer kept for you: the time to answer has passed, or it was answered already.',
    );
    expect((await listBookings(deps, ana, {})).items).toEqual([]);
  });

  test('is what its card says: a button of an earlier one does not answer a later one', async () => {
    const first = await offered();
    await teams.press(ana, first.card, 'Not this time');
    await publish(deps, mei, { weekdays: [5], endsAt: '10:30', horizonDays: 6 });
    const [second] = await told();
    expect(second?.text).toContain('Fri 27 Nov 10:00–10:30');
    expect((await teams.press(ana, first.card, 'Take it')).text).toContain('no longer kept for you');
    expect((await teams.press(ana, first.card, 'Not this time')).text).toContain('It goes to the next in line');
    expect((await listBookings(deps, ana, {})).items).toEqual([]);
    expect((await teams.press(ana, second?.card, 'Take it')).text).toContain('Fri 27 Nov 10:00–10:30');
  });

  test('that was answered before it could be told is not told any more', async () => {
    const session = await taken();
    await waits();
    await session.free();
    const [lists] = await teams.say(ana, 'my waiting lists');
    await teams.press(ana, lists?.card, 'Not this time');
    expect(await told()).toEqual([]);
  });

  test('can be answered from the waiting lists too', async () => {
    await offered();
    const [lists] = await teams.say(ana, 'my waiting lists');
    expect(textOf(lists?.card)).toContain('Tomorrow 10:00–10:30 with Mei Tan is kept for you');
    expect(buttons(lists?.card).map(({ title }) => title)).toEqual([
      'Take it',
      'Not this time',
      'Leave the list',
      'Open my sessions',
    ]);
    expect((await teams.press(ana, lists?.card, 'Take it')).text).toContain('You are booked with Mei Tan');
  });

  test('cannot be answered by somebody else, even with a forged card', async () => {
    const offer = await offered();
    const card = JSON.parse(JSON.stringify(offer.card).replaceAll(ana.personId, tom.personId));
    expect((await teams.press(tom, card, 'Take it')).text).toContain('not one of yours');
    expect((await teams.press(tom, card, 'Not this time')).text).toContain('not one of yours');
  });
});

test('whoever is busy when a place becomes free is told, and keeps the place in line', async () => {
  const other = await makeChampion(organisation, await hire(organisation, { name: 'Lee Ng' }));
  await publish(deps, other, { weekdays: [2], endsAt: '10:30', horizonDays: 6 });
  const session = await taken();
  await bookSlot(deps, ana, { championId: other.personId, startsAt: tuesday, topic: null, question: '' });
  await waits();
  await told();
  await session.free();
  expect((await told()).map(({ text }) => text)).toEqual([
    'A place with Mei Tan became free, tomorrow 10:00, but you have another session then. You keep your place in line.',
  ]);
});

test('whoever lets two offers pass without a word is told that they no longer wait, and how to come back', async () => {
  await offered();
  await later({ hours: 2, minutes: 1 });
  await told();
  await publish(deps, mei, { weekdays: [2, 5], endsAt: '10:30', horizonDays: 6 });
  expect((await told()).map(({ text }) => text)).toEqual([expect.stringContaining('is kept for you: Fri 27 Nov')]);
  await later({ hours: 2, minutes: 1 });
  expect((await told()).map(({ text }) => text)).toEqual([
    expect.stringMatching(/Two places .* went by without an answer.* welcome to join again/),
  ]);
});
