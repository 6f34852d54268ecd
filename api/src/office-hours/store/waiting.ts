import { type RawBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { EndedBecause, PastAnswer } from '../offers.ts';

type Instant = Temporal.Instant;
type Person = { personId: string; displayName: string; jobTitle: string; department: string };

/** A place in a waiting list as its two people see it. */
export type StoredWaiting = {
  waitingId: string;
  champion: Person;
  learner: Person;
  session: { startsAt: Instant; endsAt: Instant } | null;
  topic: string | null;
  question: string;
  joinedAt: Instant;
  ahead: number;
  offer: { startsAt: Instant; endsAt: Instant; bookingId: string; until: Instant } | null;
  /** Newest first. */
  past: { startsAt: Instant; answer: PastAnswer }[];
  state: 'waiting' | 'accepted' | 'left' | 'ended';
  endedBecause: EndedBecause | null;
  /** What the offer that was accepted is booked as. */
  acceptedAs: string | null;
};

export async function findWaiting(tx: Tx, waitingId: string): Promise<StoredWaiting | undefined> {
  return (await selectWaiting(tx, sql`place.waiting_id = ${waitingId}`))[0];
}

/** A learner's place in the champion's line, or in the line of one session of theirs. */
export async function findOwnPlace(
  tx: Tx,
  place: { learnerId: string; championId: string; sessionId: string | null },
): Promise<StoredWaiting | undefined> {
  const [own] = await selectWaiting(
    tx,
    sql`place.learner_id = ${place.learnerId} and place.champion_id = ${place.championId}
      and place.session_id is not distinct from ${place.sessionId}::uuid and place.state = 'waiting'`,
  );
  return own;
}

/** Where a learner waits, and what ended by itself since `endedSince`. */
export async function listWaitingOf(tx: Tx, learnerId: string, endedSince: Instant): Promise<StoredWaiting[]> {
  return selectWaiting(
    tx,
    sql`place.learner_id = ${learnerId}
      and (place.state = 'waiting' or place.state = 'ended' and place.ended_at >= ${endedSince})`,
  );
}

/** Who waits for a place with this champion, first in line first. */
export async function listWaitingFor(tx: Tx, championId: string): Promise<StoredWaiting[]> {
  return selectWaiting(tx, sql`place.champion_id = ${championId} and place.state = 'waiting'`);
}

type Row = Omit<StoredWaiting, 'session' | 'offer' | 'past'> & {
  sessionStartsAt: Instant | null;
  sessionEndsAt: Instant | null;
  offerStartsAt: Instant | null;
  offerEndsAt: Instant | null;
  offerBookingId: string | null;
  offerUntil: Instant | null;
  /** Start in epoch milliseconds, and the answer. */
  past: [number, PastAnswer][] | null;
};

async function selectWaiting(tx: Tx, which: RawBuilder<unknown>): Promise<StoredWaiting[]> {
  const { rows } = await sql<Row>`
    select place.waiting_id as "waitingId", ${personOf('champion')} as champion, ${personOf('learner')} as learner,
      sessions.starts_at as "sessionStartsAt", sessions.ends_at as "sessionEndsAt", place.topic, place.question,
      joined_at as "joinedAt", place.state, ended_because as "endedBecause",
      (select count(*)::int from waiting_list as other
        where other.tenant_id = place.tenant_id and other.champion_id = place.champion_id and other.state = 'waiting'
          and other.session_id is not distinct from place.session_id
          and (other.joined_at, other.waiting_id) < (place.joined_at, place.waiting_id)) as ahead,
      open.starts_at as "offerStartsAt", seat.ends_at as "offerEndsAt", open.booking_id as "offerBookingId",
      open.until as "offerUntil",
      (select offers.booking_id from offers
        where offers.tenant_id = place.tenant_id and offers.waiting_id = place.waiting_id
          and answer = 'accepted') as "acceptedAs",
      (select json_agg(json_build_array(date_part('epoch', offers.starts_at) * 1000, answer)
          order by offered_at desc, offers.starts_at desc)
        from offers
        where offers.tenant_id = place.tenant_id and offers.waiting_id = place.waiting_id
          and answer <> 'accepted') as past
    from waiting_list as place
    join people as champion on champion.tenant_id = place.tenant_id and champion.person_id = place.champion_id
    join people as learner on learner.tenant_id = place.tenant_id and learner.person_id = place.learner_id
    left join sessions on sessions.tenant_id = place.tenant_id and sessions.session_id = place.session_id
    left join offers as open
      on open.tenant_id = place.tenant_id and open.waiting_id = place.waiting_id and open.answer is null
    left join bookings as seat
      on seat.tenant_id = open.tenant_id and seat.booking_id = open.booking_id and seat.state = 'held'
    where place.tenant_id = ${tx.tenantId} and ${which}
    order by joined_at, place.waiting_id`.execute(tx.sql);
  return rows.map(waitingOf);
}

function personOf(alias: 'champion' | 'learner') {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<Person>`json_build_object('personId', ${column('person_id')}, 'displayName', ${column('display_name')},
    'jobTitle', ${column('job_title')}, 'department', ${column('department')})`;
}

function waitingOf(row: Row): StoredWaiting {
  const { sessionStartsAt, sessionEndsAt, offerStartsAt, offerEndsAt, offerBookingId, offerUntil, past, ...place } =
    row;
  return {
    ...place,
    session: sessionStartsAt && sessionEndsAt && { startsAt: sessionStartsAt, endsAt: sessionEndsAt },
    offer:
      offerStartsAt && offerEndsAt && offerBookingId && offerUntil
        ? { startsAt: offerStartsAt, endsAt: offerEndsAt, bookingId: offerBookingId, until: offerUntil }
        : null,
    past: (past ?? []).map(([starts, answer]) => ({
      startsAt: Temporal.Instant.fromEpochMilliseconds(Math.round(starts)),
      answer,
    })),
  };
}
