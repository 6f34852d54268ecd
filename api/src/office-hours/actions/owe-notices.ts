import type { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { type OwedNotice, owe } from '../../notices/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { StoredBooking } from '../store/bookings.ts';

const reminderMinutes = 15;

/** Tells both sides that a session was booked, and owes both a reminder before it (none when it is too soon for one). */
export async function oweBooked(deps: Deps, actor: Actor, booking: StoredBooking): Promise<void> {
  const dueAt = booking.startsAt.subtract({ minutes: reminderMinutes });
  const notices = sides(booking).flatMap(({ personId }) => {
    const made = { kind: 'booking-made', ...occasion(booking, 'made', personId), payload: sessionOf(booking) } as const;
    const reminder = {
      kind: 'booking-reminder',
      ...occasion(booking, 'reminder', personId),
      payload: sessionOf(booking),
      dueAt,
    } as const;
    return dueAt.epochMilliseconds > deps.now().epochMilliseconds ? [made, reminder] : [made];
  });
  await owe(deps, actor.tenantId, notices);
}

/** Tells the other side that the actor cancelled, with the note. */
export async function oweCancelled(deps: Deps, actor: Actor, booking: StoredBooking): Promise<void> {
  const [self, other] = booking.champion.personId === actor.personId ? sides(booking) : sides(booking).toReversed();
  if (!self || !other) return;
  await owe(deps, actor.tenantId, {
    kind: 'booking-cancelled',
    ...occasion(booking, 'cancelled', other.personId),
    payload: {
      ...sessionOf(booking),
      cancelledById: self.personId,
      cancelledByName: self.displayName,
      note: booking.endedNote,
    },
  });
}

/** Tells whoever stays that a session is off because the other side left the organisation. */
export async function oweReleased(
  deps: Deps,
  actor: Actor,
  bookings: readonly StoredBooking[],
  departed: ReadonlySet<string>,
): Promise<void> {
  const notices = bookings.flatMap((booking): OwedNotice[] => {
    const [gone, ...both] = sides(booking).filter(({ personId }) => departed.has(personId));
    const stays = sides(booking).find(({ personId }) => !departed.has(personId));
    if (!gone || !stays || both.length > 0) return [];
    return [
      {
        kind: 'booking-released',
        ...occasion(booking, 'released', stays.personId),
        payload: { ...sessionOf(booking), departedId: gone.personId, departedName: gone.displayName },
      },
    ];
  });
  if (notices.length > 0) await owe(deps, actor.tenantId, notices);
}

const sides = (booking: StoredBooking) => [booking.champion, booking.learner];

/** A person is told of one thing about one booking once. */
const occasion = ({ bookingId }: StoredBooking, event: string, personId: string) => ({
  key: `booking ${bookingId} ${event} ${personId}`,
  personId,
});

function sessionOf(booking: StoredBooking) {
  return {
    bookingId: booking.bookingId,
    startsAt: booking.startsAt.toString(),
    endsAt: booking.endsAt.toString(),
    championId: booking.champion.personId,
    championName: booking.champion.displayName,
    learnerId: booking.learner.personId,
    learnerName: booking.learner.displayName,
    question: booking.question,
  };
}

/** A place in a waiting list, whose it is, and with whom. */
type InLine = { waitingId: string; learnerId: string; champion: { personId: string; displayName: string } };

/** Tells the next in line that a place is held for them, and until when they may take it. */
export async function oweOffer(
  _deps: Deps,
  _tenantId: string,
  _offer: InLine & { slot: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }; until: Temporal.Instant },
): Promise<void> {}

/** Tells somebody that the place held for them went to the next, and that they keep theirs in line this once. */
export async function oweOfferMissed(
  _deps: Deps,
  _tenantId: string,
  _missed: InLine & { startsAt: Temporal.Instant },
): Promise<void> {}

/** Tells somebody that a place became free while they were busy, and that they keep theirs in line. */
export async function oweOfferWhileBusy(
  _deps: Deps,
  _tenantId: string,
  _busy: InLine & { startsAt: Temporal.Instant },
): Promise<void> {}

/** Tells somebody that they no longer wait, why, and how to come back. */
export async function oweWaitingEnded(
  _deps: Deps,
  _tenantId: string,
  _ended: InLine & { because: 'offers-missed' | 'session-over' | 'champion-left' | 'booked-otherwise' },
): Promise<void> {}

/** Tells both sides, once, that a series was booked, and owes each a reminder before every session. */
export async function oweSeriesBooked(_deps: Deps, _actor: Actor, _bookings: readonly StoredBooking[]): Promise<void> {}

/** Tells the other side, once, that the actor called off what was to come of a series, with the note. */
export async function oweSeriesCancelled(
  _deps: Deps,
  _actor: Actor,
  _bookings: readonly StoredBooking[],
): Promise<void> {}

/** Tells somebody, kindly, that the other side said they did not come. */
export async function oweAbsence(_deps: Deps, _actor: Actor, _booking: StoredBooking): Promise<void> {}
