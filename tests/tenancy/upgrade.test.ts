import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../api/migrations');
const server = inject('postgres').replace(/\/postgres$/, '/template1');
const name = `upgrade_${randomUUID().replaceAll('-', '')}`;
const owner = `owner_${name}`;

let administrator: pg.Client;
/** Owns the tables and is no superuser, as in Azure: row-level security that is forced holds for it too. */
let client: pg.Client;

beforeAll(async () => {
  administrator = new pg.Client({ connectionString: server });
  await administrator.connect();
  await administrator.query(`create role ${owner} login password 'owner'`);
  await administrator.query(`create database ${name} template template0 owner ${owner}`);
  client = new pg.Client({
    connectionString: server.replace(/\/\/[^@]+@/, `//${owner}:owner@`).replace(/template1$/, name),
  });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await administrator.query(`drop database ${name} with (force)`);
  await administrator.query(`drop role ${owner}`);
  await administrator.end();
});

async function migrateTo(wanted: (file: string) => boolean) {
  for (const file of (await readdir(folder)).sort().filter(wanted)) {
    await client.query(`begin; ${await readFile(path.join(folder, file), 'utf8')}; commit`);
  }
}

test('what was booked before sessions had seats goes on as a session of its own', async () => {
  await migrateTo((file) => file < '0004');
  const [tenant, mei, ana] = [randomUUID(), randomUUID(), randomUUID()];
  const [standing, cancelled] = [randomUUID(), randomUUID()];
  await client.query(`set app.tenant_id = '${tenant}'`);
  await client.query("insert into tenants values ($1, 'Calder & Vale', now())", [tenant]);
  await client.query(
    `insert into people (tenant_id, person_id, username, display_name, sort_name)
     values ($1, $2, 'mei', 'Mei', 'mei'), ($1, $3, 'ana', 'Ana', 'ana')`,
    [tenant, mei, ana],
  );
  await client.query(
    "insert into champions (tenant_id, person_id, kind, state) values ($1, $2, 'champion', 'confirmed')",
    [tenant, mei],
  );
  await client.query(
    `insert into bookings (tenant_id, booking_id, champion_id, learner_id, starts_at, ends_at, state, booked_at, ended_at)
     values ($1, $4, $2, $3, '2027-01-05 10:00Z', '2027-01-05 10:30Z', 'booked', now(), null),
       ($1, $5, $2, $3, '2027-01-06 10:00Z', '2027-01-06 10:30Z', 'cancelled', now(), now())`,
    [tenant, mei, ana, standing, cancelled],
  );
  await client.query(
    `insert into engagements (tenant_id, person_id, booking_id, during)
     select $1, person, $2, tstzrange('2027-01-05 10:00Z', '2027-01-05 10:30Z') from unnest($3::uuid[]) as person`,
    [tenant, standing, [mei, ana]],
  );
  await client.query('reset app.tenant_id');

  await migrateTo((file) => file >= '0004');
  await client.query(`set app.tenant_id = '${tenant}'`);
  const { rows } = await client.query(
    `select booking_id, session_id, state, changes, seats, taken, place,
       (select count(*)::int from engagements where engagements.session_id = sessions.session_id) as engaged
     from bookings join sessions using (tenant_id, session_id) order by bookings.starts_at`,
  );
  const alone = { seats: 1, place: 'teams' };
  expect(rows).toEqual([
    { booking_id: standing, session_id: standing, state: 'booked', changes: 0, ...alone, taken: 1, engaged: 2 },
    { booking_id: cancelled, session_id: cancelled, state: 'cancelled', changes: 1, ...alone, taken: 0, engaged: 0 },
  ]);
  await client.query("update bookings set state = 'released', ended_at = now() where booking_id = $1", [standing]);
  expect((await client.query('select from engagements')).rowCount).toBe(0);
});

test('whoever was given the role of a leader is one, by hand, and no other role is lost', async () => {
  const [tenant, ruth, bo] = [randomUUID(), randomUUID(), randomUUID()];
  await administrator.query(`create database ${name}_roles template template0 owner ${owner}`);
  const before = new pg.Client({
    connectionString: server.replace(/\/\/[^@]+@/, `//${owner}:owner@`).replace(/template1$/, `${name}_roles`),
  });
  await before.connect();
  try {
    const files = (await readdir(folder)).sort();
    const run = async (file: string) =>
      before.query(`begin; ${await readFile(path.join(folder, file), 'utf8')}; commit`);
    for (const file of files.filter((file) => file < '0008')) await run(file);
    await before.query(`set app.tenant_id = '${tenant}'`);
    await before.query("insert into tenants values ($1, 'Calder & Vale', now())", [tenant]);
    await before.query(
      `insert into people (tenant_id, person_id, username, display_name, sort_name, roles)
       values ($1, $2, 'ruth', 'Ruth', 'ruth', '{leader,owner}'), ($1, $3, 'bo', 'Bo', 'bo', '{specialist}')`,
      [tenant, ruth, bo],
    );
    await before.query('reset app.tenant_id');
    for (const file of files.filter((file) => file >= '0008')) await run(file);
    await before.query(`set app.tenant_id = '${tenant}'`);
    const { rows } = await before.query(
      `select username, roles, choice, because from people
         left join leader_choices using (tenant_id, person_id) left join leaders using (tenant_id, person_id) order by 1`,
    );
    expect(rows).toEqual([
      { username: 'bo', roles: ['specialist'], choice: null, because: null },
      { username: 'ruth', roles: ['owner'], choice: 'in', because: 'hand' },
    ]);
  } finally {
    await before.end();
    await administrator.query(`drop database ${name}_roles with (force)`);
  }
});
