import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

/**
 * The keys that stand for a person today and, over midnight, yesterday: HMAC-SHA-256 with the secret of the day (UTC). Only
 * who has that secret can tell whose a key is, and it is destroyed on the day after the next midnight.
 */
export async function onceKeysOf(tx: Tx, personId: string, now: Temporal.Instant): Promise<[string, ...string[]]> {
  await forgetSecrets(tx, now);
  const today = dayOf(now);
  await sql`
    insert into queue_secrets (tenant_id, day, secret) values (${tx.tenantId}, ${today}, ${randomBytes(32)})
    on conflict do nothing`.execute(tx.prepared);
  const { rows } = await sql<{ secret: Buffer }>`
    select secret from queue_secrets where tenant_id = ${tx.tenantId} and day <= ${today} order by day desc`.execute(
    tx.prepared,
  );
  const [own, ...earlier] = rows.map(({ secret }) => createHmac('sha256', secret).update(personId).digest('base64url'));
  if (own === undefined) throw new Error('the secret of the day is not there');
  return [own, ...earlier];
}

/** A key that stands for nobody. */
export const nobodysKey = () => randomBytes(32).toString('base64url');

/** Destroys the secrets of the days before yesterday; what was asked then stays in line under a key that is nobody's. */
export async function forgetSecrets(tx: Tx, now: Temporal.Instant): Promise<void> {
  const yesterday = dayOf(now.subtract({ hours: 24 }));
  await sql`delete from queue_secrets where tenant_id = ${tx.tenantId} and day < ${yesterday}`.execute(tx.prepared);
}

const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('UTC').toPlainDate().toString();
