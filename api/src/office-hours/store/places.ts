import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import { lockSessions } from './holds.ts';

type Instant = Temporal.Instant;

/** A seat to be written, in a session that takes place already or in a new one. */
export type NewPlace = {
  bookingId: string;
  sessionId: string;
  championId: string;
  learnerId: string;
  startsAt: Instant;
  endsAt: Instant;
  topic: string | null;
  question: string;
  bookedAt: Instant;
  /** Until when it is held, and for which place in the waiting list; null when it is booked at once. */
  held: { until: Instant; waitingId: string | null } | null;
  /** Null to join the session that there is. */
  session: NewSession | null;
};

export type NewSession = {
  seats: number;
  place: 'teams' | 'room' | 'either';
  room: string;
  seriesId: string | null;
  /** The champion's time: the session with their buffers around it. */
  engages: { from: Instant; until: Instant };
};

/** The time for which a session engages one person, `until` not included. */
export type Engagement = { personId: string; from: Instant; until: Instant };

/** Where a seat is, or is to be. */
export type Seat = Pick<NewPlace, 'sessionId' | 'championId' | 'learnerId' | 'startsAt' | 'endsAt' | 'session'>;

/**
 * Writes a seat, its session when it is the first, and whom it engages; answers who of the two is engaged in it. Whoever is
 * missing is taken at that time (or has a seat in that session, or the session has just ended), and the caller lets the
 * transaction roll back.
 */
export async function insertPlace(tx: Tx, place: NewPlace): Promise<string[]> {
  const { tenantId } = tx;
  const { sessionId, championId, learnerId, startsAt, endsAt, held, session } = place;
  if (!session && !(await lockSessions(tx, [sessionId])).includes(sessionId)) return [];
  const { rows } = await sql<{ person_id: string }>`
    with begun as (${beginning(tx, place)}), seated as (
      insert into bookings (tenant_id, booking_id, session_id, champion_id, learner_id, starts_at, ends_at, topic, question,
        state, booked_at, held_until, waiting_id)
      values (${tenantId}, ${place.bookingId}, ${sessionId}, ${championId}, ${learnerId}, ${startsAt}, ${endsAt},
        ${place.topic}, ${place.question}, ${held ? 'held' : 'booked'}, ${place.bookedAt}, ${held?.until ?? null},
        ${held?.waitingId ?? null})
    )
    ${engaging(tx, sessionId, engagementsOf(place))}`.execute(tx.prepared);
  return engagedIn(place, rows);
}

/** Engages whom a seat engages, once it is written: its learner, and the champion when its session is new. */
export async function engageIn(tx: Tx, seat: Seat): Promise<string[]> {
  const { rows } = await sql<{
    person_id: string;
  }>`${engaging(tx, seat.sessionId, engagementsOf(seat))}`.execute(tx.prepared);
  return engagedIn(seat, rows);
}

function engagementsOf({ championId, learnerId, startsAt, endsAt, session }: Seat): Engagement[] {
  return [
    { personId: learnerId, from: startsAt, until: endsAt },
    ...(session ? [{ personId: championId, ...session.engages }] : []),
  ];
}

/** In a session that takes place already its champion is engaged. */
function engagedIn({ championId, session }: Seat, rows: readonly { person_id: string }[]): string[] {
  const engaged = rows.map((row) => row.person_id);
  return session ? engaged : [championId, ...engaged];
}

/** The statement that begins a session; one that does nothing when it takes place already. */
export function beginning(tx: Tx, { sessionId, championId, startsAt, endsAt, session }: Seat) {
  if (!session) return sql`select`;
  const { seats, place, room, seriesId } = session;
  return sql`insert into sessions (tenant_id, session_id, champion_id, starts_at, ends_at, seats, place, room, series_id)
    values (${tx.tenantId}, ${sessionId}, ${championId}, ${startsAt}, ${endsAt}, ${seats}, ${place}, ${room}, ${seriesId})`;
}

/** Engages people in a session and answers whose engagement could be written. */
export async function engage(tx: Tx, sessionId: string, engagements: readonly Engagement[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`${engaging(tx, sessionId, engagements)}`.execute(tx.sql);
  return rows.map((row) => row.person_id);
}

/** In the order of person ids, so that sessions of the same people wait for each other in one direction only. */
function engaging(tx: Tx, sessionId: string, engagements: readonly Engagement[]) {
  const inOrder = engagements.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
  const rows = inOrder.map(
    ({ personId, from, until }) => sql`(${tx.tenantId}, ${personId}, ${sessionId}, tstzrange(${from}, ${until}))`,
  );
  return sql`insert into engagements (tenant_id, person_id, session_id, during) values ${sql.join(rows)}
    on conflict do nothing returning person_id`;
}

/**
 * Turns a hold that has not run out into a booking; answers whether there was one. `place` settles where the session takes
 * place when that was left open.
 */
export async function confirmHold(
  tx: Tx,
  hold: {
    bookingId: string;
    learnerId: string;
    championId: string;
    startsAt: Instant;
    topic: string | null;
    question: string;
    now: Instant;
  },
): Promise<boolean> {
  const { rows } = await sql`
    update bookings set state = 'booked', held_until = null, topic = ${hold.topic}, question = ${hold.question},
      booked_at = ${hold.now}
    where tenant_id = ${tx.tenantId} and booking_id = ${hold.bookingId} and learner_id = ${hold.learnerId}
      and champion_id = ${hold.championId} and starts_at = ${hold.startsAt} and state = 'held' and held_until > ${hold.now}
    returning booking_id`.execute(tx.prepared);
  return rows.length > 0;
}

/** Keeps which leader's post of the chosen channel led to a booking; answers whether there is one. */
export async function keepPost(tx: Tx, bookingId: string, postId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update bookings set post_channel = channel_key, post_id = message_id
    from leadership_messages as message join leadership_channels as channel using (tenant_id, channel_key)
    where bookings.tenant_id = ${tx.tenantId} and booking_id = ${bookingId} and message.tenant_id = bookings.tenant_id
      and message_id = ${postId} and by_leader and deleted_at is null and channel.ended_at is null`.execute(
    tx.prepared,
  );
  return numAffectedRows === 1n;
}

/** Settles where a session takes place, when its hours leave that to the learner and nobody has chosen yet. */
export async function settlePlace(tx: Tx, sessionId: string, place: 'teams' | 'room'): Promise<void> {
  await sql`
    update sessions set place = ${place}
    where tenant_id = ${tx.tenantId} and session_id = ${sessionId} and place = 'either'`.execute(tx.prepared);
}
