import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

// Everything that takes, moves or gives back time with a champion waits for these locks, always in this order, before it
// writes: the champion's row, the tenant's departures (shared), the people whose time it is. They are held until the
// transaction ends.
//
// The champion's row: what happens with one champion is decided one after the other, or two could both count a week's last
// place as free (a constraint cannot count). `no key`, because foreign-key checks against that row need not wait.
//
// Then each person, the champion too, as they may be learning elsewhere: their open bookings are counted, and whoever finds
// them free can then write it down without meeting somebody who found the same. Not their row, which an import of people
// locks before it waits for the departures.

/** Locks a champion's hours, and these people as well, who are to be engaged in a session. */
export async function lockForBooking(tx: Tx, championId: string, ...learnerIds: string[]): Promise<void> {
  const people = [championId, ...learnerIds].sort();
  await sql`
    ${withHours(tx, sql`${championId}`)}
    select pg_advisory_xact_lock_shared(${departuresOf(tx)}),
      ${sql.join(people.map((personId) => sql`pg_advisory_xact_lock(${keyOf(tx, 'person', personId)})`))}
    from hours`.execute(tx.prepared);
}

/**
 * As `lockForBooking`, unless the champion is plainly taken at that time: in a session with no seat left, and none that is
 * only held. Answers whether it locked. When many want what is gone, they need not wait for one another to hear so.
 */
export async function lockUnlessTaken(
  tx: Tx,
  { championId, learnerId, startsAt }: { championId: string; learnerId: string; startsAt: Temporal.Instant },
): Promise<boolean> {
  const [first, second] = [championId, learnerId].sort().map((personId) => keyOf(tx, 'person', personId));
  const { rows } = await sql`
    with hours as (
      select person_id from champions where tenant_id = ${tx.tenantId} and person_id = ${championId} and not exists (
        select from engagements join sessions using (tenant_id, session_id)
        where tenant_id = ${tx.tenantId} and engagements.person_id = ${championId} and during @> ${startsAt}::timestamptz
          and taken >= seats and not exists (
            select from bookings
            where bookings.tenant_id = ${tx.tenantId} and bookings.session_id = sessions.session_id and state = 'held'))
      for no key update of champions)
    select pg_advisory_xact_lock_shared(${departuresOf(tx)}), pg_advisory_xact_lock(${first}),
      pg_advisory_xact_lock(${second})
    from hours`.execute(tx.prepared);
  return rows.length > 0;
}

/** Lets one at a time publish a champion's hours or give back time with them, and nobody book them meanwhile. */
export async function lockHours(tx: Tx, championId: string): Promise<void> {
  await sql`
    ${withHours(tx, sql`${championId}`)}
    select pg_advisory_xact_lock_shared(${departuresOf(tx)}) from hours`.execute(tx.prepared);
}

/** As `lockHours`, of the champion of a booking; answers who that is. */
export async function lockHoursOfBooking(tx: Tx, bookingId: string): Promise<string | undefined> {
  const championId = sql`(select champion_id from bookings where tenant_id = ${tx.tenantId} and booking_id = ${bookingId})`;
  const { rows } = await sql<{ person_id: string }>`
    ${withHours(tx, championId)}
    select person_id, pg_advisory_xact_lock_shared(${departuresOf(tx)}) from hours`.execute(tx.prepared);
  return rows[0]?.person_id;
}

/** As `lockHours`, but without waiting: answers whether nobody else has the row just now. */
export async function tryLockHours(tx: Tx, championId: string): Promise<boolean> {
  const { rows } = await sql`
    select from champions
    where tenant_id = ${tx.tenantId} and person_id = ${championId} for no key update skip locked`.execute(tx.prepared);
  return rows.length > 0;
}

/** Locks these people without waiting, whatever else is locked already; answers whether nobody decides on one of them now. */
export async function tryLockPeople(tx: Tx, ...people: string[]): Promise<boolean> {
  const locks = people.map((personId) => sql`pg_try_advisory_xact_lock(${keyOf(tx, 'person', personId)})`);
  const { rows } = await sql<{ locked: boolean }>`select ${sql.join(locks, sql` and `)} as locked`.execute(tx.prepared);
  return rows[0]?.locked === true;
}

/**
 * Waits for the bookings being decided now and holds up new ones until this transaction ends. Otherwise a booking that
 * read "still active" before somebody was marked as gone could commit after that person's bookings were released.
 */
export async function lockDepartures(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${departuresOf(tx)})`.execute(tx.prepared);
}

/** The champion's row, locked before what follows is: in one plain `select` the other locks would be taken first. */
function withHours(tx: Tx, championId: RawBuilder<unknown>) {
  return sql`with hours as (
    select person_id from champions where tenant_id = ${tx.tenantId} and person_id = ${championId} for no key update)`;
}

const departuresOf = (tx: Tx) => keyOf(tx, 'departures');

const keyOf = (tx: Tx, ...what: string[]) => sql`hashtextextended(${[...what, tx.tenantId].join(' ')}, 0)`;
