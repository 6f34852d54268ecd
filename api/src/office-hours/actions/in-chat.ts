import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { answerOnce } from '../../platform/answer-once.ts';
import { type Refusal, type Result, refuse } from '../../platform/result.ts';
import type { Booking, BookingRequest } from '../schema/bookings.ts';
import type { Waiting } from '../schema/waiting-list.ts';
import { bookSlot } from './book.ts';
import { listBookings } from './bookings.ts';
import { cancelBooking } from './cancel.ts';
import { moveBooking } from './move.ts';
import { withdrawBooked } from './owe-notices.ts';
import type { Facts, PlaceRefused } from './take.ts';
import { type AcceptRefused, acceptOffer, passOffer } from './waiting/answer.ts';
import { type JoinRefused, joinWaitingList, type Wait } from './waiting/join.ts';
import { leaveWaitingList } from './waiting/leave.ts';
import { listWaiting } from './waiting/list.ts';

/**
 * What people do by the buttons of a chat. A button knows less than a screen: it may be pressed twice, sent twice by Teams
 * (`key` is the id of the press), or be days old. And whoever presses is told on the spot, in the chat where notices arrive.
 */
type Press = { key: string | undefined };

/** Books a slot; of the two sides only the other is told by a notice. */
export function bookInChat(
  deps: Deps,
  actor: Actor,
  request: BookingRequest,
  { key }: Press,
): Promise<Result<Booking, PlaceRefused, Facts> | Refusal<'key-reused'>> {
  return answerOnce(deps, actor, { key, operation: 'bookInChat', input: request }, async (once) =>
    toldOnTheSpot(once, actor, await bookSlot(once, actor, request)),
  );
}

/** Moves a session to another free slot. */
export function moveInChat(
  deps: Deps,
  actor: Actor,
  { bookingId, ...to }: { bookingId: string; startsAt: string; note: string },
  { key }: Press,
) {
  return answerOnce(deps, actor, { key, operation: 'moveInChat', input: { bookingId, ...to } }, (once) =>
    moveBooking(once, actor, bookingId, to),
  );
}

/** Calls a session off, with a note to the other side. */
export function cancelInChat(
  deps: Deps,
  actor: Actor,
  { bookingId, note }: { bookingId: string; note: string },
  { key }: Press,
) {
  return answerOnce(deps, actor, { key, operation: 'cancelInChat', input: { bookingId, note } }, (once) =>
    cancelBooking(once, actor, bookingId, { note }),
  );
}

/** Joins a waiting list. */
export function waitInChat(
  deps: Deps,
  actor: Actor,
  wait: Wait,
  { key }: Press,
): Promise<Result<Waiting, JoinRefused, Facts> | Refusal<'key-reused'>> {
  return answerOnce(deps, actor, { key, operation: 'waitInChat', input: wait }, (once) =>
    joinWaitingList(once, actor, wait),
  );
}

/** An offer as a button names it. The same place in line may be offered another time by when the button is pressed. */
type OfferNamed = { waitingId: string; startsAt: string };

/** Takes what was offered, when that very time is still kept; the session it has become, when it was taken before. */
export function acceptInChat(
  deps: Deps,
  actor: Actor,
  { waitingId, startsAt }: OfferNamed,
  { key }: Press,
): Promise<Result<Booking, AcceptRefused, Facts> | Refusal<'key-reused'>> {
  return answerOnce(deps, actor, { key, operation: 'acceptInChat', input: { waitingId, startsAt } }, async (once) => {
    const accepted = await acceptOffer(once, actor, waitingId);
    if (accepted.ok && !isSame(accepted.startsAt, startsAt)) return refuse('offer-over');
    return toldOnTheSpot(once, actor, accepted);
  });
}

/** Lets what was offered go to the next in line; once more, it only says that it did. */
export function passInChat(
  deps: Deps,
  actor: Actor,
  { waitingId, startsAt }: OfferNamed,
): Promise<Result<Waiting, 'no-such-place' | 'offer-over'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const once = { ...deps, db: tx };
    const { items } = await listWaiting(once, actor);
    const place = items.find((one) => one.waitingId === waitingId);
    if (place?.past.some((one) => one.answer === 'passed' && isSame(one.startsAt, startsAt)))
      return { ok: true, ...place };
    if (place && !(place.offer && isSame(place.offer.startsAt, startsAt))) return refuse('offer-over');
    return passOffer(once, actor, waitingId);
  });
}

/** Leaves a line. */
export function leaveInChat(deps: Deps, actor: Actor, waitingId: string) {
  return leaveWaitingList(deps, actor, waitingId);
}

/** What a person has before them: up to `limit` coming sessions on either side of them, and where they wait. */
export async function listComing(
  deps: Deps,
  actor: Actor,
  limit: number,
): Promise<{ bookings: Booking[]; more: boolean; waiting: Waiting[] }> {
  const { items: bookings, next } = await listBookings(deps, actor, { when: 'coming', as: 'either', limit });
  const { items } = await listWaiting(deps, actor);
  return { bookings, more: next !== null, waiting: items.filter(({ state }) => state === 'waiting') };
}

async function toldOnTheSpot<Answer extends { ok: false } | ({ ok: true } & Booking)>(
  deps: Deps,
  actor: Actor,
  answer: Answer,
): Promise<Answer> {
  if (answer.ok) await withdrawBooked(deps, actor, answer.bookingId);
  return answer;
}

const isSame = (a: string, b: string) => Date.parse(a) === Date.parse(b);
