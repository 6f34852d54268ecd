import process from 'node:process';
import { expect, test } from 'vitest';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { holdSlot } from '../../api/src/office-hours/actions/hold.ts';
import { inParallel } from '../support/load.ts';
import { publish } from '../support/office-hours.ts';
import { hire, makeChampion } from '../support/organisation.ts';
import { broken } from './booking-history.ts';
import { BookingLoad } from './booking-load.ts';
import { database, deps, on, openProcesses, organisation, replicas } from './processes.ts';

/** How many contended attempts; RACE_ATTEMPTS=100000 for a long run. */
const attempts = Number(process.env.RACE_ATTEMPTS ?? 1_500);
const timeout = Math.max(60_000, 20 * attempts);
const processes = 4;
const connectionsEach = 8;
/** One connection is killed while so many attempts are made. */
const attemptsPerKill = 40;

openProcesses(processes, connectionsEach);

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
    const load = new BookingLoad(organisation, deps, replicas, 11);
    await load.open();
    let kills = 0;
    await inParallel(attempts, processes * connectionsEach, async (i) => {
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
    process.stdout.write(`${JSON.stringify({ did: log.did, kills, lost: log.lost })}\n`);
    expect(kills).toBeGreaterThan(attempts / attemptsPerKill / 2);
    expect(log.lost).toBeGreaterThan(0);
    for (const reason of ['slot-taken', 'you-are-busy', 'session-full', 'champion-full', 'already-ended']) {
      expect(log.reasons).toContain(reason);
    }
  },
  timeout,
);

test('who joins a group while its last seat is given up for a hold elsewhere meets its champion, or is refused', async () => {
  const [hesitant, decided] = [await hire(organisation), await hire(organisation)];
  const hosts = [];
  for (const seats of [3, 1]) {
    const host = await makeChampion(organisation, await hire(organisation));
    await publish(deps, host, { seats });
    hosts.push(host.personId);
  }
  const [group, other] = hosts as [string, string];
  const startsAt = '2026-11-24T10:00:00Z';
  await holdSlot(deps, hesitant, { championId: group, startsAt });

  const { promise: joined, resolve: join } = Promise.withResolvers<Awaited<ReturnType<typeof bookSlot>>>();
  await deps.db.transaction(organisation.tenantId, async (tx) => {
    await holdSlot({ ...deps, db: tx }, hesitant, { championId: other, startsAt: '2026-11-24T11:00:00Z' });
    join(
      bookSlot(on(0), decided, {
        championId: group,
        startsAt,
        topic: null,
        question: '',
      }),
    );
    await somebodyWaits();
  });
  expect(await joined).toMatchObject({ ok: false, reason: 'slot-taken' });
  expect(await broken(database.owner, organisation.tenantId)).toEqual({});
});

/** Resolves once a statement of the product waits for a lock. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await database.owner.query(
      "select from pg_stat_activity where datname = current_database() and usename = 'open_door_app' and wait_event_type = 'Lock'",
    );
    if (rowCount) return;
  }
}
