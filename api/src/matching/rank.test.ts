import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { appraise, inOrder, weigh } from './appraisal.ts';
import type { Champion } from './champion.ts';
import { drawFor } from './draw.ts';
import { type DepartmentRule, type Learner, questOf, wantedTopics } from './quest.ts';
import { type RankRequest, rank } from './rank.ts';
import { gather } from './roster.ts';

/** A Wednesday. */
const now = Temporal.Instant.from('2026-04-15T09:00Z');

const learner: Learner = {
  personId: 'rita',
  department: 'Finance',
  managerId: 'boss',
  timeZone: 'Europe/Lisbon',
  languages: ['en'],
  office: 'Lisbon',
};

const champion = (personId: string, change: Partial<Champion> = {}): Champion => ({
  personId,
  department: 'Sales',
  skills: [],
  lovesToHelpWith: '',
  languages: ['en'],
  timeZone: 'Europe/Lisbon',
  office: 'Porto',
  capacityPerWeek: 4,
  bookedThisWeek: 1,
  helpedByTopic: {},
  helpedByDepartment: {},
  ...change,
});

const ask = (champions: Champion[], change: Partial<RankRequest> = {}) =>
  rank({ goal: 'pivot tables from sales data', topics: [], learner, champions, now, limit: 50, ...change });
const order = (champions: Champion[], change: Partial<RankRequest> = {}) =>
  ask(champions, change).map(({ personId }) => personId);
const reasonsOf = (one: Champion, change: Partial<RankRequest> = {}) => ask([one], change)[0]?.reasons;

const knows = (level: number) => ({ skills: [{ topic: 'pivot-tables', level }] });
const inHours = (hours: number) => ({ nextFreeSlot: now.add({ hours }) });

describe('who comes first', () => {
  it.each<[string, Partial<Champion>, Partial<Champion>]>([
    ['knows the topic better', knows(3), knows(2)],
    ['helped more people with it', { helpedByTopic: { 'pivot-tables': 6 } }, { helpedByTopic: { 'pivot-tables': 2 } }],
    ['loves to help with it', { lovesToHelpWith: 'Pivot tables!' }, { lovesToHelpWith: 'Hiring.' }],
    ['is in the same department', { department: 'Finance' }, { department: 'Sales' }],
    ['helped people of the department', { helpedByDepartment: { Finance: 3 } }, { helpedByDepartment: { Sales: 3 } }],
    ['is in the same office', { office: 'Lisbon' }, { office: 'Porto' }],
    ['speaks the language', { languages: ['en'] }, { languages: ['fr'] }],
    ['shares the working day', { timeZone: 'Europe/Madrid' }, { timeZone: 'Asia/Singapore' }],
    ['is free sooner', inHours(3), inHours(60)],
    ['has more room', { bookedThisWeek: 0 }, { bookedThisWeek: 3 }],
    ['was of more help to others', { outcomes: { helped: 5, didNot: 0 } }, { outcomes: { helped: 5, didNot: 3 } }],
  ])('is who %s', (_, better, worse) => {
    expect(order([champion('a', worse), champion('b', better)])).toEqual(['b', 'a']);
    expect(order([champion('a', better), champion('b', worse)])).toEqual(['a', 'b']);
  });

  it('counts a topic the learner chose, though the goal does not name it', () => {
    const python = champion('a', { skills: [{ topic: 'python', level: 2 }] });
    expect(order([champion('b', knows(3)), python], { goal: '', topics: ['python'] })).toEqual(['a', 'b']);
  });

  it('counts what a champion wrote and answered, and what came of earlier sessions with them', () => {
    const pair = [champion('a'), champion('b')];
    expect(order(pair, { expertise: new Map([['b', 0.4]]) })).toEqual(['b', 'a']);
    expect(order(pair, { expertise: new Map([['a', 0.4]]) })).toEqual(['a', 'b']);
    expect(order(pair, { past: new Map([['b', { helped: 1, didNot: 0 }]]) })).toEqual(['b', 'a']);
    expect(order(pair, { past: new Map([['b', { helped: 0, didNot: 1 }]]) })).toEqual(['a', 'b']);
    expect(order(pair, { past: new Map([['a', { helped: 0, didNot: 1 }]]) })).toEqual(['b', 'a']);
  });

  it('prefers one step ahead of the learner to three where both know enough', () => {
    const pair = [champion('master', knows(3)), champion('peer', knows(2))];
    const beginner = { ...learner, level: 1 };
    const weights = { skill: 0 };
    const [peer, master] = ask(pair, { learner: beginner, weights });
    expect([peer?.personId, master?.personId]).toEqual(['peer', 'master']);
    expect(peer?.score).toBeGreaterThan(master?.score ?? 1);
    expect(order(pair, { learner: beginner })).toEqual(['master', 'peer']);
    const level = champion('level', knows(1));
    expect(order([level, ...pair], { learner: beginner, weights })).toEqual(['peer', 'master', 'level']);
  });

  it('prefers the same department, another one, or neither, as the programme decides', () => {
    const pair = [champion('near', { department: 'Finance', bookedThisWeek: 2 }), champion('far')];
    expect(order(pair)).toEqual(['near', 'far']);
    expect(order(pair, { departments: 'other' })).toEqual(['far', 'near']);
    expect(order(pair, { departments: 'ignore' })).toEqual(['far', 'near']);
    const swapped = [champion('near', { department: 'Finance' }), champion('far', { bookedThisWeek: 2 })];
    expect(order(swapped, { departments: 'other' })).toEqual(['far', 'near']);
    expect(order(swapped, { departments: 'ignore' })).toEqual(['near', 'far']);
  });

  it('never offers somebody blocked', () => {
    expect(order([champion('a', knows(3)), champion('b')], { blocked: new Set(['a', 'c']) })).toEqual(['b']);
    expect(order([champion('a', { bookedThisWeek: 4 })], { blocked: new Set(['a']) })).toEqual([]);
  });

  it('follows the weights it is given', () => {
    const near = champion('near', { office: 'Lisbon' });
    const expert = champion('expert', knows(3));
    expect(order([near, expert])).toEqual(['expert', 'near']);
    expect(order([near, expert], { weights: { skill: 0, office: 9 } })).toEqual(['near', 'expert']);
  });

  it('never offers the learner, their line manager or somebody without capacity', () => {
    const champions = [champion('rita'), champion('boss'), champion('idle', { capacityPerWeek: 0, bookedThisWeek: 0 })];
    expect(order([...champions, champion('a')])).toEqual(['a']);
    expect(order(champions, { allowLineManager: true })).toEqual(['boss']);
  });

  it('puts who is full after who can be booked, and who is away last', () => {
    const away = champion('away', { ...knows(3), pausedUntil: '2026-05-01' });
    const full = champion('full', { ...knows(3), bookedThisWeek: 4 });
    expect(order([away, full, champion('open')])).toEqual(['open', 'full', 'away']);
    expect(order([champion('back', { pausedUntil: '2026-04-15' }), full])).toEqual(['back', 'full']);
  });
});

describe('reasons', () => {
  it('names what is most telling first, four at most', () => {
    const rich = champion('a', {
      ...knows(3),
      ...inHours(24),
      department: 'Finance',
      office: 'Lisbon',
      helpedByTopic: { 'pivot-tables': 6 },
      lovesToHelpWith: 'I started late myself. Turning messy sales exports into pivot tables, over coffee.',
    });
    expect(reasonsOf(rich)).toEqual([
      { kind: 'skill', topic: 'pivot-tables', level: 3 },
      { kind: 'loves', words: 'Turning messy sales exports into pivot tables' },
      { kind: 'same-department', department: 'Finance' },
      { kind: 'helped', topic: 'pivot-tables', people: 6 },
    ]);
  });

  it('says when somebody is free', () => {
    expect(reasonsOf(champion('a', inHours(24)))).toEqual([{ kind: 'free-at', startsAt: now.add({ hours: 24 }) }]);
  });

  it('mentions a language only when it is not everybody’s', () => {
    const both = champion('a', { languages: ['en', 'pt'] });
    expect(reasonsOf(both)).not.toContainEqual({ kind: 'language', language: 'en' });
    const fromPorto = { ...learner, languages: ['pt', 'en'] };
    expect(reasonsOf(both, { learner: fromPorto })).toContainEqual({ kind: 'language', language: 'pt' });
    expect(reasonsOf(both, { learner: fromPorto, commonLanguage: 'pt' })).not.toContainEqual(
      expect.objectContaining({ kind: 'language' }),
    );
  });

  it('mentions shared hours only to somebody in another time zone', () => {
    expect(reasonsOf(champion('a', { timeZone: 'America/New_York' }))).toEqual([{ kind: 'same-hours', hours: 3 }]);
    expect(reasonsOf(champion('a', { timeZone: 'Asia/Kathmandu' }))).toEqual([{ kind: 'same-hours', hours: 3.25 }]);
    const inHonolulu = { ...learner, timeZone: 'Pacific/Honolulu' };
    expect(reasonsOf(champion('a', { timeZone: 'Pacific/Auckland' }), { learner: inHonolulu })).toEqual([
      { kind: 'same-hours', hours: 6 },
    ]);
    expect(reasonsOf(champion('a', { timeZone: 'Pacific/Auckland' }))).toEqual([{ kind: 'has-room', places: 3 }]);
    expect(reasonsOf(champion('a'))).toEqual([{ kind: 'has-room', places: 3 }]);
  });

  it('says until when somebody is full or away, and no slot they cannot give', () => {
    const full = champion('a', { bookedThisWeek: 4, ...inHours(24) });
    expect(reasonsOf(full)).toEqual([{ kind: 'full-until', date: '2026-04-20' }]);
    const nextWeek = champion('a', { bookedThisWeek: 4, ...inHours(24 * 6) });
    expect(reasonsOf(nextWeek)).toEqual([
      { kind: 'full-until', date: '2026-04-20' },
      { kind: 'free-at', startsAt: now.add({ hours: 24 * 6 }) },
    ]);
    expect(reasonsOf(champion('a', { pausedUntil: '2026-05-01' }))).toEqual([
      { kind: 'paused-until', date: '2026-05-01' },
    ]);
  });

  it('tells of similar questions, good sessions and one step ahead, and never of a bad session', () => {
    const knowing = champion('a', { ...knows(2), outcomes: { helped: 4, didNot: 1 } });
    const told = { expertise: new Map([['a', 0.6]]), past: new Map([['a', { helped: 2, didNot: 1 }]]) };
    expect(reasonsOf(knowing, { ...told, learner: { ...learner, level: 1 }, weights: { skill: 0 } })).toEqual([
      { kind: 'similar-questions' },
      { kind: 'steps-ahead', topic: 'pivot-tables', steps: 1 },
      { kind: 'helped-you', sessions: 2 },
      { kind: 'went-well', people: 4 },
    ]);
    const beginner = { ...learner, level: 0 };
    expect(reasonsOf(champion('a', knows(3)), { learner: beginner, weights: { skill: 0 } })).toEqual([
      { kind: 'has-room', places: 3 },
    ]);
    expect(reasonsOf(champion('a', { outcomes: { helped: 0, didNot: 9 } }))).toEqual([{ kind: 'has-room', places: 3 }]);
    const past = new Map([['a', { helped: 0, didNot: 1 }]]);
    expect(reasonsOf(champion('a'), { past })).toEqual([{ kind: 'has-room', places: 3 }]);
    expect(reasonsOf(champion('a'), { expertise: new Map([['a', 0.1]]) })).toEqual([{ kind: 'has-room', places: 3 }]);
  });

  it('leaves out what the weights say does not count', () => {
    const colleague = champion('a', { department: 'Finance', office: 'Lisbon' });
    expect(reasonsOf(colleague, { weights: { department: 0 } })).toEqual([{ kind: 'same-office', office: 'Lisbon' }]);
  });

  it('quotes no more than a line', () => {
    const wordy = `pivot ${'and then some more of it '.repeat(9)}`;
    const [reason] = reasonsOf(champion('a', { lovesToHelpWith: wordy })) ?? [];
    expect(reason).toMatchObject({ kind: 'loves', words: expect.stringMatching(/^pivot and .{50,74}[a-z]…$/) });
  });
});

describe('what is wanted', () => {
  it('is what was chosen, surely, and what the goal speaks of', () => {
    expect(wantedTopics('an email in python', ['python', 'python'])).toEqual([
      { topic: 'python', strength: 1 },
      { topic: 'writing-emails', strength: 0.9 },
    ]);
  });
});

const topic = fc.constantFrom('pivot-tables', 'excel-formulas', 'python', 'hiring');
const anyChampion: fc.Arbitrary<Omit<Champion, 'personId'>> = fc.record({
  department: fc.constantFrom('Finance', 'Sales', ''),
  skills: fc.uniqueArray(fc.record({ topic, level: fc.integer({ min: 1, max: 3 }) }), {
    selector: (each) => each.topic,
  }),
  lovesToHelpWith: fc.constantFrom('', 'pivot tables', 'Sales data. And hiring', 'anything at all'),
  languages: fc.subarray(['en', 'pt', 'fr']),
  timeZone: fc.constantFrom(null, 'Europe/Lisbon', 'America/New_York', 'Asia/Singapore'),
  office: fc.constantFrom(null, 'Lisbon'),
  capacityPerWeek: fc.nat(4),
  bookedThisWeek: fc.nat(4),
  helpedByTopic: fc.dictionary(topic, fc.nat(9)),
  helpedByDepartment: fc.dictionary(fc.constantFrom('Finance', 'Sales'), fc.nat(3)),
  outcomes: fc.record({ helped: fc.nat(9), didNot: fc.nat(3) }),
  nextFreeSlot: fc.constantFrom(null, now.add({ hours: 20 }), now.add({ hours: 200 })),
  pausedUntil: fc.constantFrom(null, null, '2026-04-16'),
});
const champions = fc
  .array(anyChampion, { minLength: 1, maxLength: 12 })
  .map((all) =>
    all.map((each, i) => ({ ...each, personId: ['rita', 'boss', `champion-${i}`][Math.min(i, 2)] as string })),
  );
const goal = fc.constantFrom('', 'pivot tables from sales data', 'python for hiring', 'hello');

const between = fc.record({
  expertise: fc.dictionary(
    fc.constantFrom('champion-2', 'champion-3', 'nobody'),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
  past: fc.dictionary(fc.constantFrom('champion-3', 'champion-4'), fc.record({ helped: fc.nat(3), didNot: fc.nat(3) })),
  level: fc.constantFrom(null, 0, 1, 2),
  departments: fc.constantFrom<DepartmentRule>('same', 'other', 'ignore'),
  limit: fc.nat(12),
});

describe('always', () => {
  it('gives the order of judging every champion alone, for a roster as for a list', () => {
    fc.assert(
      fc.property(champions, goal, between, (all, goal, { expertise, past, level, departments, limit }) => {
        const request = {
          ...{ goal, departments, limit, topics: [], now, learner: { ...learner, level } },
          ...{ expertise: new Map(Object.entries(expertise)), past: new Map(Object.entries(past)) },
        };
        const quest = questOf(request);
        const draw = drawFor(learner.personId, now);
        const expected = all
          .filter(({ personId, capacityPerWeek }) => !['rita', 'boss'].includes(personId) && capacityPerWeek > 0)
          .map((each) => appraise(each, quest, weigh()))
          .sort((a, b) => inOrder(a, b, draw))
          .slice(0, limit)
          .map((each) => ({ personId: each.champion.personId, score: each.score / 1000 }));
        const roster = gather(all);
        for (const given of [all, roster, roster]) {
          const ranked = rank({ ...request, champions: given });
          expect(ranked.map(({ personId, score }) => ({ personId, score }))).toEqual(expected);
        }
      }),
    );
  });

  it('gives the same order whatever the order of the champions', () => {
    fc.assert(
      fc.property(champions, goal, fc.infiniteStream(fc.nat()), (all, goal, keys) => {
        const shuffled = all.map((each) => ({ each, key: keys.next().value })).sort((a, b) => a.key - b.key);
        expect(
          ask(
            shuffled.map(({ each }) => each),
            { goal },
          ),
        ).toEqual(ask(all, { goal }));
      }),
    );
  });

  it('gives a reason or more, four at most, to everyone but the learner and their manager', () => {
    fc.assert(
      fc.property(champions, goal, (all, goal) => {
        const ranked = ask(all, { goal });
        expect(ranked.map(({ personId }) => personId)).not.toContain('rita');
        expect(ranked.map(({ personId }) => personId)).not.toContain('boss');
        expect(ranked.every(({ reasons }) => reasons.length >= 1 && reasons.length <= 4)).toBe(true);
        expect(ranked.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
      }),
    );
  });

  it('never ranks somebody lower for knowing more', () => {
    fc.assert(
      fc.property(champions, goal, fc.nat(), topic, (all, goal, pick, learnt) => {
        const ranked = order(all, { goal });
        const personId = ranked[pick % Math.max(1, ranked.length)];
        const wiser = all.map((each) => {
          if (each.personId !== personId) return each;
          const level = 1 + (each.skills.find((skill) => skill.topic === learnt)?.level ?? 0);
          const others = each.skills.filter((skill) => skill.topic !== learnt);
          return { ...each, skills: [...others, { topic: learnt, level: Math.min(3, level) }] };
        });
        expect(order(wiser, { goal }).indexOf(personId ?? '')).toBeLessThanOrEqual(ranked.indexOf(personId ?? ''));
      }),
    );
  });
});

describe('equals', () => {
  const twins = Array.from({ length: 10 }, (_, i) => champion(`champion-${i}`));
  const first = (personId: string, at = now) => order(twins, { learner: { ...learner, personId }, now: at })[0] ?? '';

  it('are chosen from alike, however many are asked for', () => {
    const all = order(twins);
    for (const limit of [1, 3, 9]) expect(order(twins, { limit })).toEqual(all.slice(0, limit));
  });

  it('share the first place over learners', () => {
    const places = new Map<string, number>();
    for (let i = 0; i < 2000; i++) {
      const winner = first(`learner-${i}`);
      places.set(winner, (places.get(winner) ?? 0) + 1);
    }
    expect(places.size).toBe(10);
    // Each is due 200; 150 to 250 is beyond three and a half standard deviations.
    expect(Math.min(...places.values())).toBeGreaterThan(150);
    expect(Math.max(...places.values())).toBeLessThan(250);
  });

  it('carry the same load, however many learners come one after the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 1, max: 5 }), fc.string(), (count, each, seed) => {
        const booked = new Map(Array.from({ length: count }, (_, i) => [`champion-${i}`, 0]));
        for (let asker = 0; asker < count * each; asker++) {
          const team = Array.from(booked, ([personId, bookedThisWeek]) =>
            champion(personId, { capacityPerWeek: each, bookedThisWeek }),
          );
          const [chosen] = order(team, { learner: { ...learner, personId: `${seed} ${asker}` } });
          booked.set(chosen ?? '', (booked.get(chosen ?? '') ?? 0) + 1);
          expect(Math.max(...booked.values()) - Math.min(...booked.values())).toBeLessThanOrEqual(1);
        }
        expect([...booked.values()]).toEqual(Array(count).fill(each));
      }),
      { numRuns: 30 },
    );
  });

  it('keep their places for one learner from Monday to Sunday, and take turns over the weeks', () => {
    const monday = Temporal.Instant.from('2026-04-13T00:00Z');
    expect(first('rita', monday)).toBe(first('rita', monday.add({ hours: 7 * 24 - 1 })));
    const winners = Array.from({ length: 20 }, (_, week) => first('rita', monday.add({ hours: week * 7 * 24 })));
    expect(new Set(winners).size).toBeGreaterThan(4);
  });

  it('let the one with the smaller load go first, whoever asks', () => {
    const champions = [champion('a', { bookedThisWeek: 2 }), champion('b', { bookedThisWeek: 1 })];
    for (let i = 0; i < 10; i++) {
      const asker = { ...learner, personId: `learner-${i}` };
      expect(order(champions, { learner: asker, weights: { room: 0 } })).toEqual(['b', 'a']);
    }
  });
});
