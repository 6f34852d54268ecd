import pg from 'pg';
import { beforeEach, expect, test } from 'vitest';
import type { Deps } from '../../api/src/deps.ts';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { cancelBooking } from '../../api/src/office-hours/actions/cancel.ts';
import { publishOfficeHours } from '../../api/src/office-hours/actions/hours.ts';
import { acceptOffer, passOffer } from '../../api/src/office-hours/actions/waiting/answer.ts';
import { joinWaitingList } from '../../api/src/office-hours/actions/waiting/join.ts';
import { leaveWaitingList } from '../../api/src/office-hours/actions/waiting/leave.ts';
import { moveOffersOn } from '../../api/src/office-hours/actions/waiting/offer.ts';
import { serveLines } from '../../api/src/office-hours/actions/waiting/serve-lines.ts';
import { barrier, inParallel, seeded } from '../support/load.ts';
import { hours } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { at, crew, database, deps, on, openProcesses, organisation } from './processes.ts';
import { wrongsIn } from './waiting-history.ts';

/** How much is done to the lines; RACE_ATTEMPTS=100000 for a long run. */
const attempts = Number(process.env.RACE_ATTEMPTS ?? 800);
const timeout = Math.max(60_000, 50 * attempts);
const processes = 4;
const connectionsEach = 6;
const lanes = processes * connectionsEach;
openProcesses(processes, connectionsEach);
beforeEach(async () => {
  await database.owner.query(
    'insert into booking_policies (tenant_id, open_bookings_per_learner, offer_minutes) values ($1, 100, 5)',
    [organisation.tenantId],
  );
});

async function champion(seats: number, endsAt = '11:00') {
  const person = await makeChampion(organisation, await hire(organisation));
  await publish(person, seats, endsAt);
  return person;
}

async function publish(person: Hired, seats: number, endsAt: string) {
  const draft = hours({ weekdays: [2], endsAt, timeZone: 'UTC', horizonDays: 6 });
  const windows = draft.windows.map((window) => ({ ...window, seats }));
  await publishOfficeHours(on(0), person, person.personId, { ...draft, windows });
}

const starts = ['2026-11-24T10:00:00Z', '2026-11-24T10:30:00Z', '2026-11-24T11:00:00Z'];

test(`serves every line in order while ${attempts} things are done to it from ${lanes} connections`, {
  timeout,
}, async () => {
  const random = seeded(11);
  const pick = <T>(items: readonly T[]) => at(items, Math.floor(random() * items.length));
  // No two things happen at one instant, and an offer lasts for some thirty of them.
  deps.now = () => {
    deps.clock.now = deps.clock.now.add({ milliseconds: 1 });
    return deps.clock.now;
  };
  const champions = [await champion(1), await champion(1), await champion(3)];
  const learners = await crew(14);
  const done: Record<string, number> = {};
  const sessions: string[] = [];
  await inParallel(attempts, lanes, async (i) => {
    deps.clock.now = deps.clock.now.add({ seconds: 8 });
    const [product, learner, host] = [on(i), pick(learners), pick(champions)];
    const did = await doSomething(product, learner, host, random(), { pick, sessions });
    done[did] = (done[did] ?? 0) + 1;
  });
  expect(await wrongsIn(database, organisation.tenantId)).toEqual([]);
  for (const what of ['joined', 'left', 'accepted', 'passed', 'booked', 'cancelled']) {
    expect(done[what], JSON.stringify(done)).toBeGreaterThan(attempts / 200);
  }
  const { rows } = await database.owner.query<{ answer: string; offers: number }>(
    'select answer, count(*)::int as offers from offers where tenant_id = $1 and answer is not null group by answer',
    [organisation.tenantId],
  );
  const offers = Object.fromEntries(rows.map(({ answer, offers: many }) => [answer, many]));
  expect(offers, JSON.stringify(offers)).toMatchObject({ missed: expect.any(Number), busy: expect.any(Number) });
});

type Luck = { pick: <T>(items: readonly T[]) => T; sessions: string[] };

/** One of what people and timers do; answers what came of it. */
async function doSomething(product: Deps, learner: Hired, host: Hired, chance: number, { pick, sessions }: Luck) {
  const named = (result: { ok: boolean }, what: string) => (result.ok ? what : `not ${what}`);
  if (chance < 0.04) {
    await serveLines(product, organisation.tenantId);
    return 'served';
  }
  if (chance < 0.06) {
    await moveOffersOn(product, organisation.tenantId, host.personId);
    return 'moved on';
  }
  if (chance < 0.3) {
    const startsAt = pick(starts);
    const booked = await bookSlot(product, learner, { championId: host.personId, startsAt, topic: null, question: '' });
    if (booked.ok && booked.seats) sessions.push(booked.sessionId);
    return named(booked, 'booked');
  }
  if (chance < 0.45) {
    const { rows } = await database.owner.query<{ booking_id: string }>(
      "select booking_id from bookings where tenant_id = $1 and learner_id = $2 and state = 'booked' limit 1",
      [organisation.tenantId, learner.personId],
    );
    const [row] = rows;
    if (!row) return 'not cancelled';
    return named(await cancelBooking(product, learner, row.booking_id, { note: '' }), 'cancelled');
  }
  if (chance < 0.7) {
    const sessionId = chance < 0.55 && sessions.length > 0 ? pick(sessions.slice(-3)) : null;
    const wanted = { championId: host.personId, sessionId, topic: null, question: '' };
    return named(await joinWaitingList(product, learner, wanted), 'joined');
  }
  const place = await openOffer(pick);
  if (!place) return 'nothing to answer';
  const actor = { ...learner, personId: place.learner_id };
  if (chance < 0.82) return named(await acceptOffer(product, actor, place.waiting_id), 'accepted');
  if (chance < 0.96) return named(await passOffer(product, actor, place.waiting_id), 'passed');
  return named(await leaveWaitingList(product, actor, place.waiting_id), 'left');
}

async function openOffer(pick: Luck['pick']) {
  const { rows } = await database.owner.query<{ waiting_id: string; learner_id: string }>(
    'select waiting_id, learner_id from offers join waiting_list using (tenant_id, waiting_id) where tenant_id = $1 and answer is null',
    [organisation.tenantId],
  );
  return rows.length > 0 ? pick(rows) : undefined;
}

test('makes one offer of one free place, however many serve the line at once', async () => {
  const host = await champion(1, '10:30');
  const [holder, ...line] = (await crew(13)) as [Hired, ...Hired[]];
  const booked = await bookSlot(on(0), holder, {
    championId: host.personId,
    startsAt: at(starts, 0),
    topic: null,
    question: '',
  });
  if (!booked.ok) throw new Error(booked.reason);
  for (const learner of line) {
    deps.clock.now = deps.clock.now.add({ seconds: 1 });
    await joinWaitingList(on(0), learner, { championId: host.personId, sessionId: null, topic: null, question: '' });
  }
  await Promise.all([
    cancelBooking(on(0), holder, booked.bookingId, { note: '' }),
    ...Array.from({ length: 24 }, (_, i) => moveOffersOn(on(i), organisation.tenantId, host.personId)),
  ]);
  await serveLines(on(0), organisation.tenantId);
  const { rows } = await database.owner.query(
    'select learner_id from offers join waiting_list using (tenant_id, waiting_id) where tenant_id = $1',
    [organisation.tenantId],
  );
  expect(rows).toEqual([{ learner_id: line[0]?.personId }]);
});

test('gives a place to whoever takes it at the last moment or to the next in line, never to both', async () => {
  const host = await champion(1, '10:30');
  const [first, second, holder] = (await crew(3)) as [Hired, Hired, Hired];
  const request = { championId: host.personId, startsAt: at(starts, 0), topic: null, question: '' };
  const outcomes = new Set<string>();
  for (let round = 0; round < 30; round++) {
    const booked = await bookSlot(on(0), holder, request);
    if (!booked.ok) throw new Error(booked.reason);
    const places = [];
    for (const learner of [first, second]) {
      deps.clock.now = deps.clock.now.add({ seconds: 1 });
      const place = await joinWaitingList(on(0), learner, { ...request, sessionId: null });
      if (!place.ok) throw new Error(place.reason);
      places.push(place);
    }
    await cancelBooking(on(0), holder, booked.bookingId, { note: '' });
    await serveLines(on(0), organisation.tenantId);
    // One process's clock says that the offer is just open, the other's that it is just over.
    const end = deps.clock.now.add({ minutes: 5 });
    const [justBefore, justAfter] = [end.subtract({ milliseconds: 1 }), end];
    const [accepted] = await Promise.all([
      acceptOffer(
        on(1, () => justBefore),
        first,
        places[0]?.waitingId ?? '',
      ),
      moveOffersOn(
        on(2, () => justAfter),
        organisation.tenantId,
        host.personId,
      ),
    ]);
    const { rows } = await database.owner.query(
      "select learner_id, state from bookings where tenant_id = $1 and state in ('held', 'booked')",
      [organisation.tenantId],
    );
    expect(rows).toEqual([
      accepted.ok ? { learner_id: first.personId, state: 'booked' } : { learner_id: second.personId, state: 'held' },
    ]);
    outcomes.add(accepted.ok ? 'taken' : 'moved on');
    // Everybody goes home.
    deps.clock.now = end;
    if (accepted.ok) await cancelBooking(on(0), first, accepted.bookingId, { note: '' });
    for (const [i, learner] of [first, second].entries()) {
      await leaveWaitingList(on(0), learner, places[i]?.waitingId ?? '');
    }
  }
  expect(outcomes.size).toBeGreaterThan(0);
});

test('a naive version, which looks and then writes, gives the same place to both', async () => {
  await database.owner.query(`
    create table naive_offers (learner text, until timestamptz, answer text);
    insert into naive_offers values ('first', '2026-11-23T10:00:00Z', null)`);
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  pool.on('error', () => {});
  const bothHaveLooked = barrier(2);
  const look = async (condition: string, then: string) => {
    const { rowCount } = await pool.query(`select from naive_offers where answer is null and ${condition}`);
    await bothHaveLooked();
    if (rowCount) await pool.query(then);
  };
  await Promise.all([
    look("until > '2026-11-23T09:59:59.999Z'", "update naive_offers set answer = 'accepted' where learner = 'first'"),
    look("until <= '2026-11-23T10:00:00Z'", "insert into naive_offers values ('second', '2026-11-23T10:05:00Z', null)"),
  ]);
  const { rows } = await pool.query('select learner, answer from naive_offers order by learner');
  await pool.end();
  expect(rows).toEqual([
    { learner: 'first', answer: 'accepted' },
    { learner: 'second', answer: null },
  ]);
});
