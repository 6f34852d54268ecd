import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { life, type TicketState } from './life.ts';
import { type Asker, canJoin, isAsker, join, type Ticket, visibleTo, whyNotServe } from './ticket.ts';

const now = Temporal.Instant.from('2026-11-23T09:00:00Z');

function ticket(asker: Asker, given: Partial<Ticket> = {}): Ticket {
  const wanted = { ticketId: 't', queueId: 'q', topic: 'writing', asker, groupable: true, onceKey: 'today-ana' };
  return { ...join(wanted, now), ...given };
}

const named: Asker = { anonymity: 'named', personId: 'ana' };
const hidden: Asker = { anonymity: 'until-claimed', personId: 'ana' };
const unknown: Asker = { anonymity: 'for-good', askerKey: 'k1' };
const states = Object.keys(life) as TicketState[];

test('is one at a time for one person, however they ask', () => {
  const live = ticket(unknown);
  expect(canJoin([live], ['today-ana'])).toEqual({ ok: false, reason: 'already-in-line', ticketId: 't' });
  expect(canJoin([live], ['tomorrow-ana', 'today-ana']).ok).toBe(false);
  expect(canJoin([live], ['today-rui'])).toEqual({ ok: true });
  expect(canJoin([ticket(named, { onceKey: null })], ['today-ana'])).toEqual({ ok: true });
});

test("is nobody else's, and a person's id is no key", () => {
  expect(isAsker(ticket(named), { personId: 'ana' })).toBe(true);
  expect(isAsker(ticket(named), { personId: 'rui' })).toBe(false);
  expect(isAsker(ticket(named), { askerKey: 'ana' })).toBe(false);
  expect(isAsker(ticket(unknown), { askerKey: 'k1' })).toBe(true);
  expect(isAsker(ticket(unknown), { personId: 'k1' })).toBe(false);
});

test('is served by whom it waits for, and never by its own asker', () => {
  const why = (given: Partial<Ticket>, championId: string, specialist = false) =>
    whyNotServe(ticket(named, given), { championId, specialist });
  expect(why({}, 'mei')).toBeNull();
  expect(why({}, 'ana')).toBe('own-ticket');
  expect(why({ waitsFor: { whom: 'champion', championId: 'mei' } }, 'mei')).toBeNull();
  expect(why({ waitsFor: { whom: 'champion', championId: 'mei' } }, 'joy', true)).toBe('for-somebody-else');
  expect(why({ waitsFor: { whom: 'specialist' } }, 'mei')).toBe('for-somebody-else');
  expect(why({ waitsFor: { whom: 'specialist' } }, 'mei', true)).toBeNull();
});

test('shows its asker everything, in every state', () => {
  for (const state of states) {
    const all = { isOwn: true, question: true, messages: true };
    expect(visibleTo(ticket(hidden, { state }), { role: 'learner', personId: 'ana' })).toMatchObject(all);
    expect(visibleTo(ticket(unknown, { state }), { role: 'learner', askerKey: 'k1' })).toMatchObject(all);
  }
});

test('shows another learner never who asked nor what was said, and the question only to join in', () => {
  for (const state of states) {
    for (const asker of [named, hidden, unknown]) {
      for (const groupable of [true, false]) {
        const view = visibleTo(ticket(asker, { state, groupable }), { role: 'learner', personId: 'rui' });
        const question = groupable && ['waiting', 'transferred', 'escalated'].includes(state);
        expect(view).toEqual({ isOwn: false, personId: null, question, messages: false });
      }
    }
  }
});

test('shows a hidden name only to the champions who claimed it, then and ever after', () => {
  for (const state of states) {
    const who = (asker: Asker, helpers: string[]) =>
      visibleTo(ticket(asker, { state, helpers, championId: 'mei' }), { role: 'champion', championId: 'mei' }).personId;
    expect(who(named, [])).toBe('ana');
    expect(who(hidden, [])).toBeNull();
    expect(who(hidden, ['joy'])).toBeNull();
    expect(who(hidden, ['joy', 'mei'])).toBe('ana');
    expect(who(unknown, ['mei'])).toBeNull();
  }
});

test('has no person at all, and lets nobody join, when its asker is hidden for good', () => {
  expect(JSON.stringify(ticket(unknown, { onceKey: null }))).not.toContain('ana');
  expect(ticket(unknown).groupable).toBe(false);
});
