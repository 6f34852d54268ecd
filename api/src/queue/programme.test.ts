import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnProgramme } from './programme.ts';
import { newProgramme } from './wait.ts';

const nothing = { turns: { count: 0, minutes: 0, spread: 0, returned: 0 }, waits: { minutes: 0, left: 0 } };

test('is like every programme while there is no history', () => {
  expect(learnProgramme(nothing)).toEqual(newProgramme);
});

test('comes close to its own weeks with a lot of history', () => {
  const weeks = {
    turns: { count: 5_000, minutes: 20, spread: 0.5, returned: 1_000 },
    waits: { minutes: 90_000, left: 3_000 },
  };
  const learned = learnProgramme(weeks);
  expect(learned.minutes).toBeCloseTo(20, 1);
  expect(learned.spread).toBeCloseTo(0.5, 2);
  expect(learned.returns).toBeCloseTo(0.2, 2);
  expect(learned.leaversPerMinute).toBeCloseTo(1 / 30, 3);
  expect(learned.pause).toBe(newProgramme.pause);
});

test('lies between its own weeks and every programme, whatever the history', () => {
  const minutes = fc.double({ min: 0.1, max: 200, noNaN: true });
  fc.assert(
    fc.property(fc.nat(2_000), minutes, (count, mean) => {
      const learned = learnProgramme({ ...nothing, turns: { count, minutes: mean, spread: 0.6, returned: 0 } });
      expect(learned.minutes).toBeGreaterThanOrEqual(Math.min(mean, newProgramme.minutes) - 1e-9);
      expect(learned.minutes).toBeLessThanOrEqual(Math.max(mean, newProgramme.minutes) + 1e-9);
    }),
  );
});
