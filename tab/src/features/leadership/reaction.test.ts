import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offered, toggled } from './reaction.ts';

const reactions = fc
  .uniqueArray(fc.constantFrom(...offered))
  .chain((given) =>
    fc.tuple(
      ...given.map((reaction) =>
        fc.record({ reaction: fc.constant(reaction), count: fc.integer({ min: 2, max: 9 }), mine: fc.boolean() }),
      ),
    ),
  );

test('gives and takes back: the others keep their count and place, and taking back undoes giving', () => {
  fc.assert(
    fc.property(reactions, fc.constantFrom(...offered), (before, reaction) => {
      const without = toggled(before, reaction, false);
      const given = toggled(without, reaction, true);
      expect(given.find((one) => one.reaction === reaction)?.mine).toBe(true);
      expect(given.filter((one) => one.reaction !== reaction)).toEqual(
        before.filter((one) => one.reaction !== reaction),
      );
      expect(toggled(given, reaction, false)).toEqual(without);
      expect(toggled(given, reaction, true)).toEqual(given);
    }),
  );
});

test('counts one person once, and lets a reaction go with its last giver', () => {
  const like = { reaction: '👍', count: 2, mine: false };
  expect(toggled([like], '👍', true)).toEqual([{ ...like, count: 3, mine: true }]);
  expect(toggled([{ reaction: '😮', count: 1, mine: true }, like], '😮', false)).toEqual([like]);
});
