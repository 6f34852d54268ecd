import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

const folder = new URL('../../migrations/', import.meta.url);

/**
 * Brings the database at `ownerUrl` to the newest migration and makes sure the app role exists. Safe to run twice and
 * from two places at once (an advisory lock). `appPassword` is for servers with password login; without it the role is
 * left as the administrator made it (Entra authentication). Answers the names applied now.
 */
export async function migrate(ownerUrl: string, appPassword?: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7207315)');
    await ensureAppRole(client, appPassword);
    await client.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const applied = new Set(rows.map((row) => row.name));
    const pending = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort();
    for (const name of pending) await apply(client, name);
    return pending;
  } finally {
    await client.end();
  }
}

async function ensureAppRole(client: pg.Client, password: string | undefined) {
  const { rowCount } = await client.query("select from pg_roles where rolname = 'open_door_app'");
  if (!rowCount) await client.query('create role open_door_app login');
  if (password) await client.query(`alter role open_door_app login password ${pg.escapeLiteral(password)}`);
}

async function apply(client: pg.Client, name: string) {
  const sql = await readFile(new URL(name, folder), 'utf8');
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
