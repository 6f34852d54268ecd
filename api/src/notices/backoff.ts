import type { Temporal } from 'temporal-polyfill';

/** After this many attempts a notice has failed and waits for the programme owner. */
export const maximumAttempts = 8;

const firstPauseSeconds = 15;
const longestPauseSeconds = 3_600;

/**
 * When to try again after the `attempts`-th failure: exponential back-off with full jitter, so that a thousand notices
 * refused together do not come back together. `chance` is a number in [0, 1). A `Retry-After` from the far side wins
 * when it is longer.
 */
export function nextAttempt(
  now: Temporal.Instant,
  attempts: number,
  chance: number,
  retryAfterSeconds = 0,
): Temporal.Instant {
  const ceiling = Math.min(firstPauseSeconds * 2 ** (attempts - 1), longestPauseSeconds);
  const seconds = Math.max(Math.ceil(ceiling / 2 + (chance * ceiling) / 2), retryAfterSeconds);
  return now.add({ seconds });
}
