import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Reason } from '../../matching/reason.ts';
import type { Tx } from '../../platform/database.ts';
import { answerDays, type EndedBecause, type Mentorship, type Side } from '../apply.ts';

type Instant = Temporal.Instant;

type Person = {
  personId: string;
  displayName: string;
  jobTitle: string;
  department: string;
  timeZone: string | null;
};

export type StoredMentorship = Mentorship & {
  cohort: { cohortId: string; name: string; nextRunOn: string | null } | null;
  people: Record<Side, Person>;
  reasons: readonly Reason[];
  sessionsHeld: number;
  nextSession: { bookingId: string; startsAt: string } | null;
};

type Row = Omit<StoredMentorship, 'accepted' | 'pause' | 'end' | 'people'> & {
  learnerAcceptedAt: Instant | null;
  mentorAcceptedAt: Instant | null;
  pausedAt: Instant | null;
  pausedUntil: string | null;
  endedAt: Instant | null;
  endedBy: string | null;
  endedBecause: EndedBecause | null;
  declinedBecause: 'no-time' | 'not-a-fit' | 'other' | null;
  endedNote: string;
  learner: Person;
  mentor: Person;
};

const person = (name: string) => sql`json_build_object('personId', ${sql.ref(`${name}.person_id`)},
  'displayName', ${sql.ref(`${name}.display_name`)}, 'jobTitle', ${sql.ref(`${name}.job_title`)},
  'department', ${sql.ref(`${name}.department`)}, 'timeZone', ${sql.ref(`${name}.time_zone`)})`;

/** Sessions of the two that stand; one that nobody missed was held when it is over. */
const theirs = sql`bookings.tenant_id = m.tenant_id and bookings.learner_id = m.learner_id
  and champion_id = m.mentor_id and bookings.state = 'booked'`;

/** Live ones first, then those proposed last. */
const liveFirst = sql`m.state in ('declined', 'ended'), m.proposed_at desc, m.mentorship_id`;

async function read(
  tx: Tx,
  which: RawBuilder<unknown>,
  now: Instant,
  order: RawBuilder<unknown> = liveFirst,
): Promise<StoredMentorship[]> {
  const { rows } = await sql<Row>`
    select m.mentorship_id as "mentorshipId", m.learner_id as "learnerId", m.mentor_id as "mentorId", m.state, m.goal, m.work,
      m.topic, m.reasons, m.proposed_at as "proposedAt", m.learner_accepted_at as "learnerAcceptedAt",
      m.mentor_accepted_at as "mentorAcceptedAt", m.started_at as "startedAt", m.paused_at as "pausedAt",
      m.paused_until as "pausedUntil", m.ended_at as "endedAt", m.ended_by as "endedBy", m.ended_because as "endedBecause",
      m.declined_because as "declinedBecause", m.ended_note as "endedNote", m.changes,
      case when cohorts.cohort_id is not null then
        json_build_object('cohortId', cohorts.cohort_id, 'name', cohorts.name, 'nextRunOn', next_run_on) end as cohort,
      ${person('learners')} as learner, ${person('mentors')} as mentor, held.count as "sessionsHeld",
      (select json_build_object('bookingId', booking_id, 'startsAt', starts_at) from bookings
       where ${theirs} and starts_at > ${now} order by starts_at limit 1) as "nextSession"
    from mentorships m
      join people learners on learners.tenant_id = m.tenant_id and learners.person_id = m.learner_id
      join people mentors on mentors.tenant_id = m.tenant_id and mentors.person_id = m.mentor_id
      left join cohorts on cohorts.tenant_id = m.tenant_id and cohorts.cohort_id = m.cohort_id
      cross join lateral (
        select count(*)::int as count from bookings
        where ${theirs} and absent is null and starts_at >= m.started_at and ends_at <= ${now}) as held
    where m.tenant_id = ${tx.tenantId} and ${which}
    order by ${order}`.execute(tx.sql);
  return rows.map(
    ({ learnerAcceptedAt, mentorAcceptedAt, pausedAt, pausedUntil, learner, mentor, ...row }): StoredMentorship => ({
      ...row,
      people: { learner, mentor },
      accepted: { learner: learnerAcceptedAt, mentor: mentorAcceptedAt },
      pause: pausedAt && pausedUntil ? { from: pausedAt, until: pausedUntil } : null,
      end: endOf(row),
    }),
  );
}

type EndRow = Pick<
  Row,
  'endedAt' | 'endedBy' | 'endedBecause' | 'declinedBecause' | 'endedNote' | 'learnerId' | 'mentorId'
>;

function endOf({ endedAt, endedBy, endedBecause, ...row }: EndRow): Mentorship['end'] {
  if (!endedAt || !endedBecause) return null;
  const by = endedBy === row.learnerId ? 'learner' : endedBy === row.mentorId ? 'mentor' : null;
  return { at: endedAt, by, because: endedBecause, declinedBecause: row.declinedBecause, note: row.endedNote };
}

/** How many of a person's mentorships are listed, live ones first. */
const mostListed = 100;

export async function findMentorshipsOf(tx: Tx, personId: string, now: Instant): Promise<StoredMentorship[]> {
  const ofPerson = sql`m.mentorship_id in (
    select mentorship_id from mentorships
    where tenant_id = ${tx.tenantId} and (learner_id = ${personId} or mentor_id = ${personId})
    order by state in ('declined', 'ended'), proposed_at desc limit ${mostListed})`;
  return read(tx, ofPerson, now);
}

export async function findMentorships(tx: Tx, ids: readonly string[], now: Instant): Promise<StoredMentorship[]> {
  return ids.length === 0 ? [] : read(tx, sql`m.mentorship_id = any(${ids}::uuid[])`, now);
}

/** Those that are over, newest end first, after the given one; one more than `limit` when there are more. */
export async function findEnded(
  tx: Tx,
  { cohortId, limit, after }: { cohortId?: string | undefined; limit: number; after?: EndedKey | undefined },
  now: Instant,
): Promise<StoredMentorship[]> {
  const page = sql`m.mentorship_id in (
    select mentorship_id from mentorships
    where tenant_id = ${tx.tenantId} and ended_at is not null
      and (${cohortId ?? null}::uuid is null or cohort_id = ${cohortId ?? null}::uuid)
      and (${after?.endedAt ?? null}::timestamptz is null
        or (ended_at, mentorship_id) < (${after?.endedAt ?? null}::timestamptz, ${after?.mentorshipId ?? null}::uuid))
    order by ended_at desc, mentorship_id desc limit ${limit + 1})`;
  return read(tx, page, now, sql`m.ended_at desc, m.mentorship_id desc`);
}

export type EndedKey = { endedAt: string; mentorshipId: string };

/** Writes a mentorship after a change; `false` when somebody else changed it meanwhile. */
export async function saveMentorship(tx: Tx, before: Mentorship, after: Mentorship): Promise<boolean> {
  const { goal, work, topic, state, accepted, startedAt, pause, end, changes } = after;
  const endedBy = end?.by ? (end.by === 'learner' ? after.learnerId : after.mentorId) : null;
  const { numAffectedRows } = await sql`
    update mentorships set goal = ${goal}, work = ${work}, topic = ${topic}, state = ${state},
      learner_accepted_at = ${accepted.learner}, mentor_accepted_at = ${accepted.mentor}, started_at = ${startedAt},
      paused_at = ${pause?.from ?? null}, paused_until = ${pause?.until ?? null}, ended_at = ${end?.at ?? null},
      ended_by = ${endedBy}, ended_because = ${end?.because ?? null}, declined_because = ${end?.declinedBecause ?? null},
      ended_note = ${end?.note ?? ''}, changes = ${changes}
    where tenant_id = ${tx.tenantId} and mentorship_id = ${before.mentorshipId} and changes = ${before.changes}`.execute(
    tx.sql,
  );
  return numAffectedRows === 1n;
}

export type Overdue = { mentorshipId: string; because: 'resume' | 'lapse' | 'learner-left' | 'mentor-left' };

/** What time or a departure has decided: pauses that are over where the learner is, proposals left open, sides who left. */
export async function findOverdue(tx: Tx, now: Instant): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`
    select mentorship_id as "mentorshipId", because from (
      select mentorship_id, case
          when not learners.active then 'learner-left'
          when not mentors.active then 'mentor-left'
          when paused_until <= (${now}::timestamptz at time zone coalesce(learners.time_zone, 'UTC'))::date then 'resume'
          when state = 'proposed' and proposed_at <= ${now.subtract({ hours: 24 * answerDays })} then 'lapse'
        end as because
      from mentorships
        join people learners on learners.tenant_id = mentorships.tenant_id and learners.person_id = learner_id
        join people mentors on mentors.tenant_id = mentorships.tenant_id and mentors.person_id = mentor_id
      where mentorships.tenant_id = ${tx.tenantId} and state in ('proposed', 'active', 'paused')) as live
    where because is not null order by mentorship_id`.execute(tx.sql);
  return rows;
}
