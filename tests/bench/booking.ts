import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import autocannon from 'autocannon';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { DirectoryPerson } from '../../infra/local/demo/entra-csv.ts';
import type { Stage } from '../../infra/local/stage.ts';
import { largeOrganisation } from '../support/large-organisation.ts';
import { alternate, type Bench, median, percentile, type Row } from './row.ts';
import { openEmptyStage } from './stage.ts';

const runs = 5;
const bookingsPerRun = 1_000;
/** So many that both take seconds: a short burst is served better by a busy machine. */
const insertsPerRun = 20_000;
const connections = 16;
const people = 400;
const rushes = 10;

/** What a booking costs from request to answer, beside the insert that keeps its promise; and what a rush on one slot costs. */
const bench: Bench = async ({ say }) => {
  const office = await openOffice();
  try {
    const { amongAll, alone } = office;
    const book = (url: string) => bookMany(url, office.nextBooking);
    say('  warming up');
    for (const url of [alone, amongAll]) await book(url);
    await office.insertMany();
    await office.analyze();
    say('  booking, beside the bare insert');
    const rates = await alternate(runs, () => book(alone), office.insertMany);
    say('  booking among all the services of this machine');
    const asked: number[] = [];
    for (let run = 0; run < runs; run++) asked.push(await book(amongAll));
    say('  a hundred people want one slot');
    const waits: number[] = [];
    for (let rush = 0; rush < rushes; rush++) waits.push(...(await rushFor(alone, office.nextRush())));
    const throughput = { bench: 'booking', metric: 'throughput', unit: 'bookings/s' };
    const bare = 'bare insert under the exclusion constraint';
    const ratio = rates.ours / rates.theirs;
    const p99 = percentile(waits, 99);
    return [
      {
        ...throughput,
        case: `request to answer, ${connections} at once, without Graph and push`,
        ...rates,
        competitor: bare,
        ratio,
        aim: '≥ 0.2 of bare',
        met: ratio >= 0.2,
      },
      {
        ...throughput,
        case: 'the same, asking the local Graph first and pushing to the local Web PubSub',
        ours: median(asked),
        competitor: bare,
        theirs: rates.theirs,
        ratio: median(asked) / rates.theirs,
      },
      ...[50, 99].map((rank): Row => {
        const row = { bench: 'booking', case: '100 people want one slot', metric: `p${rank}`, unit: 'ms' };
        const ours = percentile(waits, rank);
        return rank === 99 ? { ...row, ours, aim: '≤ 150 ms', met: p99 <= 150 } : { ...row, ours };
      }),
    ];
  } finally {
    await office.stop();
  }
};
export default bench;

type Wanted = { headers: Record<string, string>; body: string };

/** Bookings per second; each is of another slot by somebody who is free then, and under a key of its own. */
async function bookMany(url: string, next: () => Wanted): Promise<number> {
  const startedAt = performance.now();
  const result = await autocannon({
    url: `${url}/api/bookings`,
    connections,
    amount: bookingsPerRun,
    requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...next() }) }],
  });
  if (result['2xx'] !== bookingsPerRun) throw new Error(`${result['2xx']} of ${bookingsPerRun} bookings were made`);
  return bookingsPerRun / ((performance.now() - startedAt) / 1000);
}

/** Milliseconds that each of them waits for the answer. One of them gets the slot. */
async function rushFor(url: string, rush: readonly Wanted[]): Promise<number[]> {
  const answers = await Promise.all(
    rush.map(async (wanted) => {
      const startedAt = performance.now();
      const response = await fetch(`${url}/api/bookings`, { method: 'POST', ...wanted });
      await response.arrayBuffer();
      return { status: response.status, took: performance.now() - startedAt };
    }),
  );
  const statuses = answers.map(({ status }) => status).sort();
  if (statuses[0] !== 201 || statuses.filter((status) => status === 409).length !== rush.length - 1) {
    throw new Error(`a rush was answered ${[...new Set(statuses)].join(', ')}`);
  }
  return answers.map(({ took }) => took);
}

async function openOffice() {
  const staff = largeOrganisation().people.slice(0, 2 * people);
  const stage = await openEmptyStage(staff[0] as DirectoryPerson, staff);
  const pool = new pg.Pool({ connectionString: stage.ownerUrl, max: connections });
  await furnish(pool, stage.tenantId, staff);
  const beside = await startAlone(stage);
  const tokens = await Promise.all(staff.slice(people).map(({ id }) => stage.tokenFor(id)));
  return {
    amongAll: stage.productUrl,
    alone: beside.url,
    ...wishes(staff, tokens),
    insertMany: () => insertMany(pool),
    /** As autovacuum does in a database that is in use. */
    analyze: () => pool.query('analyze'),
    stop: async () => {
      beside.stop();
      await pool.end();
      await stage.stop();
    },
  };
}

/** Next to the product that the stage runs, with the same configuration but for the service that pushes changes to screens. */
function startAlone({ environment }: Pick<Stage, 'environment'>): Promise<{ url: string; stop: () => void }> {
  const child = fork(path.join(import.meta.dirname, 'booking/alone.ts'), {
    env: { ...process.env, ...environment, WEB_PUBSUB_URL: '' },
  });
  return new Promise((resolve) => {
    child.once('message', (port) =>
      resolve({ url: `http://127.0.0.1:${String(port)}`, stop: () => child.disconnect() }),
    );
  });
}

/** Weekdays from nine to five in half hours, with everybody in the first half of the staff. */
async function furnish(pool: pg.Pool, tenantId: string, staff: readonly DirectoryPerson[]): Promise<void> {
  const ids = staff.map(({ id }) => id);
  const champions = ids.slice(0, people);
  await pool.query("insert into tenants values ($1, 'Bench', now()) on conflict do nothing", [tenantId]);
  await pool.query(
    `insert into people (tenant_id, person_id, username, display_name, sort_name, time_zone, first_seen_at)
     select $1, id, id, 'Somebody', 'somebody', 'UTC', now() from unnest($2::uuid[]) as id on conflict do nothing`,
    [tenantId, ids],
  );
  await pool.query(
    `insert into champions (tenant_id, person_id, kind, state, capacity_per_week)
     select $1, id, 'champion', 'confirmed', 40 from unnest($2::uuid[]) as id`,
    [tenantId, champions],
  );
  await pool.query(
    `insert into office_hours_windows (tenant_id, window_id, champion_id, weekday, starts_at, ends_at, time_zone, valid_from)
     select $1, gen_random_uuid(), id, weekday, '09:00', '17:00', 'UTC', '2026-01-01'
     from unnest($2::uuid[]) as id, generate_series(1, 5) as weekday`,
    [tenantId, champions],
  );
  await pool.query('insert into booking_policies (tenant_id, open_bookings_per_learner) values ($1, 100)', [tenantId]);
  await pool.query('create table bare_engagements (like engagements including all)');
  await pool.query(
    `alter table bare_engagements add exclude using gist (tenant_id with =, person_id with =, during with &&)`,
  );
  await pool.query('analyze');
}

/** Half hours from next Monday on: in each, everybody of one half books somebody of the other. */
function wishes(staff: readonly DirectoryPerson[], tokens: readonly string[]) {
  const today = Temporal.Now.plainDateISO('UTC');
  const monday = today.add({ days: 8 - today.dayOfWeek });
  const slot = (round: number) => {
    const [day, half] = [Math.floor(round / 16), round % 16];
    const date = monday.add({ days: 7 * Math.floor(day / 5) + (day % 5) });
    return date.toZonedDateTime({ timeZone: 'UTC', plainTime: '09:00' }).add({ minutes: 30 * half });
  };
  const want = (champion: number, learner: number, round: number): Wanted => ({
    headers: {
      authorization: `Bearer ${tokens[learner]}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({
      championId: staff[champion]?.id,
      startsAt: slot(round).toInstant().toString(),
      topic: 'pivot-tables',
      question: 'Our monthly report takes me a day. Where would you begin?',
    }),
  });
  let wanted = 0;
  let rush = 0;
  return {
    nextBooking: () => {
      const [round, turn] = [Math.floor(wanted / people), wanted % people];
      wanted++;
      return want(turn, (turn + round) % people, round);
    },
    /** A hundred people and one champion's slot, of a day late enough for nobody to have booked. */
    nextRush: () => {
      const champion = rush++;
      return Array.from({ length: 100 }, (_, learner) => want(champion, learner + 100 * (rush % 4), 200 + rush));
    },
  };
}

/** Inserts per second, each in a transaction of its own, as many at once as there are bookings. */
async function insertMany(pool: pg.Pool): Promise<number> {
  const rows = Array.from({ length: insertsPerRun }, () => [randomUUID(), randomUUID(), randomUUID()]);
  const startedAt = performance.now();
  const lane = async () => {
    for (let row = rows.pop(); row; row = rows.pop()) {
      await pool.query(
        `insert into bare_engagements (tenant_id, person_id, session_id, during)
         values ($1, $2, $3, tstzrange('2026-11-24T10:00Z', '2026-11-24T10:30Z'))`,
        row,
      );
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return insertsPerRun / ((performance.now() - startedAt) / 1000);
}
