import type { Actor } from '../../platform/actor.ts';
import { say } from '../../platform/messages.ts';
import type { Unmatched } from '../candidates.ts';

/** Why somebody has no mentor, for the programme owner. Null: they were in no run yet. */
export function sayUnmatched({ locale }: Actor, because: Unmatched | null): string {
  return say(locale, `cohort.unmatched.${because ?? 'not-run'}`);
}
