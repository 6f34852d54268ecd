import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Match } from '../../api/src/matching/schema.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { type OfficeHours, officeHours } from '../../api/src/office-hours/schema/hours.ts';
import type { SlotOnWire } from '../../api/src/office-hours/schema/slots.ts';
import { type Door, openDoor } from '../support/door.ts';
import { hours, publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion, type Organisation } from '../support/organisation.ts';

type Page<Item> = { items: Item[]; next: string | null };

let door: Door;
let organisation: Organisation;
let learner: Hired;
let champion: Hired;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** Lets time pass. */
function later(time: Temporal.DurationLike) {
  door.setNow(door.world.deps.now().add(time));
}
beforeEach(async () => {
  organisation = await door.found();
  door.setNow(Temporal.Instant.from('2026-11-23T09:00:00Z')); // a Monday
  learner = await hire(organisation, { name: 'Rita Sousa' });
  champion = await makeChampion(
    organisation,
    await hire(organisation, { name: 'Mei Tan', timeZone: 'Asia/Singapore' }),
    {
      skills: { 'pivot-tables': 3 },
    },
  );
  await publish(door.world.deps, champion, { startsAt: '17:00', endsAt: '19:00', timeZone: 'Asia/Singapore' });
});

const slotsOf = async (who: Hired, query = '') =>
  (await door.ask(learner, `GET /api/office-hours/${who.personId}/slots${query}`)).json<Page<SlotOnWire>>();
const sessionsOf = async (who: Hired, query = '') =>
  (await door.ask(who, `GET /api/bookings${query}`)).json<Page<Booking>>();
const book = (who: Hired, startsAt: string, question = 'How do I start?') =>
  door.ask(who, 'POST /api/bookings', { championId: champion.personId, startsAt, question, topic: 'pivot-tables' });

test('takes a learner from a goal to a session that both sides see', async () => {
  const found = await door.ask(learner, 'POST /api/matches', { goal: 'help me make pivot tables from sales data' });
  const [match] = found.json<{ matches: Match[] }>().matches;
  expect(match?.person.displayName).toBe('Mei Tan');
  const { items } = await slotsOf(champion);
  expect(items[0]).toMatchObject({ startsAt: '2026-11-24T09:00:00Z', endsAt: '2026-11-24T09:30:00Z' });
  expect(items[0]).toMatchObject(match?.nextFreeSlot ?? {});

  const booked = await book(learner, '2026-11-24T09:00:00Z', '  Our monthly report takes me a day.  ');
  expect(booked.status).toBe(201);
  const { bookingId, ...session } = booked.json<Booking>();
  expect(session).toMatchObject({
    champion: { displayName: 'Mei Tan', timeZone: 'Asia/Singapore' },
    topic: { topic: 'pivot-tables', label: 'Pivot tables' },
    question: 'Our monthly report takes me a day.',
    state: 'booked',
    yourPart: 'learner',
  });
  expect((await sessionsOf(learner)).items).toMatchObject([{ bookingId, yourPart: 'learner' }]);
  expect((await sessionsOf(champion)).items).toMatchObject([
    { bookingId, yourPart: 'champion', learner: { displayName: 'Rita Sousa' }, question: session.question },
  ]);
  expect((await slotsOf(champion)).items.map((slot) => slot.startsAt)).not.toContain('2026-11-24T09:00:00Z');
});

test.each(['learner', 'champion'])('lets the %s cancel with a note, and offers the slot again', async (part) => {
  const { bookingId } = (await book(learner, '2026-11-24T09:00:00Z')).json<Booking>();
  const who = part === 'learner' ? learner : champion;
  const cancelled = await door.ask(who, `POST /api/bookings/${bookingId}/cancellation`, { note: 'I am ill, sorry.' });
  expect(cancelled.json()).toMatchObject({
    state: 'cancelled',
    endedBy: who.displayName,
    endedNote: 'I am ill, sorry.',
  });
  expect((await slotsOf(champion)).items[0]?.startsAt).toBe('2026-11-24T09:00:00Z');
  expect((await sessionsOf(learner)).items).toEqual([]);
  expect((await sessionsOf(champion, '?when=past')).items).toMatchObject([
    { bookingId, endedNote: 'I am ill, sorry.' },
  ]);
  expect((await book(learner, '2026-11-24T09:00:00Z')).status).toBe(201);
});

test('owes both sides the news and a reminder, the learner the question whether it helped, and the other side the cancellation', async () => {
  const { bookingId } = (await book(learner, '2026-11-24T09:00:00Z')).json<Booking>();
  await door.ask(learner, `POST /api/bookings/${bookingId}/cancellation`, { note: 'Found it out myself.' });
  const { rows } = await door.world.owner.query(
    `select person_id, kind, due_at, payload->>'note' as note from notices where tenant_id = $1 order by kind, person_id`,
    [organisation.tenantId],
  );
  const both = [champion.personId, learner.personId].sort();
  const now = new Date('2026-11-23T09:00:00Z');
  expect(rows).toEqual([
    { person_id: champion.personId, kind: 'booking-cancelled', due_at: now, note: 'Found it out myself.' },
    ...both.map((person_id) => ({ person_id, kind: 'booking-made', due_at: now, note: null })),
    ...both.map((person_id) => ({
      person_id,
      kind: 'booking-reminder',
      due_at: new Date('2026-11-24T08:45:00Z'),
      note: null,
    })),
    { person_id: learner.personId, kind: 'help-asked', due_at: new Date('2026-11-24T09:30:00Z'), note: null },
  ]);
});

test('owes no reminder for a session that begins sooner than the reminder would come', async () => {
  later({ hours: 23, minutes: 50 });
  expect((await book(learner, '2026-11-24T09:00:00Z')).status).toBe(201);
  const { rows } = await door.world.owner.query(
    'select distinct kind from notices where tenant_id = $1 order by kind',
    [organisation.tenantId],
  );
  expect(rows).toEqual([{ kind: 'booking-made' }, { kind: 'help-asked' }]);
});

test('keeps a session between its two people', async () => {
  const { bookingId } = (await book(learner, '2026-11-24T09:00:00Z')).json<Booking>();
  const stranger = await hire(organisation);
  const owner = await hire(organisation, { roles: ['owner'] });
  const elsewhere = await hire(await door.found());
  for (const other of [stranger, owner, elsewhere]) {
    for (const operation of [
      `GET /api/bookings/${bookingId}`,
      `GET /api/bookings/${bookingId}/calendar.ics`,
      `POST /api/bookings/${bookingId}/cancellation`,
    ]) {
      const answer = await door.ask(other, operation, operation.startsWith('POST') ? {} : undefined);
      expect([operation, answer.status, answer.json<{ type: string }>().type]).toEqual([
        operation,
        404,
        'no-such-booking',
      ]);
    }
    expect((await sessionsOf(other)).items).toEqual([]);
  }
  expect((await door.ask(learner, `GET /api/bookings/${bookingId}`)).json()).toMatchObject({ state: 'booked' });
});

test('keeps buffers around the champion only', async () => {
  await publish(door.world.deps, champion, {
    startsAt: '17:00',
    endsAt: '19:00',
    timeZone: 'Asia/Singapore',
    bufferAfterMinutes: 30,
  });
  expect((await book(learner, '2026-11-24T09:00:00Z')).status).toBe(201);
  expect((await slotsOf(champion, '?until=2026-11-25T00:00:00Z')).items.map((slot) => slot.startsAt)).toEqual([
    '2026-11-24T10:00:00Z',
    '2026-11-24T10:30:00Z',
  ]);
  const neighbour = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, neighbour, { startsAt: '09:30', endsAt: '10:00' });
  const next = { championId: neighbour.personId, startsAt: '2026-11-24T09:30:00Z' };
  expect((await door.ask(learner, 'POST /api/bookings', next)).status).toBe(201);
});

test('pages slots and sessions without missing or repeating one', async () => {
  const all = (await slotsOf(champion, '?limit=100')).items;
  const seen: SlotOnWire[] = [];
  let cursor = '';
  do {
    const page = await slotsOf(champion, `?limit=3${cursor && `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...page.items);
    cursor = page.next ?? '';
  } while (cursor);
  expect(seen).toEqual(all);
  expect(seen).toHaveLength(16);

  for (const { startsAt } of all.slice(0, 6)) await book(learner, startsAt);
  const first = await sessionsOf(learner, '?limit=4');
  const second = await sessionsOf(learner, `?limit=4&cursor=${first.next}`);
  expect([...first.items, ...second.items].map((session) => session.startsAt)).toEqual(
    all.slice(0, 6).map((slot) => slot.startsAt),
  );
  expect(second.next).toBeNull();

  later({ hours: 24 * 14 });
  const past = await sessionsOf(learner, '?when=past&limit=5');
  const before = await sessionsOf(learner, `?when=past&limit=5&cursor=${past.next}`);
  expect([...past.items, ...before.items].map((session) => session.startsAt)).toEqual(
    all
      .slice(0, 6)
      .map((slot) => slot.startsAt)
      .reverse(),
  );
  expect((await sessionsOf(champion, '?when=past&as=learner')).items).toEqual([]);
});

test('starts a list anew when its cursor was not made for it', async () => {
  await book(learner, '2026-11-24T09:00:00Z');
  expect((await sessionsOf(learner, '?cursor=bm90LWEtY3Vyc29y')).items).toHaveLength(1);
});

test("publishes a champion's hours in the place of the old ones, and keeps bookings already made", async () => {
  const { bookingId } = (await book(learner, '2026-11-24T09:00:00Z')).json<Booking>();
  const off = { date: '2026-12-01', kind: 'off', startsAt: null, endsAt: null, timeZone: 'Asia/Singapore' } as const;
  const extra = { ...off, date: '2026-11-28', kind: 'extra', startsAt: '08:00', endsAt: '09:00' } as const;
  const published = hours({ weekdays: [2, 4], timeZone: 'Asia/Singapore', exceptions: [extra, off] });
  const put = await door.ask(champion, `PUT /api/office-hours/${champion.personId}`, published);
  expect(put.status).toBe(200);
  expect((await door.ask(learner, `GET /api/office-hours/${champion.personId}`)).json()).toEqual(
    officeHours.parse(published),
  );
  const days = (await slotsOf(champion, '?until=2026-12-04T00:00:00Z')).items.map((slot) => slot.startsAt.slice(0, 10));
  expect([...new Set(days)]).toEqual(['2026-11-24', '2026-11-26', '2026-11-28', '2026-12-03']);
  expect((await door.ask(learner, `GET /api/bookings/${bookingId}`)).json()).toMatchObject({ state: 'booked' });
});

test('gives a champion who has published nothing the usual rules and no slots', async () => {
  const fresh = await makeChampion(organisation, await hire(organisation));
  const { windows, rules } = (await door.ask(learner, `GET /api/office-hours/${fresh.personId}`)).json<OfficeHours>();
  expect(windows).toEqual([]);
  expect(rules).toMatchObject({ sessionMinutes: 30, minimumNoticeMinutes: 120, horizonDays: 28 });
  expect(await slotsOf(fresh)).toMatchObject({ items: [], next: null });
});

test('lists the topics by name in the language of the reader', async () => {
  const answer = await door.ask({ ...learner, locale: 'pt-PT' }, 'GET /api/topics');
  const labels = answer.json<Page<{ topic: string; label: string }>>().items.map((topic) => topic.label);
  expect(labels).toContain('Tabelas dinâmicas');
  expect(labels).toEqual(labels.toSorted(new Intl.Collator('pt-PT').compare));
});
