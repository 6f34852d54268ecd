import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Deps, openDeps } from '../../api/src/deps.ts';
import { type Topic, touch } from '../../api/src/live/actions.ts';
import { noRealtime } from '../../api/src/platform/realtime.ts';
import { refuse } from '../../api/src/platform/result.ts';
import { type LocalRealtime, startRealtime } from '../../infra/local/realtime/server.ts';
import { createApi } from '../../tab/src/api.ts';
import { LiveUpdates } from '../../tab/src/live-updates.ts';
import { type Door, openDoor } from '../support/door.ts';
import { type Hired, hire, type Organisation } from '../support/organisation.ts';

const key = randomBytes(32).toString('base64');
let realtime: LocalRealtime;
let door: Door;
/** Another process of the product. */
let elsewhere: Deps;
let organisation: Organisation;
let ana: Hired;
let bo: Hired;
let ownTopic: Topic;
let championTopic: Topic;
const watchers: LiveUpdates[] = [];

beforeAll(async () => {
  realtime = await startRealtime({ port: 0, key });
  door = await openDoor({ WEB_PUBSUB_URL: realtime.url, WEB_PUBSUB_KEY: key });
  elsewhere = openDeps(door.world.config);
});
afterAll(async () => {
  await door.close();
  await realtime.stop();
});
beforeEach(async () => {
  organisation = await door.found();
  [ana, bo] = [await hire(organisation), await hire(organisation)];
  ownTopic = `person:${ana.personId}`;
  championTopic = `champion:${bo.personId}`;
});
afterEach(() => {
  for (const watcher of watchers.splice(0)) watcher.close();
});

const change = (topics: Topic[], deps: Deps = elsewhere) => touch(deps, organisation.tenantId, topics);

async function versions(...topics: Topic[]): Promise<number[]> {
  const answer = await door.ask(ana, `GET /api/live?topics=${topics.join(',')}`);
  return answer.json<{ topics: { version: number }[] }>().topics.map(({ version }) => version);
}

/** The tab's own client in somebody's page, against the app itself and real sockets. */
function openPage({ app, issuer } = door.world, person = ana) {
  const seen = { changes: [] as Topic[], requests: [] as string[], hidden: false, offline: false };
  const page = { visibility: () => {}, online: () => {} };
  const live = new LiveUpdates({
    api: createApi({
      apiUrl: '',
      locale: 'en-GB',
      timeZone: 'Europe/Lisbon',
      fetchToken: () => issuer.issueTabToken({ tid: person.tenantId, oid: person.personId }),
      fetch: async (input, init) => {
        if (seen.offline) throw new TypeError('offline');
        const response = await app.request(String(input), init);
        seen.requests.push(`${init?.method} ${String(input).split('?')[0]} ${response.status}`);
        return response;
      },
    }),
    page: {
      isHidden: () => seen.hidden,
      onVisibility: (changed) => {
        page.visibility = changed;
      },
      onOnline: (back) => {
        page.online = back;
      },
    },
    onChange: (topics) => seen.changes.push(...topics),
  });
  watchers.push(live);
  return { live, seen, page };
}

const until = (live: LiveUpdates, liveness: string) =>
  expect.poll(live.liveness, { timeout: 20_000, interval: 20 }).toBe(liveness);

test('counts a change of every topic once, however often it is said in one transaction', async () => {
  expect(await versions(ownTopic, championTopic)).toEqual([0, 0]);
  await elsewhere.db.transaction(organisation.tenantId, async (tx) => {
    await change([ownTopic, championTopic], { ...elsewhere, db: tx });
    await change([ownTopic], { ...elsewhere, db: tx });
  });
  expect(await versions(ownTopic, championTopic)).toEqual([1, 1]);
  await change([championTopic]);
  expect(await versions('person:me', championTopic)).toEqual([1, 2]);
});

test('neither counts nor tells what is rolled back, be it a part or all', async () => {
  const told: string[] = [];
  const deps: Deps = {
    ...elsewhere,
    realtime: { ...noRealtime, publish: async (_, changes) => void told.push(...changes.map(({ topic }) => topic)) },
  };
  const { tenantId } = organisation;
  await deps.db.transaction(tenantId, async (tx) => {
    await change([championTopic], { ...deps, db: tx });
    return refuse('slot-taken');
  });
  await deps.db.transaction(tenantId, async (tx) => {
    await change([championTopic], { ...deps, db: tx });
    await tx.transaction(tenantId, async (part) => {
      await part.sql.selectFrom('people').select('person_id').execute();
      await change([ownTopic], { ...deps, db: part });
      return refuse('slot-taken');
    });
    await tx
      .transaction(tenantId, async (part) => {
        await change([ownTopic], { ...deps, db: part });
        throw new Error('no');
      })
      .catch(() => {});
    expect(told, 'nothing is told before the commit').toEqual([]);
  });
  expect(await versions(ownTopic, championTopic)).toEqual([0, 1]);
  expect(told).toEqual([championTopic]);
});

test('changes the same topics in any order at the same time without a deadlock', async () => {
  const topics: Topic[] = ['coverage', ownTopic, championTopic, `queue:${bo.personId}`];
  const orders = Array.from({ length: 60 }, (_, turn) => (turn % 2 === 0 ? topics : topics.toReversed()));
  await Promise.all(
    orders.map((order) =>
      door.world.deps.db.transaction(organisation.tenantId, async (tx) => {
        for (const topic of order) {
          await change([topic], { ...elsewhere, db: tx });
          await tx.sql.selectFrom('people').select('person_id').execute();
        }
      }),
    ),
  );
  expect(await versions(ownTopic, championTopic)).toEqual([60, 60]);
});

test('says only that nothing changed to whoever has the newest versions', async () => {
  const { tenantId: tid, personId: oid } = ana;
  const ask = (etag?: string) =>
    door.world.as({ tid, oid }, { ...(etag && { 'if-none-match': etag }) })('GET /api/live?topics=person:me,coverage');
  expect((await ask()).status, 'who is left out is for the programme owner').toBe(403);
  const get = (etag = '') => door.world.as({ tid, oid }, { 'if-none-match': etag })('GET /api/live?topics=person:me');
  const first = await get();
  const etag = first.headers.get('etag') ?? '';
  const again = await get(etag);
  expect([first.status, again.status, again.headers.get('etag'), await again.text()]).toEqual([200, 304, etag, '']);
  await change([ownTopic]);
  expect((await get(etag)).status).toBe(200);
});

test.each(['GET', 'POST'])('%s refuses the topics of others', async (method) => {
  const ask = (topic: string) =>
    method === 'GET'
      ? door.ask(ana, `GET /api/live?topics=${topic}`)
      : door.ask(ana, 'POST /api/live/connection', { topics: [topic] });
  for (const topic of [`person:${bo.personId}`, 'coverage']) {
    expect(await ask(topic)).toMatchObject({ status: 403, body: expect.stringContaining('not-yours-to-watch') });
  }
  for (const topic of ['person:x', 'people', `person:${ana.personId.toUpperCase()}`, '']) {
    expect(await ask(topic), topic).toMatchObject({ status: 400 });
  }
  for (const topic of ['person:me', ownTopic, championTopic]) expect(await ask(topic)).toMatchObject({ status: 200 });
});

test('gives an address that is good for its own topics and no others, and for nothing but listening', async () => {
  const { url } = (await door.ask(ana, 'POST /api/live/connection', { topics: ['person:me'] })).json<{ url: string }>();
  const socket = new WebSocket(url, 'json.webpubsub.azure.v1');
  const heard: { type: string; ackId?: number; success?: boolean }[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  await expect.poll(() => heard.length).toBe(1);
  const groups = [ownTopic, `person:${bo.personId}`, championTopic].map((topic) => `${ana.tenantId}:${topic}`);
  groups.forEach((group, ackId) => {
    socket.send(JSON.stringify({ type: 'joinGroup', group, ackId }));
  });
  await expect.poll(() => heard.length).toBe(4);
  expect(heard.slice(1).map(({ success }) => success)).toEqual([true, false, false]);
  socket.terminate();

  const forged = new WebSocket(url.replace(/.{6}$/, 'AAAAAA'), 'json.webpubsub.azure.v1');
  await expect(new Promise((_, reject) => forged.once('error', reject))).rejects.toThrow('401');
});

test('tells a page at once of what changed in another process, and of nothing else', async () => {
  const { live, seen } = openPage();
  const other = openPage();
  live.watch(['person:me']);
  const stop = live.watch([championTopic]);
  other.live.watch(['person:me']);
  await Promise.all([until(live, 'live'), until(other.live, 'live')]);
  await change([championTopic, `person:${bo.personId}`]);
  await expect.poll(() => seen.changes, { interval: 5, timeout: 500 }).toEqual([championTopic]);
  await change([ownTopic]);
  await expect.poll(() => seen.changes, { interval: 5, timeout: 500 }).toEqual([championTopic, 'person:me']);
  expect(other.seen.changes).toEqual(['person:me']);

  // One connection for all screens, a new one only for topics that it does not have.
  stop();
  live.watch([championTopic, 'person:me']);
  live.watch([`champion:${ana.personId}`]);
  await expect.poll(() => seen.requests.filter((each) => each.includes('connection')).length).toBe(2);
  await until(live, 'live');
  await expect.poll(() => realtime.connections()).toBe(2);
});

test('reads again what changed just before the page began to watch', async () => {
  await change([ownTopic]);
  const { live, seen } = openPage();
  live.watch(['person:me', championTopic]);
  await until(live, 'live');
  expect(seen.changes).toEqual(['person:me']);
});

test('finds what nobody told, as the process died after its commit, when the page asks', async () => {
  const { live, seen, page } = openPage();
  live.watch(['person:me']);
  await until(live, 'live');
  await change([ownTopic], { ...elsewhere, realtime: noRealtime });
  page.online();
  await expect.poll(() => seen.changes).toEqual(['person:me']);
});

test('tells nothing while nobody looks, and all of it once somebody does', async () => {
  const { live, seen, page } = openPage();
  live.watch(['person:me', championTopic]);
  await until(live, 'live');
  seen.hidden = true;
  page.visibility();
  const asked = seen.requests.length;
  await change([ownTopic]);
  await change([championTopic], { ...elsewhere, realtime: noRealtime });
  page.online();
  // A connection that hears of it too proves that it came by.
  const witness = openPage();
  witness.live.watch(['person:me']);
  await until(witness.live, 'live');
  expect([seen.changes, seen.requests.length]).toEqual([[], asked]);
  seen.hidden = false;
  page.visibility();
  await expect.poll(() => seen.changes.toSorted()).toEqual([championTopic, 'person:me'].toSorted());
});

test('says that the connection is lost, and comes back by itself with what changed meanwhile', async () => {
  const { live, seen } = openPage();
  live.watch(['person:me']);
  await until(live, 'live');
  await realtime.stop();
  await until(live, 'checking');
  await change([ownTopic], { ...elsewhere, realtime: noRealtime });
  realtime = await startRealtime({ port: Number(new URL(realtime.url).port), key });
  await until(live, 'live');
  await expect.poll(() => seen.changes).toEqual(['person:me']);
  await change([ownTopic]);
  await expect.poll(() => seen.changes.length).toBe(2);
});

test('asks by itself where nothing is pushed, and says when nobody answers', async () => {
  const quiet = await openDoor();
  try {
    const person = await hire(await quiet.found());
    const { live, seen, page } = openPage(quiet.world, person);
    live.watch(['person:me']);
    await until(live, 'asking');
    await touch(quiet.world.deps, person.tenantId, [`person:${person.personId}`]);
    page.online();
    await expect.poll(() => seen.changes).toEqual(['person:me']);
    seen.offline = true;
    page.online();
    await until(live, 'unreachable');
    seen.offline = false;
    page.online();
    await until(live, 'asking');
    live.close();
  } finally {
    await quiet.close();
  }
});
