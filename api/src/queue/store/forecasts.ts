import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;

export type Forecast = {
  ticketId: string;
  queueId: string;
  at: Instant;
  /** Turns ahead. */
  ahead: number;
  /** The expected wait, and the range as it was said, in minutes. */
  minutes: number;
  low: number;
  high: number;
};

/** Keeps what somebody was told when they joined. */
export async function insertForecast(tx: Tx, forecast: Forecast): Promise<void> {
  const { ticketId, queueId, at, ahead, minutes, low, high } = forecast;
  await sql`
    insert into wait_forecasts (tenant_id, ticket_id, queue_id, made_at, ahead, minutes, low, high)
    values (${tx.tenantId}, ${ticketId}, ${queueId}, ${at}, ${ahead}, ${minutes}, ${low}, ${high})`.execute(
    tx.prepared,
  );
}

/** Keeps how long each of these waited until they were called for the first time; what is known already stands. */
export async function settleForecasts(tx: Tx, waits: readonly { ticketId: string; minutes: number }[]): Promise<void> {
  if (waits.length === 0) return;
  await sql`
    update wait_forecasts set waited_minutes = minutes_waited
    from unnest(${waits.map(({ ticketId }) => ticketId)}::uuid[], ${waits.map(({ minutes }) => minutes)}::real[])
      as waited (id, minutes_waited)
    where tenant_id = ${tx.tenantId} and ticket_id = id and waited_minutes is null`.execute(tx.prepared);
}

export type Accuracy = {
  forecasts: number;
  meanAbsoluteError: number;
  /** Positive: people waited longer than they were told. */
  bias: number;
  insideRange: number;
  medianWait: number;
};
/** `from` is the week's Monday, `YYYY-MM-DD` in UTC; null for all weeks together. */
export type AccuracyRow = Accuracy & { from: string | null };

/** How far off the forecasts since then were that can be judged, week by week and together; empty when there are none. */
export async function measureForecasts(tx: Tx, since: Instant): Promise<AccuracyRow[]> {
  const { rows } = await sql<AccuracyRow>`
    select week as "from", count(*)::int as forecasts, avg(abs(waited_minutes - minutes)) as "meanAbsoluteError",
      avg(waited_minutes - minutes) as bias,
      avg((waited_minutes between low and high)::int)::real as "insideRange",
      percentile_cont(0.5) within group (order by waited_minutes) as "medianWait"
    from (
      select *, date_trunc('week', made_at at time zone 'UTC')::date as week from wait_forecasts
      where tenant_id = ${tx.tenantId} and made_at >= ${since} and waited_minutes is not null
    ) as judged
    group by grouping sets ((week), ()) having count(*) > 0
    order by week nulls first`.execute(tx.sql);
  return rows;
}
