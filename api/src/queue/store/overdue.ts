import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;

/** As the indexes of the live ones say it. */
const isOverInSql = sql`state in ('resolved', 'no-show', 'withdrawn', 'converted')`;

/** Tickets whose ready check or hold has run out. */
export async function findRunOut(tx: Tx, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ ticketId: string }>`
    select ticket_id as "ticketId" from tickets where tenant_id = ${tx.tenantId} and until <= ${now}
    order by until`.execute(tx.sql);
  return rows.map(({ ticketId }) => ticketId);
}

/** Live tickets with somebody of these people: asked by them, with them or waiting for them. */
export async function findTicketsWith(
  tx: Tx,
  personIds: readonly string[],
): Promise<{ asked: string[]; helped: { ticketId: string; championId: string }[] }> {
  const { rows } = await sql<{ ticketId: string; learnerId: string | null; championId: string | null }>`
    select ticket_id as "ticketId", learner_id as "learnerId", coalesce(champion_id, waits_for_id) as "championId"
    from tickets
    where tenant_id = ${tx.tenantId} and not (${isOverInSql})
      and (learner_id = any(${personIds}::uuid[]) or champion_id = any(${personIds}::uuid[])
        or waits_for_id = any(${personIds}::uuid[]))
    order by ticket_id`.execute(tx.sql);
  const theirs = new Set(personIds);
  const isAsked = ({ learnerId }: (typeof rows)[number]) => learnerId !== null && theirs.has(learnerId);
  return {
    asked: rows.filter(isAsked).map(({ ticketId }) => ticketId),
    helped: rows.flatMap((row) => {
      const { ticketId, championId } = row;
      return isAsked(row) || championId === null || !theirs.has(championId) ? [] : [{ ticketId, championId }];
    }),
  };
}

/** People who have left, or serve though they are no champion any more, and still ask, help or stand at a queue. */
export async function findGone(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    with bound as (
      select learner_id as person_id, false as serves from tickets where tenant_id = ${tx.tenantId} and not (${isOverInSql})
      union select champion_id, false from tickets where tenant_id = ${tx.tenantId} and not (${isOverInSql})
      union select waits_for_id, true from tickets where tenant_id = ${tx.tenantId} and not (${isOverInSql})
      union select champion_id, true from queue_champions where tenant_id = ${tx.tenantId}
    )
    select distinct person_id as "personId" from bound join people using (person_id)
      left join champions using (tenant_id, person_id)
    where tenant_id = ${tx.tenantId} and (not active or serves and champions.state is distinct from 'confirmed')`.execute(
    tx.sql,
  );
  return rows.map(({ personId }) => personId);
}

/** Ends that these serve anywhere, and answers the queues at which they did. */
export async function dismiss(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ queueId: string }>`
    delete from queue_champions where tenant_id = ${tx.tenantId} and champion_id = any(${personIds}::uuid[])
    returning queue_id as "queueId"`.execute(tx.sql);
  return [...new Set(rows.map(({ queueId }) => queueId))];
}

/** Of these queues, those that are not closed though nobody serves them. */
export async function findDeserted(tx: Tx, queueIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ queueId: string }>`
    select queue_id as "queueId" from queues
    where tenant_id = ${tx.tenantId} and queue_id = any(${queueIds}::uuid[]) and state <> 'closed'
      and not exists (select from queue_champions as here
        where here.tenant_id = queues.tenant_id and here.queue_id = queues.queue_id)`.execute(tx.sql);
  return rows.map(({ queueId }) => queueId);
}

/** Queues that are not closed though no champion did anything there since then. */
export async function findForgotten(tx: Tx, since: Instant): Promise<string[]> {
  const { rows } = await sql<{ queueId: string }>`
    select queue_id as "queueId" from queues
    where tenant_id = ${tx.tenantId} and state <> 'closed' and changed_at < ${since}
      and not exists (select from queue_champions as here
        where here.tenant_id = queues.tenant_id and here.queue_id = queues.queue_id and here.since >= ${since})
      and not exists (select from ticket_events as event
        where event.tenant_id = queues.tenant_id and event.queue_id = queues.queue_id and at >= ${since}
          and by_role = 'champion' and passed_as in ('waiting', 'served'))`.execute(tx.sql);
  return rows.map(({ queueId }) => queueId);
}

/** What keeps a queue from being closed: whoever waits for a specialist is served wherever they stand. */
const keepsOpen = sql`not (${isOverInSql}) and (waits_for <> 'specialist' or state in ('called', 'claimed'))`;

/**
 * Closes those of these queues that are closing and have served everybody; their champions go. Answers which. What somebody
 * else is changing just now is left for the next time, so that nobody waits for anybody here.
 */
export async function closeServed(
  tx: Tx,
  now: Instant,
  queueIds?: readonly string[],
): Promise<{ queueId: string; championIds: string[] }[]> {
  const those = queueIds ? sql`and queue_id = any(${queueIds}::uuid[])` : sql``;
  const { rows } = await sql<{ queueId: string; championIds: string[] }>`
    with served as (
      select queue_id from queues
      where tenant_id = ${tx.tenantId} and state = 'closing' ${those}
        and not exists (select from tickets
          where tickets.tenant_id = queues.tenant_id and tickets.queue_id = queues.queue_id and ${keepsOpen})
      for update skip locked
    ), closed as (
      update queues set state = 'closed', changed_at = ${now} from served
      where queues.tenant_id = ${tx.tenantId} and queues.queue_id = served.queue_id returning queues.queue_id
    ), going as (
      select champion_id from queue_champions join served using (queue_id) where tenant_id = ${tx.tenantId}
      for update of queue_champions skip locked
    ), gone as (
      delete from queue_champions using going
      where tenant_id = ${tx.tenantId} and queue_champions.champion_id = going.champion_id
      returning queue_id, queue_champions.champion_id
    )
    select queue_id as "queueId", array(select champion_id from gone where gone.queue_id = closed.queue_id) as "championIds"
    from closed`.execute(tx.prepared);
  return rows;
}
