import { expect, test } from 'vitest';
import { namedIn } from './named-in.ts';

const asker = (displayName: string, username = 'x.y@caldervale.example') => ({ displayName, username });

test.each([
  ['a display name', 'Ask Inês Carvalho about it', ['Inês', 'Carvalho']],
  ['a family name in lower case', 'what carvalho said', ['carvalho']],
  ['a name without its accents', 'Ines found it', ['Ines']],
  ['a short name written like one', 'It was Inês.', ['Inês']],
  ['a name that owns something', "Carvalho's sheet", ['Carvalho']],
  ['a name with a hyphen', 'the Carvalho-file', ['Carvalho']],
  ['a user name', 'mail i.carvalho now', ['i.carvalho']],
  ['an address at the end of a sentence', 'Write to i.carvalho@caldervale.example.', ['i.carvalho@caldervale.example']],
  ['a name twice, once', 'Carvalho asked, and Carvalho thanked', ['Carvalho']],
])('finds %s', (_, text, words) => {
  expect(namedIn(text, [asker('Inês Carvalho', 'i.carvalho@caldervale.example')])).toEqual(words);
});

test('leaves a short name that is an ordinary word here', () => {
  const people = [asker('Will May')];
  expect(namedIn('This will work, and it may help.', people)).toEqual([]);
  expect(namedIn('So Will tried it.', people)).toEqual(['Will']);
});

test('leaves what only contains a name', () => {
  expect(namedIn('A meiosis of Meissen', [asker('Mei Tan')])).toEqual([]);
});

test('finds names in scripts without capitals', () => {
  expect(namedIn('问 美玲 吧', [asker('陈 美玲')])).toEqual(['美玲']);
});

test('finds a name with an apostrophe', () => {
  expect(namedIn("O’Brien's list", [asker("Niall O'Brien")])).toEqual(['O’Brien']);
});

test('finds everybody who was there', () => {
  expect(namedIn('Tan and Priya asked', [asker('Mei Tan'), asker('Priya Raman')])).toEqual(['Tan', 'Priya']);
});

test('finds nobody in a text about the work', () => {
  expect(namedIn('How do I split one column into two? Use Text to Columns.', [asker('Mei Tan')])).toEqual([]);
});
