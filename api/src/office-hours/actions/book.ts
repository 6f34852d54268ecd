import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import { isTopic } from '../../topics/label.ts';
import { type Offering, pauseEnd, whyNot } from '../bookable.ts';
import { sayDate } from '../say-time.ts';
import type { Booking, BookingRequest, SlotOnWire } from '../schema.ts';
import { findBooking, isActive } from '../store/bookings.ts';
import { type Engagement, insertBooking, type NewBooking } from '../store/engagements.ts';
import { findOfferings } from '../store/hours.ts';
import { lockForBooking } from '../store/locks.ts';
import { inTheWay, nearestFree } from './help-after.ts';
import { oweBooked } from './owe-notices.ts';
import { sayBooking } from './say-booking.ts';

type Refused =
  | 'slot-taken'
  | 'you-are-busy'
  | 'not-offered'
  | 'not-a-champion'
  | 'champion-paused'
  | 'champion-full'
  | 'own-slot'
  | 'no-longer-active';

/** What helps after a refusal: free slots, until when a champion is away, or the session that is in the way and its time. */
type Facts = { nearest?: SlotOnWire[]; until?: string; bookingId?: string; other?: string; at?: string };

/**
 * Books a slot for the actor. `slot-taken`, `not-offered` and `champion-full` come with up to three free slots near it;
 * `you-are-busy` with the actor's own session at that time.
 */
export async function bookSlot(
  deps: Deps,
  actor: Actor,
  request: BookingRequest,
): Promise<Result<Booking, Refused, Facts>> {
  const { championId } = request;
  if (championId === actor.personId) return refuse('own-slot');
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await lockForBooking(tx, championId);
    const now = deps.now();
    const offering = (await findOfferings(tx, [championId], now)).get(championId);
    if (!offering) return refuse('not-a-champion');
    if (!(await isActive(tx, actor.personId))) return refuse('no-longer-active');
    const pausedUntil = pauseEnd(offering, now);
    if (pausedUntil) return refuse('champion-paused', { until: sayDate(pausedUntil, { now, ...actor }) });

    const booking = bookingOf(request, { bookingId: deps.newId(), learnerId: actor.personId, offering, now });
    const obstacle = whyNot(offering, booking.startsAt, now);
    if (obstacle) return refuse(obstacle, await nearestFree(tx, actor, booking, offering));
    const engaged = await insertBooking(tx, booking, engagementsOf(booking, offering));
    if (!engaged.includes(championId)) {
      // As a learner, elsewhere, a moment ago: read anew what is taken.
      const asItIs = (await findOfferings(tx, [championId], now)).get(championId) ?? offering;
      return refuse('slot-taken', await nearestFree(tx, actor, booking, asItIs));
    }
    if (!engaged.includes(actor.personId)) return refuse('you-are-busy', await inTheWay(tx, actor, booking));
    const written = await findBooking(tx, booking.bookingId);
    if (!written) throw new Error('a booking just written is not there');
    await oweBooked({ ...deps, db: tx }, actor, written);
    return done(sayBooking(actor, written));
  });
}

function bookingOf(
  { championId, startsAt: at, topic, question }: BookingRequest,
  made: { bookingId: string; learnerId: string; offering: Offering; now: Temporal.Instant },
): NewBooking {
  const startsAt = Temporal.Instant.from(at);
  return {
    bookingId: made.bookingId,
    championId,
    learnerId: made.learnerId,
    startsAt,
    endsAt: startsAt.add({ minutes: made.offering.rules.sessionMinutes }),
    // A topic that the catalogue no longer has shall not stand in the way of a session.
    topic: topic !== null && isTopic(topic) ? topic : null,
    question,
    bookedAt: made.now,
  };
}

/** The champion's time has their buffers around it; the learner's is the session. */
function engagementsOf({ championId, learnerId, startsAt, endsAt }: NewBooking, { rules }: Offering): Engagement[] {
  return [
    {
      personId: championId,
      from: startsAt.subtract({ minutes: rules.bufferBeforeMinutes }),
      until: endsAt.add({ minutes: rules.bufferAfterMinutes }),
    },
    { personId: learnerId, from: startsAt, until: endsAt },
  ];
}
