import { expect, test } from 'vitest';
import { canTakePart, isFor, type Listed } from './taking-part.ts';

const ana: Listed = {
  username: 'ana.reis@caldervale.example',
  displayName: 'Ana Reis',
  jobTitle: 'Senior Tax Analyst',
  department: 'Finance',
  managerId: 'somebody',
  isGuest: false,
  active: true,
  seen: false,
};
const everybody = { preset: 'usual', departments: [], titles: [] } as const;

test('takes people of the directory, be their title or their manager unknown', () => {
  expect(canTakePart(ana)).toBe(true);
  expect(canTakePart({ ...ana, jobTitle: '' })).toBe(true);
  expect(canTakePart({ ...ana, managerId: null })).toBe(true);
});

test('takes people whose names only look like those of accounts', () => {
  const named = (displayName: string, username: string) => canTakePart({ ...ana, displayName, username });
  expect(named('Lotte Bot', 'bot.l@caldervale.example')).toBe(true);
  expect(named('Tess Testa', 'testa.tess@caldervale.example')).toBe(true);
  expect(named('Jim Room', 'jim.room@caldervale.example')).toBe(true);
  expect(named('Sam Service', 'sam.service@caldervale.example')).toBe(true);
});

test('takes no guests and nobody who left', () => {
  expect(canTakePart({ ...ana, isGuest: true })).toBe(false);
  expect(canTakePart({ ...ana, active: false })).toBe(false);
});

test.each([
  { jobTitle: '', managerId: null },
  { jobTitle: ' ', managerId: null },
  { username: 'svc-backup@caldervale.example' },
  { username: 'NoReply@caldervale.example' },
  { username: 'test1@caldervale.example' },
  { displayName: 'Shared Mailbox Payroll' },
  { displayName: 'Backup service account' },
  { displayName: 'Meeting Room 4' },
])('takes no account: %o', (unlike) => {
  expect(canTakePart({ ...ana, ...unlike })).toBe(false);
});

test('is for departments by name and for titles by their words, in any order and case', () => {
  expect(isFor(ana, everybody)).toBe(true);
  expect(isFor(ana, { ...everybody, departments: ['Sales', 'Finance'] })).toBe(true);
  expect(isFor(ana, { ...everybody, departments: ['Sales'] })).toBe(false);
  expect(isFor(ana, { ...everybody, titles: ['Nurse', 'analyst tax'] })).toBe(true);
  expect(isFor(ana, { ...everybody, titles: ['analyst sales'] })).toBe(false);
  expect(isFor(ana, { ...everybody, departments: ['Finance'], titles: ['nurse'] })).toBe(false);
});

test('is a pilot for those who were here before', () => {
  expect(isFor(ana, { ...everybody, preset: 'pilot' })).toBe(false);
  expect(isFor({ ...ana, seen: true }, { ...everybody, preset: 'pilot' })).toBe(true);
});
