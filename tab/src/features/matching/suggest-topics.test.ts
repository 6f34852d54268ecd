import { expect, test } from 'vitest';
import { suggestTopics } from './suggest-topics.ts';

const topics = ['Excel formulas', 'Pivot tables', 'Fórmulas avançadas', 'Writing', 'Email'].map((label) => ({
  topic: label.toLowerCase(),
  label,
}));

test('offers the catalogue’s order while nothing is typed', () => {
  expect(offered('')).toEqual(['Excel formulas', 'Pivot tables', 'Fórmulas avançadas']);
});

test('brings forward what the goal speaks of, half-typed, plural or without accents', () => {
  expect(offered('make an emai')).toEqual(['Email', 'Excel formulas', 'Pivot tables']);
  expect(offered('two pivots')[0]).toBe('Pivot tables');
  expect(offered('FORMULAS')).toEqual(['Excel formulas', 'Fórmulas avançadas', 'Pivot tables']);
});

test('keeps chosen topics first and never drops one', () => {
  expect(offered('pivot', ['writing'])).toEqual(['Writing', 'Pivot tables', 'Excel formulas']);
  expect(offered('', ['email', 'writing', 'pivot tables', 'excel formulas'])).toHaveLength(4);
});

function offered(goal: string, chosen: string[] = []) {
  return suggestTopics(goal, topics, chosen, 3).map(({ label }) => label);
}
