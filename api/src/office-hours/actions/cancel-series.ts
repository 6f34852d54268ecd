import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { findBookings } from '../store/bookings.ts';
import { lockHours } from '../store/locks.ts';
import { findPolicy } from '../store/policy.ts';
import { cancelComing, findSeries } from '../store/series.ts';
import { oweSeriesCancelled } from './owe-notices.ts';
import { theirTopics } from './say-booking.ts';
import { offerFreePlaces } from './waiting/offer.ts';

/** Either side calls off what is still to come of a series; the other is told once, with the note. */
export async function cancelSeries(
  deps: Deps,
  actor: Actor,
  seriesId: string,
  { note }: { note: string },
): Promise<Result<{ cancelled: number }, 'no-such-series' | 'already-ended'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const series = await findSeries(tx, seriesId);
    const { personId } = actor;
    if (!series || ![series.championId, series.learnerId].includes(personId)) return refuse('no-such-series');
    // Whoever books a time that this frees waits for the champion's lock, and not for this transaction while holding it.
    await lockHours(tx, series.championId);
    const now = deps.now();
    const { lateCancellationHours } = await findPolicy(tx);
    const lateBefore = now.add({ hours: lateCancellationHours });
    const cancelled = await cancelComing(tx, series, { personId, note, lateBefore, now });
    if (cancelled.length === 0) return refuse('already-ended');
    const bookings = await findBookings(tx, cancelled);
    const inTx = { ...deps, db: tx };
    await oweSeriesCancelled(inTx, actor, bookings);
    await touch(inTx, actor.tenantId, [...bookings.flatMap(theirTopics), `champion:${series.championId}`]);
    await offerFreePlaces(inTx, actor.tenantId, series.championId);
    return done({ cancelled: cancelled.length });
  });
}
