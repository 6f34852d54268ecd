import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeader, readRow } from './csv-row.ts';
import { longestField } from './staff-record.ts';

const id = '0801e2b4-3bbf-430b-a658-eaa5b36f5adb';
const header = ['id', 'userPrincipalName', 'displayName', 'accountEnabled', 'manager'];
const read = (row: string[], titles = header) => readRow(row, readHeader(titles).columns);

test.each([
  ['the Entra download', ['userPrincipalName', 'displayName', 'id', 'userType', 'department']],
  ['the Microsoft 365 admin centre', ['Display name', 'User principal name', 'Object Id', 'First name', 'Title']],
  [
    'a bulk template',
    ['Name [displayName] Required', 'User name [userPrincipalName] Required', 'Object ID [objectId]'],
  ],
  ['an older export', ['objectId', 'UserPrincipalName', 'DisplayName']],
  ['another case and spacing', ['ID', ' user_principal_name ', 'DISPLAY NAME']],
])('finds the columns of %s', (_what, titles) => {
  expect(readHeader(titles).missing).toEqual([]);
});

test('names every required column that is missing', () => {
  expect(readHeader(['department', 'id']).missing).toEqual(['userPrincipalName', 'displayName']);
  expect(readHeader(['a', 'b']).known).toBe(0);
});

test('reads a person with ids and addresses in lower case', () => {
  expect(read([id.toUpperCase(), 'Ana@X.example', ' Ana ', 'True', 'Boss@X.example'])).toEqual({
    record: { id, username: 'ana@x.example', displayName: 'Ana', enabled: true, manager: 'boss@x.example' },
  });
});

test.each([
  ['False', false],
  ['FALSE', false],
  ['no', false],
  ['0', false],
  ['True', true],
  ['', true],
])('takes accountEnabled %s as %s', (written, enabled) => {
  expect(read([id, 'a@x', 'A', written, ''])).toMatchObject({ record: { enabled } });
});

test('takes a blocked sign-in as disabled', () => {
  const titles = ['Object Id', 'User principal name', 'Display name', 'Block credential'];
  expect(read([id, 'a@x', 'A', 'True'], titles)).toMatchObject({ record: { enabled: false } });
  expect(read([id, 'a@x', 'A', 'False'], titles)).toMatchObject({ record: { enabled: true } });
});

test.each([
  ['wrong-column-count', [id, 'a@x', 'A']],
  ['missing-id', ['', 'a@x', 'A', '', '']],
  ['invalid-id', ['42', 'a@x', 'A', '', '']],
  ['missing-username', [id, ' ', 'A', '', '']],
  ['missing-name', [id, 'a@x', '\u0000', '', '']],
  ['field-too-long', [id, 'a@x', 'A'.repeat(longestField + 1), '', '']],
])('refuses a row for %s and says what of it can be read', (refusal, row) => {
  const result = read(row);
  expect(result).toMatchObject({ refusal });
  if (row[0] === id && 'known' in result) expect(result.known.id).toBe(id);
});

test('reads any row as a clean person or a refusal', () => {
  const field = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(id, '', 'True', 'a@x.example'));
  fc.assert(
    fc.property(fc.array(field, { maxLength: 7 }), (row) => {
      const result = read(row);
      if ('refusal' in result) return;
      for (const text of Object.values(result.record).filter((value) => typeof value === 'string')) {
        expect(text).toBe(text.trim());
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toContain('\0');
      }
    }),
  );
});
