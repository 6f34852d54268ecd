import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { barrier, inParallel } from '../support/load.ts';
import { foundOrganisation, type Hired, hire, makeChampion, type Organisation } from '../support/organisation.ts';
import { broken } from './booking-history.ts';

const lanes = 16;
const rounds = 10;
const slot = (round: number) => ({ starts: `2026-11-24T${10 + round}:00Z`, ends: `2026-11-24T${10 + round}:30Z` });

let database: TestDatabase;
let organisation: Organisation;
let champion: Hired;
let learners: Hired[];
let pool: pg.Pool;

beforeEach(async () => {
  database = await createDatabase();
  organisation = await foundOrganisation(database);
  champion = await makeChampion(organisation, await hire(organisation));
  learners = await Promise.all(Array.from({ length: lanes }, () => hire(organisation)));
  pool = new pg.Pool({ connectionString: database.ownerUrl, max: lanes });
  pool.on('error', () => {});
});
afterEach(async () => {
  await pool.end();
  await database.close();
});

/** All lanes want the same in each round; each looks whether it may before any of them writes. */
async function race(want: (client: pg.PoolClient, round: number, learner: Hired, look: Look) => Promise<void>) {
  for (let round = 0; round < rounds; round++) {
    const allHaveLooked = barrier(lanes);
    await inParallel(lanes, lanes, async (i) => {
      const client = await pool.connect();
      const look: Look = async (query, values) => {
        const { rows } = await client.query(query, values);
        await allHaveLooked();
        return rows[0]?.free === true;
      };
      try {
        await client.query('begin');
        await want(client, round, learners[i] as Hired, look);
        await client.query('commit');
      } catch (error) {
        // What a constraint refuses: the time of one of them, or one seat too many.
        const { code } = error as { code?: string };
        if (!(error instanceof Taken) && code !== '23514') throw error;
        await client.query('rollback');
      } finally {
        client.release();
      }
    });
  }
}
type Look = (query: string, values: unknown[]) => Promise<boolean>;

async function insertSeat(client: pg.PoolClient, sessionId: string, learner: Hired, round: number) {
  const { starts, ends } = slot(round);
  const { tenantId } = organisation;
  await client.query(
    `insert into bookings (tenant_id, booking_id, session_id, champion_id, learner_id, starts_at, ends_at, state, booked_at)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, 'booked', now())`,
    [tenantId, sessionId, champion.personId, learner.personId, starts, ends],
  );
  await engage(client, sessionId, learner.personId, round);
}

async function engage(client: pg.PoolClient, sessionId: string, personId: string, round: number) {
  const { starts, ends } = slot(round);
  // Left to itself, an insert that meets another waits for it while the other waits for this one.
  const { rowCount } = await client.query(
    'insert into engagements values ($1, $2, $3, tstzrange($4, $5)) on conflict do nothing',
    [organisation.tenantId, personId, sessionId, starts, ends],
  );
  if (rowCount === 0) throw new Taken();
}

class Taken extends Error {}

async function insertSession(client: pg.Pool | pg.PoolClient, round: number, seats: number): Promise<string> {
  const sessionId = randomUUID();
  const { starts, ends } = slot(round);
  await client.query(
    'insert into sessions (tenant_id, session_id, champion_id, starts_at, ends_at, seats) values ($1, $2, $3, $4, $5, $6)',
    [organisation.tenantId, sessionId, champion.personId, starts, ends, seats],
  );
  return sessionId;
}

/** Looks whether the champion is free, and then books. */
const bookNaively = () =>
  race(async (client, round, learner, look) => {
    const { starts, ends } = slot(round);
    const free = await look(
      `select not exists (select from engagements where tenant_id = $1 and person_id = $2
         and during && tstzrange($3, $4)) as free`,
      [organisation.tenantId, champion.personId, starts, ends],
    );
    if (!free) return;
    const sessionId = await insertSession(client, round, 1);
    await engage(client, sessionId, champion.personId, round);
    await insertSeat(client, sessionId, learner, round);
  });

/** Counts the seats that are taken, and then takes one. */
async function joinNaively() {
  const sessions: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const sessionId = await insertSession(pool, round, 3);
    const client = await pool.connect();
    await engage(client, sessionId, champion.personId, round);
    client.release();
    sessions.push(sessionId);
  }
  await race(async (client, round, learner, look) => {
    const sessionId = sessions[round] as string;
    const free = await look(
      `select count(*) < 3 as free from bookings where tenant_id = $1 and session_id = $2 and state = 'booked'`,
      [organisation.tenantId, sessionId],
    );
    if (free) await insertSeat(client, sessionId, learner, round);
  });
}

const untold = 'not both sides were told of a session, once each';
/** What the history shows, but for the notices that this version does not owe. */
async function wrong(): Promise<Record<string, number>> {
  const { [untold]: _, ...found } = await broken(database.owner, organisation.tenantId);
  return found;
}

test('looking whether a champion is free and then booking double-books them', async () => {
  await database.owner.query('alter table engagements drop constraint nobody_double_booked');
  await bookNaively();
  const pairs = (rounds * lanes * (lanes - 1)) / 2;
  expect(await wrong()).toEqual({
    'somebody is in two places at once': pairs,
    'engagements of one person meet': pairs,
  });
});

test('it does not while the constraint is there', async () => {
  await bookNaively();
  expect(await wrong()).toEqual({});
});

test('counting the seats that are left and then taking one gives out more than there are', async () => {
  await database.owner.query('alter table sessions drop constraint no_more_than_seats');
  await joinNaively();
  expect(await wrong()).toEqual({ 'a session has more learners than seats': rounds });
});

test('it does not while the seats are counted by the database', async () => {
  await joinNaively();
  expect(await wrong()).toEqual({});
});
