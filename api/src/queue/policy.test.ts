import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  explainOrder,
  type Help,
  type LineFacts,
  nextFor,
  orderLine,
  type Reach,
  type Rule,
  recentHelps,
  ruleInWords,
  type Turn,
  usualReach,
  usualRule,
} from './policy.ts';
import { join, type Ticket } from './ticket.ts';

const now = Temporal.Instant.from('2026-11-23T12:00:00Z');
const ago = (minutes: number) => now.subtract({ seconds: Math.round(minutes * 60) });

/** Somebody who came so many minutes ago. */
function waiting(ticketId: string, minutes: number, given: Partial<Ticket> = {}): Ticket {
  const asker = { anonymity: 'named', personId: ticketId } as const;
  const wanted = { ticketId, queueId: 'q', topic: 'writing', asker, groupable: true, onceKey: `today-${ticketId}` };
  return { ...join(wanted, ago(minutes)), ...given };
}
const forSpecialist = { state: 'escalated', waitsFor: { whom: 'specialist' } } as const;

const rule = (given: Partial<Rule>): Rule => ({ ...usualRule, ...given });
const facts = (given: Partial<Rule>, helps: readonly Help[] = []): LineFacts => ({ rule: rule(given), helps, now });
const ids = (line: readonly Turn[]) => line.map(({ tickets }) => tickets.map(({ ticketId }) => ticketId).join('+'));
const helped = (personId: string, ...daysAgo: number[]) =>
  daysAgo.map((days): Help => ({ personId, at: ago(days * 24 * 60) }));

describe('the line', () => {
  test('is first come, first served, and by id for those who came at once', () => {
    const line = orderLine([waiting('c', 5), waiting('b', 9), waiting('a', 5)], facts({}));
    expect(ids(line)).toEqual(['b', 'a', 'c']);
  });
  test('is without those who are called, on hold or done', () => {
    const gone = (['called', 'on-hold', 'claimed', 'resolved', 'withdrawn'] as const).map((state) =>
      waiting(state, 20, { state }),
    );
    expect(ids(orderLine([...gone, waiting('a', 5)], facts({})))).toEqual(['a']);
  });
  test('has those last who missed a second ready check, and nobody for the first', () => {
    const line = [waiting('a', 20, { missedChecks: 2 }), waiting('b', 10, { missedChecks: 1 }), waiting('c', 5)];
    expect(ids(orderLine(line, facts({ missesLast: true })))).toEqual(['b', 'c', 'a']);
    expect(ids(orderLine(line, facts({ missesLast: false })))).toEqual(['a', 'b', 'c']);
  });
  test('has escalated questions first where the rule says so', () => {
    const line = [waiting('a', 20), waiting('b', 10, forSpecialist)];
    expect(ids(orderLine(line, facts({ order: 'escalated-first' })))).toEqual(['b', 'a']);
    expect(ids(orderLine(line, facts({ order: 'first-come' })))).toEqual(['a', 'b']);
  });
  test('has those first who were helped less lately, where the rule says so', () => {
    const line = [waiting('a', 20), waiting('b', 10), waiting('c', 5)];
    const helps = [...helped('a', 1, 2), ...helped('b', 3)];
    expect(ids(orderLine(line, facts({ order: 'fewer-recent-helps-first' }, helps)))).toEqual(['c', 'b', 'a']);
  });
  test('forgets a help over some days, and minds no hours', () => {
    const line = [waiting('a', 20), waiting('b', 10)];
    const order = (helps: Help[]) => ids(orderLine(line, facts({ order: 'fewer-recent-helps-first' }, helps)));
    expect(order(helped('a', 6))).toEqual(['b', 'a']);
    expect(order(helped('a', 8))).toEqual(['a', 'b']);
    expect(order([...helped('a', 1), ...helped('b', 2)])).toEqual(['a', 'b']);
    expect(recentHelps(helped('a', 0, 7, 14), 7, now).get('a')).toBeCloseTo(1.75);
  });
  test('counts whoever is hidden for good as helped once, so that hiding is no way to the front', () => {
    const hidden = waiting('h', 15, { asker: { anonymity: 'for-good', askerKey: 'k' } });
    const line = [waiting('a', 20), hidden, waiting('c', 5)];
    const order = orderLine(line, facts({ order: 'fewer-recent-helps-first' }, helped('a', 1, 2)));
    expect(ids(order)).toEqual(['c', 'h', 'a']);
  });
  test('has those first who waited long, as they came, whatever else the rule says', () => {
    const line = [waiting('a', 46, { missedChecks: 2 }), waiting('b', 50), waiting('c', 10, forSpecialist)];
    expect(ids(orderLine(line, facts({ order: 'escalated-first' })))).toEqual(['b', 'a', 'c']);
  });
  test('has a group where its first member stands', () => {
    const line = [waiting('a', 20), waiting('b', 15), waiting('c', 5, { groupId: 'a' })];
    expect(ids(orderLine(line, facts({})))).toEqual(['a+c', 'b']);
  });
});

describe('whom a champion helps next', () => {
  const mei = { championId: 'mei', specialist: false, topics: ['excel'] };
  const excel = { topic: 'excel' };
  const next = (line: Ticket[], reach: Reach = usualReach, champion = mei) => {
    const found = nextFor(champion, orderLine(line, facts({})), reach);
    return found && [ids([found.turn])[0], found.because, ids([...found.overtaken].map((one) => ({ tickets: [one] })))];
  };
  test('is the first in line, when the champion knows their topic or nobody else’s either', () => {
    expect(next([waiting('a', 20, excel), waiting('b', 10, excel)])).toEqual(['a', 'in-turn', []]);
    expect(next([waiting('a', 20), waiting('b', 10)])).toEqual(['a', 'in-turn', []]);
    expect(next([])).toBeNull();
  });
  test('is somebody close behind, whose topic they know', () => {
    expect(next([waiting('a', 20), waiting('b', 10), waiting('c', 5, excel)])).toEqual([
      'c',
      'knows-topic',
      ['a', 'b'],
    ]);
  });
  test('is not somebody far behind', () => {
    const line = [waiting('a', 20), waiting('b', 10), waiting('c', 8), waiting('d', 5, excel)];
    expect(next(line)).toEqual(['a', 'in-turn', []]);
  });
  test('does not pass anybody who was overtaken as often as may be', () => {
    const line = [waiting('a', 20), waiting('b', 10, { overtaken: 2 }), waiting('c', 5, excel)];
    expect(next(line)).toEqual(['a', 'in-turn', []]);
    expect(next([waiting('a', 20), waiting('b', 10, { overtaken: 2, ...excel })])).toEqual(['b', 'knows-topic', ['a']]);
  });
  test('is never their own question, nor one that waits for somebody else', () => {
    const line = [
      waiting('mei', 30),
      waiting('a', 20, { state: 'transferred', waitsFor: { whom: 'champion', championId: 'rui' } }),
      waiting('b', 10, forSpecialist),
      waiting('c', 5),
    ];
    expect(next(line)).toEqual(['c', 'in-turn', []]);
    expect(next(line, usualReach, { ...mei, championId: 'rui' })?.[0]).toBe('mei');
    expect(next(line.slice(1), usualReach, { ...mei, championId: 'joy', specialist: true })?.[0]).toBe('b');
  });
});

describe('why a ticket stands where it stands', () => {
  test('is said by what decided about those before it and those it passed', () => {
    const line = [waiting('a', 20), waiting('b', 15), waiting('c', 5), waiting('e', 2, forSpecialist)];
    const how = facts({ order: 'escalated-first' });
    expect(explainOrder('c', line, how)).toEqual({
      place: 4,
      together: 0,
      broughtForward: false,
      ahead: [
        { because: 'escalated-first', turns: 1 },
        { because: 'first-come', turns: 2 },
      ],
      passed: [],
      waitedMinutes: 5,
      recentHelps: 0,
      isHelpsKnown: true,
      missedChecks: 0,
      overtaken: 0,
    });
    expect(explainOrder('e', line, how)).toMatchObject({
      place: 1,
      passed: [{ because: 'escalated-first', turns: 3 }],
    });
    expect(explainOrder('nobody', line, how)).toBeNull();
  });
  test('may be the group', () => {
    const line = [waiting('a', 20), waiting('b', 15), waiting('c', 5, { groupId: 'a' })];
    expect(explainOrder('c', line, facts({}))).toMatchObject({ place: 1, together: 1, broughtForward: true });
    expect(explainOrder('a', line, facts({}))).toMatchObject({ place: 1, together: 1, broughtForward: false });
  });
});

const anyRule = fc.record({
  order: fc.constantFrom('first-come', 'fewer-recent-helps-first', 'escalated-first'),
  missesLast: fc.boolean(),
  longWaitMinutes: fc.integer({ min: 5, max: 60 }),
  helpHalfLifeDays: fc.integer({ min: 1, max: 30 }),
}) satisfies fc.Arbitrary<Rule>;

const anyTicket = fc
  .record({
    name: fc.nat(30),
    minutes: fc.nat(70),
    missedChecks: fc.nat(3),
    escalated: fc.boolean(),
    group: fc.nat(12),
    anonymous: fc.nat(4),
    state: fc.constantFrom('waiting' as const, 'waiting' as const, 'waiting' as const, 'called' as const),
  })
  .map(({ name, minutes, missedChecks, escalated, group, anonymous, state }) =>
    waiting(`p${name}`, minutes, {
      missedChecks,
      state,
      ...(escalated && state === 'waiting' ? forSpecialist : {}),
      ...(group < 3 ? { groupId: `g${group}` } : {}),
      ...(anonymous === 0 ? { asker: { anonymity: 'for-good' as const, askerKey: `k${name}` } } : {}),
    }),
  );
const anyTickets = fc.uniqueArray(anyTicket, { selector: ({ ticketId }) => ticketId, maxLength: 20, size: 'max' });
const anyHelps = fc.array(
  fc.record({ personId: fc.nat(30).map((name) => `p${name}`), at: fc.nat(60_000).map((minutes) => ago(minutes)) }),
  { maxLength: 40, size: 'max' },
);

describe('whatever the line, the rule and the past', () => {
  const always = (check: (tickets: Ticket[], facts: LineFacts) => void) =>
    fc.assert(
      fc.property(anyTickets, anyRule, anyHelps, (tickets, rule, helps) => check(tickets, { rule, helps, now })),
      { numRuns: 300 },
    );
  const inLine = (tickets: Ticket[]) => tickets.filter(({ state }) => state !== 'called');

  test('everybody in line has one place, and it does not matter in what order they were read', () => {
    const shuffled = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(anyTickets, anyRule, anyHelps, shuffled, (tickets, rule, helps, stream) => {
        const mixed = <T>(all: readonly T[]) =>
          all.map((one) => ({ one, by: stream.next().value as number })).sort((a, b) => a.by - b.by);
        const line = orderLine(tickets, { rule, helps, now });
        const again = orderLine(
          mixed(tickets).map(({ one }) => one),
          { rule, helps: mixed(helps).map(({ one }) => one), now },
        );
        expect(again).toEqual(line);
        const reversed = [...helps].reverse();
        for (const [personId, sum] of recentHelps(helps, rule.helpHalfLifeDays, now)) {
          expect(recentHelps(reversed, rule.helpHalfLifeDays, now).get(personId)).toBe(sum);
        }
        const placed = line.flatMap((turn) => turn.tickets.map(({ ticketId }) => ticketId));
        expect(placed.sort()).toEqual(
          inLine(tickets)
            .map(({ ticketId }) => ticketId)
            .sort(),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('who leaves changes nothing between the others', () =>
    always((tickets, facts) => {
      const alone = tickets.map((ticket) => ({ ...ticket, groupId: ticket.ticketId }));
      const line = ids(orderLine(alone, facts));
      for (const gone of alone) {
        const others = alone.filter((ticket) => ticket !== gone);
        expect(ids(orderLine(others, facts))).toEqual(line.filter((id) => id !== gone.ticketId));
      }
    }));

  test('the rule that is shown is the rule that is applied', () => {
    // Said here a second time, by what the sentences promise: whether the first of two goes before the other.
    const arrival = ({ placeAt }: Ticket) => placeAt?.epochMilliseconds ?? 0;
    const goesBefore: Record<string, (a: Ticket, b: Ticket, facts: LineFacts) => boolean> = {
      'queue.rule.long-wait-first': (a, b, { rule }) => {
        const long = (one: Ticket) => now.epochMilliseconds - arrival(one) >= rule.longWaitMinutes * 60_000;
        return long(a) && (!long(b) || arrival(a) < arrival(b));
      },
      'queue.rule.misses-last': (a, b) => a.missedChecks < 2 && b.missedChecks >= 2,
      'queue.rule.escalated-first': (a, b) => a.state === 'escalated' && b.state !== 'escalated',
      'queue.rule.fewer-recent-helps-first': (a, b, { helps, rule }) => {
        const lately = recentHelps(helps, rule.helpHalfLifeDays, now);
        const count = ({ asker }: Ticket) => ('personId' in asker ? Math.round(lately.get(asker.personId) ?? 0) : 1);
        return count(a) < count(b);
      },
      'queue.rule.first-come': (a, b) => arrival(a) < arrival(b),
    };
    const shownBefore = (a: Ticket, b: Ticket, facts: LineFacts) => {
      for (const { key } of ruleInWords(facts.rule)) {
        if (goesBefore[key]?.(a, b, facts)) return true;
        if (goesBefore[key]?.(b, a, facts)) return false;
      }
      return a.ticketId < b.ticketId;
    };
    always((tickets, facts) => {
      const line = orderLine(tickets, facts);
      line.forEach((turn, i) => {
        for (const behind of line.slice(i + 1))
          expect(shownBefore(turn.tickets[0], behind.tickets[0], facts)).toBe(true);
      });
      for (const one of ['first-come', 'escalated-first', 'fewer-recent-helps-first'] as const) {
        const isShown = ruleInWords(facts.rule).some(({ key }) => key === `queue.rule.${one}`);
        expect(isShown).toBe(one === 'first-come' || one === facts.rule.order);
      }
    });
  });

  test('the explanation names only what is shown, and accounts for everybody ahead', () =>
    always((tickets, facts) => {
      const shown: string[] = ruleInWords(facts.rule).map(({ key }) => key);
      const line = orderLine(tickets, facts);
      for (const ticket of inLine(tickets)) {
        const why = explainOrder(ticket.ticketId, tickets, facts);
        expect(line[(why?.place ?? 0) - 1]?.tickets).toContain(ticket);
        expect(why?.ahead.reduce((sum, { turns }) => sum + turns, 0)).toBe((why?.place ?? 0) - 1);
        for (const { because } of [...(why?.ahead ?? []), ...(why?.passed ?? [])]) {
          expect(shown).toContain(`queue.rule.${because}`);
        }
        expect(why?.passed.map(({ because }) => because)).not.toContain('first-come');
      }
    }));
});

/** Each minute somebody may come, and a champion may call. More come than are called, for hours. */
const minutes = fc.array(
  fc.record({
    comes: fc.nat(3),
    topic: fc.constantFrom('writing', 'excel', 'code'),
    calls: fc.boolean(),
    knows: fc.constantFrom('writing', 'excel', 'code'),
    escalated: fc.boolean(),
  }),
  { minLength: 100, maxLength: 200, size: 'max' },
);

type Minute = { comes: number; topic: string; calls: boolean; knows: string; escalated: boolean };
type Call = { called: Ticket; line: Turn[]; at: Temporal.Instant };

function play(rule: Rule, reach: Reach, happened: readonly Minute[]): Call[] {
  const calls: Call[] = [];
  let line: Ticket[] = [];
  happened.forEach(({ comes, topic, calls: isCalled, knows, escalated }, minute) => {
    const at = now.add({ minutes: minute });
    if (comes > 0) {
      const came = waiting(`t${minute}`, -minute, { topic, ...(escalated ? forSpecialist : {}) });
      line = [...line, came];
    }
    const helps = helped('t0', 0).concat(...line.filter((_, i) => i % 3 === 0).map((one) => helped(one.ticketId, 1)));
    const turns = orderLine(line, { rule, helps, now: at });
    const next = isCalled && nextFor({ championId: 'joy', specialist: true, topics: [knows] }, turns, reach);
    if (!next) return;
    calls.push({ called: next.turn.tickets[0], line: turns, at });
    line = line
      .filter((ticket) => ticket !== next.turn.tickets[0])
      .map((ticket) => (next.overtaken.includes(ticket) ? { ...ticket, overtaken: ticket.overtaken + 1 } : ticket));
  });
  return calls;
}

describe('nobody starves, however many come', () => {
  const reaches = fc.record({ turns: fc.integer({ min: 1, max: 5 }), overtakings: fc.nat(3) });
  const always = (check: (calls: Call[], rule: Rule, reach: Reach) => void) =>
    fc.assert(
      fc.property(anyRule, reaches, minutes, (rule, reach, happened) =>
        check(play(rule, reach, happened), rule, reach),
      ),
      { numRuns: 50 },
    );
  const placeIn = (line: Turn[], ticketId: string) => ids(line).indexOf(ticketId);

  test('nobody is overtaken more often than may be, nor by anybody from far behind', () =>
    always((calls, _rule, { turns, overtakings }) => {
      const passed = new Map<string, number>();
      for (const { called, line } of calls) {
        const place = placeIn(line, called.ticketId);
        expect(place).toBeLessThan(turns);
        for (const id of ids(line.slice(0, place))) passed.set(id, (passed.get(id) ?? 0) + 1);
      }
      for (const times of passed.values()) expect(times).toBeLessThanOrEqual(overtakings);
    }));

  test('who has waited long is called after at most those before them and as many as may overtake', () =>
    always((calls, rule, { overtakings }) => {
      const bound = new Map<string, number>();
      for (const { called, line, at } of calls) {
        line.forEach(({ tickets: [ticket] }, place) => {
          const waited = (at.epochMilliseconds - ticket.joinedAt.epochMilliseconds) / 60_000;
          const left = bound.get(ticket.ticketId);
          if (left !== undefined) expect(left, `${ticket.ticketId} waits since ${waited} minutes`).toBeGreaterThan(0);
          if (left !== undefined) bound.set(ticket.ticketId, left - 1);
          else if (waited >= rule.longWaitMinutes) bound.set(ticket.ticketId, place + overtakings);
        });
        bound.delete(called.ticketId);
      }
    }));
});
