import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../api/src/app.ts';
import { openVerifier } from '../../api/src/platform/identity.ts';
import { type Door, openDoor } from '../support/door.ts';
import { hours } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion, type Organisation } from '../support/organisation.ts';

let door: Door;
let organisation: Organisation;
let owner: Hired;
let learner: Hired;
let champion: Hired;

beforeAll(async () => {
  door = await openDoor();
  organisation = await door.found();
  owner = await hire(organisation, { roles: ['owner'] });
  learner = await hire(organisation);
  champion = await makeChampion(organisation, await hire(organisation), { skills: { 'pivot-tables': 2 } });
});
afterAll(() => door.close());

const request = (person: Hired, headers: Record<string, string>) =>
  door.world.as({ tid: person.tenantId, oid: person.personId }, headers);

describe('a body', () => {
  test.each(['{nope', '', '[1,'])('that is no JSON (%j) is refused as the sender’s mistake', async (body) => {
    const answer = await door.ask(learner, 'POST /api/bookings', body);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ type: 'invalid-input', title: expect.stringContaining('not JSON') });
  });

  test('with thousands of things wrong with it gets a short answer', async () => {
    const body = { ...hours(), windows: Array.from({ length: 20_000 }, () => ({})) };
    const answer = await door.ask(champion, `PUT /api/office-hours/${champion.personId}`, body);
    expect(answer.status).toBe(400);
    expect(answer.body.length).toBeLessThan(5_000);
  });

  test('of more JSON than anybody writes is refused, whether it says its length or not', async () => {
    const long = JSON.stringify({ goal: 'x'.repeat(300_000) });
    expect((await door.ask(learner, 'POST /api/matches', long)).status).toBe(413);
    expect((await sendStream('/api/matches', 'application/json', long)).status).toBe(413);
  });
});

describe('a file of unknown length', () => {
  test('is refused while it is read, once there is more of it than allowed', async () => {
    const megabytes = 3;
    const app = createApp({ ...door.world.config, MAXIMUM_BODY_MEGABYTES: megabytes }, door.world.deps, verifier());
    let sent = 0;
    const line = Buffer.from(`${crypto.randomUUID()},ana@calder.example,Ana\n`.repeat(1_000));
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        stream.enqueue(sent === 0 ? Buffer.from('id,userPrincipalName,displayName\n') : line);
        sent += line.length;
      },
    });
    const answer = await sendStream('/api/imports', 'text/csv', endless, app);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ type: 'too-large', title: expect.stringContaining(`${megabytes} MB`) });
    // Not much more than was allowed had been asked for.
    expect(sent).toBeLessThan((megabytes + 1) * 1024 * 1024);
    expect((await door.ask(owner, 'GET /api/imports')).json()).toMatchObject({ items: [{ state: 'failed' }] });
  });

  test('is read as it comes and not gathered first', async () => {
    let asked = 0;
    const slow = new ReadableStream<Uint8Array>({
      pull(stream) {
        asked++;
        if (asked === 1) return stream.enqueue(Buffer.from('no,such,columns\n'.repeat(10_000)));
        return new Promise(() => {});
      },
    });
    expect((await sendStream('/api/imports', 'text/csv', slow)).status).toBe(422);
  });
});

const verifier = () => openVerifier(door.world.config);

async function sendStream(
  address: string,
  type: string,
  body: string | ReadableStream<Uint8Array>,
  app = door.world.app,
): Promise<Response> {
  const token = await door.world.issuer.issueTabToken({ tid: owner.tenantId, oid: owner.personId });
  const stream = typeof body === 'string' ? new Blob([body]).stream() : body;
  return app.request(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body: stream,
    duplex: 'half',
  } as RequestInit);
}

describe('a language tag that is none', () => {
  test.each(['en-aa-aa', 'pt-12', 'en-abcd-abcd', 'en_GB', '*;q=x', 'EN-gb-oxendict', 'x'.repeat(5_000)])(
    'is read as far as it goes: %s',
    async (language) => {
      const answer = await request(learner, { 'accept-language': language })('GET /api/people/nobody');
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ type: 'invalid-input' });
      expect((await request(learner, { 'accept-language': language })('GET /api/topics')).status).toBe(200);
    },
  );

  test.each([
    ['PT-pt', 'pt-PT'],
    ['pt-Latn-BR', 'pt-BR'],
    ['en-zz', 'en'],
    ['fr, pt;q=0.8', 'pt'],
    ['de', 'en-GB'],
  ])('%s is answered in %s', async (given, spoken) => {
    const answer = await request(learner, { 'accept-language': given })('GET /api/nothing');
    expect(answer.headers.get('content-language')).toBe(spoken);
  });
});

describe('a text with the character that PostgreSQL cannot keep', () => {
  test('is kept without it', async () => {
    const note = 'Knows\0 pivots \ud800';
    const nominated = await door.ask(learner, `POST /api/champions/${learner.personId}/nomination`, { note });
    expect(nominated.json()).toMatchObject({ note: 'Knows pivots \ufffd' });
  });

  test.each(['department', 'topic', 'search'])('finds nobody by it in %s, and fails nowhere', async (filter) => {
    const answer = await door.ask(learner, `GET /api/people?${filter}=a%00b`);
    expect(answer.json()).toEqual({ items: [], next: null });
    expect((await door.ask(learner, 'POST /api/matches', { goal: 'a\0', department: 'b\0' })).status).toBe(200);
  });
});

describe('a cursor that somebody edited', () => {
  const some = crypto.randomUUID();
  test.each<[string, unknown[]]>([
    ['people', [0, 'a\0', some]],
    ['people', [2 ** 40, 'a', some]],
    ['departments', [2 ** 40, 'a']],
    ['departments', [1, '\0']],
    ['imports', ['nonsense', some]],
    ['notices/failed', ['infinity', some]],
    ['notices/failed', ['2026-01-01T00:00:00Z', 'nobody']],
    ['champions', ['a\0', some]],
    ['bookings', ['0000-01-01T00:00:00Z', some]],
    ['mentorships/endings', ['infinity', some]],
    ['leadership/leaders', [0, 'infinity', 'a', some]],
  ])('starts the list of %s anew: %j', async (list, key) => {
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
    const anew = await door.ask(owner, `GET /api/${list}`);
    const answer = await door.ask(owner, `GET /api/${list}?cursor=${cursor}`);
    expect(answer).toMatchObject({ status: 200, body: anew.body });
  });

  test('starts the slots anew', async () => {
    const cursor = Buffer.from('["2026-01-01T00:00:00.12345678901Z"]').toString('base64url');
    expect((await door.ask(learner, `GET /api/office-hours/${champion.personId}/slots?cursor=${cursor}`)).status).toBe(
      200,
    );
  });
});

test('a page that ends with a very long name has a next one', async () => {
  const tower = await door.found();
  const [first] = await Promise.all([
    hire(tower, { name: '塔'.repeat(250) }),
    hire(tower, { name: `${'塔'.repeat(250)} 2` }),
  ]);
  const page = await door.ask(first, 'GET /api/people?limit=1');
  const { next } = page.json<{ next: string }>();
  expect((await door.ask(first, `GET /api/people?limit=1&cursor=${next}`)).json()).toMatchObject({ items: [{}] });
});

describe('a time', () => {
  const impossible = ['2026-02-30T10:00:00Z', '2026-01-01T10:00:00.1234567890Z', '0000-01-01T00:00:00Z'];
  test.each(impossible)('that never is (%s) is refused', async (startsAt) => {
    const booking = await door.ask(learner, 'POST /api/bookings', { championId: champion.personId, startsAt });
    expect(booking.status).toBe(400);
    const slots = `GET /api/office-hours/${champion.personId}/slots?from=${startsAt}`;
    expect((await door.ask(learner, slots)).status).toBe(400);
  });

  test.each(['2026-02-30', '0000-01-01', '2025-02-29'])('a day that never is (%s) is refused', async (day) => {
    const { rules, windows } = hours();
    const off = { date: day, kind: 'off', timeZone: 'Europe/Lisbon' };
    const put = `PUT /api/office-hours/${champion.personId}`;
    const window = { ...windows[0], validFrom: day };
    expect((await door.ask(champion, put, { rules, windows: [window], exceptions: [] })).status).toBe(400);
    expect((await door.ask(champion, put, { rules, windows: [], exceptions: [off] })).status).toBe(400);
    const offer = { skills: [], lovesToHelpWith: '', capacityPerWeek: 4, pausedUntil: day };
    expect((await door.ask(champion, `PUT /api/champions/${champion.personId}`, offer)).status).toBe(400);
  });

  test('zone is kept as the tz database writes it, and an offset is none', async () => {
    const said = await door.ask(learner, 'PATCH /api/me', { timeZone: 'asia/KOLKATA' });
    expect(said.json()).toMatchObject({ timeZone: 'Asia/Kolkata' });
    expect((await door.ask(learner, 'PATCH /api/me', { timeZone: '+05:30' })).status).toBe(400);
    const newcomer = await hire(organisation);
    await organisation.database.owner.query('update people set time_zone = null where person_id = $1', [
      newcomer.personId,
    ]);
    for (const [device, zone] of [
      ['aMERICA/new_york', 'America/New_York'],
      ['-03:00', 'UTC'],
    ] as const) {
      const me = await request(newcomer, { 'time-zone': device })('GET /api/me');
      expect(await me.json()).toMatchObject({ timeZone: zone });
    }
  });
});

describe('an id in capitals', () => {
  test('is the same person: an owner does not give up the programme by it', async () => {
    const roles = `PUT /api/people/${owner.personId.toUpperCase()}/roles`;
    expect((await door.ask(owner, roles, { roles: [] })).json()).toMatchObject({ type: 'own-ownership' });
  });

  test('is oneself: nobody books their own hours by it', async () => {
    const championId = champion.personId.toUpperCase();
    const booking = await door.ask(champion, 'POST /api/bookings', { championId, startsAt: '2030-01-07T10:00:00Z' });
    expect(booking.json()).toMatchObject({ type: 'own-slot' });
    const put = `PUT /api/office-hours/${championId}`;
    expect((await door.ask(champion, put, hours())).status).toBe(200);
  });

  test('of a form that only Entra knows is found', async () => {
    const personId = '11111111-1111-1111-1111-1111111111aa';
    await organisation.database.owner.query(
      "insert into people (tenant_id, person_id, username, display_name, sort_name) values ($1, $2, 'o@c.example', 'Old', 'old')",
      [organisation.tenantId, personId],
    );
    expect((await door.ask(learner, `GET /api/people/${personId}`)).json()).toMatchObject({ displayName: 'Old' });
  });
});

test("a request keeps its caller's id only when it looks like one", async () => {
  const numbers: unknown[] = [];
  const deps = {
    ...door.world.deps,
    db: { ...door.world.deps.db, transaction: () => Promise.reject(new Error('the database is away')) },
    log: { ...door.world.deps.log, error: (_event: string, fields = {}) => numbers.push(fields) },
  };
  const app = createApp(door.world.config, deps, verifier());
  const token = await door.world.issuer.issueTabToken({ tid: owner.tenantId, oid: owner.personId });
  for (const given of ['0af7651916cd43dd8448eb211c80319c', 'x'.repeat(3_000)]) {
    const headers = { authorization: `Bearer ${token}`, 'x-request-id': given };
    const answer = await app.request('/api/me', { headers });
    expect(answer.status).toBe(500);
    const { requestId, title } = (await answer.json()) as { requestId: string; title: string };
    expect(requestId === given).toBe(given.length < 100);
    expect(title).toContain(requestId);
    expect(title).not.toContain('database');
  }
  expect(JSON.stringify(numbers)).not.toContain(token);
});

test('what one person was answered is kept by no cache and guessed at by no browser', async () => {
  for (const address of ['/api/me', '/api/people/nobody', '/api/nothing']) {
    const { headers } = await request(learner, {})(`GET ${address}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
