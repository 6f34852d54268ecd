import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database.ts';
import { type BookingRules, defaultRules, type GroupSession, type Offering, type SessionOffer } from '../bookable.ts';
import type { DateException, WeeklyWindow } from '../window.ts';
import { seatsTaken, stands } from './standing.ts';

type Row = {
  champion_id: string;
  capacity_per_week: number;
  paused_until: string | null;
  time_zone: string | null;
  rules: BookingRules | null;
  windows: Offering['windows'] | null;
  exceptions: Offering['exceptions'] | null;
  /** Session, start and end; times in epoch milliseconds. */
  taken: [string, number, number][] | null;
  sessions: SessionRow[] | null;
};

type SessionRow = Pick<GroupSession, 'sessionId' | 'seats' | 'taken' | 'place' | 'room'> & {
  starts: number;
  ends: number;
};

/**
 * What active, confirmed champions offer and what of it is taken, in one statement; whoever is no such champion is missing
 * from the answer. Bookings are read from the beginning of the present week on.
 */
export async function findOfferings(
  tx: Tx,
  championIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Offering>> {
  if (championIds.length === 0) return new Map();
  // A week lasts seven days and, when clocks go back, an hour.
  const weekAgo = now.subtract({ hours: 7 * 24 + 1 });
  const { rows } = await sql<Row>`
    select champions.person_id as champion_id, capacity_per_week, paused_until, time_zone,
      (select json_build_object('sessionMinutes', session_minutes, 'bufferBeforeMinutes', buffer_before_minutes,
          'bufferAfterMinutes', buffer_after_minutes, 'minimumNoticeMinutes', minimum_notice_minutes,
          'horizonDays', horizon_days, 'sessionsPerDay', sessions_per_day)
        from office_hours_rules as own
        where own.tenant_id = champions.tenant_id and own.champion_id = champions.person_id) as rules,
      (select json_agg(json_build_object('windowId', window_id, 'weekday', weekday,
          'startsAt', to_char(starts_at, 'HH24:MI'), 'endsAt', to_char(ends_at, 'HH24:MI'), 'timeZone', own.time_zone,
          'everyWeeks', every_weeks, 'validFrom', valid_from, 'validUntil', valid_until, ${offerOf('own')})
          order by weekday, starts_at, window_id)
        from office_hours_windows as own
        where own.tenant_id = champions.tenant_id and own.champion_id = champions.person_id) as windows,
      (select json_agg(json_build_object('date', on_date, 'kind', kind, 'startsAt', to_char(starts_at, 'HH24:MI'),
          'endsAt', to_char(ends_at, 'HH24:MI'), 'timeZone', own.time_zone, ${offerOf('own')})
          order by on_date, exception_id)
        from office_hours_exceptions as own
        where own.tenant_id = champions.tenant_id and own.champion_id = champions.person_id) as exceptions,
      (select json_agg(json_build_array(session_id, date_part('epoch', lower(during)) * 1000, date_part('epoch', ends_at) * 1000))
        from engagements as own
        where own.tenant_id = champions.tenant_id and own.person_id = champions.person_id and ends_at > ${now}
          and ${stands('own', now)}) as taken,
      (select json_agg(json_build_object('sessionId', session_id, 'seats', seats, 'taken', ${seatsTaken(now)}, 'place', place, 'room', room,
          'starts', date_part('epoch', starts_at) * 1000, 'ends', date_part('epoch', ends_at) * 1000))
        from sessions as own
        where own.tenant_id = champions.tenant_id and own.champion_id = champions.person_id and taken > 0
          and starts_at > ${weekAgo} and ${stands('own', now)}) as sessions
    from champions cross join lateral (
      -- The limit keeps this a look-up per champion; joined, everybody would be read to find some hundred.
      select time_zone, active from people
      where people.tenant_id = champions.tenant_id and people.person_id = champions.person_id limit 1) as person
    where champions.tenant_id = ${tx.tenantId} and champions.person_id = any(${championIds}::uuid[])
      and champions.state = 'confirmed' and active`.execute(tx.sql);
  return new Map(rows.map((row) => [row.champion_id, offeringOf(row)]));
}

function offeringOf(row: Row): Offering {
  const instant = Temporal.Instant.fromEpochMilliseconds;
  const sessions = row.sessions ?? [];
  return {
    championId: row.champion_id,
    windows: row.windows ?? [],
    exceptions: row.exceptions ?? [],
    rules: row.rules ?? defaultRules,
    capacityPerWeek: row.capacity_per_week,
    pausedUntil: row.paused_until,
    timeZone: row.time_zone ?? row.windows?.[0]?.timeZone ?? 'UTC',
    taken: (row.taken ?? []).map(([sessionId, start, end]) => ({
      sessionId,
      startsAt: instant(start),
      endsAt: instant(end),
    })),
    sessions: sessions.map(({ sessionId, starts }) => ({ sessionId, startsAt: instant(starts) })),
    groupSessions: sessions
      .filter(({ seats }) => seats > 1)
      .map(({ starts, ends, ...session }) => ({ ...session, startsAt: instant(starts), endsAt: instant(ends) })),
    calendar: [],
  };
}

/** What an office hour offers, as parts of a JSON object. */
function offerOf(alias: string) {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`'seats', ${column('seats')}, 'place', ${column('place')}, 'room', ${column('room')},
    'topics', ${column('topics')}, 'languages', ${column('languages')}`;
}

/** Puts the published hours in the place of what was published before. */
export async function replaceHours(
  tx: Tx,
  championId: string,
  hours: {
    windows: (WeeklyWindow & SessionOffer)[];
    exceptions: (DateException & SessionOffer & { exceptionId: string })[];
    rules: BookingRules;
  },
): Promise<void> {
  const key = { tenant_id: tx.tenantId, champion_id: championId };
  for (const table of ['office_hours_windows', 'office_hours_exceptions', 'office_hours_rules'] as const) {
    await tx.sql.deleteFrom(table).where('tenant_id', '=', tx.tenantId).where('champion_id', '=', championId).execute();
  }
  const { rules, windows, exceptions } = hours;
  await tx.sql
    .insertInto('office_hours_rules')
    .values({
      ...key,
      session_minutes: rules.sessionMinutes,
      buffer_before_minutes: rules.bufferBeforeMinutes,
      buffer_after_minutes: rules.bufferAfterMinutes,
      minimum_notice_minutes: rules.minimumNoticeMinutes,
      horizon_days: rules.horizonDays,
      sessions_per_day: rules.sessionsPerDay,
    })
    .execute();
  if (windows.length > 0) {
    await tx.sql
      .insertInto('office_hours_windows')
      .values(windows.map((window) => ({ ...key, ...windowRow(window) })))
      .execute();
  }
  if (exceptions.length > 0) {
    await tx.sql
      .insertInto('office_hours_exceptions')
      .values(exceptions.map((exception) => ({ ...key, ...exceptionRow(exception) })))
      .execute();
  }
}

function windowRow(window: WeeklyWindow & SessionOffer) {
  return {
    window_id: window.windowId,
    weekday: window.weekday as 1 | 2 | 3 | 4 | 5 | 6 | 7,
    starts_at: window.startsAt,
    ends_at: window.endsAt,
    time_zone: window.timeZone,
    every_weeks: window.everyWeeks,
    valid_from: window.validFrom,
    valid_until: window.validUntil ?? null,
    ...offerRow(window),
  };
}

function exceptionRow(exception: DateException & SessionOffer & { exceptionId: string }) {
  return {
    exception_id: exception.exceptionId,
    on_date: exception.date,
    kind: exception.kind,
    starts_at: exception.startsAt ?? null,
    ends_at: exception.endsAt ?? null,
    time_zone: exception.timeZone,
    ...offerRow(exception),
  };
}

function offerRow({ seats, place, room, topics, languages }: SessionOffer) {
  return { seats, place, room, topics: [...topics], languages: [...languages] };
}
