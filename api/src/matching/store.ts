import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../platform/database.ts';
import type { Champion, Learner } from './criteria.ts';

/** A champion as they may be ranked, and as a list shows them. */
export type Candidate = Champion & {
  displayName: string;
  jobTitle: string;
  office: string;
  kind: 'champion' | 'mentor';
  skills: { topic: string; level: number }[];
  pausedUntil: string | null;
};

export type Wanted = { language?: string | undefined; department?: string | undefined };

/** Languages people name themselves, else the one their directory prefers. */
const languages = sql<string[]>`case when people.languages <> '{}' then people.languages
  when preferred_language <> '' then array[lower(split_part(preferred_language, '-', 1))] else '{}' end`;

/** A learner as the directory knows them; who wants to learn is in it, so this throws for anybody else. */
export async function findLearner(tx: Tx, personId: string): Promise<Learner> {
  return tx.sql
    .selectFrom('people')
    .select([
      'person_id as personId',
      'department',
      'manager_id as managerId',
      'time_zone as timeZone',
      'office',
      languages.as('languages'),
    ])
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
}

/**
 * Every champion a learner could be sent to, with their skills, this week's load and whom they have helped before, in one
 * statement. A week is the champion's own, Monday to Sunday; a session that took place helped its learner.
 */
export async function findCandidates(
  tx: Tx,
  learner: Learner,
  { language, department }: Wanted,
  now: Temporal.Instant,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with load as (
      select champion_id, count(*)::int as booked
      from bookings join people on people.tenant_id = bookings.tenant_id and people.person_id = champion_id
      where bookings.tenant_id = ${tx.tenantId} and state = 'booked'
        and starts_at > ${now.subtract({ hours: 8 * 24 })} and starts_at < ${now.add({ hours: 8 * 24 })}
        and date_trunc('week', starts_at at time zone coalesce(time_zone, 'UTC'))
          = date_trunc('week', ${now}::timestamptz at time zone coalesce(time_zone, 'UTC'))
      group by champion_id
    ), helped as (
      select champion_id, topic, count(distinct learner_id)::int as people
      from bookings
      where tenant_id = ${tx.tenantId} and state = 'booked' and ends_at <= ${now} and topic is not null
      group by champion_id, topic
    ), helped_department as (
      select champion_id, count(distinct learner_id)::int as people
      from bookings join people on people.tenant_id = bookings.tenant_id and people.person_id = learner_id
      where bookings.tenant_id = ${tx.tenantId} and state = 'booked' and ends_at <= ${now}
        and department = ${learner.department}
      group by champion_id
    ), skills as (
      select person_id, jsonb_agg(jsonb_build_object('topic', topic, 'level', level) order by level desc, topic) as list
      from champion_skills where tenant_id = ${tx.tenantId} group by person_id
    ), topics_helped as (
      select champion_id, jsonb_object_agg(topic, people) as list from helped group by champion_id
    )
    select people.person_id as "personId", display_name as "displayName", job_title as "jobTitle", department, office,
      ${languages} as languages, time_zone as "timeZone", kind, coalesce(skills.list, '[]') as skills,
      loves_to_help_with as "lovesToHelpWith", capacity_per_week as "capacityPerWeek", paused_until as "pausedUntil",
      coalesce(load.booked, 0) as "bookedThisWeek", coalesce(topics_helped.list, '{}') as "helpedByTopic",
      coalesce(helped_department.people, 0) as "helpedDepartment"
    from champions join people using (tenant_id, person_id)
      left join skills using (person_id)
      left join load on load.champion_id = person_id
      left join topics_helped on topics_helped.champion_id = person_id
      left join helped_department on helped_department.champion_id = person_id
    where champions.tenant_id = ${tx.tenantId} and champions.state = 'confirmed' and active
      and person_id <> ${learner.personId}
      and (${language ?? null}::text is null or ${language ?? null} = any(${languages}))
      and (${department ?? null}::text is null or department = ${department ?? null})`.execute(tx.sql);
  return rows;
}
