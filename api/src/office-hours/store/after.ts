import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;
export type Absence = { bookingId: string; absent: 'learner' | 'champion'; saidBy: string; at: Instant };

/** Keeps who did not come, unless somebody said so already; answers whether it was kept. */
export async function insertAbsence(tx: Tx, { bookingId, absent, saidBy, at }: Absence): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('bookings')
    .set({ absent, absence_by: saidBy, absence_at: at })
    .where('tenant_id', '=', tx.tenantId)
    .where('booking_id', '=', bookingId)
    .where('state', '=', 'booked')
    .where('absent', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes back what this person said, unless they said it before `since`; answers whether there was something to take back. */
export async function deleteAbsence(
  tx: Tx,
  { bookingId, saidBy, since }: { bookingId: string; saidBy: string; since: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('bookings')
    .set({ absent: null, absence_by: null, absence_at: null })
    .where('tenant_id', '=', tx.tenantId)
    .where('booking_id', '=', bookingId)
    .where('absence_by', '=', saidBy)
    .where('absence_at', '>=', since)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Keeps whether a session helped, unless its learner said so already; answers whether it was kept. */
export async function insertHelped(
  tx: Tx,
  { bookingId, helped, at }: { bookingId: string; helped: 'yes' | 'partly' | 'no'; at: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('bookings')
    .set({ helped, helped_at: at })
    .where('tenant_id', '=', tx.tenantId)
    .where('booking_id', '=', bookingId)
    .where('helped', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What was written down about a session, by author. */
export async function findNotes(tx: Tx, bookingId: string): Promise<Map<string, string>> {
  const rows = await tx.sql
    .selectFrom('session_notes')
    .select(['author_id', 'body'])
    .where('tenant_id', '=', tx.tenantId)
    .where('booking_id', '=', bookingId)
    .execute();
  return new Map(rows.map(({ author_id, body }) => [author_id, body]));
}

export type NewNotes = { bookingId: string; authorId: string; body: string; at: Instant };

/** Puts these notes in the place of the author's earlier ones; an empty text leaves none. */
export async function saveNotes(tx: Tx, { bookingId, authorId, body, at }: NewNotes): Promise<void> {
  if (body === '') {
    await sql`
      delete from session_notes
      where tenant_id = ${tx.tenantId} and booking_id = ${bookingId} and author_id = ${authorId}`.execute(tx.sql);
    return;
  }
  await tx.sql
    .insertInto('session_notes')
    .values({ tenant_id: tx.tenantId, booking_id: bookingId, author_id: authorId, body, written_at: at })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'booking_id', 'author_id']).doUpdateSet({ body, written_at: at }),
    )
    .execute();
}
