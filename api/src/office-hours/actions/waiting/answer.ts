import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../../deps.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Tx } from '../../../platform/database.ts';
import { done, type Result, refuse } from '../../../platform/result.ts';
import type { Booking } from '../../schema/bookings.ts';
import type { Waiting } from '../../schema/waiting-list.ts';
import { findBooking } from '../../store/bookings.ts';
import { findLearner } from '../../store/learners.ts';
import { endPlace } from '../../store/line.ts';
import { lockForBooking, lockHours } from '../../store/locks.ts';
import { answerOffer } from '../../store/offers.ts';
import { confirmHold } from '../../store/places.ts';
import { findWaiting, type StoredWaiting } from '../../store/waiting.ts';
import { oweBooked } from '../owe-notices.ts';
import { sayBooking } from '../say-booking.ts';
import { type Facts, limitRefusal } from '../take.ts';
import { offerFreePlaces, tellLine } from './offer.ts';
import { sayWaiting } from './say-waiting.ts';

export type AcceptRefused = 'no-such-place' | 'offer-over' | 'too-many-open' | 'too-many-late-cancellations';

/** The actor takes the slot that is held for them. Taking it once more answers the session it has become. */
export async function acceptOffer(
  deps: Deps,
  actor: Actor,
  waitingId: string,
): Promise<Result<Booking, AcceptRefused, Facts>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const championId = await championOfOwn(tx, actor, waitingId);
    if (championId === undefined) return refuse('no-such-place');
    await lockForBooking(tx, championId, actor.personId);
    const now = deps.now();
    const place = await findWaiting(tx, waitingId);
    if (place?.acceptedAs) {
      const booked = await findBooking(tx, place.acceptedAs);
      return booked?.state === 'booked' ? done(sayBooking(actor, booked, now)) : refuse('offer-over');
    }
    const learner = await findLearner(tx, actor.personId, now);
    if (!place?.offer || !learner?.active) return refuse('offer-over');
    const limit = limitRefusal(actor, { learner, now }, 1);
    if (limit) return limit;
    const booking = await settle(deps, tx, actor, place, now);
    return booking ? done(booking) : refuse('offer-over');
  });
}

async function settle(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  { waitingId, champion, offer, topic, question }: StoredWaiting,
  now: Temporal.Instant,
): Promise<Booking | undefined> {
  if (!offer) return undefined;
  const joined = { ...deps, db: tx };
  const { bookingId, startsAt } = offer;
  const championId = champion.personId;
  const held = { bookingId, learnerId: actor.personId, championId, startsAt, topic, question, now };
  if (!(await confirmHold(tx, held))) return undefined;
  await answerOffer(tx, waitingId, 'accepted', now);
  await endPlace(tx, waitingId, { state: 'accepted' }, now);
  const booking = await findBooking(tx, bookingId);
  if (!booking) throw new Error('a booking just written is not there');
  await oweBooked(joined, actor, booking);
  await tellLine(joined, actor.tenantId, championId, [{ learnerId: actor.personId }]);
  // Whoever waited for this session and for any time waits no longer.
  await offerFreePlaces(joined, actor.tenantId, championId);
  return sayBooking(actor, booking, now);
}

/** The actor lets the held slot go to the next in line, and keeps their place. */
export async function passOffer(
  deps: Deps,
  actor: Actor,
  waitingId: string,
): Promise<Result<Waiting, 'no-such-place' | 'offer-over'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const championId = await championOfOwn(tx, actor, waitingId);
    if (championId === undefined) return refuse('no-such-place');
    await lockHours(tx, championId);
    const now = deps.now();
    const place = await findWaiting(tx, waitingId);
    if (!place?.offer || isOver(place.offer, now)) return refuse('offer-over');
    const joined = { ...deps, db: tx };
    await answerOffer(tx, waitingId, 'passed', now);
    await tellLine(joined, actor.tenantId, championId, [{ learnerId: actor.personId }]);
    await offerFreePlaces(joined, actor.tenantId, championId);
    const kept = await findWaiting(tx, waitingId);
    return kept ? done(sayWaiting(actor, kept, now)) : refuse('no-such-place');
  });
}

/** To everybody but its learner a place in line does not exist. */
async function championOfOwn(tx: Tx, actor: Actor, waitingId: string): Promise<string | undefined> {
  const place = await findWaiting(tx, waitingId);
  return place?.learner.personId === actor.personId ? place.champion.personId : undefined;
}

const isOver = ({ until }: { until: Temporal.Instant }, now: Temporal.Instant) =>
  until.epochMilliseconds <= now.epochMilliseconds;
