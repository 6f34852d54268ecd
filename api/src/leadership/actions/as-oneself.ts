import type { Actor } from '../../platform/actor.ts';
import type { GraphRefusal } from '../../platform/graph.ts';
import type { NoMember } from '../../platform/graph-refusal.ts';
import { type Refusal, refuse } from '../../platform/result.ts';

/** Somebody who is present: what they do in Teams is done with their own permission, and never without them. */
export type Caller = { actor: Actor; token: string };

/** Why somebody could not do in Teams as themselves what they wanted; nothing was done. */
export type SendRefusal =
  | Refusal<'permission-missing', { permission: string }>
  | Refusal<'sign-in-needed'>
  | Refusal<'not-in-team'>
  | Refusal<'throttled', { retryAfterSeconds: number }>
  | Refusal<'graph-unavailable'>;

/** A refusal of Graph in the words of this feature; `missing` is what it means that Graph finds nothing there. */
export function refusedBecause<Missing extends string>(
  refused: GraphRefusal | NoMember,
  missing: Missing,
): SendRefusal | Refusal<Missing> {
  switch (refused.reason) {
    case 'permission-missing':
      return refuse('permission-missing', { permission: refused.permission });
    case 'throttled':
      return refuse('throttled', { retryAfterSeconds: refused.retryAfterSeconds });
    case 'sign-in-needed':
      return refuse('sign-in-needed');
    case 'forbidden':
      return refuse('not-in-team');
    case 'not-found':
      return { ok: false, reason: missing };
    case 'unreachable':
    case 'conflict':
    case 'resync-needed':
      return refuse('graph-unavailable');
  }
}
