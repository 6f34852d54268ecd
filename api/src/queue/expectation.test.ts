import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { expectWaits, type Standing } from './expectation.ts';
import { orderLine, usualRule } from './policy.ts';
import { join, type Ticket } from './ticket.ts';
import { newProgramme } from './wait.ts';

const now = Temporal.Instant.from('2026-11-23T10:00:00Z');
const ago = (minutes: number) => now.subtract({ seconds: Math.round(minutes * 60) });

let made = 0;
function ticket(minutesAgo: number, more: Partial<Ticket> = {}): Ticket {
  const ticketId = `t${String(++made).padStart(4, '0')}`;
  const asker = { anonymity: 'named' as const, personId: `p${made}` };
  const wanted = { ticketId, queueId: 'q', topic: '', asker, groupable: true, onceKey: ticketId };
  return { ...join(wanted, ago(minutesAgo)), ...more };
}

const mei = { personId: 'mei', state: 'here' as const, until: null };

function expected(tickets: Ticket[], more: Partial<Standing> = {}) {
  const line = orderLine(tickets, { rule: usualRule, helps: [], now });
  const rest = { state: 'open' as const, champions: [mei], turns: [], waits: [], programme: newProgramme, now };
  return expectWaits({ ...rest, tickets, line, ...more });
}

/** Mei is with somebody since so many minutes. */
const withMei = (minutes: number, more: Partial<Ticket> = {}) =>
  ticket(30, { state: 'claimed', championId: 'mei', since: ago(minutes), ...more });

const minutesOf = (wait: { ok: boolean; minutes?: number } | undefined) => (wait?.ok ? wait.minutes : undefined);

test('says next to nothing where somebody is free and nobody waits', () => {
  expect(expected([]).joining).toMatchObject({ ok: true, minutes: 0, high: 1 });
});

test('a champion with somebody is busy since they have them, and each turn ahead makes it longer', () => {
  const [first, second] = [ticket(6), ticket(3)];
  const { joining, waits } = expected([withMei(5), first, second]);
  const minutes = [waits.get(first.ticketId), waits.get(second.ticketId), joining].map(minutesOf) as number[];
  expect(minutes[0]).toBeGreaterThan(3);
  expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
  expect((minutes[2] ?? 0) - (minutes[0] ?? 0)).toBeGreaterThan(12);
});

test('a group is one turn, and all of it waits alike', () => {
  const first = ticket(6);
  const friend = ticket(2, { groupId: first.groupId });
  const { joining, waits } = expected([withMei(1), first, friend]);
  expect(waits.get(friend.ticketId)).toEqual(waits.get(first.ticketId));
  expect(joining).toEqual(expected([withMei(1), ticket(6)]).joining);
});

test('tickets of a group that a champion has are one turn, begun with the first of them', () => {
  const one = withMei(10);
  expect(expected([one, withMei(2)]).joining).toEqual(expected([one]).joining);
});

test('who waits for a specialist takes nobody’s turn and is told nothing', () => {
  const escalated = ticket(9, { state: 'escalated', waitsFor: { whom: 'specialist' } });
  const { joining, waits } = expected([withMei(5), escalated]);
  expect(waits.get(escalated.ticketId)).toEqual({ ok: false, reason: 'nobody-active' });
  expect(joining).toEqual(expected([withMei(5)]).joining);
});

test('who waits for a champion that is not here is told nothing', () => {
  const lost = ticket(9, { state: 'transferred', waitsFor: { whom: 'champion', championId: 'tiago' } });
  expect(expected([lost]).waits.get(lost.ticketId)?.ok).toBe(false);
  const tiago = { ...mei, personId: 'tiago' };
  expect(expected([lost], { champions: [tiago] }).waits.get(lost.ticketId)?.ok).toBe(true);
});

test('a paused queue, and one whose champions all pause, tells nothing', () => {
  expect(expected([ticket(3)], { state: 'paused' }).joining.ok).toBe(false);
  expect(expected([ticket(3)], { champions: [{ ...mei, state: 'paused' }] }).joining.ok).toBe(false);
  expect(expected([ticket(3)], { champions: [] }).joining.ok).toBe(false);
});

test('says when the hours of everybody will be over by then', () => {
  const until = now.add({ minutes: 10 });
  const { joining } = expected([withMei(1), ticket(5), ticket(4), ticket(3)], { champions: [{ ...mei, until }] });
  expect(joining).toMatchObject({ ok: true, afterHours: true });
  const past = expected([withMei(1)], { champions: [{ ...mei, until: ago(5) }] });
  expect(past.joining).toMatchObject({ ok: true, afterHours: true });
});

test('learns from the turns of this queue', () => {
  const turns = Array.from({ length: 40 }, (_, nth) => ({
    championId: 'mei',
    topic: '',
    minutes: 30,
    endedAt: ago(60 * nth),
    returned: false,
  }));
  const usual = minutesOf(expected([withMei(1), ticket(5)]).joining) ?? 0;
  expect(minutesOf(expected([withMei(1), ticket(5)], { turns }).joining)).toBeGreaterThan(1.5 * usual);
});
