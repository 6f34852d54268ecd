import type { TestDatabase } from '../support/database.ts';

/** What must never be found in a database, whatever was done to it; each finds the rows that break a promise. */
const promises: Record<string, string> = {
  'somebody is in two places at once': `
    with standing as (
      select session_id, champion_id, learner_id, starts_at, ends_at from bookings
      where tenant_id = $1 and state in ('held', 'booked')),
    sides as (
      select distinct session_id, champion_id as person_id, starts_at, ends_at from standing
      union all select session_id, learner_id, starts_at, ends_at from standing)
    select a.session_id from sides a join sides b on a.person_id = b.person_id and a.session_id < b.session_id
    where a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
  'engagements of one person meet': `
    select a.session_id from engagements a join engagements b
      on a.tenant_id = b.tenant_id and a.person_id = b.person_id and a.session_id < b.session_id
    where a.tenant_id = $1 and a.during && b.during`,
  'a learner has two seats in one session': `
    select session_id from bookings where tenant_id = $1 and state in ('held', 'booked')
    group by session_id, learner_id having count(*) > 1`,
  'a session has more learners than seats': `
    select session_id from sessions join bookings using (tenant_id, session_id)
    where tenant_id = $1 and state in ('held', 'booked') group by session_id, seats having count(*) > seats`,
  'seats are miscounted': `
    select session_id from sessions where tenant_id = $1 and taken <> (
      select count(*) from bookings where bookings.tenant_id = $1 and bookings.session_id = sessions.session_id
        and state in ('held', 'booked'))`,
  'a standing session does not engage both for its time': `
    select booking_id from bookings where tenant_id = $1 and state in ('held', 'booked') and 2 > (
      select count(*) from engagements
      where engagements.tenant_id = $1 and engagements.session_id = bookings.session_id
        and person_id in (champion_id, learner_id) and during @> tstzrange(starts_at, ends_at)
        and (person_id = champion_id or during = tstzrange(starts_at, ends_at)))`,
  'somebody is engaged in a session that does not stand': `
    select session_id from engagements where tenant_id = $1 and not exists (
      select from bookings where bookings.tenant_id = $1 and bookings.session_id = engagements.session_id
        and state in ('held', 'booked') and person_id in (champion_id, learner_id))`,
  'a learner holds two slots': `
    select learner_id from bookings where tenant_id = $1 and state = 'held' and waiting_id is null
    group by learner_id having count(*) > 1`,
  'a champion has more sessions on a day than they take': `
    select champion_id from sessions join office_hours_rules as rules using (tenant_id, champion_id)
    where tenant_id = $1 and taken > 0 and series_id is null
    group by champion_id, sessions_per_day, (starts_at at time zone 'UTC')::date having count(*) > sessions_per_day`,
  'somebody who left has a session to come': `
    select booking_id from bookings join people on people.tenant_id = $1 and person_id in (champion_id, learner_id)
    where bookings.tenant_id = $1 and state in ('held', 'booked') and not active and starts_at > left_at`,
  'not both sides were told of a session, once each': `
    select booking_id from bookings join sessions using (tenant_id, session_id) left join (
      select (payload->>'bookingId')::uuid as booking_id, count(*) as told from notices
      where tenant_id = $1 and kind = 'booking-made' group by 1) as news using (booking_id)
    where tenant_id = $1 and series_id is null and coalesce(told, 0) <> case state when 'held' then 0 else 2 end`,
  'an answer was never decided': `
    select key from idempotent_answers where tenant_id = $1 and answer is null`,
};

/** The promises that are broken, by how many rows. */
export async function broken(owner: TestDatabase['owner'], tenantId: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [promise, query] of Object.entries(promises)) {
    const { rowCount } = await owner.query(query, [tenantId]);
    if (rowCount) found[promise] = rowCount;
  }
  return found;
}
