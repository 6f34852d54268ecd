import { expect, test } from 'vitest';
import { heatRows, warmth } from './heat.ts';

const nobody = () => Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
const span = (hours: number[][]) => {
  const rows = heatRows(hours);
  return [rows[0]?.hour, rows.at(-1)?.hour];
};

test('shows a working day where nobody is there at all', () => {
  expect(span(nobody())).toEqual([8, 17]);
});

test('shows every hour between the working day and whoever is there before and after it', () => {
  const hours = nobody();
  hours[2]?.splice(5, 1, 1);
  hours[6]?.splice(23, 1, 2);
  expect(span(hours)).toEqual([5, 23]);
  expect(heatRows(hours)[0]).toEqual({ hour: 5, champions: [0, 0, 1, 0, 0, 0, 0] });
});

test('colours somebody differently from nobody, and the most the strongest', () => {
  expect([0, 1, 4, 5, 9].map((count) => warmth(count, 9))).toEqual([0, 1, 2, 2, 3]);
  expect(warmth(1, 1)).toBe(3);
});
