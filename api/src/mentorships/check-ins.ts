import type { Temporal } from 'temporal-polyfill';

/** The fit after the first session the two held, then at 2, 6 and 12 weeks from the start. */
export const points = ['fit', 'week-2', 'week-6', 'week-12'] as const;
export type Point = (typeof points)[number];

export type Due = { point: Point; dueAt: Temporal.Instant };

const weekly = { 'week-2': 2, 'week-6': 6, 'week-12': 12 } as const;

/** When the check-ins are due that depend on nothing but the start. A week is seven times 24 hours. */
export function weeklyCheckIns(startedAt: Temporal.Instant): Due[] {
  return (Object.keys(weekly) as (keyof typeof weekly)[]).map((point) => ({
    point,
    dueAt: startedAt.add({ hours: 24 * 7 * weekly[point] }),
  }));
}

/** Those that a pause moves, with their new times: what was not due yet when it began is due later by as long as it was. */
export function movedByPause(
  due: readonly Due[],
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Due[] {
  const length = from.until(until);
  return due
    .filter(({ dueAt }) => dueAt.epochMilliseconds > from.epochMilliseconds)
    .map((each) => ({ ...each, dueAt: each.dueAt.add(length) }));
}
