import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

export type NewBooking = {
  bookingId: string;
  championId: string;
  learnerId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  topic: string | null;
  question: string;
  bookedAt: Temporal.Instant;
};

/** The time for which a booking engages one person, `until` not included. */
export type Engagement = { personId: string; from: Temporal.Instant; until: Temporal.Instant };

/**
 * Writes a booking and its engagements, and answers whose engagement could be written: whoever is missing is taken at that
 * time, and the caller lets the transaction roll back. Engagements are written in the order of person ids, so that bookings
 * of the same two people wait for each other in one direction only.
 */
export async function insertBooking(
  tx: Tx,
  booking: NewBooking,
  engagements: readonly Engagement[],
): Promise<string[]> {
  const inOrder = engagements.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  const { rows } = await sql<{ person_id: string }>`
    with booked as (
      insert into bookings (tenant_id, booking_id, champion_id, learner_id, starts_at, ends_at, topic, question, state, booked_at)
      values (${tx.tenantId}, ${booking.bookingId}, ${booking.championId}, ${booking.learnerId}, ${booking.startsAt},
        ${booking.endsAt}, ${booking.topic}, ${booking.question}, 'booked', ${booking.bookedAt})
    )
    insert into engagements (tenant_id, person_id, booking_id, during)
    values ${sql.join(
      inOrder.map(
        ({ personId, from, until }) =>
          sql`(${tx.tenantId}, ${personId}, ${booking.bookingId}, tstzrange(${from}, ${until}))`,
      ),
    )}
    on conflict on constraint nobody_double_booked do nothing
    returning person_id`.execute(tx.sql);
  return rows.map((row) => row.person_id);
}

export type Taken = { bookingId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant };

/** What engages a person from now on, soonest first. */
export async function findEngagements(tx: Tx, personId: string, now: Temporal.Instant): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    select booking_id as "bookingId", lower(during) as "startsAt", ends_at as "endsAt" from engagements
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and ends_at > ${now}
    order by ends_at`.execute(tx.sql);
  return rows;
}

/**
 * Calls off a booking that still stands, has not begun and has this person on one of its sides, and frees the time of
 * both. Answers whether there was one: of two people who cancel at once, the second is told that it had ended.
 */
export async function cancel(
  tx: Tx,
  { bookingId, personId, note, now }: { bookingId: string; personId: string; note: string; now: Temporal.Instant },
): Promise<boolean> {
  const { rows } = await sql`
    with ended as (
      update bookings set state = 'cancelled', ended_by = ${personId}, ended_note = ${note}, ended_at = ${now}
      where tenant_id = ${tx.tenantId} and booking_id = ${bookingId} and state = 'booked' and starts_at > ${now}
        and ${personId} in (champion_id, learner_id)
      returning booking_id
    ), freed as (
      delete from engagements using ended
      where engagements.tenant_id = ${tx.tenantId} and engagements.booking_id = ended.booking_id
    )
    select booking_id from ended`.execute(tx.sql);
  return rows.length > 0;
}

/** Calls off every future booking of these people in one statement, frees the time, and answers what was called off. */
export async function release(tx: Tx, personIds: readonly string[], now: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ booking_id: string }>`
    with ended as (
      update bookings set state = 'released', ended_at = ${now}
      where tenant_id = ${tx.tenantId} and state = 'booked' and starts_at > ${now}
        and (champion_id = any(${personIds}::uuid[]) or learner_id = any(${personIds}::uuid[]))
      returning booking_id
    ), freed as (
      delete from engagements using ended
      where engagements.tenant_id = ${tx.tenantId} and engagements.booking_id = ended.booking_id
    )
    select booking_id from ended`.execute(tx.sql);
  return rows.map((row) => row.booking_id);
}
