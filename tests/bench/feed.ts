import { type Deps, openDeps } from '@open-door/api/deps.ts';
import { listPosts } from '@open-door/api/leadership/actions/feed.ts';
import { setRule } from '@open-door/api/leadership/actions/leaders.ts';
import { saveMessages } from '@open-door/api/leadership/store/messages.ts';
import { importAndApply } from '@open-door/api/people/actions/import-csv.ts';
import type { Actor } from '@open-door/api/platform/actor.ts';
import { readConfig } from '@open-door/api/platform/config.ts';
import pg from 'pg';
import type { DirectoryPerson } from '../../infra/local/demo/entra-csv.ts';
import { largeOrganisation } from '../support/large-organisation.ts';
import { type Case, casesOf, type Filter, plainAnswers } from './feed/asked.ts';
import { largeChannel } from './feed/channel.ts';
import { openObvious } from './feed/obvious.ts';
import { alternate, type Bench, percentile, type Row } from './row.ts';
import { openEmptyStage } from './stage.ts';

const asked = 200;
const runs = 15;
const aim = 60;
const page = 25;
const channelKey = '11111111-1111-4111-8111-111111111111';

/** The feed of 50,000 messages: each filter at the API, and beside the obvious SQL. */
const bench: Bench = async ({ say }) => {
  const { people, csv } = largeOrganisation();
  const owner = people.find((person) => !person.manager);
  if (!owner) throw new Error('nobody owns the programme');
  const readers = people.filter((person) => person !== owner).slice(-asked);
  const stage = await openEmptyStage(owner, [owner, ...readers]);
  const deps = openDeps(readConfig(stage.environment));
  const actor: Actor = {
    tenantId: stage.tenantId,
    personId: owner.id,
    roles: ['learner', 'owner'],
    locale: 'en',
    timeZone: 'UTC',
  };
  try {
    say(`  importing ${people.length.toLocaleString('en')} people`);
    await (await fetch(`${stage.productUrl}/api/me`, await headersOf(stage, owner))).text();
    await importAndApply(deps, stage.tenantId, bytesOf(csv()));
    say('  writing 50,000 messages');
    const { cases, answer } = await fill(deps, stage, actor, people);
    await sameAnswers(deps, actor, cases, answer);
    const asks = await Promise.all(
      readers.map(async (reader) => askAs(stage.productUrl, await headersOf(stage, reader))),
    );
    const asOwner = askAs(stage.productUrl, await headersOf(stage, owner));
    return [
      ...(await atTheApi(cases, asks, asOwner, say)),
      ...(await besideTheObvious(deps, stage, actor, cases, say)),
    ];
  } finally {
    await stage.stop();
  }
};
export default bench;

type Stage = Awaited<ReturnType<typeof openEmptyStage>>;
/** Leaders down to two levels, and the channel; answers what is asked of it, and each answer as it should be. */
async function fill(deps: Deps, stage: Stage, actor: Actor, people: readonly DirectoryPerson[]) {
  await setRule(deps, actor, { headId: actor.personId, levels: 2, nudgeWeeks: 3 });
  const client = new pg.Client(stage.ownerUrl);
  await client.connect();
  await client.query(
    `insert into leadership_channels (tenant_id, channel_key, team_id, channel_id, team_name, channel_name, web_url,
       chosen_by, chosen_at, state, certain_until) values ($1, $2, 't', 'c', 'Team', 'Channel', '', $3, now(), 'following', now())`,
    [actor.tenantId, channelKey, actor.personId],
  );
  const { rows } = await client.query('select person_id from leaders');
  const leading = new Set(rows.map((row) => row.person_id));
  const leaders = people.filter(({ id }) => leading.has(id));
  const others = people.filter(({ id }) => !leading.has(id));
  const messages = largeChannel(leaders, others);
  for (let from = 0; from < messages.length; from += 1_000) {
    await deps.db.transaction(actor.tenantId, (tx) => saveMessages(tx, channelKey, messages.slice(from, from + 1_000)));
  }
  await client.query('vacuum analyze leadership_messages, leadership_words, people, leaders');
  await client.end();
  return { cases: casesOf(leaders, messages), answer: plainAnswers(leaders, messages) };
}

type Ask = (address: string, headers?: Record<string, string>) => Promise<Response>;

async function headersOf(stage: Stage, { id }: DirectoryPerson) {
  return { headers: { authorization: `Bearer ${await stage.tokenFor(id)}` } };
}

function askAs(productUrl: string, { headers }: { headers: Record<string, string> }): Ask {
  return async (address, more) => {
    const response = await fetch(`${productUrl}${address}`, { headers: { ...headers, ...more } });
    if (response.status >= 400) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
    return response;
  };
}

async function atTheApi(cases: readonly Case[], asks: readonly Ask[], asOwner: Ask, say: (line: string) => void) {
  say('  asking the API');
  const rows: Row[] = [];
  const feed = (filter: Filter, cursor = '') =>
    `/api/leadership/feed?${new URLSearchParams({ ...filter, ...(cursor && { cursor }) })}`;
  for (const { name, filter } of cases) {
    rows.push(...latencies(`posts ${name}`, await time(asks, (ask) => ask(feed(filter())))));
  }
  const etags = new Map<Ask, string>();
  for (const ask of asks) etags.set(ask, (await ask(feed({}))).headers.get('etag') ?? '');
  const again = await time(asks, (ask) => ask(feed({}), { 'if-none-match': etags.get(ask) ?? '' }));
  rows.push(...latencies('the newest, unchanged (ETag)', again));
  const cursors = await deepCursors(asks[0] as Ask, feed);
  rows.push(
    ...latencies('a page far down', await time(asks, (ask, turn) => ask(feed({}, cursors[turn % cursors.length])))),
  );
  const { items } = (await (await (asks[0] as Ask)(feed({}))).json()) as { items: { messageId: string }[] };
  const thread = (turn: number) => `/api/leadership/posts/${items[turn % items.length]?.messageId}/replies`;
  rows.push(...latencies('replies to a post', await time(asks, (ask, turn) => ask(thread(turn)))));
  rows.push(...latencies('what it can be narrowed to', await time(asks, (ask) => ask('/api/leadership/filters'))));
  const overview = await time(Array(40).fill(asOwner), (ask) => ask('/api/leadership/overview?weeks=52'));
  return [...rows, ...latencies('overview of 52 weeks', overview, 100)];
}

async function deepCursors(ask: Ask, feed: (filter: Filter, cursor?: string) => string): Promise<string[]> {
  const cursors: string[] = [];
  for (let cursor = ''; cursors.length < 60; ) {
    const { next } = (await (await ask(`${feed({}, cursor)}&limit=100`)).json()) as { next: string };
    cursor = next;
    cursors.push(next);
  }
  return cursors.slice(-30);
}

/** Milliseconds of each request from token to the last byte, after a few that warm the process. */
async function time(asks: readonly Ask[], request: (ask: Ask, turn: number) => Promise<Response>): Promise<number[]> {
  const times: number[] = [];
  for (const [turn, ask] of [...asks.slice(0, 10), ...asks].entries()) {
    const startedAt = performance.now();
    await (await request(ask, turn)).text();
    times.push(performance.now() - startedAt);
  }
  return times.slice(10);
}

function latencies(name: string, times: readonly number[], most = aim): Row[] {
  const row = { bench: 'feed', case: `${name}, 50,000 messages`, unit: 'ms' };
  const p95 = percentile(times, 95);
  return [
    { ...row, metric: 'p50', ours: percentile(times, 50) },
    { ...row, metric: 'p95', ours: p95, aim: `≤ ${most} ms`, met: p95 <= most },
  ];
}

/** The same page from the product's action and from the obvious statement, one after the other on the same database. */
async function besideTheObvious(
  deps: Deps,
  stage: Stage,
  actor: Actor,
  cases: readonly Case[],
  say: (line: string) => void,
) {
  say('  beside the obvious SQL');
  const obvious = await openObvious(stage.environment.DATABASE_URL ?? '', actor.tenantId, actor.personId);
  const rows: Row[] = [];
  try {
    for (const { name, filter } of cases) {
      const filters = Array.from({ length: runs }, () => filter());
      let [mine, theirs] = [0, 0];
      const measured = await alternate(
        runs,
        () => timed(() => listPosts(deps, actor, { ...filters[mine++ % runs], limit: page })),
        () => timed(() => obvious.page(filters[theirs++ % runs] as Filter, page + 1)),
      );
      const ratio = measured.theirs / measured.ours;
      rows.push({
        bench: 'feed',
        case: `posts ${name}`,
        metric: `median of ${runs}`,
        unit: 'ms',
        ...measured,
        competitor: 'obvious SQL',
        ratio,
      });
    }
  } finally {
    await obvious.close();
  }
  return rows;
}

/** Times only count for the right answers. */
async function sameAnswers(deps: Deps, actor: Actor, cases: readonly Case[], answer: ReturnType<typeof plainAnswers>) {
  for (const { name, filter } of cases.flatMap((one) => Array<Case>(8).fill(one))) {
    const asked = filter();
    const { items } = await listPosts(deps, actor, { ...asked, limit: page });
    const [ours, theirs] = [items.map(({ messageId }) => messageId), answer(asked, page)];
    if (String(ours) !== String(theirs))
      throw new Error(`posts ${name} are not those that ${JSON.stringify(asked)} asks for`);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
