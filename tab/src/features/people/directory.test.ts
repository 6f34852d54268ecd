import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directoryFilterIn, directoryPath, everyone, filterCount } from './directory.ts';

test('keeps any filter in the address', () => {
  const filter = fc.record({
    search: fc.string(),
    department: fc.string(),
    language: fc.string(),
    topic: fc.string(),
    only: fc.constantFrom('champions', 'everyone'),
  });
  fc.assert(
    fc.property(filter, (wanted) => {
      const [, query = ''] = directoryPath(wanted).split('?');
      expect(directoryFilterIn(query)).toEqual(wanted);
    }),
  );
});

test('says no more in the address than it must', () => {
  expect(directoryPath(everyone)).toBe('/people');
  expect(directoryPath({ department: 'R&D' })).toBe('/people?department=R%26D');
});

test('takes an address somebody edited for what it can mean', () => {
  expect(directoryFilterIn('only=robots&page=3')).toEqual(everyone);
});

test('counts filters, and not the words searched for', () => {
  expect(filterCount({ ...everyone, search: 'ana' })).toBe(0);
  expect(filterCount({ ...everyone, language: 'pt', only: 'champions' })).toBe(2);
});
