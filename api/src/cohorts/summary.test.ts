import { expect, test } from 'vitest';
import type { Found } from './pairing.ts';
import { summarise } from './summary.ts';

const pair = (learnerId: string, mentorId: string, fit: number | null = 500): Found => ({
  learnerId,
  mentorId,
  fit,
  candidates: 3,
  reasons: [],
  because: null,
});
const left = (learnerId: string, because: 'language' | 'all-places-taken'): Found => ({
  learnerId,
  mentorId: null,
  candidates: 0,
  because,
});

test('counts pairs by tenth of their fit, the ends included, without those whose fit nobody knows', () => {
  const found = [0, 99, 100, 999, 1000, null].map((fit, nth) => pair(`${nth}`, 'm', fit));
  expect(summarise(found, ['m'], null)).toMatchObject({ learners: 6, spread: [2, 1, 0, 0, 0, 0, 0, 0, 0, 2] });
});

test('counts mentors by how many learners they have, also those who have none', () => {
  const found = [pair('a', 'x'), pair('b', 'x'), pair('c', 'y')];
  expect(summarise(found, ['x', 'y', 'z', 'w'], null).load).toEqual([2, 1, 1]);
  expect(summarise([], [], null).load).toEqual([0]);
});

test('tells why people are left, the commonest reason first', () => {
  const found = [left('a', 'language'), left('b', 'all-places-taken'), left('c', 'all-places-taken')];
  expect(summarise(found, [], null).unmatched).toEqual([
    { because: 'all-places-taken', learners: 2 },
    { because: 'language', learners: 1 },
  ]);
});

test('compares with the run before: same, gained, lost, also by who came and went', () => {
  const before = new Map([
    ['same', 'x'],
    ['other', 'x'],
    ['gained', null],
    ['lost', 'y'],
    ['gone', 'y'],
    ['gone-without', null],
  ]);
  const found = [
    pair('same', 'x'),
    pair('other', 'y'),
    pair('gained', 'y'),
    left('lost', 'language'),
    pair('new', 'x'),
    left('new-without', 'language'),
  ];
  expect(summarise(found, [], { run: 4, mentorOf: before }).compared).toEqual({ run: 4, same: 1, gained: 2, lost: 2 });
});
