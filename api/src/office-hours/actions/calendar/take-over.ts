import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../../deps.ts';
import type { Actor } from '../../../platform/actor.ts';
import type { Tx } from '../../../platform/database.ts';
import type { GraphRefusal } from '../../../platform/graph.ts';
import { say } from '../../../platform/messages.ts';
import { isRefusal, type Refusal, refuse } from '../../../platform/result.ts';
import type { Written } from '../../event.ts';
import { isSameTime, type OutlookEvent, outlookChange } from '../../outlook-change.ts';
import type { Busy } from '../../slots.ts';
import { findBooking, type Side, type StoredBooking } from '../../store/bookings.ts';
import { type EventSettled, leaseEvent, lockEvent, settleEvent } from '../../store/calendar.ts';
import { lockHoursOfBooking } from '../../store/locks.ts';
import { cancelBooking } from '../cancel.ts';
import { oweOutlookChange } from '../owe-notices.ts';
import { isTheirs } from '../say-booking.ts';
import { moveInOutlook } from './move-in-outlook.ts';

export type Read = OutlookEvent & { eventId: string; icalUid: string | null; joinUrl: string | null };

/** Something that happened to one of our events in a person's calendar; what, is seen by reading the event. */
export type Hint = {
  bookingId: string;
  /** The event's id in that person's mailbox; null for an invitation that arrived there and was looked for in vain. */
  eventId: string | null;
  /** Whether it was taken out of the calendar, given what can still be found of it. */
  isGone: (event: Read | null) => boolean;
};

/** Reads Outlook, with whatever permission there is. */
export type Reader = {
  /** An event of the person's own calendar. */
  read: (eventId: string) => Promise<{ ok: true; answer: Read } | GraphRefusal>;
  /** Whether the organizer's own event is at this time; false also where that cannot be seen. */
  organizerHas: (organizer: Organizer, time: Busy) => Promise<boolean>;
};

export type Organizer = { personId: string; username: string; eventId: string };

const leaseSeconds = 60;

/**
 * Takes over what a person did to one of our events in Outlook. The event is read while nobody writes it, so what differs
 * was done by people, and a hint that comes twice, late or out of order does nothing more. Answers whether the session
 * changed, or why the event could not be read.
 */
export async function takeOver(
  deps: Deps,
  owner: Actor,
  hint: Hint,
  { read, organizerHas }: Reader,
): Promise<{ ok: true; changed: boolean } | GraphRefusal | Refusal<'being-written'>> {
  const looked = await beginReading(deps, owner, hint);
  if (looked === 'nothing') return { ok: true, changed: false };
  if (looked === 'being-written') return refuse(looked);
  const answer = hint.eventId === null ? refuse('not-found') : await read(hint.eventId);
  if (isRefusal(answer) && answer.reason !== 'not-found') {
    await deps.db.transaction(owner.tenantId, (tx) => settleEvent(tx, hint.bookingId, looked.lease, {}));
    return answer;
  }
  const found = answer.ok ? answer.answer : null;
  // An invitation follows when its organizer moves the event: then it is not the invited who moved it.
  const isCopyMoved = found && looked.readBy === 'invited' && !isSameTime(found, looked.booking);
  const follows = isCopyMoved && (await organizerHas(looked.organizer, found));
  return deps.db.transaction(owner.tenantId, async (tx) => {
    const settled = await apply({ ...deps, db: tx }, tx, owner, hint, {
      ...looked,
      event: found,
      movedBy: follows ? 'organizer' : looked.readBy,
    });
    const copyId = looked.readBy === 'invited' && hint.eventId !== null ? { copyId: hint.eventId } : {};
    await settleEvent(tx, hint.bookingId, looked.lease, {
      ...copyId,
      meetingUrl: found?.joinUrl ?? null,
      ...settled.outcome,
    });
    return { ok: true, changed: settled.changed };
  });
}

type Looked = {
  booking: StoredBooking;
  written: Written;
  organizer: Side & Organizer;
  invited: Side;
  readBy: 'organizer' | 'invited';
  lease: Temporal.Instant;
};

/** Leases the event of a session that has not begun, so that it does not change under the reader's eyes. */
async function beginReading(
  deps: Deps,
  owner: Actor,
  { bookingId }: Hint,
): Promise<Looked | 'nothing' | 'being-written'> {
  return deps.db.transaction(owner.tenantId, async (tx) => {
    const event = await lockEvent(tx, bookingId);
    const booking = event && (await findBooking(tx, bookingId));
    if (!booking || !isTheirs(owner, booking)) return 'nothing';
    const now = deps.now();
    const { written, leasedUntil, invitesIn } = event;
    const stands = booking.state === 'booked' && booking.startsAt.epochMilliseconds > now.epochMilliseconds;
    if (!stands || written.eventId === null || written.as === 'cancelled') return 'nothing';
    if (leasedUntil && Temporal.Instant.compare(now, leasedUntil) < 0) return 'being-written';
    const readBy = written.organizerId === owner.personId ? 'organizer' : 'invited';
    const lease = now.add({ seconds: leaseSeconds });
    await leaseEvent(tx, bookingId, { until: lease, organizerId: written.organizerId, invitesIn });
    const { learner, champion } = booking;
    const [organizer, invited] = written.organizerId === learner.personId ? [learner, champion] : [champion, learner];
    return { booking, written, organizer: { ...organizer, eventId: written.eventId }, invited, readBy, lease };
  });
}

type Applied = { changed: boolean; outcome: EventSettled };

const nothing: Applied = { changed: false, outcome: {} };

type Seen = Looked & { event: Read | null; movedBy: 'organizer' | 'invited' };

async function apply(deps: Deps, tx: Tx, owner: Actor, hint: Hint, seen: Seen): Promise<Applied> {
  const { booking, written, readBy, organizer, invited, event } = seen;
  await lockHoursOfBooking(tx, booking.bookingId);
  // Whatever was done here while Outlook was read is the later word.
  if ((await findBooking(tx, booking.bookingId))?.changes !== booking.changes) return nothing;
  const change = outlookChange(event, {
    ...booking,
    isInStep: written.changes === booking.changes,
    isGone: hint.isGone(event),
    readBy,
    invitedAddress: invited.username,
  });
  if (change.kind === 'none') return nothing;
  if (change.kind === 'moved') return takeMove(deps, owner, seen, change);
  const by = actorFor(owner, change.by === 'organizer' ? organizer : invited);
  const note = say(owner.locale, `calendar.outlook.${change.how}`);
  const cancelled = await cancelBooking(deps, by, booking.bookingId, { note });
  // An invitation that was declined still stands in the organizer's calendar, until they are present.
  const isOff = cancelled.ok && change.by === 'organizer';
  return { changed: cancelled.ok, outcome: isOff ? { as: 'cancelled', written: asOf(deps, booking, booking) } : {} };
}

async function takeMove(deps: Deps, owner: Actor, seen: Seen, to: Busy): Promise<Applied> {
  const { booking, movedBy } = seen;
  const by = actorFor(owner, seen[movedBy]);
  const moved = await moveInOutlook(deps, by, booking, to);
  // The organizer's event shows the new time already; of a copy that was moved the organizer's knows nothing.
  if (moved.ok) return { changed: true, outcome: movedBy === 'organizer' ? { written: asOf(deps, booking, to) } : {} };
  await oweOutlookChange(deps, by, booking, { wanted: to.startsAt });
  return { changed: false, outcome: { isWrong: true } };
}

/** In step with the change that was just made to the booking. */
function asOf(deps: Deps, { changes }: StoredBooking, { startsAt, endsAt }: Busy) {
  return { changes: changes + 1, startsAt, endsAt, at: deps.now() };
}

/** The other side, as who did something in Outlook that the reader of a calendar sees. */
function actorFor(reader: Actor, { personId, timeZone }: Side): Actor {
  if (personId === reader.personId) return reader;
  return { ...reader, personId, roles: [], timeZone: timeZone ?? reader.timeZone };
}
