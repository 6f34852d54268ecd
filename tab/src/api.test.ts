import type { NewTicket } from '@open-door/api/queue/schema/tickets.ts';
import { expect, test } from 'vitest';
import { type ApiOptions, createApi, Offline, Refused, reasonOf } from './api.ts';
import { AskerKeys } from './asker-keys.ts';

const now = Date.UTC(2026, 10, 23, 9);
const personId = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

test('asks in the person’s language and zone, with the token, and leaves unset filters out', async () => {
  const { api, requests } = apiAnswering(() => Response.json({ items: [], next: null }));
  await api('GET /api/office-hours/{personId}/slots', { params: { personId }, query: { limit: 5, from: undefined } });
  expect(requests[0]?.url).toBe(`https://api.test/api/office-hours/${personId}/slots?limit=5`);
  expect(Object.fromEntries(requests[0]?.headers ?? [])).toMatchObject({
    authorization: `Bearer ${tokenUntil(now + 3_600_000)}`,
    'accept-language': 'pt-PT',
    'time-zone': 'Europe/Lisbon',
  });
});

test('keeps the token until a minute before it expires', async () => {
  let clock = now;
  const { api, tokens } = apiAnswering(() => Response.json({}), { now: () => clock });
  await Promise.all([api('GET /api/me', {}), api('GET /api/topics', {})]);
  clock = now + 3_539_000;
  await api('GET /api/me', {});
  expect(tokens.asked).toBe(1);
  clock = now + 3_541_000;
  await api('GET /api/me', {});
  expect(tokens.asked).toBe(2);
});

test('sends what it has of an answer with an ETag, and takes the answer that is still the same from there', async () => {
  let version = 1;
  const { api, requests } = apiAnswering((request) => {
    const etag = `"${version}"`;
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } });
    return Response.json({ topics: [{ topic: 'coverage', version }] }, { headers: { etag } });
  });
  const ask = () => api('GET /api/live', { query: { topics: 'coverage' } });
  const first = await ask();
  expect(await ask()).toBe(first);
  version = 2;
  expect(await ask()).toEqual({ topics: [{ topic: 'coverage', version: 2 }] });
  expect(requests.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"1"', '"1"']);
});

test('asks for another token once when the API takes the old one no longer', async () => {
  const { api, tokens, requests } = apiAnswering(() =>
    Response.json({ type: 'sign-in-needed', title: 'Sign in' }, { status: 401 }),
  );
  await expect(api('GET /api/me', {})).rejects.toMatchObject({ reason: 'sign-in-needed', message: 'Sign in' });
  expect([tokens.asked, requests.length]).toEqual([2, 2]);
});

test('tries again for a token after the host refused one', async () => {
  let refusals = 1;
  const { api } = apiAnswering(() => Response.json({ personId }), {
    fetchToken: async () => {
      if (refusals-- > 0) throw new Error('cancelled');
      return tokenUntil(now + 3_600_000);
    },
  });
  await expect(api('GET /api/me', {})).rejects.toThrow('cancelled');
  await expect(api('GET /api/me', {})).resolves.toEqual({ personId });
});

test('turns a problem into a refusal with its reason, words and facts', async () => {
  const nearest = [{ startsAt: '2026-11-24T10:00:00Z', endsAt: '2026-11-24T10:30:00Z' }];
  const { api } = apiAnswering(() =>
    Response.json({ type: 'slot-taken', title: 'Somebody was faster.', status: 409, nearest }, { status: 409 }),
  );
  const body = { championId: personId, startsAt: '2026-11-24T09:30:00Z' };
  const error = await api('POST /api/bookings', { body }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({
    reason: 'slot-taken',
    status: 409,
    message: 'Somebody was faster.',
    facts: { nearest },
  });
  expect(reasonOf('POST /api/bookings', error)).toBe('slot-taken');
});

test('calls an answer that is no problem document a fault', async () => {
  const { api } = apiAnswering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(api('GET /api/me', {})).rejects.toMatchObject({ reason: 'fault', status: 502, message: '' });
});

test('tells silence from a call that was taken back', async () => {
  const { api } = apiAnswering(() => {
    throw new TypeError('Failed to fetch');
  });
  await expect(api('GET /api/me', {})).rejects.toBeInstanceOf(Offline);
  const signal = AbortSignal.abort();
  await expect(api('GET /api/me', {}, { signal })).rejects.not.toBeInstanceOf(Offline);
});

test('hands a calendar file over as text', async () => {
  const headers = { 'content-type': 'text/calendar; charset=utf-8' };
  const { api } = apiAnswering(() => new Response('BEGIN:VCALENDAR', { headers }));
  const answer = await api('GET /api/bookings/{bookingId}/calendar.ics', { params: { bookingId: personId } });
  expect(answer).toBe('BEGIN:VCALENDAR');
});

test('asks without a link to the person under a key of this browser, and finds the ticket by it', async () => {
  const ticket = { ticketId: '8f9619ff-8b86-4d01-b42d-00cf4fc964ff', role: 'asker' };
  let anonymity = 'for-good';
  const { api, requests } = apiAnswering(() => Response.json({ ...ticket, anonymity }), { keys: new AskerKeys() });
  const params = { queueId: '1f9619ff-8b86-4d01-b42d-00cf4fc964ff' };
  const join = (body: Partial<NewTicket>) =>
    api('POST /api/queues/{queueId}/tickets', { params, body: { question: 'Where do I begin?', ...body } });
  await join({ anonymity: 'for-good' });
  await api('GET /api/tickets/{ticketId}', { params: ticket });
  anonymity = 'named';
  await join({});
  await api('GET /api/me', {});
  const [joined, read, ...others] = requests.map(({ headers }) => headers.get('asker-key'));
  expect(joined).toMatch(/^[\w-]{43}$/);
  expect(read).toBe(joined);
  expect(others).toEqual([null, null]);
});

function apiAnswering(answer: (request: Request) => Response, options: Partial<ApiOptions> = {}) {
  const requests: Request[] = [];
  const tokens = { asked: 0 };
  const api = createApi({
    apiUrl: 'https://api.test',
    locale: 'pt-PT',
    timeZone: 'Europe/Lisbon',
    now: () => now,
    fetchToken: async () => {
      tokens.asked += 1;
      return tokenUntil(now + 3_600_000);
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      return answer(request);
    },
    ...options,
  });
  return { api, requests, tokens };
}

/** A token as far as a client reads it. */
function tokenUntil(expiry: number): string {
  return `header.${btoa(JSON.stringify({ exp: expiry / 1000 }))}.signature`;
}
