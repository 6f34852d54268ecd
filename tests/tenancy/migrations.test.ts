import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../api/src/platform/database.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());

test('every table forces row-level security and belongs to somebody other than the app role', async () => {
  const { rows } = await database.owner.query<{ name: string; forced: boolean; owner: string; policies: number }>(`
    select relname as name, relforcerowsecurity and relrowsecurity as forced, pg_get_userbyid(relowner) as owner,
           (select count(*)::int from pg_policy where polrelid = pg_class.oid) as policies
    from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname <> 'migrations'`);
  expect(rows.length).toBeGreaterThan(10);
  for (const table of rows) expect(table).toMatchObject({ forced: true, owner: 'postgres', policies: 1 });
});

test('every primary key, unique and exclusion constraint starts with the tenant', async () => {
  const { rows } = await database.owner.query<{ constraint: string; first: string }>(`
    select conrelid::regclass || '.' || conname as constraint, attname as first
    from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype in ('p', 'u', 'x') and connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'migrations'`);
  expect(rows.filter((row) => row.first !== 'tenant_id')).toEqual([]);
});

test('the app role may not read the migrations or switch row-level security off', async () => {
  await expect(
    database.db.transaction(crypto.randomUUID(), (tx) =>
      tx.sql
        .selectFrom('migrations' as never)
        .selectAll()
        .execute(),
    ),
  ).rejects.toThrow(/permission denied/);
  const { rows } = await database.owner.query(
    "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = 'open_door_app'",
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false }]);
});

test('an address without a password signs in with a fresh one at each connection', async () => {
  const given: string[] = [];
  const db = openDatabase(database.appUrl.replace(/:[^:@]+@/, '@'), 2, async () => {
    given.push('open-door-app');
    return 'open-door-app';
  });
  await expect(db.tenantIds()).resolves.toEqual([]);
  await db.close();
  expect(given).toHaveLength(1);
});
