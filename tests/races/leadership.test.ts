import { setImmediate as turn } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { beforeEach, expect, test } from 'vitest';
import { followChannel } from '../../api/src/leadership/actions/keep-in-step.ts';
import type { MessageReading } from '../../api/src/leadership/read-message.ts';
import { leaseChannel, renewLease } from '../../api/src/leadership/store/channel.ts';
import { saveMessages } from '../../api/src/leadership/store/messages.ts';
import type { Tx } from '../../api/src/platform/database.ts';
import { barrier, seeded } from '../support/load.ts';
import { at, crew, database, deps, on, openProcesses, organisation, replicas } from './processes.ts';

const processes = 4;
openProcesses(processes, 4);

let channelKey: string;
beforeEach(async () => {
  channelKey = crypto.randomUUID();
  const [owner] = await crew(1);
  await database.owner.query(
    `insert into leadership_channels (tenant_id, channel_key, team_id, channel_id, team_name, channel_name, web_url,
       chosen_by, chosen_at) values ($1, $2, 'team', 'channel', 'Whole company', 'Leaders', '', $3, now())`,
    [organisation.tenantId, channelKey, owner?.personId],
  );
});

type Save = (tx: Tx, channelKey: string, readings: readonly MessageReading[]) => Promise<unknown>;

const posted = Temporal.Instant.from('2026-11-02T09:00:00Z');
const messages = 12;
const changes = 150;

/**
 * Messages change in Teams, and each change is read by whoever is told of it, while whole pages are read by who compares
 * everything; from the reading to the writing some take long. Answers in how many messages the copy then differs.
 */
async function followWith(save: Save): Promise<number> {
  const random = seeded(4);
  const teams = Array.from({ length: messages }, (_, i) => reading(String(1_000 + i), 1, 'First'));
  const underWay: Promise<void>[] = [];
  const keep = async (readings: MessageReading[], process: number, patience: number) => {
    for (let turns = 0; turns < patience; turns++) await turn();
    await at(replicas, process).transaction(organisation.tenantId, (tx) => save(tx, channelKey, readings));
  };
  for (let change = 0; change < changes; change++) {
    const which = Math.floor(random() * messages);
    teams[which] = reading(String(1_000 + which), change + 2, `Words ${change}`);
    const told = [teams[which]];
    const page = change % 5 === 0 ? teams.toSorted(() => random() - 0.5) : [];
    for (const read of [told, page]) underWay.push(keep(read, change, Math.floor(random() * 60)));
    await turn();
  }
  await Promise.all(underWay);
  const { rows } = await database.owner.query<{ id: string; plain: string }>(
    'select message_id as id, plain from leadership_messages where tenant_id = $1 order by message_id collate "C"',
    [organisation.tenantId],
  );
  return teams.filter(({ plain }, i) => rows[i]?.plain !== plain).length + Math.abs(rows.length - messages);
}

function reading(messageId: string, version: number, plain: string): MessageReading {
  const nobody = { authorId: null, authorName: '', editedAt: null, deletedAt: null };
  const empty = { images: [], reactions: [], topics: [], webUrl: '' };
  return { messageId, rootId: null, postedAt: posted, version, plain, html: plain, ...nobody, ...empty };
}

test('keeps the newest of every message, however readings overtake each other', async () => {
  expect(await followWith(saveMessages)).toBe(0);
});

test('a copy in which the last writer wins falls behind', async () => {
  expect(await followWith((tx, key, readings) => write(tx, key, readings))).toBeGreaterThan(0);
});

test('a copy that looks before it writes falls behind as well, when two have looked before either writes', async () => {
  const bothHaveLooked = barrier(2);
  const keep = (process: number, one: MessageReading, turnOf: Promise<unknown>) =>
    at(replicas, process).transaction(organisation.tenantId, async (tx) => {
      const known = await tx.sql
        .selectFrom('leadership_messages')
        .select('version')
        .where('tenant_id', '=', tx.tenantId)
        .where('message_id', '=', one.messageId)
        .executeTakeFirst();
      await bothHaveLooked();
      await turnOf;
      if (Number(known?.version ?? 0) < one.version) await write(tx, channelKey, [one]);
    });
  const newer = keep(0, reading('1000', 2, 'Newer'), Promise.resolve());
  await Promise.all([newer, keep(1, reading('1000', 1, 'Older'), newer)]);
  const { rows } = await database.owner.query(
    'select plain from leadership_messages where tenant_id = $1 and message_id = $2',
    [organisation.tenantId, '1000'],
  );
  expect(rows).toEqual([{ plain: 'Older' }]);
});

/** In one order, so that the naive ones do no worse than they must. */
const sorted = (readings: readonly MessageReading[]) =>
  readings.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));

/** Without a look at versions. */
async function write(tx: Tx, key: string, readings: readonly MessageReading[]) {
  for (const { messageId, version, plain } of sorted(readings)) {
    const message = { tenant_id: tx.tenantId, channel_key: key, message_id: messageId, posted_at: posted };
    await tx.sql
      .insertInto('leadership_messages')
      .values({ ...message, version, plain, images: '[]', reactions: '[]' })
      .onConflict((known) => known.columns(['tenant_id', 'channel_key', 'message_id']).doUpdateSet({ version, plain }))
      .execute();
  }
}

test('one process reads a channel at a time, and who lost it keeps nothing more', async () => {
  const now = deps.now();
  const until = now.add({ seconds: 60 });
  const lease = (i: number, from = now) =>
    at(replicas, i).transaction(organisation.tenantId, (tx) => leaseChannel(tx, from, until.add({ seconds: i })));
  const got = await Promise.all(Array.from({ length: 12 }, (_, i) => lease(i)));
  const winners = got.flatMap((channel, i) => (channel ? [i] : []));
  expect(winners).toHaveLength(1);
  const [winner = 0] = winners;
  expect(await lease(20, until.add({ seconds: 30 }))).toBeDefined();
  const renew = (tx: Tx) => renewLease(tx, channelKey, { from: until.add({ seconds: winner }), to: null });
  expect(await at(replicas, 0).transaction(organisation.tenantId, renew)).toBe(false);
});

test('a channel is read once, however many processes begin', async () => {
  let asked = 0;
  let refused = 0;
  // Whoever reads goes on until everybody else has gone away.
  const call = async () => {
    asked++;
    while (refused < 7 && asked < 2) await turn();
    return { ok: false, reason: 'throttled', retryAfterSeconds: 60 };
  };
  const graph = { call } as unknown as typeof deps.graph;
  const begin = async (i: number) => {
    await followChannel({ ...on(i), graph }, organisation.tenantId, undefined);
    refused++;
  };
  await Promise.all(Array.from({ length: 8 }, (_, i) => begin(i)));
  expect(asked).toBe(1);
  const { rows } = await database.owner.query(
    'select trouble_since, leased_until from leadership_channels where channel_key = $1',
    [channelKey],
  );
  expect(rows).toEqual([{ trouble_since: expect.anything(), leased_until: null }]);
});
