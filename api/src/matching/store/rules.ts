import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { ChosenWeights } from '../appraisal.ts';
import type { DepartmentRule } from '../quest.ts';

export type StoredRules = {
  weights: ChosenWeights;
  departments: DepartmentRule;
  changedAt: Temporal.Instant | null;
};

/** What the programme owner decided; nothing was: everything is as usual. */
export async function findRules(tx: Tx): Promise<StoredRules> {
  const { rows } = await sql<StoredRules>`
    select weights, departments, changed_at as "changedAt" from ranking_rules where tenant_id = ${tx.tenantId}`.execute(
    tx.prepared,
  );
  return rows[0] ?? { weights: {}, departments: 'same', changedAt: null };
}

export async function saveRules(
  tx: Tx,
  { weights, departments }: Pick<StoredRules, 'weights' | 'departments'>,
  { by, at }: { by: string; at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into ranking_rules (tenant_id, weights, departments, changed_by, changed_at)
    values (${tx.tenantId}, ${JSON.stringify(weights)}::jsonb, ${departments}, ${by}, ${at})
    on conflict (tenant_id) do update set weights = excluded.weights, departments = excluded.departments,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx.sql);
}

/** What people of a department asked about lately, and whom they are like; never one person's own. */
export type CommonAsk = {
  topic: string;
  department: string;
  timeZone: string | null;
  languages: string[];
};

/** Asked by at least two people each, so that nobody is recognised; most asked first. */
export async function findCommonAsks(tx: Tx, since: Temporal.Instant, limit: number): Promise<CommonAsk[]> {
  const { rows } = await sql<CommonAsk>`
    select topic, department, mode() within group (order by time_zone) as "timeZone",
      coalesce(mode() within group (order by languages) filter (where languages <> '{}'), '{}') as languages
    from bookings join people on people.tenant_id = bookings.tenant_id and people.person_id = learner_id
    where bookings.tenant_id = ${tx.tenantId} and booked_at >= ${since} and topic is not null and department <> ''
    group by topic, department having count(distinct learner_id) > 1
    order by count(distinct learner_id) desc, topic, department limit ${limit}`.execute(tx.sql);
  return rows;
}

/** Topics that most champions offer. */
export async function findCommonTopics(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ topic: string }>`
    select topic from champion_skills join champions using (tenant_id, person_id)
    where tenant_id = ${tx.tenantId} and state = 'confirmed'
    group by topic order by count(*) desc, topic limit ${limit}`.execute(tx.sql);
  return rows.map(({ topic }) => topic);
}
