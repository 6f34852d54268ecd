import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

/**
 * Takes the three locks under which a booking is decided, held until the transaction ends.
 *
 * The champion's row: bookings with one champion are decided one after the other, or two could both count a week's last
 * place as free (a constraint cannot count). `no key`, because foreign-key checks against that row need not wait.
 *
 * Then the learner, for the same reason: their open bookings are counted too. Not their row, which an import of people
 * locks before it waits for the departures.
 *
 * The tenant's departures, shared: see `lockDepartures`.
 */
export async function lockForBooking(tx: Tx, championId: string, learnerId: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${keyOf(tx, 'learner', learnerId)}), pg_advisory_xact_lock_shared(${departuresOf(tx)})
    from champions
    where tenant_id = ${tx.tenantId} and person_id = ${championId} for no key update`.execute(tx.sql);
}

/** Lets one at a time publish a champion's hours, and nobody book them meanwhile: `lockForBooking` takes the same row. */
export async function lockHours(tx: Tx, championId: string): Promise<void> {
  await sql`
    select from champions where tenant_id = ${tx.tenantId} and person_id = ${championId} for no key update`.execute(
    tx.sql,
  );
}

/** As `lockHours`, but without waiting: answers whether nobody else has the row just now. */
export async function tryLockHours(tx: Tx, championId: string): Promise<boolean> {
  const { rows } = await sql`
    select from champions
    where tenant_id = ${tx.tenantId} and person_id = ${championId} for no key update skip locked`.execute(tx.sql);
  return rows.length > 0;
}

/**
 * Waits for the bookings being decided now and holds up new ones until this transaction ends. Otherwise a booking that
 * read "still active" before somebody was marked as gone could commit after that person's bookings were released.
 */
export async function lockDepartures(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${departuresOf(tx)})`.execute(tx.sql);
}

const departuresOf = (tx: Tx) => keyOf(tx, 'departures');

const keyOf = (tx: Tx, ...what: string[]) => sql`hashtextextended(${[...what, tx.tenantId].join(' ')}, 0)`;
