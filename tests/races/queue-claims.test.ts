import process from 'node:process';
import { expect, test } from 'vitest';
import { actOnTicket, takeStep } from '../../api/src/queue/actions/act.ts';
import { helpAtQueue } from '../../api/src/queue/actions/help.ts';
import { joinQueue } from '../../api/src/queue/actions/join.ts';
import { callNext } from '../../api/src/queue/actions/next.ts';
import { openQueue } from '../../api/src/queue/actions/open.ts';
import { setUpOwnQueue } from '../../api/src/queue/actions/settings.ts';
import { inParallel } from '../support/load.ts';
import { type Hired, hire, makeChampion } from '../support/organisation.ts';
import { at, crew, database, deps, on, openProcesses, organisation } from './processes.ts';
import { brokenQueues } from './queue-history.ts';
import { QueueLoad } from './queue-load.ts';

/** How many claims at least; RACE_CLAIMS=50000 for a long run. */
const claims = Number(process.env.RACE_CLAIMS ?? 400);
const timeout = Math.max(120_000, 60 * claims);
const connections = 32;
openProcesses(4, connections / 4);

/** A queue of `host` that is open, with these champions at it. */
async function openFor(host: Hired, others: readonly Hired[] = []): Promise<string> {
  const order = 'first-come' as const;
  const times = { readyCheckSeconds: 90, holdMinutes: 30, longWaitMinutes: 45, helpHalfLifeDays: 7 };
  const reach = { reachTurns: 3, overtakings: 2 };
  const made = await setUpOwnQueue(deps, host, { name: 'A queue', order, missesLast: true, ...times, ...reach });
  if (!made.ok) throw new Error(made.reason);
  await openQueue(deps, host, made.queueId, { until: null, note: '' });
  for (const other of others) await helpAtQueue(deps, other, made.queueId, { state: 'here', until: null });
  return made.queueId;
}

const champions = (size: number) =>
  Promise.all(Array.from({ length: size }, async () => makeChampion(organisation, await hire(organisation))));

async function wait(queueId: string, learner: Hired): Promise<string> {
  const wanted = { topic: null, question: 'How?', attachmentUrl: null, anonymity: 'named', groupable: false } as const;
  const joined = await joinQueue(deps, { actor: learner }, queueId, wanted);
  if (!joined.ok) throw new Error(joined.reason);
  return joined.ticketId;
}

/** How somebody takes a ticket from a line and gives it back. */
type Taking = {
  take: (lane: number, champion: Hired) => Promise<string | undefined>;
  giveBack: (lane: number, champion: Hired, ticketId: string) => Promise<void>;
};

const queues = 4;

/**
 * Takes tickets of a few lines from 32 connections at once and gives each back, until so many were had. Counts every time
 * when somebody was given what another had not begun to give back.
 */
async function storm(count: number, taking: (queueId: string) => Taking) {
  const each = connections / queues;
  const people = await champions(connections);
  const takings: Taking[] = [];
  for (let first = 0; first < connections; first += each) {
    const queueId = await openFor(at(people, first), people.slice(first + 1, first + each));
    // Fewer than those who call: they meet.
    for (const learner of await crew(each - 1)) await wait(queueId, learner);
    takings.push(taking(queueId));
  }
  const had = new Set<string>();
  let [taken, twice] = [0, 0];
  await inParallel(connections, connections, async (lane) => {
    const champion = at(people, lane);
    const { take, giveBack } = at(takings, Math.floor(lane / each));
    while (taken < count) {
      const ticketId = await take(lane, champion);
      if (ticketId === undefined) continue;
      taken++;
      const isHad = had.has(ticketId);
      had.add(ticketId);
      // Whoever has it looks at it, and finds it to be theirs.
      if (isHad || (await holderOf(lane, ticketId)) !== champion.personId) twice++;
      had.delete(ticketId);
      await giveBack(lane, champion, ticketId);
    }
  });
  return { taken, twice };
}

const holderOf = (lane: number, ticketId: string) =>
  on(lane).db.transaction(organisation.tenantId, async (tx) => {
    const ticket = await tx.sql
      .selectFrom('tickets')
      .select('champion_id')
      .where('ticket_id', '=', ticketId)
      .executeTakeFirst();
    return ticket?.champion_id;
  });

const byTheProduct = (queueId: string): Taking => ({
  take: async (lane, champion) => {
    const next = await callNext(on(lane), champion, queueId);
    return next.ok ? next.called[0]?.ticketId : undefined;
  },
  giveBack: async (lane, champion, ticketId) => {
    const back = await takeStep(on(lane), { actor: champion }, ticketId, { does: 'put-back', together: true });
    if (!back.ok) throw new Error(back.reason);
  },
});

/** What it would be without locks and without comparing: whoever is first in line as it was read is marked as called. */
const naively = (queueId: string): Taking => ({
  take: (lane, champion) =>
    on(lane).db.transaction(organisation.tenantId, async (tx) => {
      const first = await tx.sql
        .selectFrom('tickets')
        .select('ticket_id')
        .where('queue_id', '=', queueId)
        .where('state', '=', 'waiting')
        .orderBy('ticket_id')
        .limit(1)
        .executeTakeFirst();
      if (!first) return undefined;
      await tx.sql
        .updateTable('tickets')
        .set({ state: 'called', champion_id: champion.personId, until: deps.now() })
        .where('ticket_id', '=', first.ticket_id)
        .execute();
      return first.ticket_id;
    }),
  giveBack: (lane, _, ticketId) =>
    on(lane).db.transaction(organisation.tenantId, async (tx) => {
      const back = { state: 'waiting', champion_id: null, until: null } as const;
      await tx.sql.updateTable('tickets').set(back).where('ticket_id', '=', ticketId).execute();
    }),
});

test(
  `gives nobody a ticket that somebody else has, ${claims} times from ${connections} connections at once`,
  async () => {
    const began = performance.now();
    const { taken, twice } = await storm(claims, byTheProduct);
    process.stdout.write(
      `${JSON.stringify({ taken, twice, seconds: Math.round((performance.now() - began) / 1000) })}\n`,
    );
    expect(twice).toBe(0);
    expect(taken).toBeGreaterThanOrEqual(claims);
    expect(await brokenQueues(database.owner, organisation.tenantId)).toEqual({});
    // Each was written down once.
    const { rows } = await database.owner.query<{ calls: number }>(
      "select count(*)::int as calls from ticket_events where tenant_id = $1 and does = 'call'",
      [organisation.tenantId],
    );
    expect(rows).toEqual([{ calls: taken }]);
  },
  timeout,
);

test('reading who is first and then marking them gives many tickets to two champions', async () => {
  const { twice } = await storm(100, naively);
  expect(twice).toBeGreaterThan(0);
});

/** Kills a connection of the product's that is in the middle of something, and answers whether there was one. */
async function killOne(): Promise<number> {
  const { rowCount } = await database.owner.query(
    `select pg_terminate_backend(pid) from (
       select pid from pg_stat_activity
       where datname = current_database() and usename = 'open_door_app' and xact_start is not null
       order by random() limit 1) as busy`,
  );
  return rowCount ?? 0;
}

test(
  'keeps every promise while people join, leave, pause, are called, helped and passed on, and connections are killed',
  async () => {
    const attempts = Math.round(claims * 3);
    const people = await champions(12);
    const queueIds = await Promise.all(
      [0, 1, 2].map((nth) => openFor(at(people, nth * 4), people.slice(nth * 4 + 1, nth * 4 + 4))),
    );
    const serving = people.map((person, nth) => ({ person, queueId: at(queueIds, Math.floor(nth / 4)) }));
    let turn = 0;
    const load = new QueueLoad(serving, await crew(40), () => on(turn++), 7);
    let kills = 0;
    const broken: Record<string, number>[] = [];
    await inParallel(attempts, connections, async (i) => {
      deps.clock.now = deps.clock.now.add({ milliseconds: 500 });
      if (i % 150 === 149) kills += await killOne();
      if (i % 250 === 249) broken.push(await brokenQueues(database.owner, organisation.tenantId));
      await load.attempt();
    });
    process.stdout.write(`${JSON.stringify({ did: load.did, reasons: load.reasons, kills, lost: load.lost })}\n`);
    expect(load.faults).toEqual([]);
    expect(broken.filter((one) => Object.keys(one).length > 0)).toEqual([]);
    expect(await brokenQueues(database.owner, organisation.tenantId)).toEqual({});
    // It was a storm.
    expect(kills).toBeGreaterThan(0);
    for (const event of ['join', 'call', 'pick', 'ready', 'put-back', 'transfer', 'resolve', 'withdraw', 'resume']) {
      expect(load.did[event], event).toBeGreaterThan(0);
    }
    await nobodyIsLost(serving);
  },
  timeout,
);

/** Whoever still waits is called, claimed and answered, until nobody is left. */
async function nobodyIsLost(serving: readonly { person: Hired; queueId: string }[]): Promise<void> {
  const { tenantId } = organisation;
  const live = async () => {
    const { rows } = await database.owner.query<{ ticket_id: string; champion_id: string; state: string }>(
      'select ticket_id, champion_id, state from tickets where tenant_id = $1 and ended_by is null',
      [tenantId],
    );
    return rows;
  };
  for (const { ticket_id, champion_id } of await live()) {
    const actor = serving.find(({ person }) => person.personId === champion_id)?.person;
    if (actor) await actOnTicket(deps, { actor }, ticket_id, { does: 'put-back', together: false });
  }
  for (const { person, queueId } of serving) {
    for (;;) {
      const next = await callNext(deps, person, queueId);
      if (!next.ok) break;
      for (const { ticketId, state } of next.called) {
        if (state === 'called')
          await actOnTicket(deps, { actor: person }, ticketId, { does: 'claim', together: false });
        await actOnTicket(deps, { actor: person }, ticketId, { does: 'resolve', whatHelped: '', together: false });
      }
    }
  }
  expect((await live()).filter(({ state }) => state !== 'on-hold')).toEqual([]);
}
