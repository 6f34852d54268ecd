import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPairHeader, readPairRow, writeRows } from './pair-rows.ts';

const places = { learner: 0, mentor: 1, rule: 2 };

test('finds its columns in any order and in both languages', () => {
  expect(readPairHeader(['Rule', ' Mentor ', 'Learner'])).toEqual({ learner: 2, mentor: 1, rule: 0 });
  expect(readPairHeader(['aprendiz', 'mentor', 'regra'])).toEqual(places);
  expect(readPairHeader(['learner', 'mentor'])).toBeUndefined();
});

test('reads who with whom, and says what is wrong with a row', () => {
  expect(readPairRow(2, ['Ana@C.example', ' dio@c.example ', 'Locked'], places)).toEqual({
    line: 2,
    learner: 'ana@c.example',
    mentor: 'dio@c.example',
    rule: 'locked',
  });
  expect(readPairRow(3, ['', 'dio', 'forbidden'], places)).toEqual({ line: 3, flaw: 'learner-missing' });
  expect(readPairRow(4, ['ana', '', 'none'], places)).toEqual({ line: 4, flaw: 'mentor-missing' });
  expect(readPairRow(5, ['ana', 'dio', 'maybe'], places)).toEqual({ line: 5, flaw: 'rule-unknown' });
  expect(readPairRow(6, ['ana', 'dio'], places)).toBeUndefined();
});

test('writes what a reader of CSV reads back, and no formulas', () => {
  const text = fc.string({ maxLength: 12 }).filter((each) => !/^[=+\-@\t\r']/.test(each) && each !== '');
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (rows) => {
      expect(parse(writeRows(rows), { bom: true, record_delimiter: '\r\n' })).toEqual(rows);
    }),
  );
  expect(writeRows([['=1+1', '@x', 'a,"b"', 3]])).toBe('\uFEFF\'=1+1,\'@x,"a,""b""",3\r\n');
});
