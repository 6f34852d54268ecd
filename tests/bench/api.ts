import { execFileSync, fork } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import autocannon from 'autocannon';
import { buildFunctions } from '../../infra/build/build.ts';
import { alternate, type Bench, median, type Row } from './row.ts';
import { openBenchStage } from './stage.ts';

const runs = 5;
const seconds = 3;
const connections = 40;
const here = import.meta.dirname;

/** What the door costs: an operation without the database beside bare node:http, one with it, and the time to load. */
const bench: Bench = async ({ say }) => {
  const stage = await openBenchStage();
  try {
    const [owner] = stage.organisation.cast;
    if (!owner) throw new Error('the demo organisation has no cast');
    const token = await stage.issuer.issueTabToken({ tid: stage.organisation.tenantId, oid: owner.id });
    const headers = { authorization: `Bearer ${token}` };
    return [
      await withoutDatabase(stage.productUrl, headers, say),
      ...(await withDatabase(stage.productUrl, headers, say)),
      ...(await loading(stage.environment, say)),
    ];
  } finally {
    await stage.stop();
  }
};
export default bench;

async function withoutDatabase(
  productUrl: string,
  headers: Record<string, string>,
  say: (line: string) => void,
): Promise<Row> {
  const url = `${productUrl}/api/settings`;
  const body = await (await fetch(url, { headers })).text();
  const bare = await startBare(body);
  say('  throughput, beside node:http');
  await measure(url, headers, 1);
  await measure(bare.url, headers, 1);
  const rates = await alternate(
    runs,
    async () => (await measure(url, headers)).requests.average,
    async () => (await measure(bare.url, headers)).requests.average,
  );
  bare.stop();
  const ratio = rates.ours / rates.theirs;
  return {
    bench: 'api',
    case: 'authenticated, no database',
    metric: 'throughput',
    unit: 'requests/s',
    ...rates,
    competitor: 'bare node:http',
    ratio,
    aim: '≥ 0.35 of bare',
    met: ratio >= 0.35,
  };
}

async function withDatabase(
  productUrl: string,
  headers: Record<string, string>,
  say: (line: string) => void,
): Promise<Row[]> {
  say('  latency with the database');
  const url = `${productUrl}/api/me`;
  await measure(url, headers, 1);
  const measured = [];
  for (let run = 0; run < runs; run++) measured.push(await measure(url, headers, seconds, 10));
  const row = { bench: 'api', case: 'GET /api/me, 10 connections', unit: 'ms' };
  return [
    { ...row, metric: 'p50', ours: median(measured.map((result) => result.latency.p50)) },
    { ...row, metric: 'p99', ours: median(measured.map((result) => result.latency.p99)) },
  ];
}

async function loading(environment: Record<string, string>, say: (line: string) => void): Promise<Row[]> {
  say("  loading, beside require('botbuilder')");
  await buildFunctions();
  const entry = new URL('../../dist/functions/main.js', import.meta.url).href;
  const cold = await loadTimes(entry, { ...environment, NODE_DISABLE_COMPILE_CACHE: '1' });
  const warm = await loadTimes(entry, environment);
  return [
    { case: "the built functions' entry, first start", ...cold },
    { case: "the built functions' entry, later starts (compile cache)", ...warm },
  ].map((times) => {
    const ratio = times.ours / times.theirs;
    const row = { bench: 'api', metric: 'load time', unit: 'ms', competitor: "require('botbuilder')" };
    return { ...row, ...times, ratio, aim: '≤ 0.25 of botbuilder', met: ratio <= 0.25 };
  });
}

async function loadTimes(entry: string, environment: Record<string, string>) {
  const load = async (what: string) => {
    const env = { ...process.env, ...environment };
    return Number(
      execFileSync(process.execPath, [path.join(here, 'api/load-time.mjs'), what], { env, encoding: 'utf8' }),
    );
  };
  await load(entry);
  await load('botbuilder');
  return alternate(
    11,
    () => load(entry),
    () => load('botbuilder'),
  );
}

async function measure(url: string, headers: Record<string, string>, duration = seconds, clients = connections) {
  const result = await autocannon({ url, headers, connections: clients, duration });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result;
}

function startBare(body: string): Promise<{ url: string; stop: () => void }> {
  const child = fork(path.join(here, 'api/bare-server.ts'), [body]);
  return new Promise((resolve) => {
    child.once('message', (port) =>
      resolve({ url: `http://127.0.0.1:${String(port)}/api/settings`, stop: () => child.disconnect() }),
    );
  });
}
