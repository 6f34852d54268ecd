import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Mentor } from '../pairing.ts';
import type { Settings } from './cohorts.ts';

type Instant = Temporal.Instant;
type Wanted = Pick<Settings, 'mentorsOnly' | 'placesPerMentor'>;

/** Languages people name themselves, else the one their directory prefers. */
export const languages = sql<string[]>`case when people.languages <> '{}' then people.languages
  when preferred_language <> '' then array[lower(split_part(preferred_language, '-', 1))] else '{}' end`;

/** States in which a mentorship takes a place. */
export const isLive = sql`mentorships.state in ('proposed', 'active', 'paused')`;

/** A session that took place helped its learner, unless they say that it did not. */
const hasHelped = (now: Instant) =>
  sql`bookings.state = 'booked' and ends_at <= ${now} and absent is null and helped is distinct from 'no'`;

/**
 * Mentors who take somebody new and the places they have left for a cohort: no more than the sessions they give a week, less
 * their mentorships of other cohorts. Those of this cohort are counted where it is matched.
 */
export const available = (tx: Tx, cohortId: string, { mentorsOnly, placesPerMentor }: Wanted, now: Instant) => sql`
  select champions.person_id, greatest(0, least(${placesPerMentor}::int, capacity_per_week) - coalesce(taken, 0))::int as places
  from champions
  join people on people.tenant_id = champions.tenant_id and people.person_id = champions.person_id
  left join (
    select mentor_id, count(*)::int as taken from mentorships
    where tenant_id = ${tx.tenantId} and ${isLive} and cohort_id is distinct from ${cohortId}
    group by mentor_id
  ) as mentoring on mentor_id = champions.person_id
  where champions.tenant_id = ${tx.tenantId} and champions.state = 'confirmed' and active and not is_guest
    and capacity_per_week > 0 and (kind = 'mentor' or not ${mentorsOnly}::boolean)
    and (paused_until is null or paused_until <= (${now}::timestamptz at time zone coalesce(time_zone, 'UTC'))::date)`;

/** How many there are, and their places. */
export async function countMentors(
  tx: Tx,
  cohortId: string,
  wanted: Wanted,
  now: Instant,
): Promise<{ mentors: number; places: number }> {
  const { rows } = await sql<{ mentors: number; places: number }>`
    select count(*)::int as mentors, coalesce(sum(places), 0)::int as places
    from (${available(tx, cohortId, wanted, now)}) as available`.execute(tx.sql);
  return rows[0] as { mentors: number; places: number };
}

/** Everybody a cohort's learners could be matched with, by id, with all that speaks for or against them. */
export async function findMentors(tx: Tx, cohortId: string, wanted: Wanted, now: Instant): Promise<Mentor[]> {
  const { rows } = await sql<Mentor>`
    with available as (${available(tx, cohortId, wanted, now)}), skills as (
      select person_id, json_agg(json_build_object('topic', topic, 'level', level) order by level desc, topic) as list
      from champion_skills where tenant_id = ${tx.tenantId} group by person_id
    ), sessions_given as (
      select champion_id, learner_id, topic, helped, department, ${hasHelped(now)} as took_place, ends_at
      from bookings join people on people.tenant_id = bookings.tenant_id and people.person_id = learner_id
      where bookings.tenant_id = ${tx.tenantId} and champion_id in (select person_id from available)
    ), by_topic as (
      select champion_id, json_object_agg(topic, learners) as helped from (
        select champion_id, topic, count(distinct learner_id)::int as learners
        from sessions_given where took_place and topic is not null group by champion_id, topic) as counted
      group by champion_id
    ), by_department as (
      select champion_id, json_object_agg(department, learners) as helped from (
        select champion_id, department, count(distinct learner_id)::int as learners
        from sessions_given where took_place and department <> '' group by champion_id, department) as counted
      group by champion_id
    ), said as (
      select champion_id, json_build_object('helped', count(*) filter (where helped in ('yes', 'partly')),
        'didNot', count(*) filter (where helped = 'no')) as outcomes
      from sessions_given where helped is not null group by champion_id
    )
    select available.person_id as "personId", places, department, office, ${languages} as languages,
      time_zone as "timeZone", coalesce(skills.list, '[]') as skills, loves_to_help_with as "lovesToHelpWith",
      1 as "capacityPerWeek", 0 as "bookedThisWeek", coalesce(by_topic.helped, '{}') as "helpedByTopic",
      coalesce(by_department.helped, '{}') as "helpedByDepartment",
      coalesce(outcomes, '{"helped": 0, "didNot": 0}') as outcomes
    from available
      join people on people.tenant_id = ${tx.tenantId} and people.person_id = available.person_id
      join champions on champions.tenant_id = people.tenant_id and champions.person_id = people.person_id
      left join skills on skills.person_id = available.person_id
      left join by_topic on by_topic.champion_id = available.person_id
      left join by_department on by_department.champion_id = available.person_id
      left join said on said.champion_id = available.person_id
    order by available.person_id`.execute(tx.sql);
  return rows;
}
