import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../platform/database.ts';

export type NewNotice = {
  noticeId: string;
  personId: string;
  kind: string;
  key: string;
  payload: Record<string, unknown>;
  dueAt: Temporal.Instant;
  createdAt: Temporal.Instant;
};

/** A notice a deliverer holds until `leasedUntil`, with what it takes to say it to the person. */
export type LeasedNotice = {
  noticeId: string;
  personId: string;
  kind: string;
  payload: unknown;
  attempts: number;
  dueAt: Temporal.Instant;
  leasedUntil: Temporal.Instant;
  reference: Record<string, unknown>;
  preferredLanguage: string;
  timeZone: string | null;
};

/** Writes the notices that are not owed already: the same key is never owed twice. Nobody waits for it. */
export function insertNotices(tx: Tx, notices: readonly NewNotice[]): void {
  if (notices.length === 0) return;
  const insert = sql`
    insert into notices (tenant_id, notice_id, person_id, kind, key, payload, due_at, created_at)
    select ${tx.tenantId}::uuid, "noticeId", "personId", kind, key, payload, "dueAt", "createdAt"
    from json_to_recordset(${JSON.stringify(notices)}) as owed
      ("noticeId" uuid, "personId" uuid, kind text, key text, payload jsonb, "dueAt" timestamptz, "createdAt" timestamptz)
    on conflict (tenant_id, key) do nothing`;
  tx.send(insert.compile(tx.sql));
}

/**
 * Leases up to `limit` due notices for `leaseSeconds`, oldest first. Deliverers running at once never get the same one:
 * each skips the rows another has locked, and a lease keeps them afterwards until it runs out.
 */
export async function leaseNotices(
  tx: Tx,
  now: Temporal.Instant,
  limit: number,
  leaseSeconds: number,
): Promise<LeasedNotice[]> {
  const leasedUntil = now.add({ seconds: leaseSeconds });
  const { rows } = await sql<{
    notice_id: string;
    person_id: string;
    kind: string;
    payload: unknown;
    attempts: number;
    due_at: Temporal.Instant;
    leased_until: Temporal.Instant;
    reference: Record<string, unknown>;
    preferred_language: string;
    time_zone: string | null;
  }>`
    with due as (
      select notice_id from notices join conversations using (tenant_id, person_id)
      where tenant_id = ${tx.tenantId} and state = 'owed' and due_at <= ${now}
        and (leased_until is null or leased_until <= ${now})
      order by due_at, notice_id limit ${limit}
      for update of notices skip locked
    )
    update notices set leased_until = ${leasedUntil}, attempts = attempts + 1
    from due, conversations, people
    where notices.tenant_id = ${tx.tenantId} and notices.notice_id = due.notice_id
      and conversations.tenant_id = notices.tenant_id and conversations.person_id = notices.person_id
      and people.tenant_id = notices.tenant_id and people.person_id = notices.person_id
    returning notices.notice_id, notices.person_id, kind, payload, attempts, due_at, leased_until, reference,
      preferred_language, time_zone`.execute(tx.sql);
  const leased = rows.map((row) => ({
    noticeId: row.notice_id,
    personId: row.person_id,
    kind: row.kind,
    payload: row.payload,
    attempts: row.attempts,
    dueAt: row.due_at,
    leasedUntil: row.leased_until,
    reference: row.reference,
    preferredLanguage: row.preferred_language,
    timeZone: row.time_zone,
  }));
  return leased.sort((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt));
}

/** Drops what will never be delivered: to people who left or want no notices, or who did not open the bot for too long. */
export async function dropUndeliverable(tx: Tx, now: Temporal.Instant, longestWaitDays: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update notices set state = 'dropped', settled_at = ${now}, failure = case
      when not people.active then 'left-the-organisation'
      when not people.wants_notices then 'not-wanted'
      else 'bot-never-opened' end
    from people
    where notices.tenant_id = ${tx.tenantId} and state = 'owed' and due_at <= ${now}
      and (leased_until is null or leased_until <= ${now})
      and people.tenant_id = notices.tenant_id and people.person_id = notices.person_id
      and (not people.active or not people.wants_notices or (
        due_at < ${now.subtract({ hours: 24 * longestWaitDays })}
        and not exists (select from conversations c where c.tenant_id = notices.tenant_id and c.person_id = notices.person_id)))
  `.execute(tx.sql);
  return Number(numAffectedRows ?? 0);
}

/** Drops the notices whose key starts so, except those a deliverer holds. */
export async function dropOwed(tx: Tx, keyStart: string, now: Temporal.Instant): Promise<void> {
  await tx.sql
    .updateTable('notices')
    .set({ state: 'dropped', settled_at: now, failure: 'taken-back' })
    .where('tenant_id', '=', tx.tenantId)
    .where('state', '=', 'owed')
    .where(sql<boolean>`starts_with(key, ${keyStart})`)
    .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', now)]))
    .execute();
}

/** Ends or postpones a lease that is still ours; `false` when it ran out and another deliverer may have the notice. */
export async function settleLease(
  tx: Tx,
  lease: { noticeId: string; leasedUntil: Temporal.Instant },
  change: {
    state: 'delivered' | 'dropped' | 'failed' | 'owed';
    at: Temporal.Instant;
    failure: string | null;
    dueAt?: Temporal.Instant;
    /** Nothing was tried under this lease. */
    untried?: boolean;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('notices')
    .set({
      state: change.state,
      leased_until: null,
      failure: change.failure,
      settled_at: change.state === 'owed' ? null : change.at,
      ...(change.dueAt && { due_at: change.dueAt }),
      ...(change.untried && { attempts: sql<number>`attempts - 1` }),
    })
    .where('tenant_id', '=', tx.tenantId)
    .where('notice_id', '=', lease.noticeId)
    .where('state', '=', 'owed')
    .where('leased_until', '=', lease.leasedUntil)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The booking a notice speaks of, as it stands now. */
export async function findBookingState(tx: Tx, bookingId: string) {
  return tx.sql
    .selectFrom('bookings')
    .select(['state', 'starts_at as startsAt', 'absent', 'helped'])
    .where('tenant_id', '=', tx.tenantId)
    .where('booking_id', '=', bookingId)
    .executeTakeFirst();
}

/** The session a notice speaks of, as it stands now. */
export async function findSessionState(tx: Tx, sessionId: string) {
  return tx.sql
    .selectFrom('sessions')
    .select(['starts_at as startsAt', 'taken'])
    .where('tenant_id', '=', tx.tenantId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
}

/** Where a session takes place by now, found by itself or by one of its bookings. */
export async function findWhereabouts(tx: Tx, by: { sessionId: string } | { bookingId: string }) {
  const sessionId = 'sessionId' in by ? by.sessionId : bookedSession(tx, by.bookingId);
  return tx.sql
    .selectFrom('sessions')
    .select(['place', 'room', 'meeting_url as meetingUrl'])
    .where('tenant_id', '=', tx.tenantId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
}

function bookedSession(tx: Tx, bookingId: string) {
  return tx.sql
    .selectFrom('bookings')
    .select('session_id')
    .where('tenant_id', '=', tx.tenantId)
    .where('booking_id', '=', bookingId);
}

/** What became of an offer; `open` while it may still be answered. */
export async function findOfferState(tx: Tx, waitingId: string, startsAt: string) {
  const offer = await tx.sql
    .selectFrom('offers')
    .select('answer')
    .where('tenant_id', '=', tx.tenantId)
    .where('waiting_id', '=', waitingId)
    .where('starts_at', '=', Temporal.Instant.from(startsAt))
    .executeTakeFirst();
  return offer && (offer.answer ?? 'open');
}

export async function isStillWaiting(tx: Tx, waitingId: string): Promise<boolean> {
  const place = await tx.sql
    .selectFrom('waiting_list')
    .select('state')
    .where('tenant_id', '=', tx.tenantId)
    .where('waiting_id', '=', waitingId)
    .executeTakeFirst();
  return place?.state === 'waiting';
}

/** The ticket of a live queue a notice speaks of, as it stands now. */
export async function findTicketState(tx: Tx, ticketId: string) {
  return tx.sql
    .selectFrom('tickets')
    .select(['state', 'champion_id as championId'])
    .where('tenant_id', '=', tx.tenantId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst();
}

/** Whether somebody has been asked to join a cohort that is open, and has not answered yet. */
export async function isAskedToJoin(tx: Tx, cohortId: string, learnerId: string): Promise<boolean> {
  const asked = await tx.sql
    .selectFrom('cohort_learners')
    .innerJoin('cohorts', (join) =>
      join
        .onRef('cohorts.tenant_id', '=', 'cohort_learners.tenant_id')
        .onRef('cohorts.cohort_id', '=', 'cohort_learners.cohort_id'),
    )
    .select(['cohort_learners.state', 'cohorts.state as cohort'])
    .where('cohort_learners.tenant_id', '=', tx.tenantId)
    .where('cohort_learners.cohort_id', '=', cohortId)
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  return asked?.state === 'asked' && asked.cohort !== 'closed';
}

/** The mentorship a notice speaks of, as it stands now. */
export async function findMentorshipState(tx: Tx, mentorshipId: string) {
  const { rows } = await sql<{ state: string; accepted: { learner: boolean; mentor: boolean } }>`
    select state, json_build_object('learner', learner_accepted_at is not null, 'mentor', mentor_accepted_at is not null) as accepted
    from mentorships where tenant_id = ${tx.tenantId} and mentorship_id = ${mentorshipId}`.execute(tx.sql);
  return rows[0];
}

/** Whether somebody has still to answer a check-in of a mentorship that is going on. */
export async function isCheckInOpen(tx: Tx, mentorshipId: string, personId: string, point: string): Promise<boolean> {
  const { rows } = await sql`
    select from check_ins join mentorships using (tenant_id, mentorship_id)
    where tenant_id = ${tx.tenantId} and mentorship_id = ${mentorshipId} and person_id = ${personId} and point = ${point}
      and answered_at is null and state = 'active'`.execute(tx.sql);
  return rows.length > 0;
}

/** Whether somebody is a leader who has posted nothing since (ever, where null) and did not ask for quiet meanwhile. */
export async function isSilentLeader(
  tx: Tx,
  personId: string,
  since: string | null,
  now: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql`
    select from leaders
    where tenant_id = ${tx.tenantId} and person_id = ${personId} and ended_at is null
      and coalesce(nudges_paused_until <= (${now}::timestamptz at time zone 'UTC')::date, true)
      and not exists (
        select from leadership_messages as message
        where message.tenant_id = leaders.tenant_id and author_id = person_id and root_id is null and deleted_at is null
          and posted_at > coalesce(${since}::timestamptz, '-infinity'))`.execute(tx.sql);
  return rows.length > 0;
}

export type FailedKey = { failedAt: string; noticeId: string };

/** Failed notices, newest first, after the given one; one more than `limit` when there are more. */
export async function listFailed(tx: Tx, limit: number, after: FailedKey | undefined) {
  const rows = await tx.sql
    .selectFrom('notices')
    .innerJoin('people', (join) =>
      join.onRef('people.tenant_id', '=', 'notices.tenant_id').onRef('people.person_id', '=', 'notices.person_id'),
    )
    .select(['notice_id', 'notices.person_id', 'display_name', 'kind', 'failure', 'settled_at'])
    .where('notices.tenant_id', '=', tx.tenantId)
    .where('state', '=', 'failed')
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(settled_at, notice_id) < (${after?.failedAt}::timestamptz, ${after?.noticeId}::uuid)`),
    )
    .orderBy('settled_at', 'desc')
    .orderBy('notice_id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({
    noticeId: row.notice_id,
    personId: row.person_id,
    displayName: row.display_name,
    kind: row.kind,
    failure: row.failure ?? '',
    failedAt: (row.settled_at ?? Temporal.Instant.fromEpochMilliseconds(0)).toString(),
  }));
}

/** Puts a failed notice back in line; `false` when there is no such failed notice. */
export async function requeueFailed(tx: Tx, noticeId: string, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx.sql
    .updateTable('notices')
    .set({ state: 'owed', attempts: 0, due_at: now, settled_at: null, failure: null })
    .where('tenant_id', '=', tx.tenantId)
    .where('notice_id', '=', noticeId)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Keeps the newest conversation in which the bot can reach the person; `true` when there was none before. */
export async function saveConversation(
  tx: Tx,
  personId: string,
  reference: Record<string, unknown>,
  now: Temporal.Instant,
): Promise<boolean> {
  const { isNew } = await tx.sql
    .insertInto('conversations')
    .values({ tenant_id: tx.tenantId, person_id: personId, reference: JSON.stringify(reference), updated_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'person_id'])
        .doUpdateSet({ reference: JSON.stringify(reference), updated_at: now }),
    )
    // A row version that replaced another carries the transaction that locked it; a first one carries none.
    .returning(sql<boolean>`xmax = 0`.as('isNew'))
    .executeTakeFirstOrThrow();
  return isNew;
}

export async function deleteConversation(tx: Tx, personId: string): Promise<void> {
  await tx.sql
    .deleteFrom('conversations')
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .execute();
}
