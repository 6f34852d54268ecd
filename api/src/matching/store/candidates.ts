import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Champion } from '../champion.ts';
import type { Learner } from '../quest.ts';

/** A champion as they may be ranked, and as a list shows them. */
export type Candidate = Omit<Champion, 'bookedThisWeek' | 'nextFreeSlot'> & {
  displayName: string;
  jobTitle: string;
  office: string;
  kind: 'champion' | 'mentor';
  skills: { topic: string; level: number }[];
  pausedUntil: string | null;
};

export type Search = {
  learner: Pick<Learner, 'personId' | 'department'>;
  /** What the learner is after: whom champions helped with anything else does not matter. */
  topics: readonly string[];
  language?: string | undefined;
  department?: string | undefined;
  now: Temporal.Instant;
};

/** Languages people name themselves, else the one their directory prefers. */
const languages = sql<string[]>`case when languages <> '{}' then languages
  when preferred_language <> '' then array[lower(split_part(preferred_language, '-', 1))] else '{}' end`;

/**
 * A learner as the directory knows them; who wants to learn is in it, so this throws for anybody else. How far along they are
 * is known of champions only, who said so themselves.
 */
export async function findLearner(tx: Tx, personId: string, topics: readonly string[]): Promise<Learner> {
  return tx.sql
    .selectFrom('people')
    .select([
      sql<number | null>`(select max(level) from champion_skills as own where own.tenant_id = ${tx.tenantId}
        and own.person_id = ${personId} and topic = any(${topics}::text[]))`.as('level'),
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
 * Every champion a learner could be sent to, with their skills and whom they have helped before, in one statement. A session
 * that took place helped its learner, unless they say that it did not; those helped in the learner's department are counted
 * while they still work there.
 */
export async function findCandidates(
  tx: Tx,
  { learner, topics, language, department, now }: Search,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with skills as (
      select person_id, json_agg(json_build_object('topic', topic, 'level', level) order by level desc, topic) as list
      from champion_skills where tenant_id = ${tx.tenantId} group by person_id
    ), helped as (
      select champion_id, topic, count(distinct learner_id)::int as people
      from bookings
      where tenant_id = ${tx.tenantId} and ${hasHelped(now)} and topic = any(${topics}::text[])
      group by champion_id, topic
    ), helped_with as (
      select champion_id, json_object_agg(topic, people) as topics from helped group by champion_id
    ), helped_in_department as (
      select champion_id, count(distinct learner_id)::int as people
      from people join bookings on bookings.tenant_id = people.tenant_id and learner_id = person_id
      where people.tenant_id = ${tx.tenantId} and department = ${learner.department} and active
        and ${hasHelped(now)}
      group by champion_id
    ), said as (
      select champion_id, json_build_object('helped', count(*) filter (where helped in ('yes', 'partly')),
        'didNot', count(*) filter (where helped = 'no')) as outcomes
      from bookings where tenant_id = ${tx.tenantId} and helped is not null group by champion_id
    )
    select champions.person_id as "personId", display_name as "displayName", job_title as "jobTitle", department, office,
      ${languages} as languages, time_zone as "timeZone", kind, coalesce(skills.list, '[]') as skills,
      loves_to_help_with as "lovesToHelpWith", capacity_per_week as "capacityPerWeek", paused_until as "pausedUntil",
      coalesce(helped_with.topics, '{}') as "helpedByTopic", json_build_object(${learner.department}::text, coalesce(helped_in_department.people, 0)) as "helpedByDepartment",
      coalesce(outcomes, '{"helped": 0, "didNot": 0}') as outcomes
    from champions cross join lateral (
        -- The limit keeps this a look-up per champion; joined, everybody would be read to find some hundred.
        select * from people
        where people.tenant_id = champions.tenant_id and people.person_id = champions.person_id limit 1) as person
      left join skills on skills.person_id = champions.person_id
      left join helped_with on helped_with.champion_id = champions.person_id
      left join helped_in_department on helped_in_department.champion_id = champions.person_id
      left join said on said.champion_id = champions.person_id
    where champions.tenant_id = ${tx.tenantId} and champions.state = 'confirmed' and active
      and champions.person_id <> ${learner.personId}
      and (${language ?? null}::text is null or ${language ?? null} = any(${languages}))
      and (${department ?? null}::text is null or department = ${department ?? null})`.execute(tx.sql);
  return rows;
}

const hasHelped = (now: Temporal.Instant) =>
  sql`state = 'booked' and ends_at <= ${now} and absent is null and helped is distinct from 'no'`;
