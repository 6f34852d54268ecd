import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Times } from '../event.ts';
import type { Reach, Rule } from '../policy.ts';

type Instant = Temporal.Instant;

export type QueuePerson = { personId: string; displayName: string; jobTitle: string };

/** How a queue is run, as its host set it. */
export type QueueSetUp = {
  name: string;
  rule: Rule;
  reach: Reach;
  times: Pick<Times, 'readyCheckSeconds' | 'holdMinutes'>;
};

export type StoredQueue = QueueSetUp & {
  queueId: string;
  host: QueuePerson;
  /** The host's. */
  department: string;
  state: 'closed' | 'open' | 'paused' | 'closing';
  /** Since when it is in this state. */
  changedAt: Instant;
  note: string;
};

type Row = Omit<StoredQueue, keyof QueueSetUp | 'host'> &
  QueuePerson &
  Rule & { name: string; reachTurns: number; overtakings: number; readyCheckSeconds: number; holdMinutes: number };

const columns = sql`
  queue_id as "queueId", name, state, changed_at as "changedAt", note, line_order as "order", misses_last as "missesLast",
  long_wait_minutes as "longWaitMinutes", help_half_life_days as "helpHalfLifeDays", reach_turns as "reachTurns",
  overtakings, ready_check_seconds as "readyCheckSeconds", hold_minutes as "holdMinutes",
  person_id as "personId", display_name as "displayName", job_title as "jobTitle", department`;

async function select(tx: Tx, which: RawBuilder<unknown>): Promise<StoredQueue | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from queues join people on people.tenant_id = queues.tenant_id and person_id = host_id
    where queues.tenant_id = ${tx.tenantId} and ${which}`.execute(tx.prepared);
  return rows[0] && queueOf(rows[0]);
}

export const findQueue = (tx: Tx, queueId: string) => select(tx, sql`queue_id = ${queueId}`);

export const findQueueOfHost = (tx: Tx, hostId: string) => select(tx, sql`host_id = ${hostId}`);

/** The same, kept as it is until the transaction ends: whoever opens, pauses or closes it takes turns. */
export const lockQueue = (tx: Tx, queueId: string) => select(tx, sql`queue_id = ${queueId} for update of queues`);

function queueOf({ personId, displayName, jobTitle, ...row }: Row): StoredQueue {
  const { order, missesLast, longWaitMinutes, helpHalfLifeDays, reachTurns, overtakings, ...rest } = row;
  const { readyCheckSeconds, holdMinutes, ...queue } = rest;
  return {
    ...queue,
    host: { personId, displayName, jobTitle },
    rule: { order, missesLast, longWaitMinutes, helpHalfLifeDays },
    reach: { turns: reachTurns, overtakings },
    times: { readyCheckSeconds, holdMinutes },
  };
}

/** The queues that are not closed. */
export async function findLiveQueues(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ queueId: string }>`
    select queue_id as "queueId" from queues where tenant_id = ${tx.tenantId} and state <> 'closed'`.execute(
    tx.prepared,
  );
  return rows.map(({ queueId }) => queueId);
}

/** The same for people who look at them, with the department of each. */
export async function findLiveQueuesFor(
  tx: Tx,
  personIds: readonly string[],
): Promise<Map<string, { queueIds: string[]; department: string }>> {
  const { rows } = await sql<{ personId: string; queueIds: string[]; department: string }>`
    select person_id as "personId", department, live.ids as "queueIds"
    from people cross join (
      select array(select queue_id from queues where tenant_id = ${tx.tenantId} and state <> 'closed') as ids
    ) as live
    where tenant_id = ${tx.tenantId} and person_id = any(${personIds}::uuid[])`.execute(tx.prepared);
  return new Map(rows.map(({ personId, ...seen }) => [personId, seen]));
}

/** How often each of these queues has changed; what is no queue is missing. */
export async function readQueueVersions(tx: Tx, queueIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ queueId: string; version: number }>`
    select queue_id as "queueId", coalesce(version, 0)::int as version
    from queues left join live_topics
      on live_topics.tenant_id = queues.tenant_id and topic = 'queue:' || queue_id
    where queues.tenant_id = ${tx.tenantId} and queue_id = any (${queueIds}::uuid[])`.execute(tx.prepared);
  return new Map(rows.map(({ queueId, version }) => [queueId, version]));
}

/**
 * Makes a confirmed champion's own queue, closed, or changes how it is run; answers its id, `undefined` for who is no
 * champion.
 */
export async function saveQueue(
  tx: Tx,
  { queueId, hostId, name, rule, reach, times, now }: QueueSetUp & { queueId: string; hostId: string; now: Instant },
): Promise<string | undefined> {
  const { rows } = await sql<{ queueId: string }>`
    insert into queues (tenant_id, queue_id, host_id, name, changed_at, line_order, misses_last, long_wait_minutes,
      help_half_life_days, reach_turns, overtakings, ready_check_seconds, hold_minutes)
    select tenant_id, ${queueId}, person_id, ${name}, ${now}, ${rule.order}, ${rule.missesLast}, ${rule.longWaitMinutes},
      ${rule.helpHalfLifeDays}, ${reach.turns}, ${reach.overtakings}, ${times.readyCheckSeconds}, ${times.holdMinutes}
    from champions where tenant_id = ${tx.tenantId} and person_id = ${hostId} and state = 'confirmed'
    on conflict (tenant_id, host_id) do update set name = excluded.name, line_order = excluded.line_order,
      misses_last = excluded.misses_last, long_wait_minutes = excluded.long_wait_minutes,
      help_half_life_days = excluded.help_half_life_days, reach_turns = excluded.reach_turns,
      overtakings = excluded.overtakings, ready_check_seconds = excluded.ready_check_seconds,
      hold_minutes = excluded.hold_minutes
    returning queue_id as "queueId"`.execute(tx.sql);
  return rows[0]?.queueId;
}

/** `note` is left as it is unless given. */
export async function setQueueState(
  tx: Tx,
  queueId: string,
  { state, note, now }: { state: StoredQueue['state']; note?: string; now: Instant },
): Promise<void> {
  await sql`
    update queues set state = ${state}, note = coalesce(${note ?? null}, note),
      changed_at = case when state = ${state} then changed_at else ${now} end
    where tenant_id = ${tx.tenantId} and queue_id = ${queueId}`.execute(tx.sql);
}
