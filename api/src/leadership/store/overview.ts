import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';

type Instant = Temporal.Instant;

/** When each week begins, the oldest first, and now: the last week is not over. */
export type Weeks = { begin: readonly Instant[]; now: Instant };

const sinceBegin = ({ begin }: Weeks) => begin[0]?.toString();

/** Leaders' posts of the chosen channel in these weeks, which have the columns of messages. */
const postsIn = (tx: Tx, weeks: Weeks) => sql`
  select message.* from leadership_messages as message join leadership_channels as channel using (tenant_id, channel_key)
  where message.tenant_id = ${tx.tenantId} and channel.ended_at is null and by_leader and deleted_at is null
    and posted_at >= ${sinceBegin(weeks)}::timestamptz and posted_at <= ${weeks.now}`;

export type WeekCounts = { week: number; posts: number; bookings: number; held: number };

/** Weeks with posts, counted from 0 for the oldest, and what these posts led to by now. */
export async function countByWeek(tx: Tx, weeks: Weeks): Promise<WeekCounts[]> {
  const begins = weeks.begin.map((instant) => instant.toString());
  const { rows } = await sql<WeekCounts>`
    with posts as (
      select channel_key, message_id, width_bucket(posted_at, ${begins}::timestamptz[]) - 1 as week
      from (${postsIn(tx, weeks)}) as message
    ), led_to as (
      select week, count(*) as bookings,
        count(*) filter (where state = 'booked' and ends_at <= ${weeks.now} and absent is null) as held
      from posts join bookings on bookings.tenant_id = ${tx.tenantId} and post_channel = channel_key and post_id = message_id
      group by week
    )
    select week, count(*)::int as posts, coalesce(min(bookings), 0)::int as bookings, coalesce(min(held), 0)::int as held
    from posts left join led_to using (week) group by week`.execute(tx.sql);
  return rows;
}

/** What was said to the leaders' posts of these weeks: replies, what stands beside them, and replies to that. */
export async function countSaid(tx: Tx, weeks: Weeks): Promise<number> {
  const { rows } = await sql<{ replies: number }>`
    with roots as (
      select channel_key, message_id, true as by_leader from (${postsIn(tx, weeks)}) as message
      union all
      select channel_key, message_id, false
      from leadership_messages as message join leadership_channels as channel using (tenant_id, channel_key)
      where message.tenant_id = ${tx.tenantId} and channel.ended_at is null and root_id is null and not by_leader
        and deleted_at is null and posted_at <= ${weeks.now}
        and posted_at > (select min(posted_at) from (${postsIn(tx, weeks)}) as first)
    )
    select (count(*) filter (where not by_leader) + coalesce(sum((
      select count(*) from leadership_messages as reply
      where reply.tenant_id = ${tx.tenantId} and reply.channel_key = roots.channel_key and reply.root_id = roots.message_id
        and reply.deleted_at is null)), 0))::int as replies
    from roots`.execute(tx.sql);
  return rows[0]?.replies ?? 0;
}

export type DepartmentCounts = { department: string; people: number; leaders: number; visible: number };

/** Departments of people at work ('' for those in none), the largest first, with their leaders and those who posted. */
export async function countDepartments(tx: Tx, weeks: Weeks): Promise<DepartmentCounts[]> {
  const { rows } = await sql<DepartmentCounts>`
    with led as (
      select department, count(*) as leaders, count(*) filter (where person_id in (
        select author_id from (${postsIn(tx, weeks)}) as message)) as visible
      from leaders join people using (tenant_id, person_id)
      where tenant_id = ${tx.tenantId} and ended_at is null and active
      group by department
    )
    select department, people, coalesce(leaders, 0)::int as leaders, coalesce(visible, 0)::int as visible
    from (
      select department, count(*)::int as people from people where tenant_id = ${tx.tenantId} and active group by department
    ) as departments left join led using (department)
    order by people desc, department collate "C"`.execute(tx.sql);
  return rows;
}
