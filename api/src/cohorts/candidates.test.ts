import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { Champion } from '../matching/champion.ts';
import { type Learner, questOf } from '../matching/quest.ts';
import { type Bonds, candidatesAmong, type HardRules } from './candidates.ts';

const now = Temporal.Instant.from('2026-01-14T10:00Z');
const lenient: HardRules = {
  allowLineManager: true,
  allowPastPartner: true,
  sameLanguage: false,
  sharedHours: 0,
  departmentRule: 'any',
};
const none: Bonds = { past: new Set(), forbidden: new Set(), blocked: new Set() };
const learner: Learner = {
  personId: 'me',
  department: 'Finance',
  managerId: 'boss',
  timeZone: 'Europe/Lisbon',
  languages: ['pt', 'en'],
};
const mentor = (personId: string, unlike: Partial<Champion> = {}): Champion => ({
  personId,
  department: 'Sales',
  skills: [],
  lovesToHelpWith: '',
  languages: ['en'],
  timeZone: 'Europe/Lisbon',
  capacityPerWeek: 1,
  bookedThisWeek: 0,
  helpedByTopic: {},
  helpedByDepartment: {},
  ...unlike,
});
const left = (mentors: readonly Champion[], rules: Partial<HardRules>, bonds: Partial<Bonds> = {}, who = learner) => {
  const quest = questOf({ goal: '', topics: [], learner: who, now });
  const { positions, because } = candidatesAmong(mentors, { ...lenient, ...rules })(quest, { ...none, ...bonds });
  return positions.length === 0 ? because : positions.map((position) => mentors[position]?.personId);
};

test('leaves everybody but oneself when nothing is ruled out', () => {
  expect(left([mentor('a'), mentor('me'), mentor('boss')], {})).toEqual(['a', 'boss']);
  expect(left([], {})).toBe('no-mentor-fits');
  expect(left([mentor('me')], {})).toBe('no-mentor-fits');
});

test('wants a language in common, where both are known', () => {
  const mentors = [
    mentor('a', { languages: ['de'] }),
    mentor('b', { languages: ['pt'] }),
    mentor('c', { languages: [] }),
  ];
  expect(left(mentors, { sameLanguage: true })).toEqual(['b', 'c']);
  expect(left(mentors.slice(0, 1), { sameLanguage: true })).toBe('language');
  expect(left(mentors, { sameLanguage: true }, {}, { ...learner, languages: [] })).toEqual(['a', 'b', 'c']);
});

test('wants working hours in common, where both zones are known', () => {
  const mentors = [
    mentor('new-york', { timeZone: 'America/New_York' }),
    mentor('singapore', { timeZone: 'Asia/Singapore' }),
    mentor('unknown', { timeZone: null }),
  ];
  expect(left(mentors, { sharedHours: 3 })).toEqual(['new-york', 'unknown']);
  expect(left(mentors, { sharedHours: 4 })).toEqual(['unknown']);
  expect(left(mentors.slice(0, 2), { sharedHours: 4 })).toBe('hours');
});

test('looks inside or outside the department', () => {
  const mentors = [mentor('in', { department: 'Finance' }), mentor('out')];
  expect(left(mentors, { departmentRule: 'same' })).toEqual(['in']);
  expect(left(mentors, { departmentRule: 'other' })).toEqual(['out']);
  expect(left(mentors.slice(1), { departmentRule: 'same' })).toBe('department');
});

test('leaves out line manager, past partners and pairs ruled out, and says which of them was the last', () => {
  const mentors = [mentor('boss'), mentor('was'), mentor('no')];
  const bonds = { past: new Set(['was']), forbidden: new Set(['no']) };
  expect(left(mentors, {}, bonds)).toEqual(['boss', 'was']);
  expect(left(mentors, { allowLineManager: false }, bonds)).toEqual(['was']);
  expect(left(mentors, { allowPastPartner: false }, bonds)).toEqual(['boss']);
  const strict = { allowLineManager: false, allowPastPartner: false };
  expect(left(mentors, strict, bonds)).toBe('forbidden');
  expect(left(mentors.slice(0, 2), strict, bonds)).toBe('line-manager-only');
  expect(left(mentors.slice(1, 2), strict, bonds)).toBe('past-partners-only');
});

test('says nothing of a block', () => {
  expect(left([mentor('a')], {}, { blocked: new Set(['a']) })).toBe('no-mentor-fits');
});

test('judges learners of one group apart from each other', () => {
  const mentors = [mentor('me'), mentor('other')];
  const among = candidatesAmong(mentors, lenient);
  const of = (personId: string) =>
    among(questOf({ goal: '', topics: [], learner: { ...learner, personId }, now }), none).positions;
  expect([of('me'), of('other'), of('third')]).toEqual([[1], [0], [0, 1]]);
});
