import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import { stands } from './standing.ts';

export type Taken = { sessionId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant };

/** What engages a person from now on, soonest first. */
export async function findEngagements(tx: Tx, personId: string, now: Temporal.Instant): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    select session_id as "sessionId", lower(during) as "startsAt", ends_at as "endsAt" from engagements
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and ends_at > ${now} and ${stands('engagements', now)}
    order by ends_at`.execute(tx.prepared);
  return rows;
}

/**
 * Calls off, for this person, what still stands and has not begun: their own seat as a learner, every seat of the session as
 * its champion. Answers what was called off: of two people who cancel at once, the second is told that it had ended.
 */
export async function cancel(
  tx: Tx,
  ending: { bookingId: string; personId: string; note: string; late: boolean; now: Temporal.Instant },
): Promise<string[]> {
  const { bookingId, personId, note, late, now } = ending;
  const { rows } = await sql<{ booking_id: string }>`
    update bookings set state = 'cancelled', ended_by = ${personId}, ended_note = ${note}, ended_at = ${now},
      cancelled_late = ${late}, changes = changes + 1
    where tenant_id = ${tx.tenantId} and state = 'booked' and starts_at > ${now}
      and (booking_id = ${bookingId} and learner_id = ${personId}
        or champion_id = ${personId} and session_id = (
          select session_id from bookings as named where named.tenant_id = ${tx.tenantId} and booking_id = ${bookingId}))
    returning booking_id`.execute(tx.sql);
  return rows.map((row) => row.booking_id);
}

/**
 * Calls off every future booking of these people in one statement and answers what was called off. What was only held for
 * them is gone without a trace.
 */
export async function release(tx: Tx, personIds: readonly string[], now: Temporal.Instant): Promise<string[]> {
  const theirs = sql`(champion_id = any(${personIds}::uuid[]) or learner_id = any(${personIds}::uuid[]))`;
  await sql`delete from bookings where tenant_id = ${tx.tenantId} and state = 'held' and ${theirs}`.execute(tx.sql);
  const { rows } = await sql<{ booking_id: string }>`
    update bookings set state = 'released', ended_at = ${now}, changes = changes + 1
    where tenant_id = ${tx.tenantId} and state = 'booked' and starts_at > ${now} and ${theirs}
    returning booking_id`.execute(tx.sql);
  return rows.map((row) => row.booking_id);
}
