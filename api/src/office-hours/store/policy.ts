import type { Tx } from '../../platform/database.ts';
import { defaultPolicy, type Policy } from '../limits.ts';

/** What this organisation asks of everybody who books; the usual limits until somebody sets others. */
export async function findPolicy(tx: Tx): Promise<Policy> {
  const row = await tx.sql
    .selectFrom('booking_policies')
    .select([
      'open_bookings_per_learner as openBookingsPerLearner',
      'late_cancellation_hours as lateCancellationHours',
      'late_cancellations_allowed as lateCancellationsAllowed',
      'late_cancellation_days as lateCancellationDays',
      'hold_minutes as holdMinutes',
      'offer_minutes as offerMinutes',
    ])
    .where('tenant_id', '=', tx.tenantId)
    .executeTakeFirst();
  return row ?? defaultPolicy;
}

export async function savePolicy(tx: Tx, policy: Policy): Promise<void> {
  const row = {
    open_bookings_per_learner: policy.openBookingsPerLearner,
    late_cancellation_hours: policy.lateCancellationHours,
    late_cancellations_allowed: policy.lateCancellationsAllowed,
    late_cancellation_days: policy.lateCancellationDays,
    hold_minutes: policy.holdMinutes,
    offer_minutes: policy.offerMinutes,
  };
  await tx.sql
    .insertInto('booking_policies')
    .values({ tenant_id: tx.tenantId, ...row })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
    .execute();
}
