import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database.ts';

export type Seat = {
  tenantId: string;
  championId: string;
  learnerId: string;
  startsAt: string;
  /** Half an hour unless given. */
  minutes?: number;
  topic?: string;
};

/** A booked session written past the rules, such as one in the past; answers the booking's id. It engages nobody. */
export async function insertSeat(owner: TestDatabase['owner'], seat: Seat): Promise<string> {
  const bookingId = randomUUID();
  const { tenantId, championId, learnerId, startsAt, minutes = 30, topic = null } = seat;
  await owner.query(
    `with session as (
       insert into sessions (tenant_id, session_id, champion_id, starts_at, ends_at)
       values ($1, $2, $3, $5, $5::timestamptz + $6 * interval '1 minute'))
     insert into bookings (tenant_id, booking_id, session_id, champion_id, learner_id, starts_at, ends_at, topic, state, booked_at)
     values ($1, $2, $2, $3, $4, $5, $5::timestamptz + $6 * interval '1 minute', $7, 'booked', '2026-08-30Z')`,
    [tenantId, bookingId, championId, learnerId, startsAt, minutes, topic],
  );
  return bookingId;
}
