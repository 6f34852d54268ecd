import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Written } from '../event.ts';

type Instant = Temporal.Instant;

/** What is known of a booking's event in Outlook. */
export type StoredEvent = {
  written: Written;
  copyId: string | null;
  icalUid: string | null;
  invitesIn: string | null;
  writtenAt: Instant | null;
  failure: string | null;
  leasedUntil: Instant | null;
};

/**
 * Locks a booking's session, so that one at a time decides on the events of its seats, and reads this one's. The row is made
 * with its first reading.
 */
export async function lockEvent(tx: Tx, bookingId: string): Promise<StoredEvent | undefined> {
  if (!(await lockSession(tx, bookingId))) return undefined;
  await sql`
    insert into calendar_events (tenant_id, booking_id) values (${tx.tenantId}, ${bookingId})
    on conflict do nothing`.execute(tx.sql);
  const row = await tx.sql
    .selectFrom('calendar_events')
    .selectAll()
    .where('tenant_id', '=', tx.tenantId)
    .where('booking_id', '=', bookingId)
    .executeTakeFirstOrThrow();
  return {
    written: {
      organizerId: row.organizer_id,
      eventId: row.event_id,
      changes: row.written_changes,
      as: row.written_as,
    },
    copyId: row.copy_id,
    icalUid: row.ical_uid,
    invitesIn: row.invites_in,
    writtenAt: row.written_at,
    failure: row.failure,
    leasedUntil: row.leased_until,
  };
}

/** Sessions are locked before what is known of their events. Of a hold, which can go without a trace, nothing ever is. */
async function lockSession(tx: Tx, bookingId: string): Promise<boolean> {
  const { rows } = await sql`
    select from sessions join bookings using (tenant_id, session_id)
    where tenant_id = ${tx.tenantId} and booking_id = ${bookingId} and state <> 'held'
    for no key update of sessions`.execute(tx.sql);
  return rows.length > 0;
}

/** Whether another seat's event invites the champion to this session. A seat that ended or moved on does not count. */
export async function isInvitedByAnother(tx: Tx, bookingId: string, sessionId: string): Promise<boolean> {
  const { rows } = await sql`
    select from calendar_events join bookings using (tenant_id, booking_id)
    where tenant_id = ${tx.tenantId} and invites_in = ${sessionId} and booking_id <> ${bookingId}
      and session_id = ${sessionId} and state = 'booked'`.execute(tx.sql);
  return rows.length > 0;
}

export type EventLease = { until: Instant; organizerId: string | null; invitesIn: string | null };

/**
 * Claims a booking's event for one who will write or read it until then, with whose calendar it is in and the session it
 * invites to. Seats that invited to that session and have left it no longer do.
 */
export async function leaseEvent(
  tx: Tx,
  bookingId: string,
  { until, organizerId, invitesIn }: EventLease,
): Promise<void> {
  if (invitesIn !== null) {
    await sql`
      update calendar_events set invites_in = null
      where tenant_id = ${tx.tenantId} and invites_in = ${invitesIn} and booking_id <> ${bookingId}`.execute(tx.sql);
  }
  await tx.sql
    .updateTable('calendar_events')
    .set({ leased_until: until, organizer_id: organizerId, invites_in: invitesIn })
    .where('tenant_id', '=', tx.tenantId)
    .where('booking_id', '=', bookingId)
    .execute();
}

export type EventSettled = {
  eventId?: string;
  copyId?: string;
  arrived?: boolean;
  /** Where the session takes place in Teams; the first meeting stays. */
  meetingUrl?: string | null;
  icalUid?: string | null;
  as?: NonNullable<Written['as']>;
  /** What Outlook shows since; left as it was when nothing was written. */
  written?: { changes: number | null; startsAt: Instant; endsAt: Instant; at: Instant };
  /** It shows another time than its session, and is to be written once more. */
  isWrong?: boolean;
  failure?: string | null;
  /** Gives the event up to whoever is present next: it is certain that nothing was made. */
  unclaimed?: boolean;
};

/**
 * Keeps what came of a leased event and ends the lease. Whoever held it too long may have written over somebody's later work:
 * what they wrote then counts as never written, and is written once more.
 */
export async function settleEvent(
  tx: Tx,
  bookingId: string,
  lease: Instant,
  { eventId, copyId, icalUid, arrived, meetingUrl, as, written, isWrong, failure = null, unclaimed }: EventSettled,
): Promise<void> {
  await lockSession(tx, bookingId);
  if (meetingUrl) {
    await sql`
      update sessions set meeting_url = coalesce(meeting_url, ${meetingUrl}) from bookings
      where sessions.tenant_id = ${tx.tenantId} and bookings.tenant_id = sessions.tenant_id
        and bookings.session_id = sessions.session_id and booking_id = ${bookingId}`.execute(tx.sql);
  }
  const held = sql`leased_until is not distinct from ${lease}`;
  const given = sql`(${unclaimed ?? false} and ${held})`;
  await sql`
    update calendar_events set
      event_id = coalesce(${eventId ?? null}, event_id),
      copy_id = coalesce(${copyId ?? null}, copy_id),
      arrived = arrived or ${arrived ?? false},
      ical_uid = coalesce(${icalUid ?? null}, ical_uid),
      organizer_id = case when ${given} then null else organizer_id end,
      invites_in = case when ${given} then null else invites_in end,
      written_changes = case when ${isWrong ?? false} or not ${held} then null
        when ${written !== undefined} then ${written?.changes ?? null} else written_changes end,
      written_as = coalesce(${as ?? null}, written_as),
      written_starts_at = coalesce(${written?.startsAt ?? null}, written_starts_at),
      written_ends_at = coalesce(${written?.endsAt ?? null}, written_ends_at),
      written_at = coalesce(${written?.at ?? null}, written_at),
      failure = ${failure},
      leased_until = case when ${held} then null else leased_until end
    where tenant_id = ${tx.tenantId} and booking_id = ${bookingId}`.execute(tx.sql);
}

/** How long a booking is left to its learner before the champion may write the event. */
export const learnersMinutes = 10;

/**
 * A person's bookings whose events are not as they should be and that they could write, soonest first: not those that wait
 * for the other's permission. What is over needs nothing any more.
 */
export async function findOwedEvents(tx: Tx, personId: string, now: Instant, limit: number): Promise<string[]> {
  const { rows } = await sql<{ booking_id: string }>`
    select booking_id from bookings
    join sessions using (tenant_id, session_id)
    left join calendar_events as event using (tenant_id, booking_id)
    where tenant_id = ${tx.tenantId} and (learner_id = ${personId} or bookings.champion_id = ${personId})
      and bookings.ends_at > ${now}
      and coalesce(event.organizer_id, ${personId}) = ${personId}
      and (learner_id = ${personId} or event.organizer_id is not null or seats = 1 and (event.failure is not null
        or bookings.booked_at <= ${now.subtract({ minutes: learnersMinutes })}))
      and case state
        when 'booked' then event.written_as is distinct from 'cancelled' and (
          event.written_changes is distinct from bookings.changes
          or event.written_as is distinct from (case when event.invites_in = session_id then 'invitation' else 'entry' end)
          or seats > 1 and not exists (
            select from calendar_events as inviting join bookings as seat using (tenant_id, booking_id)
            where inviting.tenant_id = bookings.tenant_id and inviting.invites_in = bookings.session_id
              and seat.session_id = bookings.session_id and seat.state = 'booked'))
        when 'held' then false
        else event.organizer_id is not null and event.written_as is distinct from 'cancelled'
      end
    order by bookings.starts_at, booking_id limit ${limit}`.execute(tx.sql);
  return rows.map((row) => row.booking_id);
}
