import type pg from 'pg';

const over = "('resolved', 'no-show', 'withdrawn', 'converted')";
const taken = "('called', 'claimed')";

/** Each names what must never be and counts it in what is committed just now; `$1` is the tenant. */
const never: Record<string, string> = {
  'a champion with two turns': `
    select champion_id from tickets where tenant_id = $1 and state in ${taken}
    group by champion_id having count(distinct group_id) > 1`,
  'a person with two tickets in line': `
    select learner_id from tickets where tenant_id = $1 and state not in ${over} and learner_id is not null
    group by learner_id having count(*) > 1`,
  'a key of the day with two tickets': `
    select once_key from tickets where tenant_id = $1 and once_key is not null group by once_key having count(*) > 1`,
  'a history with a gap': `
    select from tickets join (
      select tenant_id, ticket_id, count(*) as events, max(change) as last from ticket_events group by 1, 2) as history
      using (tenant_id, ticket_id)
    where tenant_id = $1 and (events <> changes + 1 or last <> changes)`,
  'a ticket without a history': `
    select from tickets where tenant_id = $1
      and not exists (select from ticket_events e where e.tenant_id = $1 and e.ticket_id = tickets.ticket_id)`,
  'an event that begins where none ended': `
    select from ticket_events as event join ticket_events as before
      on before.tenant_id = event.tenant_id and before.ticket_id = event.ticket_id and before.change = event.change - 1
    where event.tenant_id = $1 and event.from_state <> before.to_state`,
  'a state that its history does not end in': `
    select from tickets join ticket_events using (tenant_id, ticket_id)
    where tenant_id = $1 and change = changes and to_state <> state`,
  'a claim of what somebody else had': `
    select from ticket_events
    where tenant_id = $1 and does in ('call', 'pick', 'claim') and from_state in ${taken} and held_by <> champion_id`,
  'a place in line that nobody has, or somebody in line without one': `
    select from tickets where tenant_id = $1 and state in ('waiting', 'transferred', 'escalated') and place_at is null`,
};

/** What is broken of a tenant's queues: how often, by what it is; empty when every promise is kept. */
export async function brokenQueues(owner: pg.Pool, tenantId: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, query] of Object.entries(never)) {
    const { rowCount } = await owner.query(query, [tenantId]);
    if (rowCount) found[name] = rowCount;
  }
  return found;
}
