import { expect, test } from 'vitest';
import { coverageOrder, leftOut } from './coverage-order.ts';

const departments = [
  { name: 'Operations', people: 4000, champions: 10 },
  { name: 'Finance', people: 300, champions: 1 },
  { name: 'Legal', people: 40, champions: 0 },
  { name: 'Retail', people: 900, champions: 0 },
  { name: 'Closed', people: 0, champions: 0 },
];

test('puts departments without a champion first, the largest before the others', () => {
  expect(coverageOrder(departments).map(({ name }) => name)).toEqual([
    'Retail',
    'Legal',
    'Closed',
    'Operations',
    'Finance',
  ]);
});

test('counts who is left out, and nobody where nobody works', () => {
  expect(leftOut(departments)).toEqual({ departments: 2, people: 940 });
});
