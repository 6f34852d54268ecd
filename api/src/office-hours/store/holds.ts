import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;

/** A seat kept for its learner while they write. */
export type Hold = {
  bookingId: string;
  sessionId: string;
  championId: string;
  learnerId: string;
  startsAt: Instant;
  endsAt: Instant;
  heldUntil: Instant;
};

/**
 * What is in the way of a decision only until it is let go: the actor's own hold, and every hold that has run out and still
 * has the time of one of `people`. A place offered to the waiting list goes to the next in line, and is none.
 */
export async function findHolds(
  tx: Tx,
  { actorId, people, now }: { actorId: string; people: readonly string[]; now: Instant },
): Promise<Hold[]> {
  const { rows } = await sql<Hold>`
    select booking_id as "bookingId", session_id as "sessionId", champion_id as "championId", learner_id as "learnerId",
      starts_at as "startsAt", ends_at as "endsAt", held_until as "heldUntil"
    from bookings
    where tenant_id = ${tx.tenantId} and state = 'held' and waiting_id is null
      and (learner_id = ${actorId}
        or held_until <= ${now} and (learner_id = any(${people}::uuid[]) or champion_id = any(${people}::uuid[])))`.execute(
    tx.prepared,
  );
  return rows;
}

/**
 * Lets go of holds. Each seat is counted in its session's row, as will be a seat in one of `sessionIds`: all are locked in
 * one order first, seats before sessions, or two learners who change places between two groups would wait for each other.
 */
export async function letGo(tx: Tx, holds: readonly Hold[], sessionIds: readonly string[]): Promise<void> {
  if (holds.length === 0) return;
  const seats = sql`tenant_id = ${tx.tenantId} and booking_id = any(${holds.map(({ bookingId }) => bookingId)}::uuid[])
    and state = 'held'`;
  const all = [...holds.map(({ sessionId }) => sessionId), ...sessionIds];
  await sql`select from bookings where ${seats} order by booking_id for update`.execute(tx.prepared);
  await lockSessions(tx, all);
  await sql`delete from bookings where ${seats}`.execute(tx.prepared);
}

/**
 * Locks sessions whose seats will be counted anew; answers those that take place. Who lets go of a hold here to take one
 * elsewhere has not locked its champion's hours, so a session that was read a moment ago may have ended by it.
 */
export async function lockSessions(tx: Tx, sessionIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ session_id: string; taken: number }>`
    select session_id, taken from sessions where tenant_id = ${tx.tenantId} and session_id = any(${sessionIds}::uuid[])
    order by session_id for no key update`.execute(tx.prepared);
  return rows.filter(({ taken }) => taken > 0).map((row) => row.session_id);
}

/** Lets go of a learner's own hold, by its id; answers whether there was one. */
export async function deleteHold(tx: Tx, hold: { bookingId: string; learnerId: string }): Promise<boolean> {
  const { rows } = await sql`
    delete from bookings
    where tenant_id = ${tx.tenantId} and booking_id = ${hold.bookingId} and learner_id = ${hold.learnerId}
      and state = 'held' and waiting_id is null
    returning booking_id`.execute(tx.prepared);
  return rows.length > 0;
}

/**
 * Lets go of every seat of a session that is held and not booked yet: for a learner, or for whoever is next in line. Before
 * anything else of that session is written.
 */
export async function deleteHoldsIn(tx: Tx, sessionId: string): Promise<void> {
  await sql`
    delete from bookings
    where tenant_id = ${tx.tenantId} and session_id = ${sessionId} and state = 'held'`.execute(tx.prepared);
}
