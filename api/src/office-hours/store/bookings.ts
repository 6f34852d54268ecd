import { type SqlBool, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import { defaultPolicy } from '../limits.ts';

/** One of the two people of a booking. */
export type Side = {
  personId: string;
  displayName: string;
  jobTitle: string;
  department: string;
  timeZone: string | null;
  username: string;
};

export type StoredBooking = {
  bookingId: string;
  sessionId: string;
  champion: Side;
  learner: Side;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  topic: string | null;
  question: string;
  state: 'held' | 'booked' | 'cancelled' | 'released';
  heldUntil: Temporal.Instant | null;
  /** Display name; null while it stands, and when somebody's leaving ended it. */
  endedBy: string | null;
  endedNote: string;
  endedAt: Temporal.Instant | null;
  bookedAt: Temporal.Instant;
  /** How often it was moved or ended. */
  changes: number;
  seats: number;
  taken: number;
  place: 'teams' | 'room' | 'either';
  room: string;
  meetingUrl: string | null;
  seriesId: string | null;
  absent: 'learner' | 'champion' | null;
  absenceBy: string | null;
  helped: 'yes' | 'partly' | 'no' | null;
  /** Whether the event in Outlook shows the session as it stands. */
  inCalendar: boolean;
  /** How long before its start a learner's cancellation becomes late. */
  lateHours: number;
};

export async function findBooking(tx: Tx, bookingId: string): Promise<StoredBooking | undefined> {
  return selectBookings(tx).where('bookings.booking_id', '=', bookingId).executeTakeFirst();
}

export async function findBookings(tx: Tx, bookingIds: readonly string[]): Promise<StoredBooking[]> {
  return selectBookings(tx).where('bookings.booking_id', '=', sql<string>`any(${bookingIds}::uuid[])`).execute();
}

/** A standing seat of a session: the person's own, or any of those whom they help there. */
export async function findSeat(tx: Tx, sessionId: string, personId: string): Promise<StoredBooking | undefined> {
  return selectBookings(tx)
    .where('bookings.session_id', '=', sessionId)
    .where('bookings.state', 'in', ['held', 'booked'])
    .where((eb) => eb.or([eb('bookings.learner_id', '=', personId), eb('bookings.champion_id', '=', personId)]))
    .limit(1)
    .executeTakeFirst();
}

/** Start and id of the last session of the page before. */
export type PageKey = readonly [startsAt: string, bookingId: string];

export type BookingList = {
  when: 'coming' | 'past';
  as: 'learner' | 'champion' | 'either';
  after: PageKey | undefined;
  limit: number;
};

/**
 * A person's bookings, one more than `limit`. Coming: not over and not called off, soonest first. Past: all others, those
 * called off before their time included, latest first.
 */
export async function listBookingsOf(
  tx: Tx,
  personId: string,
  now: Temporal.Instant,
  { when, as, after, limit }: BookingList,
): Promise<StoredBooking[]> {
  const [direction, beyond] = when === 'coming' ? (['asc', sql`>`] as const) : (['desc', sql`<`] as const);
  return selectBookings(tx)
    .where((eb) =>
      eb.or([
        ...(as === 'champion' ? [] : [eb('bookings.learner_id', '=', personId)]),
        ...(as === 'learner' ? [] : [eb('bookings.champion_id', '=', personId)]),
      ]),
    )
    .where('bookings.state', '<>', 'held')
    .where((eb) => {
      const coming = eb.and([eb('bookings.state', '=', 'booked'), eb('bookings.ends_at', '>', now)]);
      return when === 'coming' ? coming : eb.not(coming);
    })
    .$if(after !== undefined, (query) =>
      query.where(
        sql<SqlBool>`(bookings.starts_at, bookings.booking_id) ${beyond} (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
      ),
    )
    .orderBy('bookings.starts_at', direction)
    .orderBy('bookings.booking_id', direction)
    .limit(limit + 1)
    .execute();
}

function selectBookings(tx: Tx) {
  return tx.prepared
    .selectFrom('bookings')
    .innerJoin('people as champion', (join) =>
      join
        .onRef('champion.tenant_id', '=', 'bookings.tenant_id')
        .onRef('champion.person_id', '=', 'bookings.champion_id'),
    )
    .innerJoin('people as learner', (join) =>
      join.onRef('learner.tenant_id', '=', 'bookings.tenant_id').onRef('learner.person_id', '=', 'bookings.learner_id'),
    )
    .innerJoin('sessions', (join) =>
      join
        .onRef('sessions.tenant_id', '=', 'bookings.tenant_id')
        .onRef('sessions.session_id', '=', 'bookings.session_id'),
    )
    .leftJoin('calendar_events as event', (join) =>
      join.onRef('event.tenant_id', '=', 'bookings.tenant_id').onRef('event.booking_id', '=', 'bookings.booking_id'),
    )
    .leftJoin('booking_policies as policy', 'policy.tenant_id', 'bookings.tenant_id')
    .leftJoin('people as ender', (join) =>
      join.onRef('ender.tenant_id', '=', 'bookings.tenant_id').onRef('ender.person_id', '=', 'bookings.ended_by'),
    )
    .select([
      'bookings.booking_id as bookingId',
      'bookings.session_id as sessionId',
      'bookings.starts_at as startsAt',
      'bookings.ends_at as endsAt',
      'bookings.topic',
      'bookings.question',
      'bookings.state',
      'bookings.held_until as heldUntil',
      'ender.display_name as endedBy',
      'bookings.ended_note as endedNote',
      'bookings.ended_at as endedAt',
      'bookings.booked_at as bookedAt',
      'bookings.changes',
      'sessions.seats',
      'sessions.taken',
      'sessions.place',
      'sessions.room',
      'sessions.meeting_url as meetingUrl',
      'sessions.series_id as seriesId',
      'bookings.absent',
      'bookings.absence_by as absenceBy',
      'bookings.helped',
      // What ended before it was ever written is as it should be.
      sql<boolean>`case when bookings.state in ('cancelled', 'released')
        then event.organizer_id is null or event.written_as = 'cancelled'
        else event.written_changes is not distinct from bookings.changes end`.as('inCalendar'),
      sql<number>`coalesce(policy.late_cancellation_hours, ${defaultPolicy.lateCancellationHours}::smallint)`.as(
        'lateHours',
      ),
      sideOf('champion').as('champion'),
      sideOf('learner').as('learner'),
    ])
    .where('bookings.tenant_id', '=', tx.tenantId);
}

function sideOf(alias: 'champion' | 'learner') {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<Side>`jsonb_build_object('personId', ${column('person_id')}, 'displayName', ${column('display_name')},
    'jobTitle', ${column('job_title')}, 'department', ${column('department')}, 'timeZone', ${column('time_zone')},
    'username', ${column('username')})`;
}
