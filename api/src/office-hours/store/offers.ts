import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { PastAnswer } from '../offers.ts';

type Instant = Temporal.Instant;

/** Writes an offer of a seat that is held for somebody. A time at which they were busy may be offered once they are not. */
export async function insertOffer(
  tx: Tx,
  offer: { waitingId: string; startsAt: Instant; bookingId: string; until: Instant; now: Instant },
): Promise<void> {
  await sql`
    insert into offers (tenant_id, waiting_id, starts_at, booking_id, offered_at, until)
    values (${tx.tenantId}, ${offer.waitingId}, ${offer.startsAt}, ${offer.bookingId}, ${offer.now}, ${offer.until})
    on conflict (tenant_id, waiting_id, starts_at) do update
      set booking_id = excluded.booking_id, offered_at = excluded.offered_at, until = excluded.until, answer = null,
        answered_at = null
      where offers.answer = 'busy'`.execute(tx.sql);
}

/** Writes down that somebody was busy at these times, when places became free. */
export async function insertBusy(tx: Tx, waitingId: string, starts: readonly Instant[], now: Instant): Promise<void> {
  await sql`
    insert into offers (tenant_id, waiting_id, starts_at, offered_at, until, answer, answered_at)
    select ${tx.tenantId}, ${waitingId}, starts_at, ${now}, ${now}, 'busy', ${now}
    from unnest(${starts.map(String)}::timestamptz[]) as starts_at
    on conflict do nothing`.execute(tx.sql);
}

/** Answers the open offer of a place in line, and lets go of the seat it held unless it was accepted. */
export async function answerOffer(
  tx: Tx,
  waitingId: string,
  answer: Exclude<PastAnswer, 'busy'>,
  now: Instant,
): Promise<void> {
  const { rows } = await sql<{ booking_id: string }>`
    update offers set answer = ${answer}, answered_at = ${now}
    where tenant_id = ${tx.tenantId} and waiting_id = ${waitingId} and answer is null
    returning booking_id`.execute(tx.sql);
  if (answer === 'missed') {
    await sql`
      update waiting_list set offers_missed = offers_missed + 1
      where tenant_id = ${tx.tenantId} and waiting_id = ${waitingId}`.execute(tx.sql);
  }
  if (answer === 'accepted') return;
  for (const { booking_id } of rows) {
    await sql`
      delete from bookings
      where tenant_id = ${tx.tenantId} and booking_id = ${booking_id} and state = 'held'`.execute(tx.sql);
  }
}

/** Lets go of whatever ran out of the holds with this champion and of this learner's: their time is free again. */
export async function releaseRunOut(
  tx: Tx,
  { championId, learnerId, now }: { championId: string; learnerId: string; now: Instant },
): Promise<void> {
  await sql`
    delete from bookings
    where tenant_id = ${tx.tenantId} and state = 'held' and waiting_id is null and held_until <= ${now}
      and (champion_id = ${championId} or learner_id = ${learnerId})`.execute(tx.sql);
}
