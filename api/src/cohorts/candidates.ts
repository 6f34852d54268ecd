import { criteria } from '../matching/appraisal.ts';
import type { Champion } from '../matching/champion.ts';
import type { Quest } from '../matching/quest.ts';

/** What the programme owner rules out, whatever else speaks for a pair. */
export type HardRules = {
  allowLineManager: boolean;
  allowPastPartner: boolean;
  sameLanguage: boolean;
  /** Working hours in common, at least. */
  sharedHours: number;
  departmentRule: 'any' | 'same' | 'other';
};

/** Why nobody is left. A block says no more than that nobody fits: it is nobody's business but theirs. */
export type Unmatched =
  | 'no-mentor-fits'
  | 'language'
  | 'hours'
  | 'department'
  | 'line-manager-only'
  | 'past-partners-only'
  | 'all-places-taken'
  | 'forbidden';

/** What is known between a learner and mentors, by mentor. */
export type Bonds = {
  /** Had a mentorship with them. */
  past: ReadonlySet<string>;
  /** The owner ruled the pair out, or one of the two said no to it in this cohort. */
  forbidden: ReadonlySet<string>;
  /** One of the two blocked the other. */
  blocked: ReadonlySet<string>;
};

/** Positions of the mentors whom the hard rules leave; where that is none, the rule that sent away the last of them. */
export type Candidates = { positions: readonly number[]; because: Unmatched };

type Rule = { because: Unmatched; allows: (quest: Quest, mentor: Champion, rules: HardRules) => boolean };

/** Rules that many learners are under alike. What the directory does not say is held against nobody. */
const sharedRules: readonly Rule[] = [
  {
    because: 'language',
    allows: ({ learner }, { languages }, { sameLanguage }) =>
      !sameLanguage ||
      learner.languages.length === 0 ||
      languages.length === 0 ||
      learner.languages.some((tag) => languages.includes(tag)),
  },
  {
    because: 'hours',
    allows: (quest, mentor, { sharedHours }) =>
      !quest.learner.timeZone ||
      !mentor.timeZone ||
      Math.round(8 * criteria.sharedHours.fit(quest, mentor)) >= sharedHours,
  },
  {
    because: 'department',
    allows: ({ learner }, { department }, { departmentRule }) =>
      departmentRule === 'any' ||
      learner.department === '' ||
      department === '' ||
      (learner.department === department) === (departmentRule === 'same'),
  },
];

/**
 * Tells for one learner after the other whom the hard rules leave. Rules are applied one after the other, those of a whole
 * group of learners (same languages, zone and department) once for all of them.
 */
export function candidatesAmong(
  mentors: readonly Champion[],
  rules: HardRules,
): (quest: Quest, bonds: Bonds) => Candidates {
  const groups = new Map<string, Candidates>();
  const all: Candidates = { positions: mentors.map((_, position) => position), because: 'no-mentor-fits' };
  const positions = new Map(mentors.map(({ personId }, position) => [personId, position]));
  return (quest, bonds) => {
    const { learner } = quest;
    const group = `${learner.languages.join(' ')}|${learner.timeZone}|${learner.department}`;
    let left = groups.get(group);
    if (!left) {
      left = sharedRules.reduce((before, { because, allows }) => {
        const barred = (position: number) => !allows(quest, mentors[position] as Champion, rules);
        return without(before, because, barred);
      }, all);
      groups.set(group, left);
    }
    return barredFor(learner, bonds, rules).reduce((before, [because, ids]) => {
      const barred = new Set(ids.flatMap((id) => positions.get(id) ?? []));
      return barred.size === 0 ? before : without(before, because, (position) => barred.has(position));
    }, left);
  };
}

/** Whom a learner is not to meet for reasons of their own, in the order in which the reasons are told. */
function barredFor(
  { personId, managerId }: Quest['learner'],
  { past, forbidden, blocked }: Bonds,
  { allowLineManager, allowPastPartner }: HardRules,
): readonly [Unmatched, readonly string[]][] {
  return [
    ['no-mentor-fits', [personId]],
    ['past-partners-only', allowPastPartner ? [] : [...past]],
    ['line-manager-only', allowLineManager || managerId === null ? [] : [managerId]],
    ['forbidden', [...forbidden]],
    ['no-mentor-fits', [...blocked]],
  ];
}

function without(before: Candidates, because: Unmatched, barred: (position: number) => boolean): Candidates {
  if (before.positions.length === 0) return before;
  const positions = before.positions.filter((position) => !barred(position));
  return { positions, because: positions.length === 0 ? because : before.because };
}
