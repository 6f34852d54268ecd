import { expect, test } from 'vitest';
import { drawChampions, drawQuestions } from '../../../tests/bench/rank/organisation.ts';
import { appraise } from '../matching/appraisal.ts';
import { questOf } from '../matching/quest.ts';
import { gather } from '../matching/roster.ts';
import { fitsOver, weighForCohort } from './fits.ts';

test('says of every mentor what an appraisal says, for one learner after the other', () => {
  const mentors = drawChampions(200);
  const roster = gather(mentors);
  const weighing = weighForCohort({ skill: 6, office: 0 });
  const fitsOf = fitsOver(roster, weighing);
  for (const question of drawQuestions(60, mentors)) {
    const quest = questOf(question);
    const fits = fitsOf(quest);
    // Points are added in another order, so that a half may be rounded to either side.
    for (const [at, champion] of roster.champions.entries()) {
      expect(Math.abs((fits[at] as number) - appraise(champion, quest, weighing).score)).toBeLessThanOrEqual(1);
    }
  }
});

test('counts neither slots of this week nor sessions left, so that a perfect pair can reach the whole scale', () => {
  const { weights, most } = weighForCohort({ soon: 10, room: 10 });
  expect([weights.soon, weights.room]).toEqual([0, 0]);
  expect(most).toBe(weighForCohort({}).most);
});
