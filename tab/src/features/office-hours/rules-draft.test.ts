import { defaultPolicy } from '@open-door/api/office-hours/limits.ts';
import { bookingPolicy } from '@open-door/api/office-hours/schema/policy.ts';
import { expect, test } from 'vitest';
import { type Rule, rules, rulesDraft, rulesIn } from './rules-draft.ts';

const named = Object.keys(rules) as Rule[];

test('takes what the contract takes, to the number', () => {
  for (const rule of named) {
    const { least, most } = rules[rule];
    const takes = (value: number) => bookingPolicy.safeParse({ ...defaultPolicy, [rule]: value }).success;
    expect([rule, [least - 1, least, most, most + 1].map(takes)]).toEqual([rule, [false, true, true, false]]);
  }
});

test('calls usual what the API goes by where nobody set anything', () => {
  expect(Object.fromEntries(named.map((rule) => [rule, rules[rule].usual]))).toEqual(defaultPolicy);
});

test('reads back what was saved, and nothing while a number is missing, broken or out of bounds', () => {
  const draft = rulesDraft(defaultPolicy);
  expect(rulesIn(draft)).toEqual(defaultPolicy);
  for (const holdMinutes of ['', '0', '61', '2.5', '-3', '1e1', 'five']) {
    expect([holdMinutes, rulesIn({ ...draft, holdMinutes })]).toEqual([holdMinutes, undefined]);
  }
});
