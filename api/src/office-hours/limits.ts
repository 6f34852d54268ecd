import type { Temporal } from 'temporal-polyfill';

/** What the programme owner asks of everybody who books. */
export type Policy = {
  /** Coming sessions a learner may have at once. */
  openBookingsPerLearner: number;
  /** A cancellation this close to the start is late, in hours. */
  lateCancellationHours: number;
  /** As many are forgiven in `lateCancellationDays`; one more, and the learner books again when the oldest has passed. */
  lateCancellationsAllowed: number;
  lateCancellationDays: number;
  holdMinutes: number;
  /** How long a place is kept for somebody on the waiting list. */
  offerMinutes: number;
};

/** For a programme that has not set its own. The database has the same defaults. */
export const defaultPolicy: Policy = {
  openBookingsPerLearner: 6,
  lateCancellationHours: 4,
  lateCancellationsAllowed: 3,
  lateCancellationDays: 30,
  holdMinutes: 5,
  offerMinutes: 120,
};

/** What a learner has booked and called off, as far as the policy counts it. */
export type Record = {
  open: number;
  /** When they cancelled late, newest first. */
  lateCancellations: readonly Temporal.Instant[];
};

export type Limit =
  | { reason: 'too-many-open'; limit: number }
  | { reason: 'too-many-late-cancellations'; limit: number; until: Temporal.Instant };

/** The limit that a learner meets who wants `more` sessions now; null when they may book. */
export function limitMet(
  policy: Policy,
  { open, lateCancellations }: Record,
  more: number,
  now: Temporal.Instant,
): Limit | null {
  const allowed = policy.lateCancellationsAllowed;
  // The newest ones are forgiven; the first beyond them decides how long it takes.
  const decisive = lateCancellations[allowed];
  const until = decisive?.add({ hours: 24 * policy.lateCancellationDays });
  if (until && until.epochMilliseconds > now.epochMilliseconds) {
    return { reason: 'too-many-late-cancellations', limit: allowed, until };
  }
  const limit = policy.openBookingsPerLearner;
  return open + more > limit ? { reason: 'too-many-open', limit } : null;
}

/** Whether calling a session off now is late. */
export function isLate(
  { lateCancellationHours }: Pick<Policy, 'lateCancellationHours'>,
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
): boolean {
  return startsAt.epochMilliseconds - now.epochMilliseconds < lateCancellationHours * 3_600_000;
}
