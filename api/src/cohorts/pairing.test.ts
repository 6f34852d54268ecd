import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { type Mentor, pairing, type Seeker, type Setup } from './pairing.ts';

const now = Temporal.Instant.from('2026-01-14T10:00Z');
const mentor = (personId: string, unlike: Partial<Mentor> = {}): Mentor => ({
  personId,
  department: 'Sales',
  skills: [],
  lovesToHelpWith: '',
  languages: ['en'],
  timeZone: 'Europe/Lisbon',
  capacityPerWeek: 4,
  bookedThisWeek: 0,
  helpedByTopic: {},
  helpedByDepartment: {},
  places: 1,
  ...unlike,
});
const seeker = (personId: string, unlike: Partial<Seeker> = {}): Seeker => ({
  learner: { personId, department: 'Finance', managerId: null, timeZone: 'Europe/Lisbon', languages: ['en'] },
  goal: '',
  topics: ['pivot-tables'],
  missedRuns: 0,
  bonds: { past: new Set(), forbidden: new Set(), blocked: new Set() },
  past: new Map(),
  standing: null,
  ...unlike,
});
const knows = (topic: string, level = 3) => ({ skills: [{ topic, level }] });

function run(mentors: Mentor[], seekers: Seeker[], more: Partial<Setup> = {}) {
  const rules = {
    allowLineManager: false,
    allowPastPartner: false,
    sameLanguage: true,
    sharedHours: 2,
    departmentRule: 'any',
  } as const;
  const { score, solve } = pairing({ mentors, seekers, rules, weights: {}, worstOffFirst: true, now, ...more });
  for (let i = 0; i < seekers.length; i++) score(i, i + 1);
  const result = solve();
  expect(result.optimal).toBe(true);
  return {
    ...result,
    pairs: Object.fromEntries(result.found.map((each) => [each.learnerId, each.mentorId ?? each.because])),
  };
}

test('gives learners the mentors who know what they are after, with reasons', () => {
  const { pairs, found, matched } = run(
    [mentor('sheets', knows('pivot-tables')), mentor('queries', knows('sql'))],
    [seeker('a', { topics: ['sql'] }), seeker('b')],
  );
  expect([pairs, matched]).toEqual([{ a: 'queries', b: 'sheets' }, 2]);
  expect(found[1]).toMatchObject({ candidates: 2, reasons: [{ kind: 'skill', topic: 'pivot-tables', level: 3 }] });
});

test('says of whom nobody is left for why, and of whom places were short for that', () => {
  const foreign = { ...seeker('foreign').learner, languages: ['pl'] };
  const { pairs } = run(
    [mentor('one', knows('pivot-tables'))],
    [seeker('a'), seeker('b', { topics: ['sql'] }), seeker('foreign', { learner: foreign })],
  );
  expect(pairs).toEqual({ a: 'one', b: 'all-places-taken', foreign: 'language' });
});

test('lets standing pairs take their places before, even one place too many', () => {
  const { pairs, found } = run(
    [mentor('one', knows('pivot-tables')), mentor('two')],
    [
      seeker('a'),
      seeker('b', { standing: 'one' }),
      seeker('c', { standing: 'one' }),
      seeker('d', { standing: 'gone' }),
    ],
  );
  expect(pairs).toEqual({ a: 'two', b: 'one', c: 'one', d: 'gone' });
  expect(found[1]?.mentorId && found[1].fit).toBeGreaterThan(100);
  expect(found[3]).toMatchObject({ fit: null, reasons: [] });
});

test('gives the last place to whoever was left out more often', () => {
  const mentors = [mentor('one', knows('pivot-tables'))];
  expect(run(mentors, [seeker('a'), seeker('b', { topics: ['sql'], missedRuns: 1 })]).pairs).toEqual({
    a: 'all-places-taken',
    b: 'one',
  });
});

test('counts what mentors wrote, and gives it as a reason where it is telling', () => {
  const expertise = (goal: string) => new Map(goal === 'tidy my freight sheet' ? [['two', 0.8]] : []);
  const { found } = run([mentor('one'), mentor('two')], [seeker('a', { goal: 'tidy my freight sheet' })], {
    expertise,
  });
  expect(found[0]).toMatchObject({ mentorId: 'two' });
  expect(found[0]?.mentorId && found[0].reasons.map(({ kind }) => kind)).toContain('similar-questions');
});

test('gives another department as a reason where the rules want one', () => {
  const rules = { allowLineManager: true, allowPastPartner: true, sameLanguage: false, sharedHours: 0 } as const;
  const kinds = (departmentRule: 'any' | 'other') => {
    const { found } = run([mentor('one')], [seeker('a')], { rules: { ...rules, departmentRule } });
    return found[0]?.mentorId ? found[0].reasons.map(({ kind }) => kind) : [];
  };
  expect(kinds('other')).toContain('other-department');
  expect(kinds('any')).not.toContain('other-department');
});

test('takes mentors who have no sessions left this week: a mentorship does not begin today', () => {
  const busy = mentor('busy', { capacityPerWeek: 1, bookedThisWeek: 1 });
  const { found } = run([busy], [seeker('a')]);
  expect(found[0]).toMatchObject({ mentorId: 'busy' });
  expect(found[0]?.mentorId && found[0].reasons.map(({ kind }) => kind)).not.toContain('full-until');
});

test('matches nobody without mentors, and is done at once without learners', () => {
  expect(run([], [seeker('a')]).pairs).toEqual({ a: 'no-mentor-fits' });
  expect(run([mentor('one')], [])).toMatchObject({ matched: 0, found: [] });
});
