import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import { lockSessions } from './holds.ts';
import { beginning, type Engagement, engage, engageIn, type NewSession, type Seat } from './places.ts';

type Instant = Temporal.Instant;

/** When a session is to be, and what it is to be like then if that changes too. */
export type NewTime = { startsAt: Instant; endsAt: Instant; as?: Pick<NewSession, 'seats' | 'place' | 'room'> };

/** The seats of a session that are booked, in the order of booking. */
export async function findBooked(tx: Tx, sessionId: string): Promise<{ bookingId: string; learnerId: string }[]> {
  const { rows } = await sql<{ bookingId: string; learnerId: string }>`
    select booking_id as "bookingId", learner_id as "learnerId" from bookings
    where tenant_id = ${tx.tenantId} and session_id = ${sessionId} and state = 'booked'
    order by booked_at, booking_id`.execute(tx.sql);
  return rows;
}

/**
 * Moves a session with every seat that stands, and engages people at the new time; answers whose engagement could be written.
 * Seats that were given up before keep the time they were given up for, in a session of their own.
 */
export async function moveSession(
  tx: Tx,
  sessionId: string,
  { startsAt, endsAt, as }: NewTime,
  engagements: readonly Engagement[],
): Promise<string[]> {
  const session = sql`tenant_id = ${tx.tenantId} and session_id = ${sessionId}`;
  const ended = sql`${session} and state in ('cancelled', 'released')`;
  await sql`
    with former as (
      insert into sessions (tenant_id, session_id, champion_id, starts_at, ends_at, seats, place, room, meeting_url, series_id)
      select tenant_id, gen_random_uuid(), champion_id, starts_at, ends_at, seats, place, room, meeting_url, series_id
      from sessions where ${session} and exists (select from bookings where ${ended})
      returning session_id as former_id)
    update bookings set session_id = former_id from former where ${ended}`.execute(tx.sql);
  await sql`delete from engagements where ${session}`.execute(tx.sql);
  await sql`
    update sessions set starts_at = ${startsAt}, ends_at = ${endsAt}, seats = coalesce(${as?.seats ?? null}, seats),
      place = coalesce(${as?.place ?? null}, place), room = coalesce(${as?.room ?? null}, room)
    where ${session}`.execute(tx.sql);
  await sql`update bookings set changes = changes + 1 where ${session} and state in ('held', 'booked')`.execute(tx.sql);
  return engage(tx, sessionId, engagements);
}

/**
 * Moves one seat to another session of the same champion, a new one when `session` is given; answers who of the two is
 * engaged in it. The session it leaves (`fromId`) ends when nobody else has a seat in it.
 */
export async function moveSeat(tx: Tx, seat: Seat & { bookingId: string; fromId: string }): Promise<string[]> {
  const { bookingId, sessionId, fromId, session, startsAt, endsAt } = seat;
  const standing = await lockSessions(tx, [fromId, sessionId]);
  if (!session && !standing.includes(sessionId)) return [];
  await sql`
    with begun as (${beginning(tx, seat)})
    update bookings set session_id = ${sessionId}, starts_at = ${startsAt}, ends_at = ${endsAt}, changes = changes + 1
    where tenant_id = ${tx.tenantId} and booking_id = ${bookingId}`.execute(tx.sql);
  return engageIn(tx, seat);
}
