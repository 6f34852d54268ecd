import type { Deps } from '../../../deps.ts';
import { touch } from '../../../live/actions.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Tx } from '../../../platform/database.ts';
import { say } from '../../../platform/messages.ts';
import { done, type Result, refuse } from '../../../platform/result.ts';
import { defaultRules, engagedFor } from '../../bookable.ts';
import { isSessionTime } from '../../outlook-change.ts';
import type { Busy } from '../../slots.ts';
import { findBookings, type StoredBooking } from '../../store/bookings.ts';
import { deleteHoldsIn, findHolds } from '../../store/holds.ts';
import { findOfferings } from '../../store/hours.ts';
import { lockForBooking } from '../../store/locks.ts';
import { findBooked, moveSession } from '../../store/moves.ts';
import { oweMoved } from '../owe-notices.ts';
import { makeWay } from '../read-plans.ts';
import { theirTopics } from '../say-booking.ts';
import { offerFreePlaces } from '../waiting/offer.ts';

/**
 * Takes over that somebody moved the session's event in their calendar. Hours and notice do not bind them there: who moves
 * a meeting in Outlook knows why. Another session of anybody in it does; and a group is moved by its champion only. Called
 * with the champion's hours locked.
 */
export async function moveInOutlook(
  deps: Deps,
  actor: Actor,
  booking: StoredBooking,
  to: Busy,
): Promise<Result<object, 'stays'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const { sessionId, champion, startsAt: from } = booking;
    const championId = champion.personId;
    const isChampion = championId === actor.personId;
    if (!isSessionTime(to, deps.now()) || (booking.seats > 1 && !isChampion)) return refuse('stays');
    const seats = await findBooked(tx, sessionId);
    if (!(await moveEverybody(deps, tx, actor, { booking, seats, to }))) return refuse('stays');
    const moved = await findBookings(
      tx,
      seats.map(({ bookingId }) => bookingId),
    );
    const inTx = { ...deps, db: tx };
    await oweMoved(inTx, actor, moved, { from, note: say(actor.locale, 'calendar.outlook.moved') });
    await offerFreePlaces(inTx, actor.tenantId, championId);
    await touch(inTx, actor.tenantId, [...moved.flatMap(theirTopics), `champion:${championId}`]);
    return done({});
  });
}

type Moving = { booking: StoredBooking; seats: readonly { learnerId: string }[]; to: Busy };

/** Whether everybody could be engaged at the new time. */
async function moveEverybody(deps: Deps, tx: Tx, actor: Actor, { booking, seats, to }: Moving): Promise<boolean> {
  const championId = booking.champion.personId;
  const now = deps.now();
  const learnerIds = seats.map(({ learnerId }) => learnerId);
  await lockForBooking(tx, championId, ...learnerIds);
  const holds = await findHolds(tx, { actorId: actor.personId, people: [championId, ...learnerIds], now });
  await makeWay(deps, tx, championId, { holds, waited: false, groups: [booking] });
  await deleteHoldsIn(tx, booking.sessionId);
  const rules = (await findOfferings(tx, [championId], now)).get(championId)?.rules ?? defaultRules;
  const people = [
    { personId: championId, ...engagedFor(to, rules) },
    ...learnerIds.map((personId) => ({ personId, from: to.startsAt, until: to.endsAt })),
  ];
  return (await moveSession(tx, booking.sessionId, to, people)).length === people.length;
}
