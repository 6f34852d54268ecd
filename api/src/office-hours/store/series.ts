import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;

export type StoredSeries = { seriesId: string; championId: string; learnerId: string };

export type NewSeries = StoredSeries & { everyWeeks: number; timeZone: string; bookedAt: Instant };

export async function insertSeries(tx: Tx, series: NewSeries): Promise<void> {
  await tx.sql
    .insertInto('series')
    .values({
      tenant_id: tx.tenantId,
      series_id: series.seriesId,
      champion_id: series.championId,
      learner_id: series.learnerId,
      every_weeks: series.everyWeeks,
      time_zone: series.timeZone,
      booked_at: series.bookedAt,
    })
    .execute();
}

export async function findSeries(tx: Tx, seriesId: string): Promise<StoredSeries | undefined> {
  return tx.sql
    .selectFrom('series')
    .select(['series_id as seriesId', 'champion_id as championId', 'learner_id as learnerId'])
    .where('tenant_id', '=', tx.tenantId)
    .where('series_id', '=', seriesId)
    .executeTakeFirst();
}

/** Whether somebody is a confirmed mentor. */
export async function isMentor(tx: Tx, personId: string): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('champions')
    .select('person_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .where('kind', '=', 'mentor')
    .where('state', '=', 'confirmed')
    .executeTakeFirst();
  return row !== undefined;
}

/** The session that is kept for a learner while they decide, if any. */
export async function findHeldSession(tx: Tx, learnerId: string): Promise<string | undefined> {
  const row = await tx.sql
    .selectFrom('bookings')
    .select('session_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('learner_id', '=', learnerId)
    .where('state', '=', 'held')
    .where('waiting_id', 'is', null)
    .executeTakeFirst();
  return row?.session_id;
}

/**
 * Calls off every session of a series that has not begun, and answers which. The learner's cancellation of those that start
 * before `lateBefore` is a late one.
 */
export async function cancelComing(
  tx: Tx,
  { seriesId, learnerId }: StoredSeries,
  ending: { personId: string; note: string; lateBefore: Instant; now: Instant },
): Promise<string[]> {
  const { personId, note, lateBefore, now } = ending;
  const { rows } = await sql<{ booking_id: string }>`
    update bookings set state = 'cancelled', ended_by = ${personId}, ended_note = ${note}, ended_at = ${now},
      changes = changes + 1, cancelled_late = ${personId}::uuid = ${learnerId} and bookings.starts_at < ${lateBefore}
    from sessions
    where bookings.tenant_id = ${tx.tenantId} and sessions.tenant_id = bookings.tenant_id
      and sessions.session_id = bookings.session_id and series_id = ${seriesId}
      and state = 'booked' and bookings.starts_at > ${now}
    returning booking_id`.execute(tx.sql);
  return rows.map((row) => row.booking_id);
}
