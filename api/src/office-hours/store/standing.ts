import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';

/**
 * True of a row with a session's id while that session takes place: somebody booked it, or it is held for somebody. A
 * learner's hold that has run out counts no longer, though its row goes only when somebody needs the place; a place offered
 * to the waiting list is theirs until it is offered to the next.
 */
export function stands(alias: string, now: Temporal.Instant) {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  // A session nobody took has no rows here. So only those in which a hold ran out are looked at seat by seat; there are few.
  return sql<boolean>`(${column('session_id')} <> all (array(select session_id from bookings as run_out
      where run_out.tenant_id = app_tenant() and run_out.state = 'held' and run_out.held_until <= ${now}))
    or exists (select from bookings as seat
      where seat.tenant_id = ${column('tenant_id')} and seat.session_id = ${column('session_id')} and ${isTaken(now)}))`;
}

/** How many seats of the session `own` are taken, in the same sense. */
export function seatsTaken(now: Temporal.Instant) {
  return sql<number>`(select count(*) from bookings as seat
    where seat.tenant_id = own.tenant_id and seat.session_id = own.session_id and ${isTaken(now)})`;
}

function isTaken(now: Temporal.Instant) {
  return sql`(seat.state = 'booked' or seat.state = 'held' and (seat.waiting_id is not null or seat.held_until > ${now}))`;
}
