import { Agent, type RequestOptions, request } from 'node:http';
import pg from 'pg';
import type { DirectoryPerson } from '../../../infra/local/demo/entra-csv.ts';
import { type Api, createApi } from '../../../tab/src/api.ts';
import { largeOrganisation } from '../../support/large-organisation.ts';
import { openEmptyStage } from '../stage.ts';

/** Somebody with the tab's own client. */
export type Somebody = { personId: string; token: string; api: Api };
/** A queue with those who serve it and those who wait in it. */
export type LiveQueue = { queueId: string; champions: readonly Somebody[]; learners: readonly Somebody[] };

export type Size = { queues: number; championsEach: number; learnersEach: number };

/** The whole product on this machine, with queues that are open and learners in line in each. */
export async function openHouse({ queues, championsEach, learnersEach }: Size) {
  const champions = queues * championsEach;
  const staff = largeOrganisation().people.slice(0, champions + queues * learnersEach);
  const stage = await openEmptyStage(staff[0] as DirectoryPerson, staff);
  const pool = new pg.Pool({ connectionString: stage.ownerUrl, max: 4 });
  await furnish(pool, stage.tenantId, staff, champions);
  const people = await Promise.all(
    staff.map(async ({ id }): Promise<Somebody> => {
      const token = await stage.tokenFor(id);
      return { personId: id, token, api: clientOf(stage.productUrl, token) };
    }),
  );
  const open: LiveQueue[] = [];
  for (let nth = 0; nth < queues; nth++) {
    const serving = people.slice(nth * championsEach, (nth + 1) * championsEach);
    const from = champions + nth * learnersEach;
    open.push(await openQueue(serving, people.slice(from, from + learnersEach)));
  }
  return {
    url: stage.productUrl,
    queues: open,
    connections: stage.realtime.connections,
    /** How often a queue has changed, as it is committed. */
    versionOf: async (queueId: string): Promise<number> => {
      const { rows } = await pool.query('select version from live_topics where topic = $1', [`queue:${queueId}`]);
      return Number(rows[0]?.version ?? 0);
    },
    stop: async () => {
      await pool.end();
      await stage.stop();
    },
  };
}

export function clientOf(apiUrl: string, token: string): Api {
  return createApi({
    apiUrl,
    locale: 'en-GB',
    timeZone: 'UTC',
    fetchToken: async () => token,
    fetch: fetchAsBrowsers as typeof fetch,
  });
}

/** A connection that the server let go while it was idle is no fault: browsers ask again over another one. */
const fetchAsBrowsers: typeof leanFetch = (address, init = {}) =>
  leanFetch(address, init).catch((error) => {
    if (init.signal?.aborted) throw error;
    return leanFetch(address, init);
  });

const connections = new Agent({ keepAlive: true });

/** As much of `fetch` as the tab needs, at a fifth of its cost: hundreds of browsers share two cores with the product here. */
const leanFetch = (address: unknown, { method, headers, body, signal }: RequestInit = {}): Promise<Response> =>
  new Promise((resolve, reject) => {
    const options = {
      method,
      headers: headers as Record<string, string>,
      agent: connections,
      ...(signal && { signal }),
    };
    const sent = request(String(address), options as RequestOptions, (answer) => {
      let content = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => {
        content += part;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        const { statusCode: status = 0, headers: given } = answer;
        const kept = { 'content-type': given['content-type'] ?? '', ...(given.etag && { etag: given.etag }) };
        resolve(new Response(content === '' ? null : content, { status, headers: kept }));
      });
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });

async function openQueue(champions: readonly Somebody[], learners: readonly Somebody[]): Promise<LiveQueue> {
  const [host, ...helpers] = champions as [Somebody, ...Somebody[]];
  const { queueId } = await host.api('PUT /api/queues/mine', { body: { name: 'Drop in', readyCheckSeconds: 600 } });
  await host.api('POST /api/queues/{queueId}/opening', { params: { queueId }, body: {} });
  for (const { api } of helpers) await api('PUT /api/queues/{queueId}/helping', { params: { queueId }, body: {} });
  for (const learner of learners) await joinLine(learner, queueId);
  return { queueId, champions, learners };
}

export async function joinLine({ api }: Somebody, queueId: string): Promise<void> {
  const body = { question: 'It gave me a number that is in none of my files.', topic: 'reporting' };
  await api('POST /api/queues/{queueId}/tickets', { params: { queueId }, body });
}

async function furnish(pool: pg.Pool, tenantId: string, staff: readonly DirectoryPerson[], champions: number) {
  const ids = staff.map(({ id }) => id);
  await pool.query("insert into tenants values ($1, 'Bench', now()) on conflict do nothing", [tenantId]);
  await pool.query(
    `insert into people (tenant_id, person_id, username, display_name, sort_name, time_zone, first_seen_at)
     select $1, id, id, 'Somebody', 'somebody', 'UTC', now() from unnest($2::uuid[]) as id on conflict do nothing`,
    [tenantId, ids],
  );
  await pool.query(
    `insert into champions (tenant_id, person_id, kind, state, capacity_per_week)
     select $1, id, 'champion', 'confirmed', 40 from unnest($2::uuid[]) as id`,
    [tenantId, ids.slice(0, champions)],
  );
  await pool.query('analyze');
}
