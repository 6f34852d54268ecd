import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';
import type { TicketPerson } from './tickets.ts';

export async function findTicketPeople(tx: Tx, personIds: readonly string[]): Promise<Map<string, TicketPerson>> {
  const { rows } = await sql<TicketPerson>`
    select person_id as "personId", display_name as "displayName", job_title as "jobTitle", username from people
    where tenant_id = ${tx.tenantId} and person_id = any(${personIds}::uuid[])`.execute(tx.prepared);
  return new Map(rows.map((person) => [person.personId, person]));
}

/** Who takes what champions cannot answer. */
export async function findSpecialists(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from people
    where tenant_id = ${tx.tenantId} and active and 'specialist' = any(roles)`.execute(tx.prepared);
  return rows.map(({ personId }) => personId);
}
