import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain, sortName, wordsOf } from './names.ts';

test.each([
  ['Célia Mourão', 'celia mourao'],
  ['Đặng Łucja', 'dang lucja'],
  ['STRAßE', 'strasse'],
  ['Søren Þórsson', 'soren thorsson'],
  ['İpek Işık', 'ipek isik'],
  ['ＦＵＬＬ', 'full'],
])('compares %s as %s', (text, compared) => {
  expect(plain(text)).toBe(compared);
});

test.each([
  ["O'Brien-Sá", ['obrien', 'sa']],
  ['O’Brien', ['obrien']],
  ['Trams & Cycling', ['trams', 'cycling']],
  ['van der Berg van', ['van', 'der', 'berg']],
  ['王 小明', ['王', '小明']],
  ['  —  ', []],
])('takes the words out of %s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('orders names as if they had no accents, case or punctuation', () => {
  const names = ['Zoë', 'Ángel', 'anna', 'Andrea', "D'Arcy", 'Darcy B'];
  expect(names.toSorted((a, b) => (sortName(a) < sortName(b) ? -1 : 1))).toEqual([
    'Andrea',
    'Ángel',
    'anna',
    "D'Arcy",
    'Darcy B',
    'Zoë',
  ]);
});

test('is the same however the accents are written, and taken twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(wordsOf(text.normalize('NFD'))).toEqual(wordsOf(text.normalize('NFC')));
      expect(wordsOf(wordsOf(text).join(' '))).toEqual(wordsOf(text));
    }),
  );
});
