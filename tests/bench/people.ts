import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { DirectoryPerson } from '../../infra/local/demo/entra-csv.ts';
import { type Random, seededRandom } from '../../infra/local/demo/random.ts';
import { organisationIn } from '../../infra/local/organisation.ts';
import type { Stage } from '../../infra/local/stage.ts';
import { largeOrganisation } from '../support/large-organisation.ts';
import { type Bench, median, percentile, type Row } from './row.ts';
import { openEmptyStage } from './stage.ts';

const runs = 5;
const searchesPerRun = 200;

type Staff = { name: string; people: readonly DirectoryPerson[]; csv: Uint8Array };

/** Importing and searching a whole large organisation, through the product over HTTP. */
const bench: Bench = async ({ org, say }) => {
  const generated = largeOrganisation();
  const all: Staff[] = [{ name: 'generated', people: generated.people, csv: Buffer.from(generated.csv()) }];
  if (org) all.push(await staffIn(org));
  const rows: Row[] = [];
  for (const staff of all) rows.push(...(await measure(staff, say)));
  return rows;
};
export default bench;

async function staffIn(file: string): Promise<Staff> {
  const bytes = await readFile(file);
  const { name, people } = await organisationIn(file);
  return { name, people, csv: file.endsWith('.gz') ? gunzipSync(bytes) : bytes };
}

async function measure({ name, people, csv }: Staff, say: (line: string) => void): Promise<Row[]> {
  const owner = people.find((person) => !person.manager);
  if (!owner) throw new Error(`${name} has nobody without a manager to own the programme`);
  const stage = await openEmptyStage(owner, [owner], runs);
  const what = `${people.length.toLocaleString('en')} people, ${name}`;
  try {
    const imports: { dryRun: number; whole: number }[] = [];
    const signed = await Promise.all(
      stage.tenantIds.map(async (tid) => ({ stage, token: await stage.tokenFor(owner.id, tid) })),
    );
    for (const [run, person] of signed.entries()) {
      say(`  import of ${what}: ${run + 1} of ${runs}`);
      imports.push(await importInto(person, csv));
    }
    say(`  searching ${what}`);
    const random = seededRandom('searches');
    const searches: { p50: number; p95: number; broad: number }[] = [];
    for (const person of signed) searches.push(await searchIn(person, people, random));
    const import95 = median(imports.map(({ whole }) => whole));
    const search95 = median(searches.map(({ p95 }) => p95));
    const broad95 = median(searches.map(({ broad }) => broad));
    const search = { bench: 'people', case: `search, ${what}`, unit: 'ms' };
    return [
      {
        bench: 'people',
        case: `import, ${what}`,
        metric: 'dry run and application',
        unit: 's',
        ours: import95,
        aim: '≤ 10 s',
        met: import95 <= 10,
      },
      {
        bench: 'people',
        case: `import, ${what}`,
        metric: 'dry run alone',
        unit: 's',
        ours: median(imports.map(({ dryRun }) => dryRun)),
      },
      { ...search, metric: 'p50', ours: median(searches.map(({ p50 }) => p50)) },
      { ...search, metric: 'p95', ours: search95, aim: '≤ 50 ms', met: search95 <= 50 },
      {
        ...search,
        metric: 'p95 of the broadest (largest department, a language, two letters)',
        ours: broad95,
        aim: '≤ 50 ms',
        met: broad95 <= 50,
      },
    ];
  } finally {
    await stage.stop();
  }
}

type Signed = { stage: Pick<Stage, 'productUrl'>; token: string };

async function call({ stage, token }: Signed, address: string, init: RequestInit = {}) {
  const headers = { ...init.headers, authorization: `Bearer ${token}` };
  const response = await fetch(`${stage.productUrl}${address}`, { ...init, headers });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as { importId: string; items: unknown[] };
}

/** Seconds from sending the file to the answer that it is applied. */
async function importInto(person: Signed, csv: Uint8Array) {
  const startedAt = performance.now();
  const headers = { 'content-type': 'text/csv' };
  const { importId } = await call(person, '/api/imports', { method: 'POST', headers, body: Buffer.from(csv) });
  const dryRun = (performance.now() - startedAt) / 1000;
  await call(person, `/api/imports/${importId}/application`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ evenIfManyLeave: true }),
  });
  return { dryRun, whole: (performance.now() - startedAt) / 1000 };
}

/** Milliseconds of searches as people make them: names as they are typed, slips, departments, titles, languages. */
async function searchIn(person: Signed, people: readonly DirectoryPerson[], random: Random) {
  const largest = largestDepartment(people);
  const broad = [`search=${encodeURIComponent(largest)}`, 'search=english', 'search=ma', 'language=en'];
  const kinds = [
    () => `search=${encodeURIComponent(random.pick(people).displayName)}`,
    () => `search=${encodeURIComponent(random.pick(people).surname.slice(0, 3))}`,
    () => `search=${encodeURIComponent(slip(random.pick(people).surname, random))}`,
    () => `search=${encodeURIComponent(random.pick(people).jobTitle)}`,
    () => `search=${encodeURIComponent(`${random.pick(people).givenName} ${random.pick(people).department}`)}`,
    () => `department=${encodeURIComponent(random.pick(people).department)}&search=a`,
    () => '',
    () => random.pick(broad),
  ];
  const times: number[] = [];
  const broadTimes: number[] = [];
  for (let count = 0; count < searchesPerRun; count++) {
    const query = (kinds[count % kinds.length] as () => string)();
    const startedAt = performance.now();
    await call(person, `/api/people?${query}`);
    const took = performance.now() - startedAt;
    times.push(took);
    if (broad.includes(query)) broadTimes.push(took);
  }
  return { p50: percentile(times, 50), p95: percentile(times, 95), broad: percentile(broadTimes, 95) };
}

function largestDepartment(people: readonly DirectoryPerson[]): string {
  const sizes = Map.groupBy(people, (person) => person.department);
  return [...sizes].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}

/** A word with two neighbouring letters swapped. */
function slip(word: string, random: Random): string {
  const at = random.below(Math.max(1, word.length - 1));
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
