import { expect, test } from 'vitest';
import { changesNothing, firstVerdict, isRunning, progressOf, shareDone } from './import-progress.ts';

const none = { added: 0, changed: 0, unchanged: 0, departed: 0, refused: 0 };

test('looks again while an import is read or applied, and no longer', () => {
  expect(
    ['reading', 'ready', 'applying', 'applied', 'failed'].filter((state) => isRunning({ state: state as 'ready' })),
  ).toEqual(['reading', 'applying']);
});

test('tells how far reading is only where the number of rows is known', () => {
  const reading = { ...none, state: 'reading' as const, rowsRead: 50, rowsExpected: 200, rowsApplied: 0 };
  expect(shareDone(reading)).toBe(0.25);
  expect(shareDone({ ...reading, rowsRead: 250 })).toBe(1);
  expect(shareDone({ ...reading, rowsExpected: null })).toBeUndefined();
  expect(shareDone({ ...reading, rowsRead: 0, rowsExpected: 0 })).toBeUndefined();
});

test('tells how far applying is by the rows that change something', () => {
  const applying = { ...none, state: 'applying' as const, rowsRead: 900, rowsExpected: 900, rowsApplied: 6 };
  expect(progressOf({ ...applying, added: 10, changed: 1, departed: 1 })).toEqual({ done: 6, of: 12 });
});

test('opens a report at what went wrong, else at who leaves, else at what is new', () => {
  expect(firstVerdict({ ...none, refused: 1, departed: 2, added: 9 })).toBe('refused');
  expect(firstVerdict({ ...none, departed: 2, added: 9 })).toBe('departed');
  expect(firstVerdict({ ...none, unchanged: 5 })).toBe('unchanged');
  expect(firstVerdict(none)).toBe('unchanged');
});

test('changes nothing with refused and unchanged rows alone', () => {
  expect(changesNothing({ ...none, refused: 3, unchanged: 100 })).toBe(true);
  expect(changesNothing({ ...none, departed: 1 })).toBe(false);
});
