import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { type Door, openDoor } from '../support/door.ts';
import { publish } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion, type Organisation } from '../support/organisation.ts';
import { refusal } from '../support/refusal.ts';

let door: Door;
let organisation: Organisation;
let learner: Hired;
let champion: Hired;
let stranger: Hired;
let bookingId: string;
let path: string;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const at = (instant: string) => door.setNow(Temporal.Instant.from(instant));

beforeEach(async () => {
  organisation = await door.found();
  at('2026-11-23T09:00:00Z'); // a Monday
  learner = await hire(organisation, { name: 'Rita Sousa' });
  stranger = await hire(organisation);
  champion = await makeChampion(organisation, await hire(organisation, { name: 'Mei Tan' }));
  await publish(door.world.deps, champion);
  const booked = await door.ask(learner, 'POST /api/bookings', {
    championId: champion.personId,
    startsAt: '2026-11-24T10:00:00Z',
    question: 'Why?',
  });
  bookingId = booked.json<Booking>().bookingId;
  path = `/api/bookings/${bookingId}`;
});

const asSeenBy = async (who: Hired) => (await door.ask(who, `GET ${path}`)).json<Booking>();
const cancel = () => door.ask(learner, `POST ${path}/cancellation`, { note: '' });

describe('who did not come', () => {
  const report = (who: Hired, absent: 'learner' | 'champion') => door.ask(who, `PUT ${path}/absence`, { absent });

  test('is said by either side from the start on, and both see it', async () => {
    const { problem, words } = await refusal(door, champion, `PUT ${path}/absence`, { absent: 'learner' });
    expect(problem).toMatchObject({ type: 'not-yet', status: 409 });
    expect(words).toMatch(/too early to say this.*Ainda é cedo/);
    at('2026-11-24T10:00:00Z');
    const said = await report(champion, 'learner');
    expect(said.json()).toMatchObject({ absent: { side: 'learner', saidByYou: true } });
    expect(await asSeenBy(learner)).toMatchObject({ absent: { side: 'learner', saidByYou: false } });
  });

  test('is what the first of them says; the same again changes nothing', async () => {
    at('2026-11-24T10:10:00Z');
    await report(learner, 'champion');
    expect((await report(learner, 'champion')).status).toBe(200);
    for (const who of [champion, learner]) {
      const { problem, words } = await refusal(door, who, `PUT ${path}/absence`, { absent: 'learner' });
      expect(problem).toMatchObject({ type: 'already-said', status: 409 });
      expect(words).toMatch(/the first answer stands.*a primeira resposta mantém-se/);
    }
    expect(await asSeenBy(champion)).toMatchObject({ absent: { side: 'champion' } });
  });

  test('is one word when both say it at once', async () => {
    at('2026-11-24T10:10:00Z');
    const answers = await Promise.all([report(learner, 'champion'), report(champion, 'learner')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('can be said for a week', async () => {
    at('2026-12-01T10:30:00Z');
    expect((await report(learner, 'champion')).status).toBe(200);
    await door.ask(learner, `DELETE ${path}/absence`);
    at('2026-12-01T10:31:00Z');
    const { problem, words } = await refusal(door, learner, `PUT ${path}/absence`, { absent: 'champion' });
    expect(problem).toMatchObject({ type: 'too-late', status: 409 });
    expect(words).toMatch(/can no longer be changed.*já não pode ser alterado/);
  });

  test('is taken back by whoever said it, within a day', async () => {
    at('2026-11-24T10:10:00Z');
    await report(learner, 'champion');
    const { problem, words } = await refusal(door, champion, `DELETE ${path}/absence`);
    expect(problem).toMatchObject({ type: 'not-yours', status: 403 });
    expect(words).toMatch(/Only the other person.*Só a outra pessoa/);
    at('2026-11-25T10:10:00Z');
    expect((await door.ask(learner, `DELETE ${path}/absence`)).json()).toMatchObject({ absent: null });
    expect((await door.ask(learner, `DELETE ${path}/absence`)).status).toBe(200);
    expect((await report(champion, 'learner')).status).toBe(200);
    at('2026-11-26T10:10:01Z');
    expect((await door.ask(champion, `DELETE ${path}/absence`)).json()).toMatchObject({ type: 'too-late' });
    expect(await asSeenBy(champion)).toMatchObject({ absent: { side: 'learner' } });
  });

  test('is not said of a session that was called off', async () => {
    await cancel();
    at('2026-11-24T10:10:00Z');
    expect((await report(champion, 'learner')).json()).toMatchObject({ type: 'already-ended', status: 409 });
  });
});

describe('notes', () => {
  const write = (who: Hired, body: string) => door.ask(who, `PUT ${path}/notes`, { body });
  const read = async (who: Hired) => (await door.ask(who, `GET ${path}/notes`)).json();

  test('are written by each of the two, and read by both', async () => {
    await write(learner, 'Try a table first.');
    await write(champion, 'Send the template.');
    expect(await read(learner)).toEqual({ yours: 'Try a table first.', theirs: 'Send the template.' });
    expect(await read(champion)).toEqual({ yours: 'Send the template.', theirs: 'Try a table first.' });
  });

  test('are replaced by newer ones, and removed by an empty text', async () => {
    await write(learner, 'First');
    expect((await write(learner, 'Second')).json()).toEqual({ yours: 'Second', theirs: '' });
    expect((await write(learner, '  ')).json()).toEqual({ yours: '', theirs: '' });
    const { rows } = await door.world.owner.query('select from session_notes where tenant_id = $1', [
      organisation.tenantId,
    ]);
    expect(rows).toEqual([]);
  });

  test('stay readable of a session that was called off, and are no longer written', async () => {
    await write(learner, 'What I wanted to ask');
    await cancel();
    expect(await read(champion)).toEqual({ yours: '', theirs: 'What I wanted to ask' });
    const { problem, words } = await refusal(door, champion, `PUT ${path}/notes`, { body: 'Late' });
    expect(problem).toMatchObject({ type: 'already-ended', status: 409 });
    expect(words).toMatch(/called off already.*já tinha sido cancelada/);
  });
});

describe('whether it helped', () => {
  const say = (who: Hired, helped: string) => door.ask(who, `PUT ${path}/helped`, { helped });

  test('is asked of the learner once the session is over, and said once', async () => {
    expect(await asSeenBy(learner)).toMatchObject({ askHelped: false });
    at('2026-11-24T10:29:59Z');
    expect((await say(learner, 'yes')).json()).toMatchObject({ type: 'not-yet', status: 409 });
    at('2026-11-24T10:30:00Z');
    expect(await asSeenBy(learner)).toMatchObject({ askHelped: true });
    expect(await asSeenBy(champion)).toMatchObject({ askHelped: false });
    expect((await say(learner, 'partly')).json()).toMatchObject({ helped: 'partly', askHelped: false });
    expect((await say(learner, 'partly')).status).toBe(200);
    expect((await say(learner, 'yes')).json()).toMatchObject({ type: 'already-said', status: 409 });
    expect(await asSeenBy(champion)).toMatchObject({ helped: 'partly' });
  });

  test('is not for the champion to say', async () => {
    at('2026-11-24T11:00:00Z');
    expect((await say(champion, 'yes')).json()).toMatchObject({ type: 'not-yours', status: 403 });
  });

  test('is not said of a session that somebody missed or called off', async () => {
    at('2026-11-24T11:00:00Z');
    await door.ask(learner, `PUT ${path}/absence`, { absent: 'champion' });
    expect(await asSeenBy(learner)).toMatchObject({ askHelped: false });
    const { problem, words } = await refusal(door, learner, `PUT ${path}/helped`, { helped: 'no' });
    expect(problem).toMatchObject({ type: 'somebody-was-absent', status: 409 });
    expect(words).toMatch(/did not come to this session.*não veio a esta sessão/);
  });

  test('is not said of a session that was called off', async () => {
    await cancel();
    at('2026-11-24T11:00:00Z');
    expect((await say(learner, 'no')).json()).toMatchObject({ type: 'already-ended', status: 409 });
  });
});

test('only a session that both came to, and that helped, speaks for its champion', async () => {
  await door.world.owner.query(`update bookings set topic = 'pivot-tables' where booking_id = $1`, [bookingId]);
  const helped = async () => {
    const found = await door.ask(stranger, 'POST /api/matches', { goal: 'pivot tables' });
    const { matches } = found.json<{ matches: { reasons: { kind: string }[] }[] }>();
    return matches.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)).includes('helped');
  };
  at('2026-11-24T11:00:00Z');
  expect(await helped()).toBe(true);
  await door.ask(champion, `PUT ${path}/absence`, { absent: 'learner' });
  expect(await helped()).toBe(false);
  await door.ask(champion, `DELETE ${path}/absence`);
  expect(await helped()).toBe(true);
  await door.ask(learner, `PUT ${path}/helped`, { helped: 'no' });
  expect(await helped()).toBe(false);
});

test('to everybody else the session does not exist', async () => {
  at('2026-11-24T11:00:00Z');
  const owner = await hire(organisation, { roles: ['owner'] });
  for (const who of [stranger, owner]) {
    for (const [operation, body] of [
      [`PUT ${path}/absence`, { absent: 'learner' }],
      [`DELETE ${path}/absence`, undefined],
      [`GET ${path}/notes`, undefined],
      [`PUT ${path}/notes`, { body: 'Mine?' }],
      [`PUT ${path}/helped`, { helped: 'yes' }],
    ] as const) {
      expect((await door.ask(who, operation, body)).json()).toMatchObject({ type: 'no-such-booking', status: 404 });
    }
  }
});
