import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { PastWait } from '../patience.ts';
import type { Help } from '../policy.ts';
import type { ProgrammeHistory } from '../programme.ts';
import type { Turn } from '../service-time.ts';

type Instant = Temporal.Instant;
type Ended<T extends { ago: number }> = Omit<T, 'ago'> & { endedAt: Instant };

export type QueueHistory = { turns: Ended<Turn>[]; waits: Ended<PastWait>[] };

/** More say nothing new. */
const most = 300;

/**
 * Where champions' turns are: what ended since `since` while somebody had been called or had been claimed. A turn begins
 * with the call, which comes just before the claim in the ticket's history; a group is one turn, as nobody begins two at
 * the same instant.
 */
function turnsIn(tx: Tx, since: Instant, queueId?: string) {
  const ofQueue = queueId === undefined ? sql`` : sql`and ended.queue_id = ${queueId}`;
  const minutes = sql`extract(epoch from max(ended.at) - began.at)::float8 / 60`;
  return sql`
    select ended.held_by as "championId", coalesce(min(topic), '') as topic, ${minutes} as minutes, max(ended.at) as "endedAt",
      bool_or(ended.to_state in ('waiting', 'on-hold')
        or ended.to_state = 'transferred' and coalesce(later.queue_id, tickets.queue_id) = ended.queue_id) as returned
    from ticket_events as ended
    join tickets on tickets.tenant_id = ended.tenant_id and tickets.ticket_id = ended.ticket_id
    left join ticket_events as before on before.tenant_id = ended.tenant_id and before.ticket_id = ended.ticket_id
      and before.change = ended.change - 1 and ended.passed_as = 'served' and before.from_state = 'called'
    left join ticket_events as later on later.tenant_id = ended.tenant_id and later.ticket_id = ended.ticket_id
      and later.change = ended.change + 1
    cross join lateral (
      select ended.at - interval '1 ms' * (ended.passed_ms + coalesce(before.passed_ms, 0)) as at
    ) as began
    where ended.tenant_id = ${tx.tenantId} ${ofQueue} and ended.at >= ${since} and ended.held_by is not null
      and (ended.passed_as = 'served'
        or ended.passed_as = 'waiting' and ended.from_state = 'called' and ended.to_state <> 'claimed')
    group by ended.held_by, began.at`;
}

/** Waits that ended since then, by a call or because who waited had enough. */
function waitsIn(tx: Tx, since: Instant, queueId?: string) {
  const ofQueue = queueId === undefined ? sql`` : sql`and queue_id = ${queueId}`;
  return sql`
    select passed_ms::float8 / 60000 as minutes, at as "endedAt", does in ('withdraw', 'convert') as "left"
    from ticket_events
    where tenant_id = ${tx.tenantId} ${ofQueue} and at >= ${since} and passed_as = 'waiting'
      and from_state <> 'called'`;
}

/** What a queue's expected waits are learned from, newest first. */
export async function findHistory(tx: Tx, queueId: string, since: Instant): Promise<QueueHistory> {
  const [turns, waits] = await Promise.all([
    sql<Ended<Turn>>`${turnsIn(tx, since, queueId)} order by "endedAt" desc limit ${most}`.execute(tx.prepared),
    sql<Ended<PastWait>>`${waitsIn(tx, since, queueId)} order by at desc limit ${most}`.execute(tx.prepared),
  ]);
  return { turns: turns.rows, waits: waits.rows };
}

/** All queues of the tenant taken together. */
export async function sumUpHistory(tx: Tx, since: Instant): Promise<ProgrammeHistory> {
  const [turns, waits] = await Promise.all([
    sql<ProgrammeHistory['turns']>`
      select count(*)::int as count, coalesce(avg(minutes), 0) as minutes,
        coalesce(stddev_samp(ln(greatest(minutes, 0.25))), 0) as spread, count(*) filter (where returned)::int as returned
      from (${turnsIn(tx, since)}) as turns`.execute(tx.prepared),
    sql<ProgrammeHistory['waits']>`
      select coalesce(sum(minutes), 0) as minutes, count(*) filter (where "left")::int as "left"
      from (${waitsIn(tx, since)}) as waits`.execute(tx.prepared),
  ]);
  const [allTurns, allWaits] = [turns.rows[0], waits.rows[0]];
  if (!allTurns || !allWaits) throw new Error('a sum has one row');
  return { turns: allTurns, waits: allWaits };
}

/**
 * How often those who wait in a queue were helped since then, in any queue or session. Who asked without a link to
 * themselves is not known.
 */
export async function findHelps(tx: Tx, queueId: string, since: Instant, now: Instant): Promise<Help[]> {
  const { rows } = await sql<Help>`
    with waiting as (
      select distinct learner_id from tickets
      where tenant_id = ${tx.tenantId} and queue_id = ${queueId} and learner_id is not null
        and state not in ('resolved', 'no-show', 'withdrawn', 'converted')
    )
    select learner_id as "personId", since as at from waiting join tickets using (learner_id)
    where tenant_id = ${tx.tenantId} and state in ('resolved', 'withdrawn', 'converted') and helpers <> '{}'
      and joined_at >= ${since}
    union all
    select learner_id, ends_at from waiting join bookings using (learner_id)
    where tenant_id = ${tx.tenantId} and state = 'booked' and absent is null and ends_at between ${since} and ${now}`.execute(
    tx.prepared,
  );
  return rows;
}
