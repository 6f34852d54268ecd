import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostSimilar } from './similar.ts';

const pivot = { topic: 'pivot-tables', question: 'How do I make a pivot table by month?', answer: 'Group by month.' };
const blanks = { topic: 'pivot-tables', question: 'Why does my pivot show blanks?', answer: 'Fill the empty cells.' };
const minutes = {
  topic: 'meetings',
  question: 'Can it write minutes of a meeting?',
  answer: 'Yes: paste the transcript.',
};
const split = { topic: null, question: 'How do I split a column into two?', answer: 'Use Text to Columns.' };
const all = [pivot, blanks, minutes, split];

const found = (question: string, topics: string[] = []) => mostSimilar({ question, topics }, all, 3);

test('finds the same question in other words, the closest first', () => {
  expect(found('my pivot is full of blanks')).toEqual([blanks]);
  expect(found('splitting columns')).toEqual([split]);
});

test('puts what shares words before what shares only the topic', () => {
  expect(found('pivot table grouped by months', ['pivot-tables'])).toEqual([pivot, blanks]);
});

test('finds nothing where one common word is all there is', () => {
  expect(found('how do I write a contract')).toEqual([]);
  expect(found('')).toEqual([]);
});

test('counts a rare word for more than one that many answers have', () => {
  const many = Array.from({ length: 9 }, (_, n) => ({ ...split, question: `How do I sort column ${n} of a report?` }));
  const [first] = mostSimilar({ question: 'split a column of a report', topics: [] }, [...many, split], 3);
  expect(first).toBe(split);
});

test('gives at most as many as wanted, each once, whatever people write', () => {
  const candidate = fc.record({
    topic: fc.option(fc.constantFrom('meetings', 'pivot-tables')),
    question: fc.string(),
    answer: fc.string({ unit: 'binary' }),
  });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(candidate), fc.nat(5), (question, candidates, most) => {
      const found = mostSimilar({ question, topics: ['meetings'] }, candidates, most);
      expect(found.length).toBeLessThanOrEqual(most);
      expect(new Set(found).size).toBe(found.length);
      for (const each of found) expect(candidates).toContain(each);
    }),
  );
});
