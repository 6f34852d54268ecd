import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { isRunning } from './cohorts.ts';

/** Where a cohort is on its way, which is also what its page proposes to do next. */
export type Stage = 'new' | 'ready' | 'matching' | 'matched' | 'proposed' | 'closed';

type Standing = Pick<Cohort, 'state' | 'joined' | 'lastRun' | 'standing'>;

/**
 * Nobody has joined yet, some have, they are being matched, there are pairs that nobody was told of, everybody was told,
 * or it is over.
 */
export function stageOf({ state, joined, lastRun, standing }: Standing): Stage {
  if (state === 'closed') return 'closed';
  if (isRunning(lastRun)) return 'matching';
  if (standing && !standing.published) return 'matched';
  if (state === 'published') return 'proposed';
  return joined > 0 ? 'ready' : 'new';
}

/** Whether there is something to do next: not while it is being matched, when it is over, or only volunteers come. */
export function hasNextStep(cohort: Standing & Pick<Cohort, 'settings'>): boolean {
  const stage = stageOf(cohort);
  if (stage === 'new') return !cohort.settings.volunteersOnly;
  return stage !== 'closed' && stage !== 'matching';
}
