import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { CriterionName } from './appraisal.ts';
import type { Champion } from './champion.ts';
import { explain } from './explain.ts';
import type { Outcomes } from './quest.ts';
import { type RankRequest, rank } from './rank.ts';
import { gather } from './roster.ts';

/** A Wednesday. */
const now = Temporal.Instant.from('2026-04-15T09:00Z');

const champion = (personId: string, change: Partial<Champion> = {}): Champion => ({
  ...{ personId, department: 'Sales', skills: [], lovesToHelpWith: '', languages: ['en'], timeZone: 'Europe/Lisbon' },
  ...{ office: 'Porto', capacityPerWeek: 4, bookedThisWeek: 1, helpedByTopic: {}, helpedByDepartment: {} },
  ...change,
});

const asking = (champions: RankRequest['champions'], change: Partial<RankRequest> = {}): RankRequest => ({
  goal: 'pivot tables from sales data',
  topics: [],
  learner: {
    ...{ personId: 'rita', department: 'Finance', managerId: 'boss' },
    ...{ timeZone: 'Europe/Lisbon', languages: ['pt'], office: 'Lisbon' },
  },
  champions,
  now,
  limit: 50,
  ...change,
});

const knows = (level: number) => ({ skills: [{ topic: 'pivot-tables', level }] });
const inDays = (days: number) => ({ nextFreeSlot: now.add({ hours: 24 * days }) });

describe('why somebody came lower', () => {
  it('names in what the other is ahead, weightiest first, and the fewest changes that would do', () => {
    const rui = champion('rui', { ...knows(3), ...inDays(1), languages: ['en', 'pt'], bookedThisWeek: 2 });
    const ana = champion('ana', { ...knows(1), ...inDays(8), department: 'Finance', office: 'Lisbon' });
    expect(explain(asking([ana, rui]), 'rui', 'ana')).toEqual({
      ok: true,
      because: [
        {
          in: 'skill',
          higher: { kind: 'skill', topic: 'pivot-tables', level: 3 },
          lower: { kind: 'skill', topic: 'pivot-tables', level: 1 },
        },
        { in: 'language', higher: { kind: 'language', language: 'pt' }, lower: null },
        {
          in: 'soon',
          higher: { kind: 'free-at', startsAt: now.add({ hours: 24 }) },
          lower: { kind: 'free-at', startsAt: now.add({ hours: 24 * 8 }) },
        },
      ],
      wouldTake: [
        {
          in: 'skill',
          now: { kind: 'skill', topic: 'pivot-tables', level: 1 },
          needed: { kind: 'skill', topic: 'pivot-tables', level: 3 },
        },
      ],
    });
  });

  it('says until when the lower one is full or away, and whether that is all', () => {
    const rui = champion('rui', { ...knows(2), bookedThisWeek: 3 });
    const full = { ...knows(3), bookedThisWeek: 4 };
    const back = { in: 'back', now: { kind: 'full-until', date: '2026-04-20' }, needed: null };
    expect(explain(asking([rui, champion('ana', full)]), 'rui', 'ana')).toEqual({
      ok: true,
      because: [{ in: 'back', higher: null, lower: back.now }],
      wouldTake: [back],
    });
    expect(explain(asking([rui, champion('ana', { bookedThisWeek: 4 })]), 'rui', 'ana')).toMatchObject({
      because: [{ in: 'back' }],
      wouldTake: [back, { in: 'skill', now: null }],
    });
    const away = champion('eva', { pausedUntil: '2026-05-04' });
    expect(explain(asking([champion('ana', full), away]), 'ana', 'eva')).toMatchObject({
      because: [{ higher: back.now, lower: { kind: 'paused-until', date: '2026-05-04' } }],
      wouldTake: [{ in: 'back', now: { kind: 'paused-until', date: '2026-05-04' } }],
    });
  });

  it('reminds the learner of a session that did not help', () => {
    const past = new Map([['ana', { helped: 0, didNot: 1 }]]);
    expect(explain(asking([champion('ana'), champion('rui')], { past }), 'rui', 'ana')).toMatchObject({
      because: [{ in: 'together', higher: null, lower: { kind: 'did-not-help-you', sessions: 1 } }],
    });
  });

  it('says that the load or the draw decided between equals, which takes no change', () => {
    const busy = asking([champion('ana', { bookedThisWeek: 2 }), champion('rui')], { weights: { room: 0 } });
    expect(explain(busy, 'rui', 'ana')).toEqual({
      ok: true,
      because: [{ in: 'load', higher: { kind: 'has-room', places: 3 }, lower: { kind: 'has-room', places: 2 } }],
      wouldTake: [],
    });
    const equals = asking([champion('ana'), champion('rui')]);
    const [first, second] = rank(equals).map(({ personId }) => personId);
    expect(explain(equals, first ?? '', second ?? '')).toEqual({
      ok: true,
      because: [{ in: 'draw', higher: null, lower: null }],
      wouldTake: [],
    });
  });

  it('speaks of nobody who is not offered, and not of who came first', () => {
    const champions = [champion('ana', knows(3)), champion('rui'), champion('boss'), champion('rita'), champion('eva')];
    for (const given of [champions, gather(champions)]) {
      const request = asking(given, { blocked: new Set(['eva']) });
      for (const id of ['boss', 'rita', 'eva', 'nobody']) {
        expect(explain(request, 'ana', id)).toEqual({ ok: false, reason: 'not-ranked' });
        expect(explain(request, id, 'ana')).toEqual({ ok: false, reason: 'not-ranked' });
      }
      expect(explain(request, 'ana', 'rui')).toMatchObject({ ok: true });
      expect(explain(request, 'rui', 'ana')).toEqual({ ok: false, reason: 'not-lower' });
      expect(explain(request, 'ana', 'ana')).toEqual({ ok: false, reason: 'not-lower' });
    }
  });
});

const bookable: fc.Arbitrary<Omit<Champion, 'personId'>> = fc.record({
  department: fc.constantFrom('Finance', 'Sales'),
  skills: fc.integer({ min: 1, max: 3 }).map((level) => [{ topic: 'pivot-tables', level }]),
  lovesToHelpWith: fc.constantFrom('', 'pivot tables', 'Sales data'),
  languages: fc.subarray(['en', 'pt']),
  timeZone: fc.constantFrom('Europe/Lisbon', 'America/New_York', 'Asia/Singapore'),
  office: fc.constantFrom(null, 'Lisbon'),
  capacityPerWeek: fc.constant(4),
  bookedThisWeek: fc.nat(3),
  helpedByTopic: fc.record({ 'pivot-tables': fc.nat(9) }),
  helpedByDepartment: fc.record({ Finance: fc.nat(3) }),
  outcomes: fc.record({ helped: fc.nat(9), didNot: fc.nat(3) }),
  nextFreeSlot: fc.constantFrom(null, now.add({ hours: 20 }), now.add({ hours: 200 })),
});
const known = fc.record({
  expertise: fc.double({ min: 0, max: 1, noNaN: true }),
  past: fc.record({ helped: fc.nat(3), didNot: fc.nat(3) }),
});
type Known = { expertise: number; past: Outcomes };

/** The facts that a criterion reads. */
const facts: Partial<Record<CriterionName, keyof Champion>> = {
  skill: 'skills',
  helped: 'helpedByTopic',
  loves: 'lovesToHelpWith',
  helpedDepartment: 'helpedByDepartment',
  department: 'department',
  language: 'languages',
  sharedHours: 'timeZone',
  office: 'office',
  wentWell: 'outcomes',
  soon: 'nextFreeSlot',
  room: 'bookedThisWeek',
};

describe('any two who can be booked', () => {
  it('would be level or change places after the changes, and not without the last of them', () => {
    fc.assert(
      fc.property(bookable, bookable, known, known, (one, other, ofOne, ofOther) => {
        const pair = [champion('one', one), champion('other', other)];
        const asked = requestFor(pair, { one: ofOne, other: ofOther });
        const [higher, lower] = rank(asked);
        const why = explain(asked, higher?.personId ?? '', lower?.personId ?? '');
        if (!higher || !lower || !why.ok) throw new Error('two are ranked, and the second has come lower');
        expect(why.because.length).toBeGreaterThan(0);
        expect(why.because.length).toBeLessThanOrEqual(3);
        const [up, down] = higher.personId === 'one' ? ([0, 1] as const) : ([1, 0] as const);
        const after = (count: number) => {
          const changed: Champion[] = [...pair];
          const told: Record<string, Known> = { one: { ...ofOne }, other: { ...ofOther } };
          for (const change of why.wouldTake.slice(0, count)) {
            const fact = facts[change.in as CriterionName];
            const [from, to] = [pair[up] as Champion, changed[down] as Champion];
            if (fact) changed[down] = { ...to, [fact]: from[fact] };
            else Object.assign(told[to.personId] as Known, pick(told[from.personId] as Known, change.in));
          }
          const ranked = rank(requestFor(changed, told));
          return ranked.find(({ personId }) => personId === lower.personId)?.score ?? 0;
        };
        const count = why.wouldTake.length;
        expect(after(count)).toBeGreaterThanOrEqual(higher.score);
        if (count > 0) expect(after(count - 1)).toBeLessThan(higher.score);
      }),
      { numRuns: 300 },
    );
  });
});

function requestFor(champions: readonly Champion[], told: Record<string, Known>): RankRequest {
  const entries = Object.entries(told);
  return asking(champions, {
    expertise: new Map(entries.map(([id, { expertise }]) => [id, expertise])),
    past: new Map(entries.map(([id, { past }]) => [id, past])),
  });
}

function pick(known: Known, criterion: string): Partial<Known> {
  return criterion === 'expertise' ? { expertise: known.expertise } : { past: known.past };
}
