import type { RankingRules } from '@open-door/api/matching/schema.ts';

export type Weights = RankingRules['weights'];
export type Criterion = keyof Weights;

/** What counts where nothing was decided. */
export type Usual = Record<Criterion, number>;

/** How much a criterion counts, in words, least first. */
export const degrees = ['not', 'less', 'usual', 'more', 'most'] as const;
export type Degree = (typeof degrees)[number];
const times: Record<Degree, number> = { not: 0, less: 0.5, usual: 1, more: 2, most: 4 };
/** The most the contract takes. */
const heaviest = 10;

const weightOf = (usual: number, degree: Degree) => Math.min(heaviest, usual * times[degree]);

/** The degree whose weight is nearest to what was decided; 'usual' where nothing was. */
export function degreeOf(weights: Weights, criterion: Criterion, usual: Usual): Degree {
  const weight = weights[criterion];
  if (weight === undefined) return 'usual';
  const off = (degree: Degree) => Math.abs(weightOf(usual[criterion], degree) - weight);
  return degrees.reduce((nearest, degree) => (off(degree) < off(nearest) ? degree : nearest));
}

/** The weights with one criterion decided; what is as usual is left out. */
export function decide(weights: Weights, criterion: Criterion, degree: Degree, usual: Usual): Weights {
  const { [criterion]: _, ...others } = weights;
  return degree === 'usual' ? others : { ...others, [criterion]: weightOf(usual[criterion], degree) };
}

/** How many criteria count other than usually. */
export function decidedCount(weights: Weights): number {
  return Object.values(weights).filter((weight) => weight !== undefined).length;
}

/** Whether everything counts alike, in whichever order it was decided. */
export function sameRules(one: RankingRules, other: RankingRules): boolean {
  const decided = Object.keys({ ...one.weights, ...other.weights }) as Criterion[];
  const sameWeights = decided.every((criterion) => one.weights[criterion] === other.weights[criterion]);
  return sameWeights && one.departments === other.departments;
}

/** Criteria in groups that belong together, as they are read. */
export const criterionGroups = {
  knows: ['skill', 'step', 'expertise', 'loves'],
  experience: ['helped', 'wentWell', 'together'],
  near: ['department', 'helpedDepartment', 'language', 'sharedHours', 'office'],
  time: ['soon', 'room'],
} as const satisfies Record<string, readonly Criterion[]>;
export type CriterionGroup = keyof typeof criterionGroups;
