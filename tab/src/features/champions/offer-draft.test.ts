import { expect, test } from 'vitest';
import { freeTopics, offerDraft, offerIn } from './offer-draft.ts';

const offer = {
  skills: [
    { topic: 'pivot-tables', level: 3 as const },
    { topic: 'writing', level: 1 as const },
  ],
  lovesToHelpWith: 'Messy exports',
  capacityPerWeek: 4,
  pausedUntil: null,
};

test('sends an offer back as it came', () => {
  expect(offerIn(offerDraft(offer))).toEqual(offer);
});

test('does not send a row whose topic is still to be chosen', () => {
  const draft = offerDraft(offer);
  expect(offerIn({ ...draft, skills: [...draft.skills, { key: 'new', topic: '', level: 2 }] })).toEqual(offer);
});

test('offers a row its own topic and those no other row has', () => {
  const topics = ['pivot-tables', 'writing', 'email'].map((topic) => ({ topic }));
  expect(freeTopics(topics, offerDraft(offer), 'writing').map(({ topic }) => topic)).toEqual(['writing', 'email']);
});
