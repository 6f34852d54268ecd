import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Busy } from '../slots.ts';

type Instant = Temporal.Instant;

/** One of our events, as a person's calendar names it. */
export type KnownEvent = {
  bookingId: string;
  /** Its id in that person's mailbox; null for an invitation that was not seen there yet. */
  eventId: string | null;
  icalUid: string | null;
};

/** Those of these events in a person's calendar that are ours, by their id there or by what they are in every calendar. */
export async function findKnownEvents(
  tx: Tx,
  personId: string,
  { ids, icalUids }: { ids: readonly string[]; icalUids: readonly string[] },
): Promise<KnownEvent[]> {
  const { rows } = await sql<KnownEvent>`
    select booking_id as "bookingId", ical_uid as "icalUid",
      case when organizer_id = ${personId} then event_id else copy_id end as "eventId"
    from calendar_events join bookings using (tenant_id, booking_id)
    where tenant_id = ${tx.tenantId} and (learner_id = ${personId} or champion_id = ${personId})
      and (organizer_id = ${personId} or invites_in is not null)
      and (event_id = any(${ids}::text[]) or copy_id = any(${ids}::text[]) or ical_uid = any(${icalUids}::text[]))
    `.execute(tx.sql);
  return rows;
}

/** A person's sessions within these instants whose events are in step, and known by their id in that person's calendar. */
export async function findWrittenEvents(
  tx: Tx,
  personId: string,
  span: { since: Instant; until: Instant; writtenBefore: Instant },
): Promise<{ bookingId: string; eventId: string }[]> {
  const { rows } = await sql<{ bookingId: string; eventId: string }>`
    select booking_id as "bookingId", case when organizer_id = ${personId} then event_id else copy_id end as "eventId"
    from calendar_events join bookings using (tenant_id, booking_id)
    where tenant_id = ${tx.tenantId} and (learner_id = ${personId} or champion_id = ${personId})
      and case when organizer_id = ${personId} then event_id else copy_id end is not null
      and state = 'booked' and written_as in ('invitation', 'entry') and written_changes = changes
      and starts_at >= ${span.since} and ends_at <= ${span.until} and written_at <= ${span.writtenBefore}`.execute(
    tx.sql,
  );
  return rows;
}

/** An invitation that was never seen in the calendar of whom it invites. */
export type UnseenInvitation = {
  bookingId: string;
  icalUid: string | null;
  /** It was there, as others could see from free/busy. */
  arrived: boolean;
  startsAt: Instant;
  endsAt: Instant;
};

/** To a person's coming sessions; the times are those that Outlook shows. */
export async function findUnseenInvitations(tx: Tx, personId: string, now: Instant): Promise<UnseenInvitation[]> {
  const { rows } = await sql<UnseenInvitation>`
    select booking_id as "bookingId", ical_uid as "icalUid", arrived, written_starts_at as "startsAt",
      written_ends_at as "endsAt"
    from calendar_events join bookings using (tenant_id, booking_id)
    where tenant_id = ${tx.tenantId} and (learner_id = ${personId} or champion_id = ${personId})
      and organizer_id <> ${personId} and state = 'booked' and starts_at > ${now}
      and written_as = 'invitation' and copy_id is null
    order by starts_at`.execute(tx.sql);
  return rows;
}

/**
 * The times at which these champions' calendars show sessions of ours: as they are booked, and as they were last written,
 * which may be behind.
 */
export async function findShownSessions(
  tx: Tx,
  championIds: readonly string[],
  span: { from: Instant; until: Instant },
): Promise<(Busy & { championId: string })[]> {
  const { rows } = await sql<Busy & { championId: string }>`
    select champion_id as "championId", starts_at as "startsAt", ends_at as "endsAt" from sessions
    where tenant_id = ${tx.tenantId} and champion_id = any(${championIds}::uuid[]) and taken > 0
      and starts_at < ${span.until} and ends_at > ${span.from}
    union all
    select champion_id, written_starts_at, written_ends_at from calendar_events join bookings using (tenant_id, booking_id)
    where tenant_id = ${tx.tenantId} and champion_id = any(${championIds}::uuid[])
      and written_as = 'invitation' and written_starts_at < ${span.until} and written_ends_at > ${span.from}
      and (state in ('cancelled', 'released') or (written_starts_at, written_ends_at) <> (starts_at, ends_at))`.execute(
    tx.sql,
  );
  return rows;
}

/** The mailbox addresses of people. */
export async function findAddresses(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ personId: string; username: string }>`
    select person_id as "personId", username from people
    where tenant_id = ${tx.tenantId} and person_id = any(${personIds}::uuid[]) and active`.execute(tx.sql);
  return new Map(rows.map(({ personId, username }) => [personId, username]));
}
