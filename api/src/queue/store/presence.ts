import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { QueuePerson } from './queues.ts';

type Instant = Temporal.Instant;

/** A champion at a queue, and the topics they know, best first. */
export type ChampionHere = QueuePerson & {
  state: 'here' | 'paused';
  since: Instant;
  /** When they mean to go; null: they see the line through. */
  until: Instant | null;
  topics: string[];
};

/** Who serves a queue, in the order they came. */
export async function findChampionsHere(tx: Tx, queueId: string): Promise<ChampionHere[]> {
  const { rows } = await sql<ChampionHere>`
    select person_id as "personId", display_name as "displayName", job_title as "jobTitle", here.state, since, until,
      array(select topic from champion_skills as known
        where known.tenant_id = here.tenant_id and known.person_id = champion_id order by level desc, topic) as topics
    from queue_champions as here join people on people.tenant_id = here.tenant_id and person_id = champion_id
    where here.tenant_id = ${tx.tenantId} and queue_id = ${queueId}
    order by since, champion_id`.execute(tx.prepared);
  return rows;
}

export type Helping = { queueId: string; name: string; state: 'here' | 'paused' };

/** Where a champion helps just now. */
export async function findHelping(tx: Tx, championId: string): Promise<Helping | undefined> {
  const { rows } = await sql<Helping>`
    select here.queue_id as "queueId", name, here.state
    from queue_champions as here
      join queues on queues.tenant_id = here.tenant_id and queues.queue_id = here.queue_id
    where here.tenant_id = ${tx.tenantId} and champion_id = ${championId}`.execute(tx.prepared);
  return rows[0];
}

/** `not-a-champion` for whoever is not confirmed or has left. */
export async function saveHelping(
  tx: Tx,
  { queueId, championId, state, until, now }: Presence,
): Promise<'helping' | 'helping-elsewhere' | 'not-a-champion'> {
  const { rows } = await sql<{ isHere: boolean }>`
    with champion as (
      select champions.person_id from champions join people
        on people.tenant_id = champions.tenant_id and people.person_id = champions.person_id
      where champions.tenant_id = ${tx.tenantId} and champions.person_id = ${championId} and state = 'confirmed' and active
    ), here as (
      insert into queue_champions as known (tenant_id, champion_id, queue_id, state, since, until)
      select ${tx.tenantId}, person_id, ${queueId}, ${state}, ${now}, ${until} from champion
      on conflict (tenant_id, champion_id) do update set state = excluded.state, until = excluded.until,
        since = case when known.state = excluded.state then known.since else excluded.since end
        where known.queue_id = excluded.queue_id
      returning champion_id
    )
    select exists (select from here) as "isHere" from champion`.execute(tx.sql);
  if (!rows[0]) return 'not-a-champion';
  return rows[0].isHere ? 'helping' : 'helping-elsewhere';
}

type Presence = {
  queueId: string;
  championId: string;
  state: ChampionHere['state'];
  until: Instant | null;
  now: Instant;
};

export async function deleteHelping(tx: Tx, championId: string): Promise<void> {
  await sql`delete from queue_champions where tenant_id = ${tx.tenantId} and champion_id = ${championId}`.execute(
    tx.sql,
  );
}

/** The same, kept from changing until the transaction ends. To be locked before any queue is. */
export async function lockHelping(tx: Tx, championId: string): Promise<Helping | undefined> {
  const helping = await findHelping(tx, championId);
  if (!helping) return undefined;
  const { rows } = await sql`
    select queue_id from queue_champions where tenant_id = ${tx.tenantId} and champion_id = ${championId}
    for update`.execute(tx.prepared);
  return rows.length === 0 ? undefined : helping;
}

/**
 * Keeps everybody who serves a queue there until the transaction ends, and one more champion wherever they are. To be locked
 * before any queue is; always in one order, so that two who pass their lines to each other do not wait forever.
 */
export async function lockChampionsHere(
  tx: Tx,
  queueId: string,
  another: string | null = null,
): Promise<{ championId: string; queueId: string }[]> {
  const { rows } = await sql<{ championId: string; queueId: string }>`
    select champion_id as "championId", queue_id as "queueId" from queue_champions
    where tenant_id = ${tx.tenantId} and (queue_id = ${queueId} or champion_id = ${another})
    order by champion_id for update`.execute(tx.prepared);
  return rows;
}
