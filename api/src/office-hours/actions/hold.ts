import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, isRefusal, type Result } from '../../platform/result.ts';
import type { Booking } from '../schema/bookings.ts';
import { deleteHold } from '../store/holds.ts';
import { lockHoursOfBooking } from '../store/locks.ts';
import type { Checked } from './book.ts';
import { sayBooking } from './say-booking.ts';
import { type Facts, openDecisionOnSlot, type PlaceRefused, takePlace } from './take.ts';
import { offerFreePlaces } from './waiting/offer.ts';

/**
 * Keeps a slot for the actor while they write, for as long as the policy says; under the same checks and limits as a booking.
 * A second hold lets the first one go, unless it is refused.
 */
export async function holdSlot(
  deps: Deps,
  actor: Actor,
  { championId, startsAt: start }: { championId: string; startsAt: string },
  { calendar }: Checked = {},
): Promise<Result<Booking, PlaceRefused, Facts>> {
  const learnerId = actor.personId;
  const startsAt = Temporal.Instant.from(start);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const decision = await openDecisionOnSlot(deps, tx, actor, { championId, learnerId, startsAt, calendar });
    if (isRefusal(decision)) return decision;
    const { now, learner } = decision;
    const taken = await takePlace(deps, tx, actor, decision, {
      bookingId: deps.newId(),
      learnerId,
      startsAt,
      topic: null,
      question: '',
      held: { until: now.add({ minutes: learner.policy.holdMinutes }), waitingId: null },
    });
    if (isRefusal(taken)) return taken;
    await touch({ ...deps, db: tx }, actor.tenantId, [`champion:${championId}`]);
    return done(sayBooking(actor, taken.booking, now));
  });
}

/** Lets go of what the actor holds. A hold that is gone already needs no letting go. */
export async function releaseHold(deps: Deps, actor: Actor, bookingId: string): Promise<{ released: boolean }> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const championId = await lockHoursOfBooking(tx, bookingId);
    const released = championId !== undefined && (await deleteHold(tx, { bookingId, learnerId: actor.personId }));
    if (released) {
      const inTx = { ...deps, db: tx };
      await offerFreePlaces(inTx, actor.tenantId, championId);
      await touch(inTx, actor.tenantId, [`champion:${championId}`]);
    }
    return { released };
  });
}
