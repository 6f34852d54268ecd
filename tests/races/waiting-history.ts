import type { TestDatabase } from '../support/database.ts';

/** What must never be found in the history of waiting lists, each as the rows that would show it. */
const wrongs: Record<string, string> = {
  'accepted after the end': `
    select waiting_id, starts_at from offers where tenant_id = $1 and answer = 'accepted' and answered_at >= until`,

  'offered past somebody who came first, waited for the same, and was neither busy, deciding, nor had let that time go': `
    select o.waiting_id, o.starts_at, first.waiting_id as overtaken
    from offers o join waiting_list w using (tenant_id, waiting_id)
    join waiting_list first on first.tenant_id = w.tenant_id and first.champion_id = w.champion_id
      and first.session_id is not distinct from w.session_id and first.joined_at < w.joined_at
      and (first.ended_at is null or first.ended_at > o.offered_at)
    where o.tenant_id = $1 and o.booking_id is not null
      and not exists (select from offers past where past.tenant_id = $1 and past.waiting_id = first.waiting_id
        and past.starts_at = o.starts_at)
      and not exists (select from offers deciding where deciding.tenant_id = $1 and deciding.waiting_id = first.waiting_id
        and deciding.booking_id is not null and deciding.offered_at <= o.offered_at
        and (deciding.answered_at is null or deciding.answered_at >= o.offered_at))`,

  "offered to the champion's line past somebody who waited for that session": `
    select o.waiting_id, o.starts_at, first.waiting_id as overtaken
    from offers o join waiting_list w using (tenant_id, waiting_id)
    join bookings seat on seat.tenant_id = o.tenant_id and seat.booking_id = o.booking_id
    join waiting_list first on first.tenant_id = w.tenant_id and first.session_id = seat.session_id
      and first.joined_at < o.offered_at and (first.ended_at is null or first.ended_at > o.offered_at)
    where o.tenant_id = $1 and w.session_id is null
      and not exists (select from offers past where past.tenant_id = $1 and past.waiting_id = first.waiting_id
        and past.starts_at = o.starts_at)`,

  'one place offered to two at once': `
    select a.waiting_id, b.waiting_id as other, a.starts_at
    from offers a join waiting_list wa using (tenant_id, waiting_id)
    join offers b on b.tenant_id = a.tenant_id and b.starts_at = a.starts_at and b.waiting_id > a.waiting_id
    join waiting_list wb on wb.tenant_id = b.tenant_id and wb.waiting_id = b.waiting_id
      and wb.champion_id = wa.champion_id
    where a.tenant_id = $1 and a.booking_id is not null and b.booking_id is not null
      and tstzrange(a.offered_at, a.answered_at) && tstzrange(b.offered_at, b.answered_at)
      and exists (select from office_hours_windows own where own.tenant_id = a.tenant_id
        and own.champion_id = wa.champion_id and own.seats = 1)`,

  'a seat held for somebody without an open offer': `
    select booking_id from bookings where tenant_id = $1 and state = 'held' and waiting_id is not null
      and not exists (select from offers where offers.tenant_id = $1 and offers.booking_id = bookings.booking_id
        and answer is null)`,

  'an open offer without a seat held, or of who waits no longer': `
    select waiting_id from offers join waiting_list using (tenant_id, waiting_id)
    where tenant_id = $1 and answer is null
      and (waiting_list.state <> 'waiting' or not exists (select from bookings where bookings.tenant_id = $1
        and bookings.booking_id = offers.booking_id and bookings.state = 'held'))`,

  'an accepted offer without its session': `
    select waiting_id from offers where tenant_id = $1 and answer = 'accepted'
      and not exists (select from bookings where bookings.tenant_id = $1 and bookings.booking_id = offers.booking_id
        and state in ('booked', 'cancelled'))`,

  'more seats taken than there are, or counted wrongly': `
    select session_id from sessions where tenant_id = $1 and (taken > seats or taken <> (
      select count(*) from bookings where bookings.tenant_id = $1 and bookings.session_id = sessions.session_id
        and state in ('held', 'booked')))`,

  'a standing seat whose two people are not both engaged': `
    select booking_id from bookings where tenant_id = $1 and state in ('held', 'booked') and 2 <> (
      select count(*) from engagements where engagements.tenant_id = $1
        and engagements.session_id = bookings.session_id and person_id in (champion_id, learner_id))`,
};

/** Everything wrong that the tables show, from the tables alone. */
export async function wrongsIn({ owner }: TestDatabase, tenantId: string): Promise<string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(wrongs)) {
    const { rows } = await owner.query(query, [tenantId]);
    if (rows.length > 0) found.push(`${what}: ${rows.length}, such as ${JSON.stringify(rows[0])}`);
  }
  return found;
}
