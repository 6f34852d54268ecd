import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';

/** Longer than any single step of an import takes; an import that says nothing for so long has died with its process. */
const silentMinutes = 3;

/** Imports whose last sign of life is older than this are over. */
export function staleBefore(deps: Deps): Temporal.Instant {
  return deps.now().subtract({ minutes: silentMinutes });
}
