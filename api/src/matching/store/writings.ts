import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

/** Of a champion who answered hundreds, the latest say most of what they do now. */
const latestOfEach = 40;

/**
 * What shows what champions know: what they love to help with, answers they shared, and the questions of sessions and tickets
 * in which they helped. For scoring only: nobody is shown another's question.
 */
export async function findWritings(tx: Tx, now: Temporal.Instant): Promise<{ id: string; texts: string[] }[]> {
  const ofTenant = sql`tenant_id = ${tx.tenantId}`;
  const { rows } = await sql<{ id: string; texts: string[] }>`
    with written as (
      select champion_id, question || ' ' || answer as text, shared_at as at from answers where ${ofTenant}
      union all
      select champion_id, question, ends_at from bookings
      where ${ofTenant} and state = 'booked' and ends_at <= ${now} and absent is null and helped is distinct from 'no'
        and question <> ''
      union all
      select champion_id, question || ' ' || what_helped, since from tickets
      where ${ofTenant} and state = 'resolved' and champion_id is not null and helped is distinct from 'no'
    ), latest as (
      select champion_id, text, row_number() over (partition by champion_id order by at desc, text) as nth from written
    ), texts as (
      select champion_id, array_agg(text) as texts from latest where nth <= ${latestOfEach} group by champion_id
    )
    select person_id as id, loves_to_help_with || coalesce(texts, '{}') as texts
    from champions left join texts on champion_id = person_id
    where ${ofTenant} and state = 'confirmed'`.execute(tx.sql);
  return rows;
}
