import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { EndedBecause, PastAnswer, PlaceInLine } from '../offers.ts';
import type { Busy } from '../slots.ts';
import { stands } from './standing.ts';

type Instant = Temporal.Instant;

/** A place in line, with what a seat offered to it is booked for. */
export type Waiter = PlaceInLine & { topic: string | null; question: string };

/** Whether anybody waits for a place with this champion. */
export async function anybodyWaits(tx: Tx, championId: string): Promise<boolean> {
  const { rows } = await sql`
    select from waiting_list
    where tenant_id = ${tx.tenantId} and champion_id = ${championId} and state = 'waiting' limit 1`.execute(
    tx.prepared,
  );
  return rows.length > 0;
}

/** Champions for whom somebody waits. */
export async function championsWaitedFor(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ champion_id: string }>`
    select distinct champion_id from waiting_list
    where tenant_id = ${tx.tenantId} and state = 'waiting' order by champion_id`.execute(tx.sql);
  return rows.map((row) => row.champion_id);
}

type Row = {
  waiting_id: string;
  learner_id: string;
  topic: string | null;
  question: string;
  offers_missed: number;
  active: boolean;
  booked_otherwise: boolean;
  session: { starts: number; ends: number; calledOff: boolean } | null;
  /** Start and end in epoch milliseconds, as all times in JSON here. */
  planned: [number, number][] | null;
  offers: OfferRow[] | null;
};

type OfferRow = { starts: number; until: number; answer: PastAnswer | null; bookingId: string; held: boolean };

/** Everybody who waits for a place with this champion, in the order of joining, in one statement. */
export async function findLine(tx: Tx, championId: string, now: Instant): Promise<Waiter[]> {
  const { rows } = await sql<Row>`
    select waiting_id, place.learner_id, place.topic, place.question, offers_missed, active,
      exists (select from bookings as other
        where other.tenant_id = place.tenant_id and other.learner_id = place.learner_id
          and other.champion_id = place.champion_id and other.state = 'booked'
          and other.waiting_id is distinct from place.waiting_id
          and case when place.session_id is null then other.booked_at > place.joined_at
            else other.session_id = place.session_id end) as booked_otherwise,
      (select json_build_object('starts', date_part('epoch', starts_at) * 1000, 'ends', date_part('epoch', ends_at) * 1000,
          'calledOff', ${isCalledOff('session')})
        from sessions as session
        where session.tenant_id = place.tenant_id and session.session_id = place.session_id) as session,
      (select json_agg(json_build_array(date_part('epoch', lower(during)) * 1000, date_part('epoch', ends_at) * 1000))
        from engagements as own
        where own.tenant_id = place.tenant_id and own.person_id = place.learner_id and ends_at > ${now}
          and ${stands('own', now)}) as planned,
      (select json_agg(json_build_object('starts', date_part('epoch', offers.starts_at) * 1000,
          'until', date_part('epoch', until) * 1000, 'answer', answer, 'bookingId', offers.booking_id,
          'held', seat.state = 'held' and seat.starts_at = offers.starts_at and not ${isCalledOff('seat')}))
        from offers left join bookings as seat
          on seat.tenant_id = offers.tenant_id and seat.booking_id = offers.booking_id
        where offers.tenant_id = place.tenant_id and offers.waiting_id = place.waiting_id) as offers
    from waiting_list as place
    join people on people.tenant_id = place.tenant_id and people.person_id = place.learner_id
    where place.tenant_id = ${tx.tenantId} and place.champion_id = ${championId} and place.state = 'waiting'
    order by joined_at, waiting_id`.execute(tx.sql);
  return rows.map(waiterOf);
}

/** True of a row with a session's id when the session's champion called it off for everybody. */
function isCalledOff(alias: 'session' | 'seat') {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql<boolean>`(exists (select from bookings as ended
      where ended.tenant_id = ${column('tenant_id')} and ended.session_id = ${column('session_id')}
        and ended.state = 'cancelled' and ended.ended_by = ended.champion_id)
    and not exists (select from bookings as kept
      where kept.tenant_id = ${column('tenant_id')} and kept.session_id = ${column('session_id')}
        and kept.state = 'booked'))`;
}

function waiterOf(row: Row): Waiter {
  const offers = (row.offers ?? []).map(({ starts, until, ...offer }) => ({
    ...offer,
    startsAt: instant(starts),
    until: instant(until),
  }));
  const open = offers.find(({ answer }) => answer === null);
  return {
    waitingId: row.waiting_id,
    learnerId: row.learner_id,
    topic: row.topic,
    question: row.question,
    active: row.active,
    bookedOtherwise: row.booked_otherwise,
    offersMissed: row.offers_missed,
    session: row.session && { ...busyOf(row.session.starts, row.session.ends), calledOff: row.session.calledOff },
    open: open ? { ...open, held: open.held === true } : null,
    past: offers.flatMap(({ startsAt, answer }) => (answer === null ? [] : [{ startsAt, answer }])),
    planned: (row.planned ?? []).map(([starts, ends]) => busyOf(starts, ends)),
  };
}

const instant = (milliseconds: number) => Temporal.Instant.fromEpochMilliseconds(Math.round(milliseconds));
const busyOf = (starts: number, ends: number): Busy => ({ startsAt: instant(starts), endsAt: instant(ends) });

/** Joins a line; answers whether the learner was not in it yet. */
export async function joinLine(
  tx: Tx,
  place: {
    waitingId: string;
    championId: string;
    sessionId: string | null;
    learnerId: string;
    topic: string | null;
    question: string;
    now: Instant;
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into waiting_list (tenant_id, waiting_id, champion_id, session_id, learner_id, topic, question, joined_at)
    values (${tx.tenantId}, ${place.waitingId}, ${place.championId}, ${place.sessionId}, ${place.learnerId}, ${place.topic},
      ${place.question}, ${place.now})
    on conflict do nothing returning waiting_id`.execute(tx.sql);
  return rows.length > 0;
}

/** Ends a place in line; what was still offered is to be answered first. */
export async function endPlace(
  tx: Tx,
  waitingId: string,
  end: { state: 'accepted' | 'left' } | { state: 'ended'; because: EndedBecause },
  now: Instant,
): Promise<void> {
  await sql`
    update waiting_list set state = ${end.state}, ended_because = ${end.state === 'ended' ? end.because : null},
      ended_at = ${now}
    where tenant_id = ${tx.tenantId} and waiting_id = ${waitingId} and state = 'waiting'`.execute(tx.sql);
}

/** The name under which the champion's line speaks to those in it. */
export async function findNameOf(tx: Tx, personId: string): Promise<{ personId: string; displayName: string }> {
  return tx.sql
    .selectFrom('people')
    .select(['person_id as personId', 'display_name as displayName'])
    .where('tenant_id', '=', tx.tenantId)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
}
