import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peopleInCircles } from './reporting-line.ts';

test.each([
  ['a line', [-1, 0, 1, 2], []],
  ['somebody who manages themselves', [-1, 1, 1], [1]],
  ['two who manage each other', [1, 0, 0], [0, 1]],
  ['a circle somebody reports into', [1, 2, 0, 2], [0, 1, 2]],
  ['two circles', [1, 0, 3, 2, -1], [0, 1, 2, 3]],
  ['nobody', [], []],
])('knows who goes round in %s', (_what, managerOf, inCircles) => {
  expect(peopleInCircles(Int32Array.from(managerOf)).sort()).toEqual(inCircles);
});

test('names exactly those who come back to themselves', () => {
  const organisation = fc
    .integer({ min: 0, max: 30 })
    .chain((size) =>
      fc.array(fc.integer({ min: -1, max: Math.max(-1, size - 1) }), { minLength: size, maxLength: size }),
    );
  fc.assert(
    fc.property(organisation, (managerOf) => {
      const comesBack = managerOf.flatMap((_, person) => {
        let at = managerOf[person] as number;
        for (let steps = 0; steps < managerOf.length && at !== -1 && at !== person; steps++)
          at = managerOf[at] as number;
        return at === person ? [person] : [];
      });
      expect(peopleInCircles(Int32Array.from(managerOf)).sort((a, b) => a - b)).toEqual(comesBack);
    }),
  );
});

test('leaves no circle when those it names have no manager', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 21, maxLength: 21 }), (managers) => {
      const managerOf = Int32Array.from(managers);
      for (const person of peopleInCircles(managerOf)) managerOf[person] = -1;
      expect(peopleInCircles(managerOf)).toEqual([]);
    }),
  );
});
