import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseLeader } from '../../api/src/leadership/actions/leaders.ts';
import type { Tx } from '../../api/src/platform/database.ts';
import { openChannel, type TestChannel } from '../support/channel.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { foundOrganisation, type Hired, hire, type Organisation, testDeps } from '../support/organisation.ts';

let database: TestDatabase;
let organisation: Organisation;
let channel: TestChannel;
let owner: Hired;

beforeAll(async () => {
  database = await createDatabase();
  organisation = await foundOrganisation(database);
  owner = await hire(organisation, { roles: ['owner'] });
  channel = await openChannel(organisation, owner);
});
afterAll(() => database.close());

const choose = (db: Tx, person: Hired, choice: 'in' | 'out') =>
  chooseLeader({ ...testDeps(organisation, '2026-11-23T09:00:00Z'), db }, owner, person.personId, choice);

async function isLeadersPost(messageId: string): Promise<boolean> {
  const { rows } = await database.owner.query('select by_leader from leadership_messages where message_id = $1', [
    messageId,
  ]);
  return rows[0].by_leader;
}

/** Waits until some connection of this database waits for a lock. */
async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await database.owner.query(waiting)).rowCount === 0);
}

test('a message that is saved while its author is made a leader is a leader’s post', async () => {
  const ruth = await hire(organisation);
  let saving: Promise<string> | undefined;
  await database.db.transaction(organisation.tenantId, async (tx) => {
    await choose(tx, ruth, 'in');
    saving = channel.write({ by: ruth });
    await untilSomebodyWaits();
  });
  expect(await isLeadersPost((await saving) ?? '')).toBe(true);
});

test('a message that is being saved when its author is made a leader becomes a leader’s post', async () => {
  const ruth = await hire(organisation);
  const messageId = '99';
  let choosing: Promise<unknown> | undefined;
  await database.db.transaction(organisation.tenantId, async (tx) => {
    await tx.sql
      .insertInto('leadership_messages')
      .values({
        tenant_id: tx.tenantId,
        channel_key: channel.channelKey,
        message_id: messageId,
        author_id: ruth.personId,
        posted_at: testDeps(organisation, '2026-11-23T09:00:00Z').now(),
        version: 1,
        images: '[]',
        reactions: '[]',
      })
      .execute();
    choosing = database.db.transaction(organisation.tenantId, (other) => choose(other, ruth, 'in'));
    await untilSomebodyWaits();
  });
  await choosing;
  expect(await isLeadersPost(messageId)).toBe(true);
});

test('with triggers that wait for nobody, the same message stays unmarked', async () => {
  const ruth = await hire(organisation);
  const own = `naive_${randomUUID().replaceAll('-', '')}`;
  const [making, saving] = [new pg.Client(database.ownerUrl), new pg.Client(database.ownerUrl)];
  await Promise.all([making.connect(), saving.connect()]);
  try {
    // The two triggers that mark, on copies of the tables without the two that wait.
    await making.query(`create schema ${own}; set search_path = ${own}, public;
      create table leaders (like public.leaders); create table leadership_messages (like public.leadership_messages including defaults);
      create trigger m before insert or update on leadership_messages for each row execute function mark_leaders_post();
      create trigger l after insert or delete on leaders for each row execute function mark_posts_of_leaders()`);
    await saving.query(`set search_path = ${own}, public`);
    await Promise.all([making.query('begin'), saving.query('begin')]);
    await making.query("insert into leaders values ($1, $2, 'hand', now())", [organisation.tenantId, ruth.personId]);
    await saving.query(
      `insert into leadership_messages (tenant_id, channel_key, message_id, author_id, posted_at, version)
       values ($1, $2, '100', $3, now(), 1)`,
      [organisation.tenantId, channel.channelKey, ruth.personId],
    );
    await Promise.all([making.query('commit'), saving.query('commit')]);
    const { rows } = await making.query('select by_leader from leadership_messages');
    expect(rows).toEqual([{ by_leader: false }]);
  } finally {
    await Promise.all([making.end(), saving.end()]);
  }
});

test('leaders and messages that change at once, again and again, end in agreement and stop nobody', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => hire(organisation)));
  const deciding = people.flatMap((person, turn) =>
    (['in', 'out', 'in', 'out'] as const)
      .slice(0, 3 + (turn % 2))
      .map((choice) => () => database.db.transaction(organisation.tenantId, (tx) => choose(tx, person, choice))),
  );
  const writing = Array.from({ length: 40 }, (_, turn) => async () => {
    await channel.write({ by: people[turn % people.length] as Hired });
  });
  const shuffled = [...deciding, ...writing].map((work, place) => ({ work, order: (place * 37) % 61 }));
  await Promise.all(shuffled.toSorted((a, b) => a.order - b.order).map(({ work }) => work()));
  const { rows } = await database.owner.query(
    `select count(*)::int as wrong from leadership_messages as message
     where by_leader <> exists (select from leaders where leaders.tenant_id = message.tenant_id and person_id = author_id)`,
  );
  expect(rows).toEqual([{ wrong: 0 }]);
});
