import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/database.ts';
import { done, isRefusal, type Result, refuse } from '../../platform/result.ts';
import { engagedFor, meet, type OfferedSlot, type Offering, pauseEnd, slotAt, without } from '../bookable.ts';
import { sayDate } from '../say-time.ts';
import type { Booking } from '../schema/bookings.ts';
import { findBooking, findBookings, type StoredBooking } from '../store/bookings.ts';
import { findEngagements, type Taken } from '../store/engagements.ts';
import { deleteHoldsIn, findHolds } from '../store/holds.ts';
import { findOfferings } from '../store/hours.ts';
import { anybodyWaits } from '../store/line.ts';
import { lockForBooking, lockHoursOfBooking } from '../store/locks.ts';
import { findBooked, moveSeat, moveSession } from '../store/moves.ts';
import type { Checked } from './book.ts';
import { oweMoved } from './owe-notices.ts';
import { makeWay } from './read-plans.ts';
import { isTheirs, sayBooking, theirTopics } from './say-booking.ts';
import { type Facts, freeSlot, help, newSession, type PlaceRefused, whoeverIsMissing } from './take.ts';
import { offerFreePlaces } from './waiting/offer.ts';

export type MoveRefused = PlaceRefused | 'no-such-booking' | 'already-ended' | 'already-started';

/**
 * Either side moves a session to another free slot of its champion, in one step: the old time goes only with the new one
 * had. In a group a learner moves their own seat, and the champion everybody, when all are free then; whoever else is
 * concerned is told. A refusal leaves everything as it was, with up to three free slots near the wanted time.
 */
export async function moveBooking(
  deps: Deps,
  actor: Actor,
  bookingId: string,
  { startsAt, note }: { startsAt: string; note: string },
  { calendar = [] }: Checked = {},
): Promise<Result<Booking, MoveRefused, Facts>> {
  const { tenantId } = actor;
  const to = Temporal.Instant.from(startsAt);
  return deps.db.transaction(tenantId, async (tx) => {
    const move = await openMove(deps, tx, actor, bookingId);
    if (isRefusal(move)) return move;
    const { booking, now } = move;
    if (booking.startsAt.equals(to)) return done(sayBooking(actor, booking, now));
    const wanted = { ...move, offering: { ...move.offering, calendar } };
    const moved = move.asChampion ? await moveAll(tx, wanted, to) : await moveOwn(deps, tx, actor, wanted, to);
    if (isRefusal(moved)) return moved;
    const bookings = await findBookings(tx, moved.bookingIds);
    const asItIs = bookings.find((one) => one.bookingId === bookingId);
    if (!asItIs) throw new Error('a booking just moved is not there');
    const inTx = { ...deps, db: tx };
    const championId = asItIs.champion.personId;
    await oweMoved(inTx, actor, bookings, { from: booking.startsAt, note });
    await offerFreePlaces(inTx, tenantId, championId);
    await touch(inTx, tenantId, [...bookings.flatMap(theirTopics), `champion:${championId}`]);
    return done(sayBooking(actor, asItIs, now));
  });
}

/** What is to be moved, and what those who move with it have besides; their locks are held. */
type Move = {
  booking: StoredBooking;
  asChampion: boolean;
  /** The seats that move: the learner's own, or every one. */
  seats: readonly { bookingId: string; learnerId: string }[];
  offering: Offering;
  planned: readonly Taken[];
  now: Temporal.Instant;
};

async function openMove(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  bookingId: string,
): Promise<Result<Move, MoveRefused, Facts>> {
  const championId = await lockHoursOfBooking(tx, bookingId);
  const booking = await findBooking(tx, bookingId);
  if (!championId || !booking || !isTheirs(actor, booking) || booking.state === 'held')
    return refuse('no-such-booking');
  const now = deps.now();
  if (booking.state !== 'booked') return refuse('already-ended');
  if (booking.startsAt.epochMilliseconds <= now.epochMilliseconds) return refuse('already-started');
  const { sessionId } = booking;
  const asChampion = championId === actor.personId;
  const seats = asChampion ? await findBooked(tx, sessionId) : [{ bookingId, learnerId: booking.learner.personId }];
  const learnerIds = seats.map(({ learnerId }) => learnerId);
  await lockForBooking(tx, championId, ...learnerIds);
  const people = [championId, ...learnerIds];
  if (asChampion) await deleteHoldsIn(tx, sessionId);
  const holds = await findHolds(tx, { actorId: actor.personId, people, now });
  const published = (await findOfferings(tx, [championId], now)).get(championId);
  if (!published) return refuse('not-a-champion');
  const pausedUntil = pauseEnd(published, now);
  // Whoever pauses may still move what they had agreed to.
  if (pausedUntil && !asChampion) return refuse('champion-paused', { until: sayDate(pausedUntil, { now, ...actor }) });
  const waited = await anybodyWaits(tx, championId);
  await makeWay(deps, tx, championId, { holds, waited, groups: [...published.groupSessions, booking] });
  const asItIs = (await findOfferings(tx, [championId], now)).get(championId) ?? published;
  const taken = (await findBooking(tx, bookingId))?.taken ?? booking.taken;
  // The champion stays where others have a seat.
  const offering = asChampion || taken === 1 ? without(asItIs, sessionId) : asItIs;
  const engaged = await Promise.all(learnerIds.map((learnerId) => findEngagements(tx, learnerId, now)));
  const planned = engaged.flat().filter((one) => one.sessionId !== sessionId);
  return done({ booking, asChampion, seats, offering, planned, now });
}

type Moved = Result<{ bookingIds: string[] }, PlaceRefused, Facts>;

/** The champion moves the session with everybody in it. Whether it is a learner who is not free then is not theirs to know. */
async function moveAll(tx: Tx, move: Move, to: Temporal.Instant): Promise<Moved> {
  const { booking, seats, offering, planned, now } = move;
  const slot = slotAt(offering, to, now);
  if (typeof slot === 'string') return refuse(slot, help(offering, to, planned, now));
  if (slot.session || planned.some((busy) => meet(busy, slot))) {
    return refuse('slot-taken', help(offering, to, planned, now));
  }
  const engaged = await moveWhole(tx, move, slot, booking.seats);
  if (engaged.length < seats.length + 1) return refuse('slot-taken', help(offering, to, planned, now));
  return done({ bookingIds: seats.map(({ bookingId }) => bookingId) });
}

/** A learner moves alone: with the session, when it is for them only, or to a seat in another. */
async function moveOwn(deps: Deps, tx: Tx, actor: Actor, move: Move, to: Temporal.Instant): Promise<Moved> {
  const { booking, offering, now } = move;
  const { bookingId, champion } = booking;
  const learnerId = actor.personId;
  const free = await freeSlot(tx, actor, move, { learnerId, startsAt: to });
  if (isRefusal(free)) return free;
  const { slot } = free;
  const session = newSession(slot, offering, booking);
  const staysWhole = booking.seats === 1 && session !== null;
  const place = {
    bookingId,
    learnerId,
    championId: champion.personId,
    sessionId: slot.session?.sessionId ?? (staysWhole ? booking.sessionId : deps.newId()),
    session,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
  };
  const engaged = staysWhole
    ? await moveWhole(tx, move, slot, slot.seats)
    : await moveSeat(tx, { ...place, fromId: booking.sessionId });
  const missed = await whoeverIsMissing(tx, actor, place, engaged, now);
  return missed ?? done({ bookingIds: [bookingId] });
}

/** Moves the session itself; where it takes place follows the hours, unless they leave it open. */
function moveWhole(tx: Tx, move: Move, slot: OfferedSlot, seats: number): Promise<string[]> {
  const { booking, offering } = move;
  const { startsAt, endsAt } = slot;
  const place = slot.place === 'either' ? booking.place : slot.place;
  return moveSession(tx, booking.sessionId, { startsAt, endsAt, as: { seats, place, room: slot.room } }, [
    { personId: booking.champion.personId, ...engagedFor(slot, offering.rules) },
    ...move.seats.map(({ learnerId }) => ({ personId: learnerId, from: startsAt, until: endsAt })),
  ]);
}
