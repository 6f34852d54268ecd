import { sql } from 'kysely';
import type { Outcomes } from '../../matching/quest.ts';
import type { Tx } from '../../platform/database.ts';
import type { Seeker } from '../pairing.ts';
import { isLive, languages } from './mentors.ts';

/** What they came for is done, or they have no time: they look for nobody, unless they joined anew since. */
const isFinished = sql`exists (
  select from mentorships where mentorships.tenant_id = learners.tenant_id
    and mentorships.cohort_id = learners.cohort_id and mentorships.learner_id = learners.learner_id
    and ended_because in ('reached', 'partly-reached', 'not-reached', 'no-time') and ended_at > answered_at)`;

/** Live mentorships of a cohort. */
export const liveIn = (tx: Tx, cohortId: string) => sql`
  select learner_id, mentor_id from mentorships
  where tenant_id = ${tx.tenantId} and cohort_id = ${cohortId} and ${isLive}`;

/** Who said yes, is here and looks for a mentor; `learners` has the columns of cohort_learners. */
export const looking = (tx: Tx, cohortId: string) => sql`
  select learners.* from cohort_learners as learners
    join people on people.tenant_id = learners.tenant_id and people.person_id = learners.learner_id
  where learners.tenant_id = ${tx.tenantId} and learners.cohort_id = ${cohortId} and learners.state = 'in'
    and active and not is_guest and not ${isFinished}
    and not exists (select from (${liveIn(tx, cohortId)}) as live where live.learner_id = learners.learner_id)`;

/** A lock does not outlive a no: who declined or parted is not brought back, whatever was decided before. */
export const isOverBetween = (pairs: string) => sql`exists (
  select from mentorships as over where over.tenant_id = ${sql.ref(`${pairs}.tenant_id`)}
    and over.cohort_id = ${sql.ref(`${pairs}.cohort_id`)} and over.learner_id = ${sql.ref(`${pairs}.learner_id`)}
    and over.mentor_id = ${sql.ref(`${pairs}.mentor_id`)} and over.state in ('declined', 'ended'))`;

type Row = Pick<Seeker, 'learner' | 'goal' | 'missedRuns'> & {
  kept: string | null;
  locked: string | null;
  topic: string | null;
  past: string[];
  forbidden: string[];
  blocked: string[];
  sessions: Record<string, Outcomes>;
};

/**
 * Everybody a run is about, by id: who looks for a mentor, and who has one in this cohort and keeps them. A mentor of this
 * cohort to whom one of the two said no is as forbidden as one the owner ruled out. A lock waits for a mentor who takes nobody
 * just now, that is, who is not among `mentors`.
 */
export async function findSeekers(tx: Tx, cohortId: string, mentors: ReadonlySet<string>): Promise<Seeker[]> {
  const ofTenant = sql`tenant_id = ${tx.tenantId}`;
  const ofCohort = sql`${ofTenant} and cohort_id = ${cohortId}`;
  const { rows } = await sql<Row>`
    with live as (${liveIn(tx, cohortId)}), taking_part as (
      select learner_id from (${looking(tx, cohortId)}) as looking union select learner_id from live
    ), locked as (
      select learner_id, mentor_id from cohort_pairs
      where ${ofCohort} and rule = 'locked' and not ${isOverBetween('cohort_pairs')}
    ), forbidden as (
      select learner_id, array_agg(distinct mentor_id::text) as ids from (
        select learner_id, mentor_id from cohort_pairs where ${ofCohort} and rule = 'forbidden'
        union all select learner_id, mentor_id from mentorships where ${ofCohort} and state in ('declined', 'ended')
      ) as ruled_out group by learner_id
    ), past as (
      select learner_id, array_agg(distinct mentor_id::text) as ids
      from mentorships where ${ofTenant} and started_at is not null group by learner_id
    ), blocked as (
      select learner_id, array_agg(distinct other::text) as ids from (
        select person_id as learner_id, blocked_id as other from blocks where ${ofTenant}
        union all select blocked_id, person_id from blocks where ${ofTenant}
      ) as either group by learner_id
    ), said as (
      select learner_id, champion_id, (count(*) filter (where helped in ('yes', 'partly')))::int as helped,
        (count(*) filter (where helped = 'no'))::int as did_not
      from bookings where ${ofTenant} and helped is not null and learner_id in (select learner_id from taking_part)
      group by learner_id, champion_id
    ), sessions as (
      select learner_id, json_object_agg(champion_id, json_build_object('helped', helped, 'didNot', did_not)) as outcomes
      from said group by learner_id
    )
    select json_build_object('personId', people.person_id, 'department', department, 'managerId', manager_id,
        'timeZone', time_zone, 'office', office, 'languages', ${languages}, 'level', null) as learner,
      goal, topic, missed_runs as "missedRuns", live.mentor_id as kept, locked.mentor_id as locked,
      coalesce(past.ids, '{}') as past, coalesce(forbidden.ids, '{}') as forbidden,
      coalesce(blocked.ids, '{}') as blocked, coalesce(outcomes, '{}') as sessions
    from taking_part
      join cohort_learners on cohort_learners.tenant_id = ${tx.tenantId} and cohort_learners.cohort_id = ${cohortId}
        and cohort_learners.learner_id = taking_part.learner_id
      join people on people.tenant_id = ${tx.tenantId} and people.person_id = taking_part.learner_id
      left join live on live.learner_id = taking_part.learner_id
      left join locked on locked.learner_id = taking_part.learner_id
      left join past on past.learner_id = taking_part.learner_id
      left join forbidden on forbidden.learner_id = taking_part.learner_id
      left join blocked on blocked.learner_id = taking_part.learner_id
      left join sessions on sessions.learner_id = taking_part.learner_id
    order by taking_part.learner_id`.execute(tx.sql);
  return rows.map(({ topic, past, forbidden, blocked, sessions, kept, locked, ...row }) => ({
    ...row,
    standing: kept ?? (locked !== null && mentors.has(locked) ? locked : null),
    topics: topic === null ? [] : [topic],
    bonds: { past: new Set(past), forbidden: new Set(forbidden), blocked: new Set(blocked) },
    past: new Map(Object.entries(sessions)),
  }));
}
