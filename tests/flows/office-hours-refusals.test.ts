import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { Problem } from '../../api/src/platform/problem.ts';
import { type Door, openDoor } from '../support/door.ts';
import { hours, publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion, type Organisation } from '../support/organisation.ts';

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
  champion = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }), { capacityPerWeek: 3 });
  await publish(door.world.deps, champion);
});

const tuesday = (time: string) => `2026-11-24T${time}:00Z`;
const request = (who: Hired, startsAt: string) => ({ championId: who.personId, startsAt, question: 'Why?' });
const book = (who: Hired, startsAt: string) => door.ask(who, 'POST /api/bookings', request(champion, startsAt));

async function leave({ personId }: Hired) {
  await door.world.owner.query('update people set active = false, left_at = now() where person_id = $1', [personId]);
}

/** The refusal in both languages; asking twice must not make it another one. */
async function refusal(who: Hired, operation: string, body?: unknown) {
  const en = await door.ask(who, operation, body);
  const pt = await door.ask({ ...who, locale: 'pt-PT' }, operation, body);
  const problem = en.json<Problem>();
  expect(en.type).toBe('application/problem+json');
  expect(pt.json<Problem>()).toMatchObject({ type: problem.type, status: problem.status });
  return { problem, en: problem.title, pt: pt.json<Problem>().title };
}

test('slot-taken: says so and offers the three nearest that are free', async () => {
  await book(await hire(organisation), tuesday('10:30'));
  const { problem, en, pt } = await refusal(learner, 'POST /api/bookings', request(champion, tuesday('10:30')));
  expect(problem).toMatchObject({ type: 'slot-taken', status: 409 });
  expect((problem.nearest as { startsAt: string }[]).map((slot) => slot.startsAt)).toEqual(
    ['10:00', '11:00', '11:30'].map(tuesday),
  );
  expect(en).toMatch(/^Somebody else just took this slot\./);
  expect(pt).toMatch(/^Outra pessoa acabou de reservar este horário\./);
});

test('slot-taken: does not offer what meets another session of the learner', async () => {
  await book(await hire(organisation), tuesday('10:30'));
  const neighbour = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, neighbour, { sessionMinutes: 60 });
  await door.ask(learner, 'POST /api/bookings', request(neighbour, tuesday('11:00')));
  const { problem } = await refusal(learner, 'POST /api/bookings', request(champion, tuesday('10:30')));
  expect((problem.nearest as { startsAt: string }[]).map((slot) => slot.startsAt)).toEqual([
    tuesday('10:00'),
    '2026-12-01T10:00:00Z',
    '2026-12-01T10:30:00Z',
  ]);
});

test('slot-taken: also when the champion is a learner elsewhere at that time', async () => {
  const neighbour = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, neighbour);
  await door.ask(champion, 'POST /api/bookings', request(neighbour, tuesday('10:00')));
  const { problem } = await refusal(learner, 'POST /api/bookings', request(champion, tuesday('10:00')));
  expect(problem.type).toBe('slot-taken');
});

test('you-are-busy: names the other session and its time', async () => {
  await book(learner, tuesday('10:00'));
  const neighbour = await makeChampion(organisation, await hire(organisation));
  await publish(door.world.deps, neighbour, { sessionMinutes: 60 });
  const { problem, en, pt } = await refusal(learner, 'POST /api/bookings', request(neighbour, tuesday('10:00')));
  expect(problem).toMatchObject({ type: 'you-are-busy', status: 409, other: 'Mei Tan' });
  expect(en).toBe(
    'You already have a session then: Mei Tan, tomorrow 10:00. Choose another time, or cancel that one first.',
  );
  expect(pt).toBe('Já tem uma sessão a essa hora: Mei Tan, amanhã 10:00. Escolha outra hora ou cancele essa primeiro.');
  const { rows } = await door.world.owner.query('select count(*)::int as bookings from bookings where tenant_id = $1', [
    organisation.tenantId,
  ]);
  expect(rows).toEqual([{ bookings: 1 }]);
});

test.each([
  ['between two slots', tuesday('10:10')],
  ['outside the hours', tuesday('14:00')],
  ['in the past', '2026-11-17T10:00:00Z'],
  ['beyond the horizon', '2027-03-02T10:00:00Z'],
])('not-offered: a time %s', async (_, startsAt) => {
  const { problem, en, pt } = await refusal(learner, 'POST /api/bookings', request(champion, startsAt));
  expect(problem).toMatchObject({ type: 'not-offered', status: 409, nearest: { length: 3 } });
  expect(en).toMatch(/not among the champion's hours/);
  expect(pt).toMatch(/já não faz parte do horário/);
});

test('champion-full: a week that has as many sessions as the champion takes', async () => {
  for (const time of ['10:00', '10:30', '11:00']) await book(await hire(organisation), tuesday(time));
  const { problem, en, pt } = await refusal(learner, 'POST /api/bookings', request(champion, tuesday('11:30')));
  expect(problem).toMatchObject({ type: 'champion-full', status: 409 });
  expect((problem.nearest as { startsAt: string }[])[0]?.startsAt).toBe('2026-12-01T10:00:00Z');
  expect(en).toMatch(/no more sessions that week/);
  expect(pt).toMatch(/mais sessões nessa semana/);
});

test('champion-paused: says until when, for booking and for slots alike', async () => {
  const away = await makeChampion(organisation, await hire(organisation), { pausedUntil: '2026-12-01' });
  await publish(door.world.deps, away);
  for (const [operation, body] of [
    ['POST /api/bookings', request(away, tuesday('10:00'))],
    [`GET /api/office-hours/${away.personId}/slots`, undefined],
  ] as const) {
    const { problem, en, pt } = await refusal(learner, operation, body);
    expect(problem).toMatchObject({ type: 'champion-paused', status: 409 });
    expect(en).toMatch(/^This champion takes no new sessions until 1 December\./);
    expect(pt).toMatch(/^Esta pessoa não aceita novas sessões até 1 de dezembro\./);
  }
});

test('not-a-champion: somebody who never was one, or whose role or employment ended', async () => {
  const ended = await makeChampion(organisation, await hire(organisation));
  const gone = await makeChampion(organisation, await hire(organisation));
  await door.world.owner.query("update champions set state = 'ended' where person_id = $1", [ended.personId]);
  await leave(gone);
  for (const who of [await hire(organisation), ended, gone]) {
    for (const [operation, body] of [
      ['POST /api/bookings', request(who, tuesday('10:00'))],
      [`GET /api/office-hours/${who.personId}`, undefined],
      [`GET /api/office-hours/${who.personId}/slots`, undefined],
    ] as const) {
      const { problem, en, pt } = await refusal(learner, operation, body);
      expect(problem).toMatchObject({ type: 'not-a-champion', status: 404 });
      expect([en, pt].join()).toMatch(/is not a champion at the moment.*não está a dar apoio/);
    }
  }
});

test('own-slot: a champion does not book themselves', async () => {
  const { problem, en, pt } = await refusal(champion, 'POST /api/bookings', request(champion, tuesday('10:00')));
  expect(problem).toMatchObject({ type: 'own-slot', status: 422 });
  expect([en, pt].join()).toMatch(/your own office hours.*seu próprio horário/);
});

test('already-ended and already-started: what is over is not cancelled', async () => {
  const first = (await book(learner, tuesday('10:00'))).json<Booking>();
  const second = (await book(learner, tuesday('10:30'))).json<Booking>();
  await door.ask(champion, `POST /api/bookings/${first.bookingId}/cancellation`, { note: 'Sorry' });
  const ended = await refusal(learner, `POST /api/bookings/${first.bookingId}/cancellation`, { note: '' });
  expect(ended.problem).toMatchObject({ type: 'already-ended', status: 409 });
  expect([ended.en, ended.pt].join()).toMatch(/called off already.*já tinha sido cancelada/);
  later({ hours: 25, minutes: 30 });
  const started = await refusal(learner, `POST /api/bookings/${second.bookingId}/cancellation`, { note: '' });
  expect(started.problem).toMatchObject({ type: 'already-started', status: 409 });
  expect([started.en, started.pt].join()).toMatch(/has begun.*já começou/);
});

test('not-allowed: hours are published by their champion or the programme owner', async () => {
  const path = `PUT /api/office-hours/${champion.personId}`;
  const { problem } = await refusal(learner, path, hours());
  expect(problem).toMatchObject({ type: 'not-allowed', status: 403 });
  const owner = await hire(organisation, { roles: ['owner'] });
  expect((await door.ask(owner, path, hours())).status).toBe(200);
});

test.each([
  ['a window that ends when it begins', { startsAt: '10:00', endsAt: '10:00' }],
  [
    'extra hours without hours',
    { exceptions: [{ date: '2026-12-01', kind: 'extra' as const, startsAt: null, endsAt: null, timeZone: 'UTC' }] },
  ],
])('empty-window: %s', async (_, given) => {
  const { problem, en, pt } = await refusal(champion, `PUT /api/office-hours/${champion.personId}`, hours(given));
  expect(problem).toMatchObject({ type: 'empty-window', status: 422 });
  expect([en, pt].join()).toMatch(/have no length.*não têm duração/);
});

test('no-longer-active: somebody marked as gone after their request came in', async () => {
  await leave(learner);
  const booking = { ...request(champion, tuesday('10:00')), topic: null };
  expect(await bookSlot(door.world.deps, learner, booking)).toEqual({ ok: false, reason: 'no-longer-active' });
});
