import type { Deps } from '../../deps.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { BookingPolicy } from '../schema/policy.ts';
import { findPolicy, savePolicy } from '../store/policy.ts';

/** The limits everybody in the actor's organisation books under. */
export async function getBookingPolicy(deps: Deps, actor: Actor): Promise<BookingPolicy> {
  return deps.db.transaction(actor.tenantId, findPolicy);
}

/** The programme owner sets the limits, for what is booked, held or called off from now on. */
export async function setBookingPolicy(
  deps: Deps,
  actor: Actor,
  policy: BookingPolicy,
): Promise<Result<BookingPolicy, 'not-allowed'>> {
  if (!may(actor, 'owner')) return refuse('not-allowed');
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await savePolicy(tx, policy);
    return done(policy);
  });
}
