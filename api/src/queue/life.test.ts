import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Applied, apply } from './apply.ts';
import type { By, TicketEvent } from './event.ts';
import { type EventName, isOver, life, type TicketState } from './life.ts';
import { canJoin, isAsker, isInLine, join, type Ticket } from './ticket.ts';

const start = Temporal.Instant.from('2026-11-23T09:00:00Z');

const champions: By[] = ['mei', 'rui', 'joy'].map((championId) => ({
  role: 'champion',
  championId,
  specialist: championId === 'joy',
}));
const people = ['ana', 'bo', 'mei', 'eva'];
const askers: By[] = people.flatMap((personId): By[] => [
  { role: 'asker', personId },
  { role: 'asker', askerKey: `key of ${personId}` },
]);
const everybody: By[] = [...champions, ...askers, { role: 'clock' }];

/** Said here a second time, apart from the table: who may cause what. */
const roles: Record<EventName, By['role'][]> = {
  call: ['champion'],
  pick: ['champion'],
  claim: ['champion'],
  ready: ['asker'],
  'not-ready': ['asker'],
  'run-out': ['clock'],
  pause: ['asker'],
  resume: ['asker'],
  hold: ['champion'],
  'put-back': ['champion'],
  message: ['champion', 'asker'],
  'join-group': ['asker'],
  'leave-group': ['asker'],
  transfer: ['champion'],
  escalate: ['champion'],
  resolve: ['champion'],
  'no-show': ['champion'],
  withdraw: ['asker'],
  convert: ['asker'],
  'close-queue': ['champion', 'clock'],
  'champion-left': ['champion', 'clock'],
  'asker-gone': ['clock'],
  reopen: ['asker', 'champion'],
};
const names = Object.keys(roles) as EventName[];

const isAna = (by: By) => ('personId' in by ? by.personId === 'ana' : 'askerKey' in by && by.askerKey === 'key of ana');

const asks = (person: string, anonymity: Ticket['asker']['anonymity']): Ticket['asker'] =>
  anonymity === 'for-good' ? { anonymity, askerKey: `key of ${person}` } : { anonymity, personId: person };

const personOf = ({ asker }: Ticket) => ('personId' in asker ? asker.personId : asker.askerKey.slice('key of '.length));

function eventOf(does: EventName, championId: string, other: Ticket, onceKey: string): TicketEvent {
  switch (does) {
    case 'pick':
      return { does, reason: 'in a hurry' };
    case 'join-group':
      return { does, other };
    case 'transfer':
      return { does, championId, queueId: 'q' };
    case 'champion-left':
      return { does, championId };
    case 'reopen':
      return { does, onceKey };
    default:
      return { does };
  }
}

describe('from every state that can be reached', () => {
  const asking = (anonymity: Ticket['asker']['anonymity'], ticketId = 't', person = 'ana') => {
    const wanted = { ticketId, queueId: 'q', topic: 'writing', groupable: true, onceKey: `today-${person}` };
    return join({ ...wanted, asker: asks(person, anonymity) }, start);
  };
  const boAsks = asking('named', 'b', 'bo');
  const few = everybody.filter(
    (by) => by.role === 'clock' || ('championId' in by ? by.championId !== 'rui' : isAna(by)),
  );

  /** Tickets that differ in nothing but when, and who helped before, are one. */
  const kindOf = ({ state, waitsFor, championId, missedChecks, endedBy, reopened, asker, groupId }: Ticket) =>
    JSON.stringify([state, waitsFor, championId, missedChecks > 0, endedBy, reopened, asker.anonymity, groupId]);

  type Edge = { by: By; event: TicketEvent; to: Ticket };

  function edgesFrom(ticket: Ticket): Edge[] {
    const events = names.flatMap((does) => ['mei', 'joy'].map((id) => eventOf(does, id, boAsks, 'today-ana')));
    // Late enough for everything that runs out, or in time to reopen.
    const now = ticket.since.add({ minutes: ticket.until ? 60 : 5 });
    return few.flatMap((by) =>
      events.flatMap((event) => {
        const outcome = apply(ticket, event, { by, now });
        return outcome.ok ? [{ by, event, to: outcome.ticket }] : [];
      }),
    );
  }

  const found = new Map<string, { ticket: Ticket; edges: Edge[] }>();
  const seen = [asking('named'), asking('until-claimed'), asking('for-good')];
  for (const ticket of seen) {
    if (found.has(kindOf(ticket))) continue;
    const edges = edgesFrom(ticket);
    found.set(kindOf(ticket), { ticket, edges });
    seen.push(...edges.map(({ to }) => to));
  }
  const all = [...found.values()];

  /** The live tickets that never end when only these act. */
  function endlessFor(who: (by: By) => boolean): Ticket[] {
    const ending = new Set(all.filter(({ ticket }) => isOver(ticket.state)).map(({ ticket }) => kindOf(ticket)));
    for (let before = -1; before < ending.size; ) {
      before = ending.size;
      for (const { ticket, edges } of all) {
        if (edges.some(({ by, to }) => who(by) && ending.has(kindOf(to)))) ending.add(kindOf(ticket));
      }
    }
    return all.map(({ ticket }) => ticket).filter((ticket) => !ending.has(kindOf(ticket)));
  }

  test('all states are reached', () => {
    expect(new Set(all.map(({ ticket }) => ticket.state))).toEqual(new Set(Object.keys(life)));
  });
  test('the asker can leave, whatever nobody else does', () => {
    expect(endlessFor((by) => by.role === 'asker')).toEqual([]);
  });
  test('there is an end when the asker never comes back', () => {
    expect(endlessFor((by) => by.role !== 'asker')).toEqual([]);
  });
  test('there is an end when every champion leaves', () => {
    expect(endlessFor((by) => by.role === 'clock')).toEqual([]);
  });
  test('what is over stays over, but for one way back', () => {
    for (const { ticket, edges } of all.filter(({ ticket }) => isOver(ticket.state))) {
      for (const { to } of edges) expect([ticket.reopened, to.reopened]).toEqual([false, true]);
    }
  });
  test('doing the same again is refused, or changes nothing', () => {
    for (const { by, event, to } of all.flatMap(({ edges }) => edges)) {
      const again = apply(to, event, { by, now: to.since });
      if (again.ok) expect([event.does, again.ticket]).toEqual(['message', to]);
    }
  });
});

type Act = { who: number; does: number; ticket: number; fits: boolean; minutes: number; champion: number };

const acts = fc.array(
  fc.record({
    who: fc.nat(everybody.length - 1),
    does: fc.nat(1_000),
    ticket: fc.nat(7),
    // Most acts are such as the state allows, by somebody of the right role; the others are anything by anybody.
    fits: fc.boolean(),
    minutes: fc.nat(12),
    champion: fc.nat(2),
  }),
  { minLength: 40, maxLength: 200, size: 'max' },
);

type Played = { before: Ticket; event: TicketEvent; by: By; outcome: Applied<Ticket>; now: Temporal.Instant };

function oneThatFits(by: By[], ticket: Ticket, { who }: Act): By {
  const suited = by.filter((one) =>
    one.role === 'asker' ? isAsker(ticket, one) : one.role !== 'champion' || !isTheirs(ticket, one.championId),
  );
  return suited[who % suited.length] ?? { role: 'clock' };
}

/** Another champion has it, so this one would only be refused. */
const isTheirs = ({ championId }: Ticket, other: string) => championId !== null && championId !== other;

/** Mostly one that lives; now and then the last that ended. */
function oneOf(tickets: Ticket[], act: Act): Ticket | undefined {
  const live = tickets.filter(({ state }) => !isOver(state));
  const ended = tickets.filter(({ state }) => isOver(state)).sort((a, b) => Temporal.Instant.compare(a.since, b.since));
  const some = act.minutes === 0 || live.length === 0 ? ended.slice(-1) : live;
  return some[act.ticket % some.length];
}

/** Four people and three champions, who do what they like. */
function play(played: readonly Act[]) {
  const tickets = new Map<string, Ticket>();
  const history: Played[] = [];
  let joins = 0;
  let now = start;
  for (const act of played) {
    now = now.add({ seconds: act.minutes * 40 });
    const person = people[act.ticket % people.length] as string;
    const anonymity = (['named', 'until-claimed', 'for-good'] as const)[act.does % 3] as Ticket['asker']['anonymity'];
    if (act.who % 4 === 0 && canJoin([...tickets.values()], [`today-${person}`]).ok) {
      const wanted = { ticketId: `t${joins++}`, queueId: 'q', topic: 'writing', groupable: true };
      tickets.set(
        wanted.ticketId,
        join({ ...wanted, asker: asks(person, anonymity), onceKey: `today-${person}` }, now),
      );
    }
    const ticket = oneOf([...tickets.values()], act);
    if (!ticket) continue;
    const possible = act.fits ? (Object.keys(life[ticket.state]) as EventName[]) : names;
    const does = possible[act.does % possible.length] ?? 'claim';
    const suited = everybody.filter(({ role }) => roles[does].includes(role));
    const by = act.fits ? oneThatFits(suited, ticket, act) : (everybody[act.who] as By);
    const other = [...tickets.values()][act.who % tickets.size] as Ticket;
    const onceKey = `today-${personOf(ticket)}`;
    if (does === 'reopen' && !canJoin([...tickets.values()], [onceKey]).ok) continue;
    const event = eventOf(does, ['mei', 'rui', 'joy'][act.champion] as string, other, onceKey);
    const outcome = apply(ticket, event, { by, now });
    if (!outcome.ok) continue;
    history.push({ before: ticket, event, by, outcome, now });
    tickets.set(ticket.ticketId, outcome.ticket);
    checkWhole(outcome.ticket);
  }
  return { tickets, history, joins };
}

/** What is true of every ticket at all times. */
function checkWhole(ticket: Ticket) {
  const { state, onceKey, championId, placeAt, until, spent, joinedAt, since, endedBy } = ticket;
  const over = isOver(state);
  const taken = state === 'called' || state === 'claimed';
  expect(onceKey === null).toBe(over);
  expect(endedBy !== null).toBe(over);
  if (!over) expect(championId !== null).toBe(taken);
  if (isInLine(ticket)) expect(placeAt).not.toBeNull();
  expect(until !== null).toBe(state === 'called' || state === 'on-hold');
  const open = since.epochMilliseconds - joinedAt.epochMilliseconds;
  const counted = spent.waiting + spent.held + spent.served;
  if (ticket.reopened) expect(counted).toBeLessThanOrEqual(open);
  else expect(counted).toBe(open);
}

describe('whatever people do', () => {
  const always = (check: (played: ReturnType<typeof play>) => void) =>
    fc.assert(
      fc.property(acts, (played) => check(play(played))),
      { numRuns: 200 },
    );

  test('no ticket is lost, doubled or turned into another', () =>
    always(({ tickets, history, joins }) => {
      expect(tickets.size).toBe(joins);
      for (const { before, outcome, event } of history) {
        const { ticketId, asker, joinedAt, changes } = outcome.ticket;
        expect([ticketId, asker, joinedAt]).toEqual([before.ticketId, before.asker, before.joinedAt]);
        expect(changes).toBe(before.changes + (event.does === 'message' ? 0 : 1));
      }
    }));

  test('nobody has two live tickets, under a name or without', () =>
    always(({ history }) => {
      const liveOf = new Map<string, string>();
      for (const { before, outcome } of history) {
        const person = personOf(before);
        const holds = liveOf.get(person);
        if (!isOver(outcome.ticket.state) && holds !== undefined) expect(holds).toBe(before.ticketId);
        if (isOver(outcome.ticket.state)) liveOf.delete(person);
        else liveOf.set(person, before.ticketId);
      }
    }));

  test('nobody causes what is not theirs to do', () =>
    always(({ history }) => {
      for (const { before, event, by } of history) {
        expect(roles[event.does]).toContain(by.role);
        if (by.role === 'asker') expect(isAsker(before, by)).toBe(true);
        if (by.role !== 'champion') continue;
        const { waitsFor, championId, state } = before;
        if (event.does === 'message' || event.does === 'close-queue') continue;
        if (championId !== null || state === 'called' || state === 'claimed') expect(championId).toBe(by.championId);
        if (event.does === 'champion-left') continue;
        expect(personOf(before) !== by.championId || before.asker.anonymity === 'for-good').toBe(true);
        if (waitsFor.whom === 'champion') expect(waitsFor.championId).toBe(by.championId);
        if (waitsFor.whom === 'specialist') expect(by.specialist).toBe(true);
      }
    }));

  test('a missed ready check keeps the place once; nothing else ever moves it', () =>
    always(({ history }) => {
      const missed = new Map<string, number>();
      for (const { before, event, outcome, now } of history) {
        const { ticketId } = before;
        const isMissed = before.state === 'called' && (event.does === 'not-ready' || event.does === 'run-out');
        const times = (missed.get(ticketId) ?? 0) + (isMissed ? 1 : 0);
        missed.set(ticketId, times);
        expect(outcome.place === 'lost').toBe(isMissed && times > 1);
        const returns = before.placeAt === null && isInLine(outcome.ticket);
        const placeAt = outcome.place === 'lost' ? null : returns ? now : before.placeAt;
        expect(outcome.ticket.placeAt).toEqual(placeAt);
      }
    }));

  test('the time that ends with each step adds up to what was spent', () =>
    always(({ history, tickets }) => {
      const sums = new Map<string, { waiting: number; held: number; served: number }>();
      for (const { before, outcome } of history) {
        const sum = sums.get(before.ticketId) ?? { waiting: 0, held: 0, served: 0 };
        if (outcome.passed) sum[outcome.passed.as] += outcome.passed.milliseconds;
        sums.set(before.ticketId, sum);
      }
      for (const [ticketId, sum] of sums) expect(tickets.get(ticketId)?.spent).toEqual(sum);
    }));

  test('whoever is not known is told nothing, and is never waited for', () =>
    always(({ history }) => {
      for (const { before, outcome } of history.filter(({ before }) => before.asker.anonymity === 'for-good')) {
        expect(outcome.notices.filter(({ to }) => to === 'asker')).toEqual([]);
        const never: TicketState[] = ['called', 'no-show', 'converted'];
        expect(never).not.toContain(outcome.ticket.state);
        expect(outcome.ticket.groupId).toBe(before.ticketId);
      }
    }));
});
