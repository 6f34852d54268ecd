import { expect, test } from 'vitest';
import {
  criterionGroups,
  decide,
  decidedCount,
  degreeOf,
  degrees,
  sameRules,
  type Usual,
  type Weights,
} from './ranking-draft.ts';

const criteria = Object.values(criterionGroups).flat();
const usual: Usual = {
  ...{ skill: 4, step: 0.75, helped: 2, loves: 2, expertise: 3, together: 1.5, helpedDepartment: 1 },
  ...{ department: 1.5, language: 1, sharedHours: 1, office: 0.5, wentWell: 1, soon: 1.5, room: 0.75 },
};

test('says each degree again that was decided, for every criterion', () => {
  for (const criterion of criteria) {
    for (const degree of degrees) {
      const weights = decide({}, criterion, degree, usual);
      expect([criterion, degreeOf(weights, criterion, usual)]).toEqual([criterion, degree]);
      expect(weights[criterion] ?? 0).toBeLessThanOrEqual(10);
    }
  }
});

test('leaves out what counts as usual', () => {
  const decided = decide(decide({}, 'skill', 'more', usual), 'soon', 'not', usual);
  expect(decided).toEqual({ skill: 8, soon: 0 });
  expect(decidedCount(decided)).toBe(2);
  expect(decide(decided, 'skill', 'usual', usual)).toEqual({ soon: 0 });
});

test('says the nearest degree of a weight that was set otherwise', () => {
  const weights: Weights = { helped: 2.6, soon: 9 };
  expect((['helped', 'soon', 'office'] as const).map((each) => degreeOf(weights, each, usual))).toEqual([
    'usual',
    'most',
    'usual',
  ]);
});

test('tells rules apart by what counts, not by the order in which it was decided', () => {
  const rules = { weights: { skill: 8, soon: 0 }, departments: 'same' } as const;
  expect(sameRules(rules, { weights: { soon: 0, skill: 8 }, departments: 'same' })).toBe(true);
  expect(sameRules(rules, { weights: { skill: 8 }, departments: 'same' })).toBe(false);
  expect(sameRules(rules, { ...rules, departments: 'other' })).toBe(false);
});
