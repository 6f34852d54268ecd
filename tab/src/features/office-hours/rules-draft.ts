import type { BookingPolicy } from '@open-door/api/office-hours/schema/policy.ts';

export type Rule = keyof BookingPolicy;
/** What stands in each field, whether it fits or not. */
export type RulesDraft = Record<Rule, string>;

/** What the contract takes, and what the API goes by where nobody set anything. */
export const rules: Record<Rule, { least: number; most: number; usual: number }> = {
  openBookingsPerLearner: { least: 1, most: 100, usual: 6 },
  lateCancellationHours: { least: 0, most: 168, usual: 4 },
  lateCancellationsAllowed: { least: 0, most: 100, usual: 3 },
  lateCancellationDays: { least: 1, most: 365, usual: 30 },
  holdMinutes: { least: 1, most: 60, usual: 5 },
  offerMinutes: { least: 5, most: 2_880, usual: 120 },
};

export function rulesDraft(policy: BookingPolicy): RulesDraft {
  return Object.fromEntries(Object.entries(policy).map(([rule, value]) => [rule, String(value)])) as RulesDraft;
}

/** The rules that are typed; `undefined` while one is no whole number or out of bounds. */
export function rulesIn<Given extends Partial<RulesDraft>>(draft: Given): Record<keyof Given, number> | undefined {
  const typed = Object.entries(draft).map(([rule, value]) => [rule as Rule, readWhole(value)] as const);
  if (!typed.every(([rule, value]) => value >= rules[rule].least && value <= rules[rule].most)) return undefined;
  return Object.fromEntries(typed) as Record<keyof Given, number>;
}

/** NaN for anything but a whole number. */
function readWhole(typed: string): number {
  return /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
}
