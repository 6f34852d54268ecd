import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../api/src/platform/database.ts';

export type TestDatabase = {
  /** As the product sees it: the app role. */
  db: OpenDatabase;
  appUrl: string;
  /** As the owner, past row-level security: for looking at what really stands in the tables. */
  owner: pg.Pool;
  ownerUrl: string;
  close(): Promise<void>;
};

/** A migrated, empty database for one test file. `size` is the product's pool size. */
export async function createDatabase(size = 10): Promise<TestDatabase> {
  const template = new URL(inject('postgres'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(template.href.replace(/\/postgres$/, '/template1'), `create database ${name} template postgres`);
  const ownerUrl = template.href.replace(/\/postgres$/, `/${name}`);
  const appUrl = ownerUrl.replace(/\/\/[^@]+@/, '//open_door_app:open-door-app@');
  const db = openDatabase(appUrl, size);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  owner.on('error', () => {});
  const close = async () => {
    await Promise.all([db.close(), owner.end()]);
    await asOwner(template.href.replace(/\/postgres$/, '/template1'), `drop database ${name} with (force)`);
  };
  return { db, appUrl, owner, ownerUrl, close };
}

async function asOwner(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
