import { z } from 'zod';
import { id } from '../../platform/contract.ts';
import { isAskedToJoin } from '../store.ts';
import { noticeKind } from './kind.ts';

/** To somebody a cohort is for: would they like a mentor? Dropped when they have answered, or the cohort is closed. */
export const cohortAsked = noticeKind({
  payload: z.object({ cohortId: id, learnerId: id, name: z.string() }),
  stillTrue: (tx, { cohortId, learnerId }) => isAskedToJoin(tx, cohortId, learnerId),
});
