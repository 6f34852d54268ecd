import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../api/src/app.ts';
import { openDatabase } from '../../api/src/platform/database.ts';
import { openVerifier } from '../../api/src/platform/identity.ts';
import { jsonLog } from '../../api/src/platform/log.ts';
import { foundOrganisation, type Hired, hire } from '../support/organisation.ts';
import { createWorld, type World } from '../support/world.ts';

const tid = crypto.randomUUID();
let world: World;
let ana: Hired;

beforeAll(async () => {
  world = await createWorld({ tenants: [{ tid, people: [] }] });
  ana = await hire(await foundOrganisation(world, 'Outages', tid));
});
afterAll(() => world.close());

const written: string[] = [];
const log = jsonLog(
  (line) => written.push(line),
  () => 'now',
);

type Away = { databaseUrl?: string; authority?: string };

/** What somebody with a good token hears when a part of the product's surroundings is away. */
async function askWithout({ databaseUrl, authority }: Away, locale = 'en'): Promise<Response> {
  const token = await world.issuer.issueTabToken({ tid, oid: ana.personId });
  const config = { ...world.config, ...(authority && { AUTHORITY: authority }) };
  const db = databaseUrl ? openDatabase(databaseUrl) : world.db;
  const app = createApp(config, { ...world.deps, db, log }, openVerifier(config));
  return app.request('/api/me', { headers: { authorization: `Bearer ${token}`, 'accept-language': locale } });
}

/** A server that takes connections and does with them as told. */
async function listening(take: Parameters<typeof createServer>[1]): Promise<{ port: number; stop: () => void }> {
  const server = createServer(take).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}

describe('without the database', () => {
  test('people are told that it is our fault, with a number that the log has too', async () => {
    const answer = await askWithout({ databaseUrl: 'postgres://app:secret-word@127.0.0.1:1/open_door' });
    expect(answer.status).toBe(500);
    const problem = (await answer.json()) as { type: string; title: string; requestId: string };
    expect(problem).toMatchObject({ type: 'fault', title: expect.stringContaining(problem.requestId) });
    expect(JSON.stringify(problem)).not.toMatch(/ECONN|127\.0\.0\.1/);
    expect(written.at(-1)).toContain(problem.requestId);
    expect(written.at(-1)).not.toContain('secret-word');
  });

  test('nobody waits for one that takes the connection and says nothing', async () => {
    const silent = await listening((socket) => socket.unref());
    const patience = 'connectionTimeoutMillis=300';
    const answer = await askWithout({ databaseUrl: `postgres://app:x@127.0.0.1:${silent.port}/open_door?${patience}` });
    silent.stop();
    expect(answer.status).toBe(500);
  });

  test('a connection lost in the middle of a transaction fails that transaction only', async () => {
    const work = world.db.transaction(tid, async (tx) => {
      await world.owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'open_door_app' and datname = current_database()",
      );
      // The news of it arrives while nothing is asked of the connection.
      await new Promise((resolve) => setImmediate(resolve));
      await tx.sql.selectFrom('people').select('person_id').execute();
    });
    await expect(work).rejects.toThrow();
    expect((await world.as({ tid, oid: ana.personId })('GET /api/me')).status).toBe(200);
  });

  test('a transaction whose failed statement was passed over is not taken for done', async () => {
    const work = world.db.transaction(tid, async (tx) => {
      await tx.sql.updateTable('people').set({ time_zone: 'Asia/Tokyo' }).execute();
      await tx.sql
        .updateTable('people')
        .set({ active: false })
        .execute()
        .catch(() => {});
    });
    await expect(work).rejects.toThrow(/nothing was committed/);
  });
});

describe('without the token issuer', () => {
  test.each([
    ['en', /sign-in does not answer/],
    ['pt', /início de sessão da Microsoft não responde/],
  ])('people are told in %s that it is the sign-in, not theirs', async (locale, words) => {
    const answer = await askWithout({ authority: 'https://localhost:1' }, locale);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ type: 'sign-in-unavailable', title: expect.stringMatching(words) });
  });

  test.each([429, 500, 503])('answering %i, a token is not called bad', async (status) => {
    const troubled = await listening((socket) =>
      socket.once('data', () => socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)),
    );
    const answer = await askWithout({ authority: `http://127.0.0.1:${troubled.port}` });
    troubled.stop();
    expect(answer.status).toBe(503);
  });
});

test('the log keeps what went wrong and none of what libraries attach to it', () => {
  const request = { headers: { authorization: 'Bearer secret-word' } };
  const inner = new Error('the wire broke', { cause: request });
  log.error('failed', { error: new Error('no answer', { cause: inner }) });
  const line = JSON.parse(written.at(-1) ?? '') as { error: { message: string; cause: { message: string } } };
  expect(line.error).toMatchObject({ message: 'no answer', cause: { message: 'the wire broke' } });
  expect(written.at(-1)).not.toContain('secret-word');
});
