import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeskTicket, DeskTicketInDetail, OwnTicket, TicketInDetail } from '../../api/src/queue/schema/tickets.ts';
import { type Door, openDoor } from '../support/door.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { openHouse } from './live-queue.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

type Line = {
  waiting: DeskTicket[];
  onHold: DeskTicket[];
  inHelp: DeskTicket[];
  next: { ticketIds: string[]; because: string } | null;
};
type Called = { called: DeskTicket[]; because: string };

/** Mei's and Tiago's queues open, and what champions ask again and again. */
async function openedHouse(settings: object = {}) {
  const house = await openHouse(door);
  const { host, helper, setUp, open, done } = house;
  const queueId = await setUp(host, settings);
  await open(queueId);
  const other = await setUp(helper);
  await open(other, helper);
  // What follows comes after it by the clock, too.
  const act: typeof house.act = async (...step) => {
    const answer = await house.act(...step);
    house.later({ seconds: 1 });
    return answer;
  };
  const line = (who = host, id = queueId) => done<Line>(who, `GET /api/queues/${id}/line`);
  const detail = (who: Hired, { ticketId }: { ticketId: string }) =>
    done<DeskTicketInDetail>(who, `GET /api/tickets/${ticketId}`);
  const actRefused = async (who: Hired, { ticketId }: { ticketId: string }, does: string, more: object = {}) =>
    (await house.refused(who, `POST /api/tickets/${ticketId}/events`, { does, ...more })).type;
  const news = async (who: Hired) => {
    const { rows } = await door.world.owner.query<{ payload: { news: string; note: string; body: string } }>(
      "select payload from notices where person_id = $1 and kind = 'ticket-news' order by created_at, notice_id",
      [who.personId],
    );
    return rows.map(({ payload: { news, note, body } }) => [news, note, body].filter(Boolean).join(': '));
  };
  return { ...house, act, queueId, other, line, detail, actRefused, news };
}

test('the line shows who waits in the order of the rule, who is on hold, who helps whom, and who would be next', async () => {
  const { ana, bea, cem, dai, host, queueId, join, next, act, line, see, refused } = await openedHouse();
  const [first, second, third] = [await join(ana, queueId), await join(bea, queueId), await join(cem, queueId)];
  await act(bea, second, 'pause');
  await next(queueId);
  const fourth = await join(dai, queueId, { topic: 'pivot-tables' });
  const seen = await line();
  expect(seen.waiting.map(({ ticketId, place }) => [ticketId, place])).toEqual([
    [third.ticketId, 1],
    [fourth.ticketId, 2],
  ]);
  expect(seen.onHold).toMatchObject([{ ticketId: second.ticketId, place: null }]);
  expect(seen.inHelp).toMatchObject([{ ticketId: first.ticketId, champion: { personId: host.personId } }]);
  // Mei knows pivot tables, and Dai stands close to the head.
  expect(seen.next).toEqual({ ticketIds: [fourth.ticketId], because: 'knows-topic' });
  expect(seen.waiting[0]).toMatchObject({
    asker: { displayName: 'Cem Ay' },
    askerUsername: cem.username,
    forYou: true,
  });
  expect(await refused(ana, `GET /api/queues/${queueId}/line`)).toMatchObject({ type: 'not-allowed' });
  expect((await see(queueId)).champions).toMatchObject([{ state: 'helping' }]);
});

test('the next one is whoever came first, unless the champion knows the topic of somebody close behind', async () => {
  const { ana, bea, cem, host, queueId, join, next, act, line } = await openedHouse({ overtakings: 1 });
  const [first, second, third] = [
    await join(ana, queueId),
    await join(bea, queueId, { topic: 'pivot-tables' }),
    await join(cem, queueId, { topic: 'pivot-tables' }),
  ];
  const called = (await next(queueId)) as Called;
  expect(called).toMatchObject({ because: 'knows-topic', called: [{ ticketId: second.ticketId }] });
  await act(host, second, 'claim');
  await act(host, second, 'resolve', { whatHelped: '' });
  // Nobody is passed more often than the rule allows.
  expect((await line()).next).toEqual({ ticketIds: [first.ticketId], because: 'in-turn' });
  expect(await next(queueId)).toMatchObject({ because: 'in-turn', called: [{ ticketId: first.ticketId }] });
  await act(host, first, 'put-back');
  expect((await line()).waiting.map(({ ticketId }) => ticketId)).toEqual([first.ticketId, third.ticketId]);
});

test('one is picked only with a reason, which stays in the history', async () => {
  const { ana, bea, host, helper, queueId, join, act, actRefused, detail } = await openedHouse();
  await join(ana, queueId);
  const picked = await join(bea, queueId);
  expect(await actRefused(host, picked, 'pick')).toBe('invalid-input');
  expect(await actRefused(helper, picked, 'pick', { reason: 'mine' })).toBe('no-such-ticket');
  await act(host, picked, 'pick', { reason: 'Has a train to catch' });
  const { history, state } = await detail(host, picked);
  expect(state).toBe('called');
  expect(history).toMatchObject([
    { does: 'join', by: 'asker', champion: null },
    { does: 'pick', by: 'champion', champion: { displayName: 'Mei Tan' }, note: 'Has a train to catch' },
  ]);
});

test('a champion has one turn at a time, and only whoever helps at a queue calls from it', async () => {
  const { ana, bea, host, helper, queueId, other, join, next, act, actRefused, refused } = await openedHouse();
  const [first, second] = [await join(ana, queueId), await join(bea, queueId)];
  expect(await refused(helper, `POST /api/queues/${queueId}/next`, {})).toMatchObject({ type: 'not-helping-here' });
  expect(await refused(helper, `POST /api/queues/${other}/next`, {})).toMatchObject({ type: 'nobody-waits' });
  await next(queueId);
  expect(await actRefused(host, second, 'claim')).toBe('has-somebody');
  expect(await actRefused(host, second, 'pick', { reason: 'Quick' })).toBe('has-somebody');
  await act(host, first, 'put-back');
  await act(host, second, 'claim');
  expect(await actRefused(host, first, 'claim')).toBe('has-somebody');
});

test('a queue that pauses calls nobody', async () => {
  const { ana, queueId, join, refused, done, host } = await openedHouse();
  await join(ana, queueId);
  await done(host, `POST /api/queues/${queueId}/pause`, { note: 'Back at ten' });
  expect(await refused(host, `POST /api/queues/${queueId}/next`, {})).toMatchObject({ type: 'not-open' });
});

test('a hold carries a note to the asker, who comes back with their place', async () => {
  const { ana, bea, host, queueId, join, next, act, done, news, line } = await openedHouse();
  const ticket = await join(ana, queueId);
  await join(bea, queueId);
  await next(queueId);
  await act(ana, ticket, 'ready');
  await act(host, ticket, 'hold', { note: 'Find the file first, please' });
  const { ticket: seen } = await done<{ ticket: OwnTicket }>(ana, 'GET /api/tickets/current');
  expect(seen).toMatchObject({ state: 'on-hold', holdNote: 'Find the file first, please' });
  expect(await news(ana)).toEqual(['put-on-hold: Find the file first, please']);
  await act(ana, ticket, 'resume');
  expect((await line()).waiting[0]).toMatchObject({
    ticketId: ticket.ticketId,
    lastNote: 'Find the file first, please',
  });
});

test('a transfer keeps the place and the history, and only the one it waits for takes it', async () => {
  const { ana, bea, cem, host, helper, queueId, other, later, join, next, act, actRefused, detail, line, news, done } =
    await openedHouse();
  const ticket = await join(ana, queueId);
  await join(bea, other);
  await next(queueId);
  await act(ana, ticket, 'ready');
  later({ minutes: 5 });
  await act(host, ticket, 'transfer', { championId: helper.personId, note: 'Knows contracts' });
  expect(await news(ana)).toEqual(['transferred']);
  expect(await news(helper)).toEqual(['transferred-to-you: Knows contracts']);
  const mine = (await done<{ ticket: OwnTicket }>(ana, 'GET /api/tickets/current')).ticket;
  // Ana came before Bea, though to another queue.
  expect(mine).toMatchObject({ state: 'transferred', queueId: other, place: { place: 1, of: 2 } });
  expect((await line(helper, other)).waiting[0]).toMatchObject({
    lastNote: 'Knows contracts',
    forYou: true,
    waitsForChampion: { displayName: 'Tiago Moura' },
  });
  // Mei, who passed it on, still sees what became of it; she cannot take it back.
  expect((await detail(host, ticket)).history.map(({ does }) => does)).toEqual(['join', 'call', 'ready', 'transfer']);
  expect(await actRefused(host, ticket, 'claim')).toBe('not-helping-here');
  expect(await actRefused(helper, ticket, 'transfer', { championId: cem.personId })).toBe('champion-not-live');
  expect(((await next(other, helper)) as Called).called).toMatchObject([{ ticketId: ticket.ticketId }]);
});

test('what is escalated is told to specialists, who take it from wherever they are', async () => {
  const { organisation, ana, bea, host, queueId, join, next, act, actRefused, done, news, line, refused } =
    await openedHouse();
  const ticket = await join(ana, queueId);
  await next(queueId);
  await act(ana, ticket, 'ready');
  expect(await actRefused(host, ticket, 'escalate')).toBe('no-specialist');
  const expert = await hire(organisation, { name: 'Ines Gil', roles: ['specialist'] });
  await act(host, ticket, 'escalate', { note: 'The gateway refuses the model' });
  expect(await news(expert)).toEqual(['escalated-to-you: The gateway refuses the model']);
  expect(await news(ana)).toEqual(['escalated']);
  type Escalated = { waiting: DeskTicket[]; yours: DeskTicket[] };
  const escalated = await done<Escalated>(expert, 'GET /api/tickets/escalated');
  expect(escalated.waiting).toMatchObject([{ ticketId: ticket.ticketId, place: 1, forYou: true }]);
  expect((await line()).next).toBeNull();
  expect(await actRefused(host, ticket, 'claim')).toBe('for-somebody-else');
  expect(await refused(bea, 'GET /api/tickets/escalated')).toMatchObject({ type: 'not-allowed' });
  await act(expert, ticket, 'claim');
  expect(await done<Escalated>(expert, 'GET /api/tickets/escalated')).toMatchObject({
    waiting: [],
    yours: [{ ticketId: ticket.ticketId, champion: { displayName: 'Ines Gil' } }],
  });
  await act(expert, ticket, 'resolve', { whatHelped: 'A new key.' });
  expect(await news(ana)).toEqual(['escalated', 'claimed', 'resolved: A new key.']);
});

test('who does not come is marked, and let back in line when that was a mistake', async () => {
  const { ana, host, queueId, join, next, act, stateOf, news, detail, actRefused, later } = await openedHouse();
  const ticket = await join(ana, queueId);
  await next(queueId);
  expect(await actRefused(host, ticket, 'no-show')).toBe('not-now');
  await act(host, ticket, 'claim');
  await act(host, ticket, 'no-show');
  expect(await stateOf(ticket)).toBe('no-show');
  expect(await actRefused(ana, ticket, 'reopen')).toBe('not-allowed');
  expect((await detail(host, ticket)).reopenUntil).toBe('2026-11-23T09:10:02Z');
  await act(host, ticket, 'reopen');
  expect(await stateOf(ticket)).toBe('waiting');
  expect(await news(ana)).toEqual(['claimed', 'no-show', 'reopened']);
  await act(ana, ticket, 'withdraw');
  later({ minutes: 11 });
  expect((await detail(host, ticket)).reopenUntil).toBeNull();
});

test('nobody comes back to a line that has closed', async () => {
  const { ana, host, queueId, join, act, actRefused, done } = await openedHouse();
  const ticket = await join(ana, queueId);
  await act(ana, ticket, 'withdraw');
  await done(host, `POST /api/queues/${queueId}/closing`, { waiting: 'finish' });
  expect(await actRefused(ana, ticket, 'reopen')).toBe('queue-closed');
});

test('both sides write on a ticket; a champion also to everybody who waits', async () => {
  const { ana, bea, cem, host, queueId, join, next, done, refused, news, act, later } = await openedHouse();
  const ticket = await join(ana, queueId);
  const write = async (who: Hired, body: string) => {
    await done(who, `POST /api/tickets/${ticket.ticketId}/messages`, { body });
    later({ seconds: 1 });
  };
  await write(ana, 'It is the second sheet');
  expect(await news(host)).toEqual([]); // Nobody has it yet: it is read in the line.
  await next(queueId);
  await write(host, 'Which version?');
  await write(ana, '2024');
  expect(await news(ana)).toEqual(['message: Which version?']);
  expect(await news(host)).toEqual(['message: 2024']);
  const seen = await done<TicketInDetail>(ana, `GET /api/tickets/${ticket.ticketId}`);
  expect(seen.messages.map(({ champion, body }) => `${champion?.displayName ?? 'asker'}: ${body}`)).toEqual([
    'asker: It is the second sheet',
    'Mei Tan: Which version?',
    'asker: 2024',
  ]);
  expect(await refused(bea, `POST /api/tickets/${ticket.ticketId}/messages`, { body: 'Hm' })).toMatchObject({
    type: 'no-such-ticket',
  });
  const toAll = `POST /api/queues/${queueId}/messages`;
  expect(await refused(host, toAll, { body: 'Back at 11' })).toMatchObject({ type: 'nobody-waits' });
  const paused = await join(bea, queueId);
  await act(bea, paused, 'pause');
  await join(cem, queueId);
  expect(await done(host, toAll, { body: 'Back at 11' })).toEqual({ told: 2 });
  expect(await news(cem)).toEqual(['message: Back at 11']);
  await act(ana, ticket, 'withdraw');
  expect(await refused(ana, `POST /api/tickets/${ticket.ticketId}/messages`, { body: 'Bye' })).toMatchObject({
    type: 'ticket-over',
  });
});

test('a request that is sent twice is one message and one call', async () => {
  const { ana, bea, host, queueId, join, done } = await openedHouse();
  const ticket = await join(ana, queueId);
  await join(bea, queueId);
  const headers = { 'idempotency-key': 'the-same-request' };
  const ask = (operation: string, body: object) => door.ask(host, operation, body, headers);
  const [first, again] = [
    await ask(`POST /api/queues/${queueId}/next`, {}),
    await ask(`POST /api/queues/${queueId}/next`, {}),
  ];
  expect(again.json()).toEqual(first.json());
  const path = `POST /api/tickets/${ticket.ticketId}/messages`;
  const [one, two] = [await ask(path, { body: 'Hello' }), await ask(path, { body: 'Hello' })];
  expect(two.json()).toEqual(one.json());
  expect((await done<TicketInDetail>(ana, `GET /api/tickets/${ticket.ticketId}`)).messages).toHaveLength(1);
});

test('several champions on one queue help different people, and see who helps whom', async () => {
  const { organisation, ana, bea, host, queueId, join, next, done, line } = await openedHouse();
  const rui = await makeChampion(organisation, await hire(organisation, { name: 'Rui Paz' }));
  await done(rui, `PUT /api/queues/${queueId}/helping`, {});
  const [first, second] = [await join(ana, queueId), await join(bea, queueId)];
  await Promise.all([next(queueId, host), next(queueId, rui)]);
  const { inHelp } = await line(rui);
  expect(inHelp.map(({ ticketId }) => ticketId).sort()).toEqual([first.ticketId, second.ticketId].sort());
  expect(new Set(inHelp.map(({ champion }) => champion?.displayName))).toEqual(new Set(['Mei Tan', 'Rui Paz']));
});
