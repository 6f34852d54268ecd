import { topics } from '@open-door/api/topics/topics.ts';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { DirectoryPerson } from '../../infra/local/demo/entra-csv.ts';
import { type Random, seededRandom } from '../../infra/local/demo/random.ts';
import { largeOrganisation } from '../support/large-organisation.ts';
import { type Bench, percentile, type Row } from './row.ts';
import { openEmptyStage } from './stage.ts';

const championCount = 500;
const sessionsPerChampion = 6;
const asked = 200;
const answersPerChampion = 20;
const zones = ['Europe/Lisbon', 'America/New_York', 'Asia/Singapore', 'Asia/Kolkata', 'Australia/Adelaide', 'UTC'];

/**
 * Who is free soonest among 500 champions of a large organisation, who fits a goal best, and where nobody is, over HTTP from
 * token to answer.
 */
const bench: Bench = async ({ say }) => {
  const { people, csv } = largeOrganisation();
  const owner = people.find((person) => !person.manager);
  if (!owner) throw new Error('nobody owns the programme');
  const others = people.filter((person) => person !== owner).slice(-asked);
  const champions = chooseChampions(people);
  const stage = await openStage(owner, [...others, ...champions.map(({ person }) => person)]);
  try {
    say(`  importing ${people.length.toLocaleString('en')} people`);
    await stage.importPeople(csv());
    await stage.appoint(champions);
    const readers = await Promise.all(others.map((person) => stage.signIn(person.id)));
    const keys = Object.keys(topics);
    say('  asking who is free soonest');
    const anything = await time(readers, () => '/api/office-hours/soonest');
    const topic = await time(readers, (turn) => `/api/office-hours/soonest?topic=${keys[turn % keys.length]}`);
    say('  asking who fits a goal');
    const goals = drawGoals(asked);
    const fits = await time(
      readers,
      () => '/api/matches',
      (turn) => goals[turn % asked] as RequestInit,
    );
    const coverage = await time(Array(30).fill(stage.owner), () => '/api/office-hours/coverage');
    const row = { bench: 'soonest', unit: 'ms' };
    const next = `next free slot of ${championCount} champions`;
    return [
      ...latencies({ ...row, case: `${next}, any topic` }, anything, 100),
      ...latencies({ ...row, case: `${next}, one topic` }, topic, 100),
      ...latencies({ ...row, case: `the best of ${championCount} champions for a goal, with reasons` }, fits, 100),
      ...latencies(
        { ...row, case: `hours nobody covers, ${people.length.toLocaleString('en')} people` },
        coverage,
        300,
      ),
    ];
  } finally {
    await stage.stop();
  }
};
export default bench;

function latencies(row: Pick<Row, 'bench' | 'case' | 'unit'>, times: readonly number[], aim: number): Row[] {
  const p95 = percentile(times, 95);
  return [
    { ...row, metric: 'p50', ours: percentile(times, 50) },
    { ...row, metric: 'p95', ours: p95, aim: `≤ ${aim} ms`, met: p95 <= aim },
  ];
}

type Ask = (address: string, init?: RequestInit) => Promise<Response>;

/** Milliseconds of each request, one after the other, after a few that warm the process. */
async function time(
  readers: readonly Ask[],
  address: (turn: number) => string,
  init?: (turn: number) => RequestInit,
): Promise<number[]> {
  const times: number[] = [];
  for (const [turn, ask] of [...readers.slice(0, 10), ...readers].entries()) {
    const startedAt = performance.now();
    await (await ask(address(turn), init?.(turn))).json();
    times.push(performance.now() - startedAt);
  }
  return times.slice(10);
}

async function openStage(owner: DirectoryPerson, others: readonly DirectoryPerson[]) {
  const stage = await openEmptyStage(owner, [owner, ...others]);
  const signIn = async (oid: string): Promise<Ask> => {
    const authorization = `Bearer ${await stage.tokenFor(oid)}`;
    return async (address, init = {}) => {
      const response = await fetch(`${stage.productUrl}${address}`, {
        ...init,
        headers: { ...init.headers, authorization },
      });
      if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
      return response;
    };
  };
  const asOwner = await signIn(owner.id);
  return {
    owner: asOwner,
    signIn,
    importPeople: async (csv: string) => {
      const headers = { 'content-type': 'text/csv' };
      const response = await asOwner('/api/imports', { method: 'POST', headers, body: csv });
      const { importId } = (await response.json()) as { importId: string };
      await asOwner(`/api/imports/${importId}/application`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ evenIfManyLeave: true }),
      });
    },
    appoint: (champions: readonly Chosen[]) => appoint(stage.ownerUrl, stage.tenantId, champions),
    stop: stage.stop,
  };
}

type Chosen = ReturnType<typeof chooseChampions>[number];

/** Every so many people, a champion, with hours in several zones, skills, and a learner who has booked their first sessions. */
function chooseChampions(people: readonly DirectoryPerson[]) {
  const random = seededRandom('soonest');
  const step = Math.floor(people.length / championCount);
  const today = Temporal.Now.plainDateISO('UTC');
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  return Array.from({ length: championCount }, (_, index) => ({
    person: people[index * step] as DirectoryPerson,
    learner: people[index * step + 1] as DirectoryPerson,
    timeZone: random.pick(zones),
    weekday: 1 + (index % 5),
    from: 8 + random.below(8),
    topics: random.shuffle(Object.keys(topics)).slice(0, 3),
    answers: Array.from({ length: answersPerChampion }, () => sentence(random)),
    sessions: Array.from({ length: sessionsPerChampion }, (_, week) =>
      monday.add({ days: 7 * week + (index % 5) }).toString(),
    ),
  }));
}

function drawGoals(count: number): RequestInit[] {
  const random = seededRandom('goals');
  const headers = { 'content-type': 'application/json' };
  return Array.from({ length: count }, () => ({
    method: 'POST',
    headers,
    body: JSON.stringify({ goal: sentence(random), limit: 5 }),
  }));
}

/** As people ask: a few words of one thing and some of another. */
function sentence(random: Random): string {
  const [one, other] = random.shuffle(Object.values(topics));
  return `How do I use ${random.pick(one?.says ?? [])} with ${random.pick(one?.hints ?? [])} for ${random.pick(other?.hints ?? [])}?`;
}

/** Writes champions past the product: hiring them is not measured. */
async function appoint(url: string, tenantId: string, chosen: readonly Chosen[]): Promise<void> {
  const champions = chosen.map(({ person, learner, timeZone, ...rest }) => ({
    ...rest,
    person_id: person.id,
    learner_id: learner.id,
    time_zone: timeZone,
  }));
  const client = new pg.Client(url);
  await client.connect();
  const given = [tenantId, JSON.stringify(champions)];
  const rows = `json_to_recordset($2) as c(person_id uuid, learner_id uuid, time_zone text, weekday int, "from" int, topics json, answers json, sessions json)`;
  for (const statement of [
    `insert into champions (tenant_id, person_id, kind, state, capacity_per_week)
     select $1::uuid, person_id, 'champion', 'confirmed', 8 from ${rows}`,
    `update people set time_zone = c.time_zone from ${rows} where people.tenant_id = $1::uuid and people.person_id = c.person_id`,
    `insert into champion_skills (tenant_id, person_id, topic, level)
     select $1::uuid, person_id, topic, 2 from ${rows} cross join json_array_elements_text(topics) as topic`,
    `insert into answers (tenant_id, answer_id, champion_id, department, topic, question, answer, shared_at)
     select $1::uuid, gen_random_uuid(), person_id, '', null, text, '', now() from ${rows} cross join json_array_elements_text(answers) as text`,
    `insert into office_hours_windows (tenant_id, window_id, champion_id, weekday, starts_at, ends_at, time_zone, valid_from)
     select $1::uuid, gen_random_uuid(), person_id, day, make_time("from", 0, 0), make_time("from" + 2, 0, 0), time_zone, '2026-01-05'
     from ${rows} cross join lateral (values (weekday), (1 + (weekday + 1) % 5), (1 + (weekday + 3) % 5)) as days (day)`,
    `insert into sessions (tenant_id, session_id, champion_id, starts_at, ends_at)
     select $1::uuid, gen_random_uuid(), person_id, at, at + interval '30 minutes'
     from ${rows} cross join json_array_elements_text(sessions) as day
       cross join lateral (select (day::date + make_time("from", 0, 0)) at time zone time_zone as at) as start`,
    `insert into bookings (tenant_id, booking_id, session_id, champion_id, learner_id, starts_at, ends_at, state, booked_at)
     select tenant_id, session_id, session_id, champion_id, learner_id, starts_at, ends_at, 'booked', starts_at - interval '30 days'
     from sessions join ${rows} on person_id = champion_id where tenant_id = $1`,
    `insert into engagements (tenant_id, person_id, session_id, during)
     select tenant_id, champion_id, session_id, tstzrange(starts_at, ends_at) from bookings where tenant_id = $1 and $2::text <> ''`,
    `insert into engagements (tenant_id, person_id, session_id, during)
     select tenant_id, learner_id, session_id, tstzrange(starts_at, ends_at) from bookings where tenant_id = $1 and $2::text <> ''
     on conflict do nothing`,
  ]) {
    await client.query(statement, given);
  }
  await client.query('analyze');
  await client.end();
}
