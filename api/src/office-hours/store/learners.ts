import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import { defaultPolicy, type Policy, type Record } from '../limits.ts';

/** A learner as booking sees them, with the policy they book under. */
export type Learner = { active: boolean; policy: Policy; record: Record };

type Row = { active: boolean; policy: Policy | null; open: number; late: number[] | null };

/** `undefined` for somebody the directory does not know. A series counts as one open booking. */
export async function findLearner(tx: Tx, personId: string, now: Temporal.Instant): Promise<Learner | undefined> {
  const { rows } = await sql<Row>`
    select active,
      (select json_build_object('openBookingsPerLearner', open_bookings_per_learner,
          'lateCancellationHours', late_cancellation_hours, 'lateCancellationsAllowed', late_cancellations_allowed,
          'lateCancellationDays', late_cancellation_days, 'holdMinutes', hold_minutes, 'offerMinutes', offer_minutes)
        from booking_policies where booking_policies.tenant_id = people.tenant_id) as policy,
      (select count(distinct coalesce(series_id, session_id))::int from bookings
        join sessions using (tenant_id, session_id)
        where bookings.tenant_id = people.tenant_id and learner_id = person_id and state = 'booked'
          and bookings.ends_at > ${now}) as open,
      (select json_agg(date_part('epoch', ended_at) * 1000 order by ended_at desc) from bookings
        where bookings.tenant_id = people.tenant_id and learner_id = person_id and ended_by = person_id
          and cancelled_late and ended_at > ${now.subtract({ hours: 24 * 366 })}) as late
    from people where tenant_id = ${tx.tenantId} and person_id = ${personId}`.execute(tx.prepared);
  const [row] = rows;
  if (!row) return undefined;
  const late = row.late ?? [];
  return {
    active: row.active,
    policy: row.policy ?? defaultPolicy,
    record: {
      open: row.open,
      lateCancellations: late.map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(Math.round(milliseconds))),
    },
  };
}
