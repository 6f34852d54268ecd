import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Due, Point } from '../check-ins.ts';

type Instant = Temporal.Instant;

export type StoredCheckIn = Due & {
  mentorshipId: string;
  answeredAt: Instant | null;
  going: 'well' | 'slowly' | 'not' | null;
  changed: string;
};

/** Both are asked at these times. */
export async function insertCheckIns(
  tx: Tx,
  mentorshipId: string,
  personIds: readonly string[],
  due: readonly Due[],
): Promise<void> {
  const rows = personIds.flatMap((personId) => due.map((each) => ({ personId, ...each })));
  await sql`
    insert into check_ins (tenant_id, mentorship_id, person_id, point, due_at)
    select ${tx.tenantId}, ${mentorshipId}, "personId", point, "dueAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as asked ("personId" uuid, point text, "dueAt" timestamptz)
    on conflict do nothing`.execute(tx.sql);
}

/** Both are asked for the fit once the first session they held as mentor and learner is over. */
export async function insertFitChecks(tx: Tx, now: Instant): Promise<void> {
  await sql`
    insert into check_ins (tenant_id, mentorship_id, person_id, point, due_at)
    select m.tenant_id, mentorship_id, person_id, 'fit', first.ends_at
    from mentorships m
      cross join lateral (
        select ends_at from bookings
        where bookings.tenant_id = m.tenant_id and bookings.learner_id = m.learner_id and champion_id = m.mentor_id
          and bookings.state = 'booked' and absent is null and starts_at >= m.started_at and ends_at <= ${now}
        order by ends_at limit 1) as first
      cross join lateral (values (m.learner_id), (m.mentor_id)) as sides (person_id)
    where m.tenant_id = ${tx.tenantId} and m.state = 'active'
      and not exists (
        select from check_ins where check_ins.tenant_id = m.tenant_id and check_ins.mentorship_id = m.mentorship_id
          and point = 'fit')
    on conflict do nothing`.execute(tx.sql);
}

/** What somebody is or was asked in these mentorships, in order. */
export async function findCheckIns(
  tx: Tx,
  mentorshipIds: readonly string[],
  personId: string,
): Promise<StoredCheckIn[]> {
  const { rows } = await sql<StoredCheckIn>`
    select mentorship_id as "mentorshipId", point, due_at as "dueAt", answered_at as "answeredAt", going, changed
    from check_ins
    where tenant_id = ${tx.tenantId} and mentorship_id = any(${mentorshipIds}::uuid[]) and person_id = ${personId}
    order by due_at, point`.execute(tx.sql);
  return rows;
}

/** Points that are still to be answered, by one of the two; both have the same. */
export async function findUnanswered(tx: Tx, mentorshipId: string): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select distinct point, due_at as "dueAt" from check_ins
    where tenant_id = ${tx.tenantId} and mentorship_id = ${mentorshipId} and answered_at is null`.execute(tx.sql);
  return rows;
}

export async function moveCheckIns(tx: Tx, mentorshipId: string, due: readonly Due[]): Promise<void> {
  await sql`
    update check_ins set due_at = moved."dueAt"
    from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as moved (point text, "dueAt" timestamptz)
    where tenant_id = ${tx.tenantId} and mentorship_id = ${mentorshipId} and check_ins.point = moved.point
      and answered_at is null`.execute(tx.sql);
}

export type CheckInAnswer = { going: 'well' | 'slowly' | 'not'; changed: string; at: Instant };

/** Keeps an answer to what is due; `false` when nothing is, or it was answered. */
export async function answer(
  tx: Tx,
  { mentorshipId, personId, point }: { mentorshipId: string; personId: string; point: Point },
  { going, changed, at }: CheckInAnswer,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update check_ins set answered_at = ${at}, going = ${going}, changed = ${changed}
    where tenant_id = ${tx.tenantId} and mentorship_id = ${mentorshipId} and person_id = ${personId} and point = ${point}
      and due_at <= ${at} and answered_at is null`.execute(tx.sql);
  return numAffectedRows === 1n;
}

/** Check-ins of mentorships under way that are due and of which nobody has been told, by the notice's key. */
export async function findUntold(
  tx: Tx,
  now: Instant,
): Promise<{ mentorshipId: string; personId: string; point: Point; key: string }[]> {
  const { rows } = await sql<{ mentorshipId: string; personId: string; point: Point; key: string }>`
    select mentorship_id as "mentorshipId", person_id as "personId", point, keyed.key
    from check_ins
      join mentorships using (tenant_id, mentorship_id)
      cross join lateral (select 'check-in:' || mentorship_id || ':' || point || ':' || person_id as key) as keyed
    where tenant_id = ${tx.tenantId} and due_at <= ${now} and answered_at is null and state = 'active'
      and not exists (select from notices where notices.tenant_id = ${tx.tenantId} and notices.key = keyed.key)
    order by due_at, mentorship_id`.execute(tx.sql);
  return rows;
}
