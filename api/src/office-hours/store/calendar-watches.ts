import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;

/** A subscription to changes of a person's calendar. */
export type Watch = { personId: string; subscriptionId: string; clientState: string; expiresAt: Instant };

const columns = [
  'person_id as personId',
  'subscription_id as subscriptionId',
  'client_state as clientState',
  'expires_at as expiresAt',
] as const;

export async function findWatch(tx: Tx, subscriptionId: string): Promise<Watch | undefined> {
  return tx.sql
    .selectFrom('calendar_watches')
    .select(columns)
    .where('tenant_id', '=', tx.tenantId)
    .where('subscription_id', '=', subscriptionId)
    .executeTakeFirst();
}

export async function findWatches(tx: Tx): Promise<Watch[]> {
  return tx.sql.selectFrom('calendar_watches').select(columns).where('tenant_id', '=', tx.tenantId).execute();
}

/** Who has a session between these instants, the soonest first. */
export async function findEngaged(tx: Tx, from: Instant, until: Instant): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from (
      select learner_id as person_id, starts_at from bookings
      where tenant_id = ${tx.tenantId} and state = 'booked' and starts_at > ${from} and starts_at < ${until}
      union all
      select champion_id, starts_at from bookings
      where tenant_id = ${tx.tenantId} and state = 'booked' and starts_at > ${from} and starts_at < ${until}) as engaged
    group by person_id order by min(starts_at), person_id`.execute(tx.sql);
  return rows.map((row) => row.person_id);
}

export async function saveWatch(tx: Tx, { personId, subscriptionId, clientState, expiresAt }: Watch): Promise<void> {
  const watch = { subscription_id: subscriptionId, client_state: clientState, expires_at: expiresAt };
  await tx.sql
    .insertInto('calendar_watches')
    .values({ tenant_id: tx.tenantId, person_id: personId, ...watch })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id']).doUpdateSet(watch))
    .execute();
}

/** Unless another one has taken its place. */
export async function deleteWatch(tx: Tx, subscriptionId: string): Promise<void> {
  await tx.sql
    .deleteFrom('calendar_watches')
    .where('tenant_id', '=', tx.tenantId)
    .where('subscription_id', '=', subscriptionId)
    .execute();
}
