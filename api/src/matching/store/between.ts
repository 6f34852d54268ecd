import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Outcomes } from '../quest.ts';

/** What stands between somebody and the champions: how their sessions went, and with whom they are not to be brought together. */
export async function findBetween(
  tx: Tx,
  personId: string,
): Promise<{ past: Map<string, Outcomes>; blocked: Set<string> }> {
  const { rows: sessions } = await sql<Outcomes & { championId: string }>`
    select champion_id as "championId", (count(*) filter (where helped in ('yes', 'partly')))::int as helped,
      (count(*) filter (where helped = 'no'))::int as "didNot"
    from bookings
    where tenant_id = ${tx.tenantId} and learner_id = ${personId} and helped is not null group by champion_id`.execute(
    tx.sql,
  );
  const { rows: blocks } = await sql<{ otherId: string }>`
    select blocked_id as "otherId" from blocks where tenant_id = ${tx.tenantId} and person_id = ${personId}
    union select person_id from blocks where tenant_id = ${tx.tenantId} and blocked_id = ${personId}`.execute(tx.sql);
  return {
    past: new Map(sessions.map(({ championId, ...outcomes }) => [championId, outcomes])),
    blocked: new Set(blocks.map(({ otherId }) => otherId)),
  };
}

export type StoredBlock = {
  person: { personId: string; displayName: string; jobTitle: string; department: string };
  since: Temporal.Instant;
};

/** Whom somebody blocked, latest first. */
export async function findBlocks(tx: Tx, personId: string): Promise<StoredBlock[]> {
  const { rows } = await sql<StoredBlock>`
    select json_build_object('personId', blocked_id, 'displayName', display_name, 'jobTitle', job_title,
      'department', department) as person, since
    from blocks join people on people.tenant_id = blocks.tenant_id and people.person_id = blocked_id
    where blocks.tenant_id = ${tx.tenantId} and blocks.person_id = ${personId}
    order by since desc, blocked_id`.execute(tx.sql);
  return rows;
}

/** Blocks somebody of the directory; `false` when there is no such other person. */
export async function insertBlock(
  tx: Tx,
  personId: string,
  blockedId: string,
  since: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql`
    with other as (
      select person_id from people
      where tenant_id = ${tx.tenantId} and person_id = ${blockedId} and person_id <> ${personId}
    ), written as (
      insert into blocks (tenant_id, person_id, blocked_id, since)
      select ${tx.tenantId}, ${personId}, person_id, ${since} from other on conflict do nothing
    )
    select from other`.execute(tx.sql);
  return rows.length > 0;
}

export async function deleteBlock(tx: Tx, personId: string, blockedId: string): Promise<void> {
  await sql`
    delete from blocks
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and blocked_id = ${blockedId}`.execute(tx.sql);
}
