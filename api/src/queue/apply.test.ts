import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { apply, applyTogether } from './apply.ts';
import type { By, TicketEvent } from './event.ts';
import { join, type Ticket } from './ticket.ts';

const start = Temporal.Instant.from('2026-11-23T09:00:00Z');
const at = (minutes: number) => start.add({ seconds: Math.round(minutes * 60) });

const ana: By = { role: 'asker', personId: 'ana' };
const mei: By = { role: 'champion', championId: 'mei', specialist: false };
const joy: By = { role: 'champion', championId: 'joy', specialist: true };
const clock: By = { role: 'clock' };

const wanted = { ticketId: 't', queueId: 'q', topic: 'writing', groupable: true, onceKey: 'today-ana' };
const fresh = (given: Partial<Ticket> = {}): Ticket => ({
  ...join({ ...wanted, asker: { anonymity: 'named', personId: 'ana' } }, start),
  ...given,
});
const written = () => join({ ...wanted, asker: { anonymity: 'for-good', askerKey: 'k1' } }, start);
const key: By = { role: 'asker', askerKey: 'k1' };

type Happening = [minutes: number, by: By, event: TicketEvent | TicketEvent['does']];

/** What comes of it when all this happens, one after the other. */
function outcomeOf(ticket: Ticket, happenings: Happening[]): ReturnType<typeof apply<Ticket>> {
  const [last, ...earlier] = [...happenings].reverse() as [Happening, ...Happening[]];
  const before = earlier.length === 0 ? ticket : after(ticket, ...earlier.reverse()).ticket;
  const [minutes, by, event] = last;
  return apply(before, (typeof event === 'string' ? { does: event } : event) as TicketEvent, { by, now: at(minutes) });
}

function after(ticket: Ticket, ...happenings: Happening[]) {
  const outcome = outcomeOf(ticket, happenings);
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`);
  return outcome;
}

/** Why the last of it is refused; null when it is not. */
function why(ticket: Ticket, ...happenings: Happening[]) {
  const outcome = outcomeOf(ticket, happenings);
  return outcome.ok ? null : outcome.reason;
}

describe('a turn', () => {
  test('is called with a countdown, claimed by saying ready, and resolved', () => {
    const called = after(fresh(), [5, mei, 'call']);
    expect(called.ticket).toMatchObject({ state: 'called', championId: 'mei', until: at(6.5) });
    expect(called.notices).toEqual([{ kind: 'called', to: 'asker' }]);
    const claimed = after(called.ticket, [6, ana, 'ready']);
    expect(claimed.ticket).toMatchObject({ state: 'claimed', championId: 'mei', helpers: ['mei'], until: null });
    expect(claimed.notices).toEqual([{ kind: 'asker-ready', to: 'champion', championId: 'mei' }]);
    const resolved = after(claimed.ticket, [20, mei, 'resolve']);
    expect(resolved.ticket).toMatchObject({
      state: 'resolved',
      onceKey: null,
      spent: { waiting: 6 * 60_000, held: 0, served: 14 * 60_000 },
    });
    expect(resolved).toMatchObject({ place: 'given-up', passed: { as: 'served', milliseconds: 14 * 60_000 } });
  });
  test('is taken by one champion', () => {
    expect(why(fresh(), [5, mei, 'call'], [5, joy, 'call'])).toBe('ticket-taken');
    expect(why(fresh(), [5, mei, 'call'], [5, joy, 'claim'])).toBe('ticket-taken');
    expect(why(fresh(), [5, mei, 'claim'], [5, joy, { does: 'pick', reason: 'I know this' }])).toBe('ticket-taken');
    expect(why(fresh(), [5, mei, 'claim'], [5, joy, 'resolve'])).toBe('not-your-ticket');
  });
  test('is given out of turn only with a reason', () => {
    expect(why(fresh(), [5, mei, { does: 'pick', reason: '  ' }])).toBe('reason-missing');
    expect(after(fresh(), [5, mei, { does: 'pick', reason: 'leaves at noon' }]).ticket.state).toBe('called');
  });
  test('goes back in line at the same place when it was called or claimed by mistake', () => {
    for (const how of ['call', 'claim'] as const) {
      const back = after(fresh(), [5, mei, how], [6, mei, 'put-back']);
      expect(back.ticket).toMatchObject({ state: 'waiting', placeAt: start, championId: null, missedChecks: 0 });
    }
  });
  test('ends as a no-show only for somebody who was ready', () => {
    expect(why(fresh(), [5, mei, 'call'], [9, mei, 'no-show'])).toBe('not-now');
    const gone = after(fresh(), [5, mei, 'call'], [6, ana, 'ready'], [12, mei, 'no-show']);
    expect(gone.ticket.state).toBe('no-show');
  });
});

describe('a missed ready check', () => {
  const missedTwice: Happening[] = [
    [5, mei, 'call'],
    [6, ana, 'not-ready'],
    [10, ana, 'resume'],
    [11, mei, 'call'],
  ];
  test('keeps the place the first time', () => {
    const missed = after(fresh(), [5, mei, 'call'], [6.5, clock, 'run-out']);
    expect(missed).toMatchObject({ place: 'kept', ticket: { state: 'on-hold', championId: null, missedChecks: 1 } });
    expect(missed.notices.map(({ kind }) => kind)).toEqual(['asker-not-ready', 'check-missed']);
    expect(after(missed.ticket, [10, ana, 'resume']).ticket).toMatchObject({ state: 'waiting', placeAt: start });
  });
  test('loses it the second time: the end of the line is when they come back', () => {
    const missed = after(fresh(), ...missedTwice, [12.5, clock, 'run-out']);
    expect(missed).toMatchObject({ place: 'lost', ticket: { state: 'on-hold', placeAt: null } });
    expect(after(missed.ticket, [20, ana, 'resume']).ticket.placeAt).toEqual(at(20));
  });
  test('does not run out before its time, and is answered until somebody notices', () => {
    expect(why(fresh(), [5, mei, 'call'], [6.4, clock, 'run-out'])).toBe('time-left');
    expect(after(fresh(), [5, mei, 'call'], [7, ana, 'ready']).ticket.state).toBe('claimed');
  });
});

describe('on hold', () => {
  test('keeps the place for a pause, and for a champion who has them try something', () => {
    expect(after(fresh(), [5, ana, 'pause'], [15, ana, 'resume']).ticket).toMatchObject({
      placeAt: start,
      spent: { waiting: 5 * 60_000, held: 10 * 60_000, served: 0 },
    });
    expect(after(fresh(), [5, mei, 'claim'], [9, mei, 'hold'], [15, ana, 'resume']).ticket.placeAt).toEqual(start);
  });
  test('ends by itself, so that nobody is kept from asking anew by a ticket they forgot', () => {
    expect(why(fresh(), [5, ana, 'pause'], [34.9, clock, 'run-out'])).toBe('time-left');
    const ended = after(fresh(), [5, ana, 'pause'], [35, clock, 'run-out']);
    expect(ended.ticket).toMatchObject({ state: 'withdrawn', onceKey: null });
    expect(ended.notices).toEqual([{ kind: 'hold-ran-out', to: 'asker' }]);
  });
});

describe('handing over', () => {
  const toRui: TicketEvent = { does: 'transfer', championId: 'rui', queueId: 'q2' };
  const rui: By = { role: 'champion', championId: 'rui', specialist: false };
  test('keeps the place, and is then for that champion only', () => {
    const handed = after(fresh(), [5, mei, 'claim'], [9, mei, toRui]);
    expect(handed.ticket).toMatchObject({ state: 'transferred', queueId: 'q2', placeAt: start, helpers: ['mei'] });
    expect(handed.notices).toEqual([
      { kind: 'transferred', to: 'asker' },
      { kind: 'transferred-to-you', to: 'champion', championId: 'rui' },
    ]);
    expect(why(handed.ticket, [10, mei, 'call'])).toBe('for-somebody-else');
    expect(after(handed.ticket, [10, rui, 'claim'], [11, rui, 'put-back']).ticket.state).toBe('transferred');
  });
  test('to a specialist keeps the place, and is then for specialists', () => {
    const escalated = after(fresh(), [5, mei, 'claim'], [9, mei, 'escalate']);
    expect(escalated.ticket).toMatchObject({ state: 'escalated', placeAt: start });
    expect(escalated.notices[1]).toEqual({ kind: 'escalated-to-you', to: 'specialists' });
    expect(why(escalated.ticket, [10, mei, 'claim'])).toBe('for-somebody-else');
    expect(after(escalated.ticket, [10, joy, 'claim']).ticket.state).toBe('claimed');
  });
  test('is not to the asker, nor to whom it is with already', () => {
    const claimed = after(fresh(), [5, mei, 'claim']).ticket;
    expect(why(claimed, [6, mei, { ...toRui, championId: 'ana' }])).toBe('own-ticket');
    expect(why(claimed, [6, mei, { ...toRui, championId: 'mei' }])).toBe('already-there');
    expect(why(claimed, [6, mei, 'escalate'], [7, joy, 'claim'], [8, joy, 'escalate'])).toBe('already-there');
  });
  test('falls back to everybody, at the same place, when that champion leaves', () => {
    const left: TicketEvent = { does: 'champion-left', championId: 'rui' };
    const handed = after(fresh(), [5, mei, 'claim'], [9, mei, toRui]).ticket;
    expect(after(handed, [10, rui, left]).ticket).toMatchObject({ state: 'waiting', placeAt: start });
    expect(after(handed, [10, rui, 'claim'], [11, clock, left]).ticket).toMatchObject({
      state: 'waiting',
      championId: null,
      placeAt: start,
    });
    const paused = after(handed, [10, ana, 'pause'], [11, clock, left]).ticket;
    expect(paused).toMatchObject({ state: 'on-hold', waitsFor: { whom: 'anyone' } });
    expect(why(handed, [10, mei, left])).toBe('not-allowed');
    expect(why(fresh(), [10, clock, left])).toBe('not-now');
    expect(why(fresh(), [5, mei, 'claim'], [10, clock, left])).toBe('not-your-ticket');
  });
});

describe('closing the queue', () => {
  test('ends what waits, tells the asker, and lets who is being helped be helped', () => {
    const closed = after(fresh(), [5, mei, 'close-queue']);
    expect(closed.ticket).toMatchObject({ state: 'withdrawn', endedBy: 'close-queue' });
    expect(closed.notices).toEqual([{ kind: 'queue-closed', to: 'asker' }]);
    expect(why(fresh(), [5, mei, 'call'], [6, mei, 'close-queue'])).toBe('not-now');
    expect(why(fresh(), [5, mei, 'claim'], [6, mei, 'close-queue'])).toBe('not-now');
  });
});

describe('the way back from a mistake', () => {
  const reopen: TicketEvent = { does: 'reopen', onceKey: 'today-ana' };
  const done: Happening[] = [
    [5, mei, 'claim'],
    [9, mei, 'resolve'],
  ];
  test('is open for some minutes, once, at the same place', () => {
    const again = after(fresh(), ...done, [19, mei, reopen]);
    expect(again.ticket).toMatchObject({ state: 'waiting', placeAt: start, onceKey: 'today-ana', endedBy: null });
    expect(again.notices).toEqual([{ kind: 'reopened', to: 'asker' }]);
    expect(why(fresh(), ...done, [19.1, mei, reopen])).toBe('too-late');
    expect(why(again.ticket, [20, mei, 'claim'], [21, mei, 'resolve'], [22, ana, reopen])).toBe('too-late');
  });
  test('does not count the time between as anything', () => {
    const again = after(fresh(), ...done, [15, ana, reopen], [16, mei, 'claim']);
    expect(again.ticket.spent).toEqual({ waiting: 6 * 60_000, held: 0, served: 4 * 60_000 });
  });
  test('is theirs who made it', () => {
    expect(after(fresh(), [5, ana, 'withdraw'], [6, ana, reopen]).ticket.state).toBe('waiting');
    expect(why(fresh(), [5, ana, 'withdraw'], [6, mei, reopen])).toBe('not-allowed');
    expect(why(fresh(), [5, mei, 'close-queue'], [6, ana, reopen])).toBe('ticket-over');
    expect(why(fresh(), [5, mei, 'claim'], [9, mei, 'no-show'], [10, ana, reopen])).toBe('not-allowed');
    expect(why(fresh(), ...done, [10, joy, reopen])).toBe('not-your-ticket');
    expect(why(fresh(), [5, ana, 'convert'], [6, ana, reopen])).toBe('ticket-over');
  });
});

describe('a question whose asker is hidden for good', () => {
  test('is claimed at once, without a ready check, and answered in writing', () => {
    const called = after(written(), [5, mei, 'call']);
    expect(called).toMatchObject({ ticket: { state: 'claimed', helpers: ['mei'], until: null }, notices: [] });
    expect(after(called.ticket, [6, mei, 'message']).notices).toEqual([]);
    expect(after(called.ticket, [6, key, 'message']).notices).toEqual([
      { kind: 'message', to: 'champion', championId: 'mei' },
    ]);
  });
  test('cannot become what needs a person', () => {
    expect(why(written(), [5, key, 'convert'])).toBe('only-in-writing');
    expect(why(written(), [5, key, { does: 'join-group', other: fresh() }])).toBe('only-in-writing');
    expect(why(written(), [5, mei, 'claim'], [6, mei, 'no-show'])).toBe('only-in-writing');
  });
  test('is opened again only from the browser it came from', () => {
    const reopen: TicketEvent = { does: 'reopen', onceKey: 'today-ana' };
    expect(why(written(), [5, mei, 'claim'], [6, mei, 'resolve'], [7, mei, reopen])).toBe('not-allowed');
    expect(why(written(), [5, mei, 'claim'], [6, mei, 'resolve'], [7, key, reopen])).toBeNull();
  });
});

describe('a group', () => {
  const rui = fresh({ ticketId: 'r', groupId: 'r', asker: { anonymity: 'named', personId: 'rui' } });
  const joined = after(fresh(), [1, ana, { does: 'join-group', other: rui }]).ticket;
  test('is joined where somebody lets others join, in the same queue, while they wait', () => {
    expect(joined).toMatchObject({ groupId: 'r', state: 'waiting', placeAt: start, since: start });
    const wish = (other: Ticket) => why(fresh(), [1, ana, { does: 'join-group', other }]);
    expect(wish({ ...rui, groupable: false })).toBe('nobody-to-join');
    expect(wish({ ...rui, queueId: 'other' })).toBe('nobody-to-join');
    expect(wish({ ...rui, state: 'claimed' })).toBe('nobody-to-join');
    expect(wish(fresh())).toBe('already-there');
    expect(after(joined, [2, ana, 'leave-group']).ticket.groupId).toBe('t');
  });
  test('is called together: who cannot come now stays as they are', () => {
    const paused = after(joined, [2, ana, 'pause']).ticket;
    const together = applyTogether([rui, paused], { does: 'call' }, { by: mei, now: at(5) });
    expect(together.applied.map(({ ticket }) => [ticket.ticketId, ticket.state])).toEqual([['r', 'called']]);
    expect(together.left).toEqual([{ ticket: paused, reason: 'not-now' }]);
  });
});
