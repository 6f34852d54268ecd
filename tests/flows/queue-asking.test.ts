import { afterAll, beforeAll, expect, test } from 'vitest';
import { lease, rememberConversation } from '../../api/src/notices/actions.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import type { DeskTicket, OwnTicket } from '../../api/src/queue/schema/tickets.ts';
import { type Door, openDoor } from '../support/door.ts';
import { publish } from '../support/office-hours.ts';
import type { Hired } from '../support/organisation.ts';
import { openHouse } from './live-queue.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** An open queue, and what is asked of it again and again. */
async function openedHouse(settings: object = {}) {
  const house = await openHouse(door);
  const queueId = await house.setUp(house.host, settings);
  await house.open(queueId);
  const current = async (who: Hired) =>
    (await house.done<{ ticket: OwnTicket | null }>(who, 'GET /api/tickets/current')).ticket;
  const notices = async (who: Hired) => {
    const { rows } = await door.world.owner.query<{ kind: string; payload: { news?: string; until?: string } }>(
      'select kind, payload from notices where person_id = $1 order by created_at, notice_id',
      [who.personId],
    );
    return rows.map(({ kind, payload }) => payload.news ?? kind);
  };
  const actRefused = async (who: Hired, { ticketId }: { ticketId: string }, does: string, more: object = {}) =>
    (await house.refused(who, `POST /api/tickets/${ticketId}/events`, { does, ...more })).type;
  return { ...house, queueId, current, notices, actRefused };
}

test('a learner joins with a question and sees place, wait and why', async () => {
  const { ana, bea, queueId, join, current } = await openedHouse();
  const first = await join(ana, queueId, {
    topic: 'pivot-tables',
    question: 'Why is my total wrong?',
    attachmentUrl: 'https://files.example/sheet.xlsx',
  });
  expect(first).toMatchObject({
    role: 'asker',
    state: 'waiting',
    anonymity: 'named',
    topic: { topic: 'pivot-tables', label: 'Pivot tables' },
    question: 'Why is my total wrong?',
    attachmentUrl: 'https://files.example/sheet.xlsx',
    place: { place: 1, of: 1, because: [] },
    wait: { low: 0, high: 1, afterHours: false },
    placeIsKept: true,
    champion: null,
    messages: [],
    queueState: 'open',
  });
  const second = await join(bea, queueId);
  expect(second.place).toEqual({ place: 2, of: 2, because: [] });
  expect(second.wait?.high).toBeGreaterThan(1);
  expect(await current(bea)).toEqual(second);
});

test('who sends the same joining again has joined once, and one person has one question in line', async () => {
  const { ana, host, helper, queueId, setUp, open, refused } = await openedHouse();
  const body = { question: 'Again?' };
  const headers = { 'idempotency-key': 'the-same-request' };
  const join = () => door.ask(ana, `POST /api/queues/${queueId}/tickets`, body, headers);
  const [first, again] = [(await join()).json<OwnTicket>(), (await join()).json<OwnTicket>()];
  expect(again.ticketId).toBe(first.ticketId);
  const other = { ...body, question: 'Something else?' };
  const reused = await door.ask(ana, `POST /api/queues/${queueId}/tickets`, other, headers);
  expect(reused.json()).toMatchObject({ type: 'key-reused' });
  const elsewhere = await setUp(helper);
  await open(elsewhere, helper);
  const twice = await refused(ana, `POST /api/queues/${elsewhere}/tickets`, body);
  expect(twice).toMatchObject({ type: 'already-in-line', ticketId: first.ticketId });
  expect(await refused(host, `POST /api/queues/${queueId}/tickets`, body)).toMatchObject({ type: 'own-queue' });
  expect(
    await refused(ana, `POST /api/queues/${crypto.randomUUID()}/tickets`, { ...body, topic: 'magic' }),
  ).toMatchObject({ type: 'unknown-topic', title: expect.stringContaining('magic') });
});

test('who comes to the head of the line is told once, and asked whether they are ready', async () => {
  const { ana, bea, cem, host, queueId, join, next, act, notices, current, later, refused } = await openedHouse();
  await join(ana, queueId);
  await join(bea, queueId);
  const last = await join(cem, queueId);
  const [called] = ((await next(queueId)) as { called: DeskTicket[] }).called;
  expect(called).toMatchObject({
    state: 'called',
    asker: { displayName: 'Ana Reis' },
    champion: { displayName: 'Mei Tan' },
  });
  expect(called?.until).toBe('2026-11-23T09:01:33Z');
  expect(await notices(ana)).toEqual(['ticket-called']);
  expect(await notices(bea)).toEqual(['ticket-next']);
  expect(await notices(cem)).toEqual([]);
  expect(await refused(host, `POST /api/queues/${queueId}/next`, {})).toMatchObject({ type: 'has-somebody' });
  const mine = await current(ana);
  expect(mine).toMatchObject({ state: 'called', place: null, championUsername: null });
  expect(await act(ana, mine as OwnTicket, 'ready')).toMatchObject({
    state: 'claimed',
    championUsername: host.username,
  });
  expect(await notices(host)).toEqual(['asker-ready']);
  // Bea pauses and comes back to the head: she was told already.
  const waiting = (await current(bea)) as OwnTicket;
  await act(bea, waiting, 'pause');
  expect(await notices(cem)).toEqual(['ticket-next']);
  later({ minutes: 2 });
  await act(bea, waiting, 'resume');
  expect(await notices(bea)).toEqual(['ticket-next']);
  expect((await current(cem))?.place).toEqual({ place: 2, of: 2, because: [] });
  expect(last.place?.place).toBe(3);
});

test('who is not ready goes on hold and keeps the place, the first time', async () => {
  const { ana, bea, host, queueId, join, next, act, current, notices, later, actRefused } = await openedHouse({
    reachTurns: 1,
  });
  const first = await join(ana, queueId);
  await join(bea, queueId);
  await next(queueId);
  expect(await actRefused(ana, first, 'run-out')).toBe('time-left');
  await act(ana, first, 'not-ready');
  expect(await current(ana)).toMatchObject({ state: 'on-hold', missedChecks: 1, placeIsKept: false, place: null });
  expect(await notices(host)).toEqual(['asker-not-ready']);
  await act(ana, first, 'resume');
  expect((await current(ana))?.place?.place).toBe(1);
  await next(queueId);
  later({ seconds: 91 });
  // Anybody who sees the ticket notices that the time is up; the clock of the server decides.
  await act(ana, first, 'run-out');
  expect(await notices(ana)).toEqual(['ticket-called', 'ticket-called', 'check-missed']);
  await act(ana, first, 'resume');
  expect(await current(ana)).toMatchObject({
    missedChecks: 2,
    place: { place: 2, because: [expect.stringMatching(/One stands before you, as you missed two ready checks/)] },
  });
});

test('what events have overtaken is not said any more', async () => {
  const { organisation, ana, bea, host, queueId, join, next, act, later } = await openedHouse();
  const { deps } = door.world;
  for (const who of [ana, bea, host]) await rememberConversation(deps, who, { conversation: { id: who.personId } });
  const [first, second] = [await join(ana, queueId), await join(bea, queueId)];
  await next(queueId);
  await act(ana, first, 'ready');
  await act(host, first, 'hold', { note: 'Find the file' });
  await act(ana, first, 'resume');
  await act(bea, second, 'withdraw');
  await act(ana, first, 'pause');
  later({ seconds: 1 });
  // Nobody is called, next in line or claimed any more; Ana holds, if not by the champion's wish.
  const { due, dropped } = await lease(deps, organisation.tenantId, 100);
  expect(due.map(({ notice }) => (notice.kind === 'ticket-news' ? notice.payload.news : notice.kind))).toEqual([
    'put-on-hold',
  ]);
  expect(dropped).toBe(3);
});

test('a hold that runs out ends the ticket, by the clock too, and the asker is told', async () => {
  const { ana, queueId, join, act, later, tick, stateOf, notices, current, actRefused } = await openedHouse({
    holdMinutes: 10,
  });
  const ticket = await join(ana, queueId);
  await act(ana, ticket, 'pause');
  later({ minutes: 9 });
  await tick();
  expect(await stateOf(ticket)).toBe('on-hold');
  later({ minutes: 2 });
  await tick();
  expect(await current(ana)).toMatchObject({ state: 'withdrawn', endedBy: 'run-out', reopenUntil: null });
  expect(await notices(ana)).toEqual(['hold-ran-out']);
  expect(await actRefused(ana, ticket, 'reopen')).toBe('ticket-over');
  later({ minutes: 31 });
  expect(await current(ana)).toBeNull();
});

test('who leaves by mistake comes back to their place within minutes, once', async () => {
  const { ana, bea, queueId, join, act, current, later, actRefused } = await openedHouse();
  const ticket = await join(ana, queueId);
  await join(bea, queueId);
  await act(ana, ticket, 'withdraw');
  expect((await current(ana))?.reopenUntil).toBe('2026-11-23T09:10:02Z');
  later({ minutes: 5 });
  expect(await act(ana, ticket, 'reopen')).toMatchObject({ state: 'waiting', place: { place: 1 } });
  await act(ana, ticket, 'withdraw');
  expect(await actRefused(ana, ticket, 'reopen')).toBe('too-late');
  const again = await join(ana, queueId);
  expect(again.place?.place).toBe(2);
  expect(await actRefused(ana, ticket, 'withdraw')).toBe('ticket-over');
});

test('who has another question in line by then does not come back with the first', async () => {
  const { ana, queueId, join, act, actRefused } = await openedHouse();
  const first = await join(ana, queueId);
  await act(ana, first, 'withdraw');
  await join(ana, queueId);
  expect(await actRefused(ana, first, 'reopen')).toBe('already-in-line');
});

test('people with the same question wait and are called together; nobody sees whose it is', async () => {
  const { ana, bea, cem, dai, host, queueId, join, see, next, act, current, stateOf } = await openedHouse();
  await join(dai, queueId);
  const first = await join(ana, queueId, { question: 'How do I share a prompt?', groupable: true });
  const { questions } = await see(queueId, bea);
  expect(questions).toEqual([
    { ticketId: first.ticketId, topic: null, question: 'How do I share a prompt?', people: 1 },
  ]);
  const other = await join(cem, queueId);
  const second = await join(bea, queueId, { question: 'The same', withTicketId: first.ticketId });
  expect(second).toMatchObject({ together: 2, place: { place: 2, of: 3 } });
  expect(second.place?.because).toEqual([expect.stringMatching(/called together with somebody further ahead/)]);
  await act(cem, other, 'join-group', { otherTicketId: first.ticketId });
  await act(cem, other, 'leave-group');
  expect(await current(cem)).toMatchObject({ together: 1, place: { place: 3 } });
  // The group is one turn: called, held and resolved together.
  await act(dai, (await current(dai)) as OwnTicket, 'withdraw');
  const { called } = (await next(queueId)) as { called: DeskTicket[] };
  expect(called.map(({ asker }) => asker?.displayName).sort()).toEqual(['Ana Reis', 'Bea Dias']);
  await act(ana, first, 'ready');
  expect([await stateOf(first), await stateOf(second)]).toEqual(['claimed', 'called']);
  await act(host, second, 'claim');
  await act(host, second, 'resolve', { whatHelped: 'A shared notebook.' });
  expect([await stateOf(first), await stateOf(second)]).toEqual(['resolved', 'resolved']);
  expect(await current(ana)).toMatchObject({ whatHelped: 'A shared notebook.', together: 1 });
});

test('an asker says once whether it helped, and finds the question among those of the past', async () => {
  const { ana, bea, host, queueId, join, help, done, refused } = await openedHouse();
  const ticket = await join(ana, queueId);
  const path = `PUT /api/tickets/${ticket.ticketId}/helped`;
  expect(await refused(ana, path, { helped: 'yes' })).toMatchObject({ type: 'not-now' });
  await help(queueId, ana, ticket, 5);
  expect(await done<OwnTicket>(ana, path, { helped: 'partly' })).toMatchObject({ helped: 'partly' });
  await done(ana, path, { helped: 'partly' });
  expect(await refused(ana, path, { helped: 'no' })).toMatchObject({ type: 'already-said' });
  expect(await refused(bea, path, { helped: 'no' })).toMatchObject({ type: 'no-such-ticket' });
  expect(await refused(host, path, { helped: 'no' })).toMatchObject({ type: 'not-your-ticket' });
  const past = await done<{ items: OwnTicket[] }>(ana, 'GET /api/tickets?as=asker');
  expect(past.items).toMatchObject([{ ticketId: ticket.ticketId, whatHelped: 'A filter.', helped: 'partly' }]);
  const helped = await done<{ items: DeskTicket[] }>(host, 'GET /api/tickets?as=champion');
  expect(helped.items).toMatchObject([{ ticketId: ticket.ticketId, asker: { displayName: 'Ana Reis' } }]);
});

test('pages of past questions follow each other without a gap', async () => {
  const { ana, queueId, join, act, done } = await openedHouse();
  const asked = [];
  for (let nth = 0; nth < 3; nth++) {
    const ticket = await join(ana, queueId);
    await act(ana, ticket, 'withdraw');
    asked.unshift(ticket.ticketId);
  }
  type Page = { items: OwnTicket[]; next: string | null };
  const first = await done<Page>(ana, 'GET /api/tickets?limit=2');
  const rest = await done<Page>(ana, `GET /api/tickets?limit=2&cursor=${first.next}`);
  expect([...first.items, ...rest.items].map(({ ticketId }) => ticketId)).toEqual(asked);
  expect(rest.next).toBeNull();
});

test('a long wait becomes a booking that carries the question over, or stays when the time is gone', async () => {
  const { ana, bea, host, queueId, join, act, current, refused, done, notices, actRefused } = await openedHouse();
  await publish(door.world.deps, host);
  const wanted = { championId: host.personId, startsAt: '2026-11-24T10:00:00Z' };
  const ticket = await join(ana, queueId, { topic: 'pivot-tables', question: 'Why is my total wrong?' });
  const path = `POST /api/tickets/${ticket.ticketId}/booking`;
  await done(bea, 'POST /api/bookings', wanted);
  expect(await refused(ana, path, wanted)).toMatchObject({ type: 'slot-taken' });
  expect(await current(ana)).toMatchObject({ state: 'waiting' });
  const booking = await done<Booking>(ana, path, { ...wanted, startsAt: '2026-11-24T10:30:00Z' });
  expect(booking).toMatchObject({
    question: 'Why is my total wrong?',
    topic: { topic: 'pivot-tables' },
    state: 'booked',
  });
  expect(await current(ana)).toMatchObject({ state: 'converted', bookingId: booking.bookingId, reopenUntil: null });
  expect(await refused(ana, path, wanted)).toMatchObject({ type: 'ticket-over' });
  expect(await actRefused(ana, ticket, 'reopen')).toBe('ticket-over');
  expect(await notices(ana)).toContain('booking-made');
  expect((await act(ana, await join(ana, queueId), 'pause')) as OwnTicket).toMatchObject({ state: 'on-hold' });
});
