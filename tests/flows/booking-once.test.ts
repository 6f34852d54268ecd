import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { runTimer, timersOf } from '../../api/src/timers.ts';
import { type Hired, hire } from '../support/organisation.ts';
import { ask, champion, learner, meetBeforeEach, tuesday } from './learner-and-champion.ts';
import { door, organisation } from './monday.ts';

meetBeforeEach();

const askUnder = (key: string, who: Hired, operation: string, body: unknown) =>
  ask(who, operation, body, { 'idempotency-key': key });
const book = (who: Hired, key: string, startsAt: string) =>
  askUnder(key, who, 'POST /api/bookings', { championId: champion.personId, startsAt });

async function count(table: string): Promise<number> {
  const { rows } = await door.world.owner.query(`select count(*)::int as rows from ${table} where tenant_id = $1`, [
    organisation.tenantId,
  ]);
  return rows[0].rows;
}

test('the same key gets the same answer, whatever has happened since', async () => {
  const key = randomUUID();
  const first = await book(learner, key, tuesday('10:00'));
  expect(first).toMatchObject({ status: 201, state: 'booked' });
  await ask(learner, `POST /api/bookings/${first.bookingId}/cancellation`, { note: '' });
  expect(await book(learner, key, tuesday('10:00'))).toEqual(first);
  expect(await count('bookings')).toBe(1);
});

test('a refusal is an answer too', async () => {
  const other = await hire(organisation);
  const { bookingId } = await book(other, randomUUID(), tuesday('10:00'));
  const key = randomUUID();
  const refused = await book(learner, key, tuesday('10:00'));
  expect(refused).toMatchObject({ status: 409, type: 'slot-taken' });
  await ask(other, `POST /api/bookings/${bookingId}/cancellation`, { note: '' });
  expect(await book(learner, key, tuesday('10:00'))).toEqual(refused);
  expect(await book(learner, randomUUID(), tuesday('10:00'))).toMatchObject({ status: 201 });
});

test('each thing that changes a session is done once under one key', async () => {
  const twice = async (operation: string, body: unknown) => {
    const key = randomUUID();
    const [first, second] = [
      await askUnder(key, learner, operation, body),
      await askUnder(key, learner, operation, body),
    ];
    expect(second).toEqual(first);
    return first;
  };
  const held = await twice('POST /api/holds', { championId: champion.personId, startsAt: tuesday('10:00') });
  const booked = await twice('POST /api/bookings', {
    championId: champion.personId,
    startsAt: tuesday('10:00'),
    holdId: held.bookingId,
  });
  expect(booked).toMatchObject({ status: 201, bookingId: held.bookingId });
  const path = `POST /api/bookings/${booked.bookingId}`;
  expect(await twice(`${path}/move`, { startsAt: tuesday('11:00') })).toMatchObject({ startsAt: tuesday('11:00') });
  expect(await twice(`${path}/cancellation`, { note: '' })).toMatchObject({ state: 'cancelled' });
  expect(await count('bookings')).toBe(1);
});

test('a key is for one request of one person', async () => {
  const key = randomUUID();
  await book(learner, key, tuesday('10:00'));
  const reused = await book(learner, key, tuesday('10:30'));
  expect(reused).toMatchObject({ status: 422, type: 'key-reused' });
  expect(reused.title).toMatch(/^This request came under the key of another one/);
  expect(await book(await hire(organisation), key, tuesday('10:30'))).toMatchObject({ status: 201 });
});

test('sent many times at once it is done once, and answered the same each time', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 12 }, () => book(learner, key, tuesday('10:00'))));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 201 });
  expect(await count('bookings')).toBe(1);
});

test('a key that is none is refused before anything is done', async () => {
  const refused = await book(learner, 'a b', tuesday('10:00'));
  expect(refused).toMatchObject({ status: 400, type: 'invalid-input' });
  expect(await count('bookings')).toBe(0);
});

test('an answer is forgotten after a day', async () => {
  const key = randomUUID();
  const first = await book(learner, key, tuesday('10:00'));
  const timer = timersOf(door.world.config).find(({ name }) => name === 'forgetAnswers');
  if (!timer) throw new Error('no timer forgets answers');
  door.setNow(Temporal.Instant.from('2026-11-24T08:59:00Z'));
  await runTimer(door.world.deps, timer);
  expect(await book(learner, key, tuesday('10:00'))).toEqual(first);
  door.setNow(Temporal.Instant.from('2026-11-24T09:01:00Z'));
  await runTimer(door.world.deps, timer);
  expect(await count('idempotent_answers')).toBe(0);
});
