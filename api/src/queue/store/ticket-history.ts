import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

export type StoredEvent = {
  does: string;
  by: 'asker' | 'champion' | 'clock';
  champion: { personId: string; displayName: string; jobTitle: string } | null;
  at: Temporal.Instant;
  note: string;
};

/** A ticket's life, from its joining on. */
export async function findTicketHistory(tx: Tx, ticketId: string): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select does, by_role as by, at, note,
      case when person_id is not null then jsonb_build_object('personId', person_id, 'displayName', display_name,
        'jobTitle', job_title) end as champion
    from ticket_events as event
    left join people on people.tenant_id = event.tenant_id and person_id = champion_id
    where event.tenant_id = ${tx.tenantId} and ticket_id = ${ticketId}
    order by change`.execute(tx.prepared);
  return rows;
}

/** Whether a champion ever did something to a ticket. */
export async function hasActedOn(tx: Tx, ticketId: string, championId: string): Promise<boolean> {
  const { rows } = await sql`
    select from ticket_events
    where tenant_id = ${tx.tenantId} and ticket_id = ${ticketId} and champion_id = ${championId} limit 1`.execute(
    tx.prepared,
  );
  return rows.length > 0;
}

/** Says whether a ticket helped that is resolved; `false` when that was said before, or it is not resolved. */
export async function saveHelped(
  tx: Tx,
  { ticketId, helped, at }: { ticketId: string; helped: 'yes' | 'partly' | 'no'; at: Temporal.Instant },
): Promise<boolean> {
  const { rows } = await sql`
    update tickets set helped = ${helped}, helped_at = ${at}
    where tenant_id = ${tx.tenantId} and ticket_id = ${ticketId} and state = 'resolved' and helped is null
    returning ticket_id`.execute(tx.prepared);
  return rows.length > 0;
}
