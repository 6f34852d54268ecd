import { sql } from 'kysely';
import type { Tx } from '../../platform/database.ts';

export type Department = { department: string; people: number; championIds: string[]; waiting: number };

/** Every department with its active people, its confirmed champions and how many people wait for them. */
export async function findDepartments(tx: Tx): Promise<Department[]> {
  const { rows } = await sql<Department>`
    select department, count(*)::int as people,
      coalesce(array_agg(champions.person_id) filter (where champions.person_id is not null), '{}') as "championIds",
      coalesce(sum(line.waiting), 0)::int as waiting
    from people
    left join champions on champions.tenant_id = people.tenant_id and champions.person_id = people.person_id
      and champions.state = 'confirmed'
    left join (
      select champion_id, count(*) as waiting from waiting_list
      where tenant_id = ${tx.tenantId} and state = 'waiting' group by champion_id) as line
      on line.champion_id = champions.person_id
    where people.tenant_id = ${tx.tenantId} and people.active
    group by department`.execute(tx.sql);
  return rows;
}
