import { type RawBuilder, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import type { Silence } from '../nudge.ts';

type Instant = Temporal.Instant;

export type SilentLeader = { personId: string; silence: Silence };

/** Where no zone of the leader is known. */
const defaultZone = 'UTC';

type Row = Omit<Silence, 'pausedUntil' | 'timeZone'> & {
  personId: string;
  pausedUntil: string | null;
  timeZone: string | null;
};

async function findSilence(tx: Tx, condition: RawBuilder<unknown>): Promise<SilentLeader[]> {
  const { rows } = await sql<Row>`
    select leaders.person_id as "personId", since as "leaderSince", nudged_at as "nudgedAt",
      nudges_paused_until as "pausedUntil", coalesce(nudge_weeks, 3) as weeks, time_zone as "timeZone",
      last.posted_at as "lastPostAt"
    from leaders
      join people using (tenant_id, person_id)
      left join leadership_rules using (tenant_id)
      left join lateral (
        select max(posted_at) as posted_at from leadership_messages as message
        where message.tenant_id = leaders.tenant_id and author_id = leaders.person_id and root_id is null
          and deleted_at is null) as last on true
    where leaders.tenant_id = ${tx.tenantId} and leaders.ended_at is null and ${condition}`.execute(tx.sql);
  return rows.map(({ personId, pausedUntil, timeZone, ...row }) => ({
    personId,
    silence: {
      ...row,
      pausedUntil: pausedUntil === null ? null : Temporal.PlainDate.from(pausedUntil),
      timeZone: timeZone ?? defaultZone,
    },
  }));
}

/** Leaders at work who have a channel to post in. */
export function findSilentLeaders(tx: Tx): Promise<SilentLeader[]> {
  return findSilence(
    tx,
    sql`people.active and exists (
      select from leadership_channels where tenant_id = leaders.tenant_id and ended_at is null)`,
  );
}

export async function findSilenceOf(tx: Tx, personId: string): Promise<Silence | undefined> {
  const [leader] = await findSilence(tx, sql`leaders.person_id = ${personId}`);
  return leader?.silence;
}

export async function markNudged(tx: Tx, personIds: readonly string[], at: Instant): Promise<void> {
  await sql`
    update leaders set nudged_at = ${at}
    where tenant_id = ${tx.tenantId} and person_id = any(${personIds}::uuid[])`.execute(tx.sql);
}

export async function setPause(tx: Tx, personId: string, until: string | null): Promise<void> {
  await sql`
    update leaders set nudges_paused_until = ${until}
    where tenant_id = ${tx.tenantId} and person_id = ${personId}`.execute(tx.sql);
}

export type Totals = { posts: number; replies: number; reactions: number; bookings: number; held: number };

/** What somebody's posts as a leader started, in whichever channel. */
export async function countStarted(tx: Tx, personId: string, now: Instant): Promise<Totals> {
  const { rows } = await sql<Totals>`
    with mine as (
      select tenant_id, channel_key, message_id, reactions from leadership_messages
      where tenant_id = ${tx.tenantId} and author_id = ${personId} and by_leader and deleted_at is null)
    select (select count(*)::integer from mine) as posts,
      (select count(*)::integer from mine join leadership_messages as reply
        on reply.tenant_id = mine.tenant_id and reply.channel_key = mine.channel_key and reply.root_id = mine.message_id
          and reply.deleted_at is null) as replies,
      (select coalesce(sum(jsonb_array_length(given -> 'by')), 0)::integer
        from mine cross join lateral jsonb_array_elements(reactions) as given) as reactions,
      count(booking_id)::integer as bookings,
      (count(*) filter (where bookings.state = 'booked' and ends_at <= ${now} and absent is null))::integer as held
    from mine join bookings on bookings.tenant_id = mine.tenant_id and post_channel = mine.channel_key
      and post_id = mine.message_id`.execute(tx.sql);
  return rows[0] ?? { posts: 0, replies: 0, reactions: 0, bookings: 0, held: 0 };
}
