import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../deps.ts';
import { type OwedNotice, owe, withdraw } from '../../notices/actions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { StoredBooking } from '../store/bookings.ts';

const reminderMinutes = 15;

/**
 * Tells both sides that a session was booked, owes both a reminder before it (none when it is too soon for one), and the
 * learner the question whether it helped.
 */
export async function oweBooked(deps: Deps, actor: Actor, booking: StoredBooking): Promise<void> {
  const made = sides(booking).map(
    ({ personId }): OwedNotice => ({
      kind: 'booking-made',
      ...occasion(booking, 'made', personId),
      payload: sessionOf(booking),
    }),
  );
  await owe(deps, actor.tenantId, [...made, ...around(booking, deps.now())]);
}

/** Takes back the news that a session was booked from whoever was told as they booked it, in the same transaction. */
export async function withdrawBooked(deps: Deps, actor: Actor, bookingId: string): Promise<void> {
  await withdraw(deps, actor.tenantId, occasion({ bookingId }, 'made', actor.personId).key);
}

/**
 * Tells the other side (of a group session: every learner, when its champion moved it) that a session moved, with the note,
 * and remembers it at its new time. `bookings` are as they are now.
 */
export async function oweMoved(
  deps: Deps,
  actor: Actor,
  bookings: readonly StoredBooking[],
  { from, note = '' }: { from: Temporal.Instant; note?: string },
): Promise<void> {
  for (const { bookingId } of bookings) await withdraw(deps, actor.tenantId, aroundKey({ bookingId }));
  const moved = bookings.map(
    (booking): OwedNotice => ({
      kind: 'booking-moved',
      ...occasion(booking, `moved ${booking.changes}`, otherThan(actor, booking).personId),
      payload: { ...sessionOf(booking), from: from.toString(), movedById: actor.personId, note },
    }),
  );
  await owe(deps, actor.tenantId, [...moved, ...bookings.flatMap((booking) => around(booking, deps.now()))]);
}

/** Tells the other side (of a group session: every learner, when its champion did) that the actor cancelled, with the note. */
export async function oweCancelled(
  deps: Deps,
  actor: Actor,
  bookings: StoredBooking | readonly StoredBooking[],
): Promise<void> {
  const notices = [bookings].flat().map(
    (booking): OwedNotice => ({
      kind: 'booking-cancelled',
      ...occasion(booking, 'cancelled', otherThan(actor, booking).personId),
      payload: {
        ...sessionOf(booking),
        cancelledById: actor.personId,
        cancelledByName: sides(booking).find(({ personId }) => personId === actor.personId)?.displayName ?? '',
        note: booking.endedNote,
      },
    }),
  );
  await owe(deps, actor.tenantId, notices);
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

/** Tells both sides, once, that a series was booked, and owes what is owed around every session of it. */
export async function oweSeriesBooked(deps: Deps, actor: Actor, bookings: readonly StoredBooking[]): Promise<void> {
  const [first] = bookings;
  if (!first) return;
  const payload = seriesOf(first, bookings);
  const booked = sides(first).map(
    ({ personId }): OwedNotice => ({
      kind: 'series-booked',
      key: `series ${payload.seriesId} booked ${personId}`,
      personId,
      payload,
    }),
  );
  await owe(deps, actor.tenantId, [...booked, ...bookings.flatMap((booking) => around(booking, deps.now()))]);
}

/** Tells the other side, once, that the actor called off what was to come of a series, with the note. */
export async function oweSeriesCancelled(deps: Deps, actor: Actor, bookings: readonly StoredBooking[]): Promise<void> {
  const [first] = bookings;
  if (!first) return;
  const { personId } = otherThan(actor, first);
  const payload = seriesOf(first, bookings);
  await owe(deps, actor.tenantId, {
    kind: 'series-cancelled',
    key: `series ${payload.seriesId} cancelled ${payload.sessions[0]?.bookingId} ${personId}`,
    personId,
    payload: { ...payload, cancelledById: actor.personId, note: first.endedNote },
  });
}

/** Tells whoever the actor said did not come, kindly, and how to reach the actor. */
export async function oweAbsence(deps: Deps, actor: Actor, booking: StoredBooking): Promise<void> {
  const absent = booking.champion.personId === actor.personId ? 'learner' : 'champion';
  const { username } = absent === 'learner' ? booking.champion : booking.learner;
  await owe(deps, actor.tenantId, {
    kind: 'absence-said',
    // What was taken back may be said again.
    ...occasion(booking, `absence ${deps.now()}`, booking[absent].personId),
    payload: { ...sessionOf(booking), absent, saidByUsername: username },
  });
}

/** Tells the actor that the session they moved in Outlook to `wanted` stays when it was. */
export async function oweOutlookChange(
  deps: Deps,
  actor: Actor,
  booking: StoredBooking,
  { wanted }: { wanted: Temporal.Instant },
): Promise<void> {
  await owe(deps, actor.tenantId, {
    kind: 'booking-stays',
    ...occasion(booking, `stays ${booking.changes} ${wanted}`, actor.personId),
    payload: { ...sessionOf(booking), wanted: wanted.toString() },
  });
}

/**
 * What is due around a session's time: reminders, and whether it helped. The champion of a group session is reminded once,
 * however many learners come. Owed anew when the session moves.
 */
function around(booking: StoredBooking, now: Temporal.Instant): OwedNotice[] {
  const { champion, learner, startsAt, endsAt, changes } = booking;
  const dueAt = startsAt.subtract({ minutes: reminderMinutes });
  const reminder = ({ personId }: { personId: string }): OwedNotice => ({
    kind: 'booking-reminder',
    key: `${aroundKey(booking)}${changes} reminder ${personId}`,
    personId,
    payload: sessionOf(booking),
    dueAt,
  });
  const isTooSoon = Temporal.Instant.compare(dueAt, now) <= 0;
  const toChampion = booking.seats > 1 ? groupReminder(booking, dueAt) : reminder(champion);
  return [
    ...(isTooSoon ? [] : [toChampion, reminder(learner)]),
    {
      kind: 'help-asked',
      key: `${aroundKey(booking)}${changes} helped ${learner.personId}`,
      personId: learner.personId,
      payload: sessionOf(booking),
      dueAt: endsAt,
    },
  ];
}

function groupReminder(booking: StoredBooking, dueAt: Temporal.Instant): OwedNotice {
  const { sessionId, champion } = booking;
  const { startsAt, endsAt, seats, place, room, meetingUrl } = sessionOf(booking);
  return {
    kind: 'group-reminder',
    key: `session ${sessionId} reminder ${startsAt} ${champion.personId}`,
    personId: champion.personId,
    payload: { sessionId, startsAt, endsAt, seats: seats ?? { taken: 1, of: 1 }, place, room, meetingUrl },
    dueAt,
  };
}

const sides = (booking: StoredBooking) => [booking.champion, booking.learner];

const otherThan = ({ personId }: Actor, { champion, learner }: StoredBooking) =>
  champion.personId === personId ? learner : champion;

/** A person is told of one thing about one booking once. */
const occasion = ({ bookingId }: { bookingId: string }, event: string, personId: string) => ({
  key: `booking ${bookingId} ${event} ${personId}`,
  personId,
});

/** How the keys of all begin that is due around the time of a booking. */
const aroundKey = ({ bookingId }: { bookingId: string }) => `booking ${bookingId} around `;

function sessionOf(booking: StoredBooking) {
  const { champion, learner, seats, taken, place, room, meetingUrl } = booking;
  return {
    bookingId: booking.bookingId,
    startsAt: booking.startsAt.toString(),
    endsAt: booking.endsAt.toString(),
    championId: champion.personId,
    championName: champion.displayName,
    championTimeZone: champion.timeZone,
    learnerId: learner.personId,
    learnerName: learner.displayName,
    learnerTimeZone: learner.timeZone,
    question: booking.question,
    seats: seats === 1 ? null : { taken, of: seats },
    place,
    room,
    meetingUrl,
  };
}

function seriesOf(first: StoredBooking, bookings: readonly StoredBooking[]) {
  if (first.seriesId === null) throw new Error('a session of a series that is in none');
  return {
    seriesId: first.seriesId,
    championId: first.champion.personId,
    championName: first.champion.displayName,
    learnerId: first.learner.personId,
    learnerName: first.learner.displayName,
    question: first.question,
    sessions: [...bookings]
      .sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
      .map(({ bookingId, startsAt, endsAt }) => ({
        bookingId,
        startsAt: startsAt.toString(),
        endsAt: endsAt.toString(),
      })),
  };
}
