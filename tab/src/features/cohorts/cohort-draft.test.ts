import { expect, test } from 'vitest';
import { draftOf, settingsIn, usualDraft } from './cohort-draft.ts';

test('takes words of job titles between commas, each once', () => {
  const settings = settingsIn({ ...usualDraft, name: ' Spring ', titles: 'Analyst, team lead,, Analyst ,' });
  expect(settings).toMatchObject({ name: 'Spring', titles: ['Analyst', 'team lead'] });
});

test('is nothing to save without a name', () => {
  expect(settingsIn({ ...usualDraft, name: '  ' })).toBeUndefined();
});

test('shows what was saved as it was typed', () => {
  const draft = {
    ...usualDraft,
    name: 'Spring',
    titles: 'Analyst, Team lead',
    departments: ['Finance'],
    sharedHours: 4,
  };
  const settings = settingsIn(draft);
  expect(settings && draftOf(settings)).toEqual(draft);
});
