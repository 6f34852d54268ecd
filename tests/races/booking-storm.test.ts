import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../api/src/platform/database.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { inParallel } from '../support/load.ts';
import { foundOrganisation, testDeps } from '../support/organisation.ts';
import { broken } from './booking-history.ts';
import { BookingLoad } from './booking-load.ts';

/** How many contended attempts; RACE_ATTEMPTS=100000 for a long run. */
const attempts = Number(process.env.RACE_ATTEMPTS ?? 1_500);
const timeout = Math.max(60_000, 20 * attempts);
const pools = 4;
const connectionsEach = 8;
/** One connection is killed while so many attempts are made. */
const attemptsPerKill = 40;

let database: TestDatabase;
let replicas: OpenDatabase[];

beforeAll(async () => {
  database = await createDatabase();
  // Each stands for one more process of the product, with connections of its own.
  replicas = Array.from({ length: pools }, () => openDatabase(database.appUrl, connectionsEach));
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await database.close();
});

/** Kills a connection of the product's that is in the middle of something, and answers whether there was one. */
async function killOne(): Promise<number> {
  const { rows } = await database.owner.query<{ killed: boolean }>(
    `select pg_terminate_backend(pid) as killed from (
       select pid from pg_stat_activity
       where datname = current_database() and usename = 'open_door_app' and xact_start is not null
       order by random() limit 1) as busy`,
  );
  return rows.filter(({ killed }) => killed).length;
}

test(
  `keeps every promise through ${attempts} attempts to hold, book, move, cancel and leave while connections are killed`,
  async () => {
    const organisation = await foundOrganisation(database);
    const deps = testDeps(organisation, '2026-11-23T08:00:00Z');
    const load = new BookingLoad(organisation, deps, replicas, 11);
    await load.open();
    let kills = 0;
    await inParallel(attempts, pools * connectionsEach, async (i) => {
      if (i % attemptsPerKill === 0) kills += await killOne();
      await load.attempt();
    });

    const { log } = load;
    expect(await broken(database.owner, organisation.tenantId)).toEqual({});
    expect(log.contradictions).toEqual([]);
    // Everything that was answered is there, and nothing else: what was lost with its connection was asked for again.
    const { rows } = await database.owner.query<{ booking_id: string; state: string }>(
      "select booking_id, state from bookings where tenant_id = $1 and state <> 'held'",
      [organisation.tenantId],
    );
    expect(new Set(rows.map((row) => row.booking_id))).toEqual(log.booked);
    const standing = new Set(rows.filter(({ state }) => state === 'booked').map((row) => row.booking_id));
    expect([...log.cancelled].filter((bookingId) => standing.has(bookingId))).toEqual([]);
    const kept = await database.owner.query<{ key: string; answer: object }>(
      'select key, answer from idempotent_answers where tenant_id = $1',
      [organisation.tenantId],
    );
    expect(new Map(kept.rows.map(({ key, answer }) => [key, JSON.stringify(answer)]))).toEqual(log.answers);

    // It was a storm.
    console.log({ did: log.did, kills, lost: log.lost, reasons: [...log.reasons].sort() });
    expect(kills).toBeGreaterThan(attempts / attemptsPerKill / 2);
    expect(log.lost).toBeGreaterThan(0);
    for (const reason of ['slot-taken', 'you-are-busy', 'session-full', 'champion-full', 'already-ended']) {
      expect(log.reasons).toContain(reason);
    }
  },
  timeout,
);
