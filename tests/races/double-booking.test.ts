import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { cancelBooking, releaseBookingsOf } from '../../api/src/office-hours/actions/cancel.ts';
import { publishOfficeHours } from '../../api/src/office-hours/actions/hours.ts';
import { listSlots } from '../../api/src/office-hours/actions/slots.ts';
import { barrier, inParallel, seeded } from '../support/load.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { at, crew, database, deps, on, openProcesses, organisation } from './processes.ts';

/** How many contended attempts; RACE_ATTEMPTS=100000 for a long run. */
const attempts = Number(process.env.RACE_ATTEMPTS ?? 1_500);
const processes = 4;
const connectionsEach = 8;
const lanes = processes * connectionsEach;
openProcesses(processes, connectionsEach);

async function champion(rules: { sessionMinutes: number; buffer?: number; startsAt?: string; capacity?: number }) {
  const { sessionMinutes, buffer = 0, startsAt = '10:00', capacity = 40 } = rules;
  const person = await makeChampion(organisation, await hire(organisation), { capacityPerWeek: capacity });
  const window = { endsAt: '12:00', timeZone: 'UTC', everyWeeks: 1, validFrom: '2026-01-01', validUntil: null };
  await publishOfficeHours(deps, person, person.personId, {
    windows: [2, 3].map((weekday) => ({ ...window, weekday, startsAt })),
    exceptions: [],
    rules: {
      sessionMinutes,
      bufferBeforeMinutes: buffer,
      bufferAfterMinutes: buffer,
      minimumNoticeMinutes: 0,
      horizonDays: 7,
    },
  });
  return person;
}

async function startsOf({ personId }: Hired): Promise<string[]> {
  const slots = await listSlots(deps, at(await Promise.all([hire(organisation)]), 0), personId, { limit: 100 });
  if (!slots.ok) throw new Error(slots.reason);
  return slots.items.map((slot) => slot.startsAt);
}

/** Pairs of standing bookings in which one person would have to be in two places, from the bookings alone. */
async function collisions(): Promise<number> {
  const { rows } = await database.owner.query<{ pairs: number }>(
    `with sides as (
       select booking_id, champion_id as person_id, starts_at, ends_at from bookings where tenant_id = $1 and state = 'booked'
       union all
       select booking_id, learner_id, starts_at, ends_at from bookings where tenant_id = $1 and state = 'booked')
     select count(*)::int as pairs from sides a join sides b on a.person_id = b.person_id and a.booking_id < b.booking_id
     where a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
    [organisation.tenantId],
  );
  return rows[0]?.pairs ?? -1;
}

/** Bookings by state and number of engagements: a standing one has two, any other none. */
async function standing() {
  const { rows } = await database.owner.query<{ state: string; engagements: number; bookings: number }>(
    `select state, engagements, count(*)::int as bookings from (
       select state, (select count(*)::int from engagements e
         where e.tenant_id = b.tenant_id and e.session_id = b.session_id and e.person_id in (champion_id, learner_id)) as engagements
       from bookings b where tenant_id = $1) as counted
     group by state, engagements order by state, engagements`,
    [organisation.tenantId],
  );
  return rows;
}

const count = <T>(items: readonly T[], which: (item: T) => boolean) => items.filter(which).length;

test(`books and cancels ${attempts} times from ${lanes} connections without a collision`, async () => {
  const champions = [
    await champion({ sessionMinutes: 30 }),
    await champion({ sessionMinutes: 45, startsAt: '10:15' }),
    await champion({ sessionMinutes: 20, buffer: 10 }),
    await champion({ sessionMinutes: 60, startsAt: '10:30' }),
  ];
  const starts = await Promise.all(champions.map(startsOf));
  // Champions also learn from one another: the same person stands on either side of a booking.
  const learners = [...(await crew(12)), ...champions];
  const random = seeded(7);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const booked: { bookingId: string; sides: Hired[] }[] = [];
  const outcomes = await inParallel(attempts, lanes, async (i) => {
    const open = random() < 0.2 ? booked.pop() : undefined;
    if (open) return { did: 'cancel', ...(await cancelBooking(on(i), pick(open.sides), open.bookingId, { note: '' })) };
    const which = Math.floor(random() * champions.length);
    const [host, learner] = [at(champions, which), pick(learners)];
    const request = { championId: host.personId, startsAt: pick(at(starts, which)), topic: null, question: '' };
    const result = await bookSlot(on(i), learner, request);
    if (result.ok) booked.push({ bookingId: result.bookingId, sides: [host, learner] });
    return { did: 'book', ...result };
  });

  const reasons = new Set(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason])));
  expect([...reasons].sort()).toEqual(['own-slot', 'slot-taken', 'you-are-busy']);
  expect(await collisions()).toBe(0);
  const made = count(outcomes, ({ did, ok }) => did === 'book' && ok);
  const cancelled = count(outcomes, ({ did, ok }) => did === 'cancel' && ok);
  expect(made).toBeGreaterThan(50);
  expect(cancelled).toBeGreaterThan(50);
  expect(await standing()).toEqual([
    { state: 'booked', engagements: 2, bookings: made - cancelled },
    { state: 'cancelled', engagements: 0, bookings: cancelled },
  ]);
  const { rows } = await database.owner.query(
    `select kind, count(*)::int as notices from notices where tenant_id = $1 group by kind order by kind`,
    [organisation.tenantId],
  );
  expect(rows).toEqual([
    { kind: 'booking-cancelled', notices: cancelled },
    { kind: 'booking-made', notices: 2 * made },
    { kind: 'booking-reminder', notices: 2 * made },
    { kind: 'help-asked', notices: made },
  ]);
});

test('gives one slot to one of a hundred learners who want it at once, and the others three that are free', async () => {
  const host = await champion({ sessionMinutes: 30 });
  const [startsAt] = await startsOf(host);
  const learners = await crew(100);
  const results = await inParallel(100, 100, (i) =>
    bookSlot(on(i), at(learners, i), {
      championId: host.personId,
      startsAt: startsAt ?? '',
      topic: null,
      question: '',
    }),
  );
  expect(count(results, ({ ok }) => ok)).toBe(1);
  for (const result of results) {
    if (!result.ok) expect(result).toMatchObject({ reason: 'slot-taken', nearest: { length: 3 } });
  }
});

test('books a learner once when they try overlapping slots of many champions at once', async () => {
  const hosts = await Promise.all(Array.from({ length: 12 }, (_, i) => champion({ sessionMinutes: 30 + 5 * i })));
  const [learner] = (await crew(1)) as [Hired];
  const results = await inParallel(12, 12, (i) =>
    bookSlot(on(i), learner, {
      championId: at(hosts, i).personId,
      startsAt: '2026-11-24T10:00:00Z',
      topic: null,
      question: '',
    }),
  );
  expect(count(results, ({ ok }) => ok)).toBe(1);
  expect(count(results, (result) => !result.ok && result.reason === 'you-are-busy')).toBe(11);
  expect(await collisions()).toBe(0);
});

test("never books more sessions in a week than the champion's capacity", async () => {
  const host = await champion({ sessionMinutes: 15, capacity: 3 });
  const starts = await startsOf(host);
  const learners = await crew(16);
  const results = await inParallel(16, 16, (i) =>
    bookSlot(on(i), at(learners, i), { championId: host.personId, startsAt: at(starts, i), topic: null, question: '' }),
  );
  expect(count(results, ({ ok }) => ok)).toBe(3);
  expect(count(results, (result) => !result.ok && result.reason === 'champion-full')).toBe(13);
});

test('lets one of two who cancel at once cancel, while a third person wants the slot', async () => {
  const host = await champion({ sessionMinutes: 30 });
  const [startsAt = ''] = await startsOf(host);
  const [holder, other] = (await crew(2)) as [Hired, Hired];
  const request = { championId: host.personId, startsAt, topic: null, question: '' };
  for (let round = 0; round < 40; round++) {
    const held = await bookSlot(deps, holder, request);
    if (!held.ok) throw new Error(held.reason);
    const [mine, theirs, taken] = await Promise.all([
      cancelBooking(on(0), holder, held.bookingId, { note: 'mine' }),
      cancelBooking(on(1), host, held.bookingId, { note: 'theirs' }),
      bookSlot(on(2), other, request),
    ]);
    expect([mine, theirs].map((result) => (result.ok ? 'cancelled' : result.reason)).sort()).toEqual([
      'already-ended',
      'cancelled',
    ]);
    expect(await collisions()).toBe(0);
    if (taken.ok) await cancelBooking(deps, other, taken.bookingId, { note: '' });
    else expect(taken.reason).toBe('slot-taken');
  }
});

test('leaves no session standing with somebody who left while it was being booked', async () => {
  const hosts = await Promise.all(Array.from({ length: 6 }, () => champion({ sessionMinutes: 30 })));
  const starts = await startsOf(at(hosts, 0));
  const learners = await crew(24);
  const departing = [...hosts.slice(0, 2), ...learners.slice(0, 6)].map(({ personId }) => personId);
  const owner = await hire(organisation, { roles: ['owner'] });
  const leave = () =>
    on(0).db.transaction(organisation.tenantId, async (tx) => {
      await tx.sql
        .updateTable('people')
        .set({ active: false, left_at: deps.now() })
        .where('tenant_id', '=', organisation.tenantId)
        .where('person_id', 'in', departing)
        .execute();
      return releaseBookingsOf({ ...deps, db: tx }, owner, departing);
    });
  const [{ released }, ...results] = await Promise.all([
    inParallel(1, 1, leave).then(([outcome]) => outcome ?? { released: -1 }),
    ...Array.from({ length: 96 }, (_, i) =>
      bookSlot(on(i), at(learners, i), {
        championId: at(hosts, i).personId,
        startsAt: at(starts, i * 5),
        topic: null,
        question: '',
      }),
    ),
  ]);
  const { rows } = await database.owner.query(
    `select from bookings where tenant_id = $1 and state = 'booked' and (champion_id = any($2) or learner_id = any($2))`,
    [organisation.tenantId, departing],
  );
  expect(rows).toHaveLength(0);
  expect(released).toBeGreaterThanOrEqual(0);
  expect(results.some((result) => result.ok)).toBe(true);
});

describe('the same load on a naive version', () => {
  const people = 24;
  /** Everybody looks whether the time is free before anybody writes: what happens by chance under load, made certain. */
  async function bookNaively(table: string, onConflict: string): Promise<number> {
    const allHaveLooked = barrier(people);
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: people });
    // The database may be dropped before the last connection has said goodbye.
    pool.on('error', () => {});
    const champion = await hire(organisation);
    const during = '[2026-11-24T10:00:00Z,2026-11-24T10:30:00Z)';
    const results = await inParallel(people, people, async () => {
      const client = await pool.connect();
      const booking = deps.newId();
      try {
        await client.query('begin');
        const { rows } = await client.query(
          `select from ${table} where tenant_id = $1 and person_id = $2 and during && $3::tstzrange`,
          [organisation.tenantId, champion.personId, during],
        );
        await allHaveLooked();
        if (rows.length > 0) return 0;
        const { rowCount } = await client.query(
          `insert into ${table} (tenant_id, person_id, session_id, during) values ($1, $2, $3, $4) ${onConflict}`,
          [organisation.tenantId, champion.personId, booking, during],
        );
        await client.query('commit');
        return rowCount ?? 0;
      } finally {
        client.release();
      }
    });
    await pool.end();
    return results.reduce((sum, written) => sum + written, 0);
  }

  test('double-books when it checks and then inserts', async () => {
    await database.owner.query('create table naive_engagements (like engagements)');
    expect(await bookNaively('naive_engagements', '')).toBe(people);
  });

  test('does not when the constraint decides', async () => {
    await database.owner.query('create table kept_engagements (like engagements including indexes)');
    await database.owner.query(
      `alter table kept_engagements add constraint nobody_double_booked_here
       exclude using gist (tenant_id with =, person_id with =, during with &&)`,
    );
    expect(await bookNaively('kept_engagements', 'on conflict do nothing')).toBe(1);
  });
});
