import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Summary } from '../summary.ts';

type Instant = Temporal.Instant;

export type StoredRun = {
  run: number;
  state: 'queued' | 'scoring' | 'matching' | 'done' | 'failed' | 'cancelled';
  askedAt: Instant;
  finishedAt: Instant | null;
  scored: number;
  of: number;
  failure: string | null;
  matched: number | null;
  optimal: boolean | null;
  milliseconds: number | null;
  summary: Summary | null;
  rematch: boolean;
  published: boolean;
};

const columns = sql`run, state, asked_at as "askedAt", finished_at as "finishedAt", scored, of, failure, matched, optimal,
  milliseconds, summary, rematch, published`;
const isGoingOn = sql`state in ('queued', 'scoring', 'matching')`;

/**
 * Asks for a run and answers its number; `undefined` while another run of the cohort goes on. What nobody asks for counts as
 * asked by whoever made the cohort.
 */
export async function insertRun(
  tx: Tx,
  cohortId: string,
  { askedBy, at, rematch }: { askedBy: string | null; at: Instant; rematch: boolean },
): Promise<number | undefined> {
  const { rows } = await sql<{ run: number }>`
    insert into cohort_runs (tenant_id, cohort_id, run, state, asked_by, asked_at, rematch)
    select tenant_id, cohort_id, (
        select coalesce(max(run), 0) + 1 from cohort_runs
        where cohort_runs.tenant_id = cohorts.tenant_id and cohort_runs.cohort_id = cohorts.cohort_id),
      'queued', coalesce(${askedBy}::uuid, created_by), ${at}, ${rematch}
    from cohorts where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
    on conflict do nothing returning run`.execute(tx.sql);
  return rows[0]?.run;
}

export async function findRun(tx: Tx, cohortId: string, run: number): Promise<StoredRun | undefined> {
  const { rows } = await sql<StoredRun>`
    select ${columns} from cohort_runs
    where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and run = ${run}`.execute(tx.sql);
  return rows[0];
}

/** The last run, or the last that found something. */
export async function findLastRun(tx: Tx, cohortId: string, only?: 'done'): Promise<StoredRun | undefined> {
  const { rows } = await sql<StoredRun>`
    select ${columns} from cohort_runs where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId}
      ${only ? sql`and state = 'done'` : sql``}
    order by run desc limit 1`.execute(tx.sql);
  return rows[0];
}

/** A run in the hands of one process: whoever else has it has another `until`. */
export type Lease = { cohortId: string; run: number; rematch: boolean; askedAt: Instant; until: Instant };

/** Takes on the run that waits longest and nobody works on, until then; a process that dies lets go by itself. */
export async function leaseRun(tx: Tx, now: Instant, until: Instant): Promise<Lease | undefined> {
  const { rows } = await sql<Lease>`
    update cohort_runs set state = 'scoring', leased_until = ${until}, scored = 0
    where tenant_id = ${tx.tenantId} and (cohort_id, run) = (
      select cohort_id, run from cohort_runs
      where tenant_id = ${tx.tenantId} and ${isGoingOn} and (leased_until is null or leased_until <= ${now})
      order by asked_at limit 1 for update skip locked)
    returning cohort_id as "cohortId", run, rematch, asked_at as "askedAt", leased_until as until`.execute(tx.sql);
  return rows[0];
}

const held = (tx: Tx, { cohortId, run, until }: Lease) => sql`
  tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and run = ${run} and leased_until = ${until} and ${isGoingOn}`;

/** Says how far a run is and holds it for longer; `undefined` when it was cancelled or another process has it. */
export async function renewLease(
  tx: Tx,
  lease: Lease,
  progress: { state: 'scoring' | 'matching'; scored: number; of: number; until: Instant },
): Promise<Lease | undefined> {
  const { state, scored, of, until } = progress;
  const { rows } = await sql`
    update cohort_runs set state = ${state}, scored = ${scored}, of = ${of}, leased_until = ${until}
    where ${held(tx, lease)} returning run`.execute(tx.sql);
  return rows.length > 0 ? { ...lease, until } : undefined;
}

export type Figures = { matched: number; cost: number; optimal: boolean; milliseconds: number; summary: Summary };

/** Ends a run with what it found; `false` when it is not in these hands any more. */
export async function completeRun(tx: Tx, lease: Lease, figures: Figures, at: Instant): Promise<boolean> {
  const { matched, cost, optimal, milliseconds, summary } = figures;
  const { rows } = await sql`
    update cohort_runs set state = 'done', finished_at = ${at}, matched = ${matched}, cost = ${cost}, optimal = ${optimal},
      milliseconds = ${milliseconds}, summary = ${JSON.stringify(summary)}, scored = of
    where ${held(tx, lease)} returning run`.execute(tx.sql);
  return rows.length > 0;
}

export async function failRun(tx: Tx, lease: Lease, failure: string, at: Instant): Promise<void> {
  await sql`
    update cohort_runs set state = 'failed', finished_at = ${at}, failure = ${failure} where ${held(tx, lease)}`.execute(
    tx.sql,
  );
}

/** `false` when it was over already. */
export async function cancelRun(tx: Tx, cohortId: string, run: number, at: Instant): Promise<boolean> {
  const { rows } = await sql`
    update cohort_runs set state = 'cancelled', finished_at = ${at}
    where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and run = ${run} and ${isGoingOn}
    returning run`.execute(tx.sql);
  return rows.length > 0;
}
