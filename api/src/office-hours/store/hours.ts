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
  windows: WindowRow[] | null;
  exceptions: ExceptionRow[] | null;
  /** Session, start and end; times in epoch milliseconds. */
  taken: [string, number, number][] | null;
  sessions: SessionRow[] | null;
};

// Lists without the names of their columns: for some hundred champions those would be most of what is built and read.
type OfferRow = [number, SessionOffer['place'], room: string, topics: string[], languages: string[]];
type WindowRow = [
  id: string,
  weekday: number,
  startsAt: string,
  endsAt: string,
  timeZone: string,
  everyWeeks: number,
  validFrom: string,
  validUntil: string | null,
  ...OfferRow,
];
type ExceptionRow = [
  date: string,
  kind: DateException['kind'],
  startsAt: string | null,
  endsAt: string | null,
  timeZone: string,
  ...OfferRow,
];
/** Start and end in epoch milliseconds; seats and how many are taken. Of a session for one learner the start is enough. */
type SessionRow = [id: string, start: number, ...([] | GroupRow)];
type GroupRow = [end: number, seats: number, taken: number, GroupSession['place'], room: string];

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
  // One champion is asked for again and again, and how that is done best does not depend on who.
  const [only, ...others] = championIds;
  const isOne = others.length === 0;
  const theirs = isOne ? sql`= ${only}` : sql`= any(${championIds}::uuid[])`;
  const { rows } = await sql<Row>`
    select champions.person_id as champion_id, capacity_per_week, paused_until, time_zone,
      (select json_build_object('sessionMinutes', session_minutes, 'bufferBeforeMinutes', buffer_before_minutes,
          'bufferAfterMinutes', buffer_after_minutes, 'minimumNoticeMinutes', minimum_notice_minutes,
          'horizonDays', horizon_days, 'sessionsPerDay', sessions_per_day)
        from office_hours_rules as own
        where own.tenant_id = champions.tenant_id and own.champion_id = champions.person_id) as rules,
      (select json_agg(json_build_array(window_id, weekday, left(starts_at::text, 5), left(ends_at::text, 5), own.time_zone,
          every_weeks, valid_from, valid_until, ${offerOf('own')}) order by weekday, starts_at, window_id)
        from office_hours_windows as own
        where own.tenant_id = champions.tenant_id and own.champion_id = champions.person_id) as windows,
      (select json_agg(json_build_array(on_date, kind, left(starts_at::text, 5), left(ends_at::text, 5), own.time_zone,
          ${offerOf('own')}) order by on_date, exception_id)
        from office_hours_exceptions as own
        where own.tenant_id = champions.tenant_id and own.champion_id = champions.person_id) as exceptions,
      (select json_agg(json_build_array(session_id, date_part('epoch', lower(during)) * 1000, date_part('epoch', ends_at) * 1000))
        from engagements as own
        where own.tenant_id = champions.tenant_id and own.person_id = champions.person_id and ends_at > ${now}
          and ${stands('own', now)}) as taken,
      (select json_agg(case seats when 1 then json_build_array(session_id, date_part('epoch', starts_at) * 1000)
          else json_build_array(session_id, date_part('epoch', starts_at) * 1000, date_part('epoch', ends_at) * 1000,
            seats, ${seatsTaken(now)}, place, room) end)
        from sessions as own
        where own.tenant_id = champions.tenant_id and own.champion_id = champions.person_id and taken > 0
          and starts_at > ${weekAgo} and ${stands('own', now)}) as sessions
    from champions cross join lateral (
      -- The limit keeps this a look-up per champion; joined, everybody would be read to find some hundred.
      select time_zone, active from people
      where people.tenant_id = champions.tenant_id and people.person_id = champions.person_id limit 1) as person
    where champions.tenant_id = ${tx.tenantId} and champions.person_id ${theirs}
      and champions.state = 'confirmed' and active`.execute(isOne ? tx.prepared : tx.sql);
  return new Map(rows.map((row) => [row.champion_id, offeringOf(row)]));
}

function offeringOf(row: Row): Offering {
  const instant = Temporal.Instant.fromEpochMilliseconds;
  const sessions = row.sessions ?? [];
  return {
    championId: row.champion_id,
    windows: (row.windows ?? []).map(windowOf),
    exceptions: (row.exceptions ?? []).map(exceptionOf),
    rules: row.rules ?? defaultRules,
    capacityPerWeek: row.capacity_per_week,
    pausedUntil: row.paused_until,
    timeZone: row.time_zone ?? row.windows?.[0]?.[4] ?? 'UTC',
    taken: (row.taken ?? []).map(([sessionId, start, end]) => ({
      sessionId,
      startsAt: instant(start),
      endsAt: instant(end),
    })),
    sessions: sessions.map(([sessionId, start]) => ({ sessionId, startsAt: instant(start) })),
    groupSessions: sessions.flatMap(([sessionId, start, ...group]) => {
      if (group.length === 0) return [];
      const [end, seats, taken, place, room] = group;
      return [{ sessionId, startsAt: instant(start), endsAt: instant(end), seats, taken, place, room }];
    }),
    calendar: [],
  };
}

function windowOf(row: WindowRow): Offering['windows'][number] {
  const [windowId, weekday, startsAt, endsAt, timeZone, everyWeeks, validFrom, validUntil, ...offer] = row;
  return { windowId, weekday, startsAt, endsAt, timeZone, everyWeeks, validFrom, validUntil, ...sessionOffer(offer) };
}

function exceptionOf([date, kind, startsAt, endsAt, timeZone, ...offer]: ExceptionRow): Offering['exceptions'][number] {
  return { date, kind, startsAt, endsAt, timeZone, ...sessionOffer(offer) };
}

function sessionOffer([seats, place, room, topics, languages]: OfferRow): SessionOffer {
  return { seats, place, room, topics, languages };
}

/** What an office hour offers, as parts of an `OfferRow`. */
function offerOf(alias: string) {
  const columns = ['seats', 'place', 'room', 'topics', 'languages'].map((name) => sql.ref(`${alias}.${name}`));
  return sql.join(columns);
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
