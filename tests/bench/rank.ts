import type { Champion } from '../../api/src/matching/champion.ts';
import { rank } from '../../api/src/matching/rank.ts';
import { gather, type Roster } from '../../api/src/matching/roster.ts';
import { startPostgres } from '../../infra/local/postgres.ts';
import { openDatabase } from './rank/database.ts';
import { drawChampions, drawQuestions, type Question } from './rank/organisation.ts';
import { type Bench, median, percentile, type Row } from './row.ts';

const sizes = [500, 5_000, 50_000];
const questionCount = 40;
const limit = 5;

/** The best five champions for a goal, beside one SQL statement that gives the same five in the same order. */
const bench: Bench = async ({ say }) => {
  const postgres = await startPostgres({ name: `bench-rank-${process.pid}`, port: 0, ephemeral: true });
  try {
    const rows: Row[] = [];
    for (const size of sizes) {
      say(`  the best ${limit} of ${size.toLocaleString('en')}`);
      rows.push(...(await compare(postgres.url('postgres'), drawChampions(size))));
    }
    return rows;
  } finally {
    await postgres.stop();
  }
};
export default bench;

type Times = { ours: number[]; theirs: number[] };

async function compare(url: string, champions: readonly Champion[]): Promise<Row[]> {
  const questions = drawQuestions(questionCount, champions);
  const database = await openDatabase(url, champions, questions);
  try {
    const gatheringAt = performance.now();
    const roster = gather(champions);
    const gathering = performance.now() - gatheringAt;
    const times: Times = { ours: [], theirs: [] };
    // As in a process that has been up for a while: code is compiled, pages are read, the statement is planned.
    for (let warming = 0; warming < 30; warming++) for (const question of questions) ours(roster, question);
    for (const round of [0, 1, 2]) {
      for (const [nth, question] of questions.entries()) {
        const [ours, theirs] = await ask(roster, database, question, nth % 2 === 0);
        if (round === 0) continue;
        times.ours.push(ours);
        times.theirs.push(theirs);
      }
    }
    return rowsOf(champions.length, times, gathering);
  } finally {
    await database.close();
  }
}

type Database = Awaited<ReturnType<typeof openDatabase>>;

/** Milliseconds of both for one question, in turns first. They must give the same order. */
async function ask(roster: Roster, database: Database, question: Question, oursFirst: boolean) {
  const answers = new Map<string, { took: number; order: string[] }>();
  const sides = {
    ours: () => ours(roster, question),
    theirs: () => database.rank(question, limit),
  };
  for (const side of oursFirst ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
    const startedAt = performance.now();
    const order = await sides[side]();
    answers.set(side, { took: performance.now() - startedAt, order });
  }
  const [one, other] = [answers.get('ours'), answers.get('theirs')];
  if (!one || !other || String(one.order) !== String(other.order)) {
    throw new Error(`"${question.goal}": ours ranks ${one?.order}, SQL ${other?.order}`);
  }
  return [one.took, other.took] as const;
}

function ours(roster: Roster, question: Question): string[] {
  return rank({ ...question, champions: roster, limit }).map(({ personId }) => personId);
}

function rowsOf(size: number, { ours, theirs }: Times, gathering: number): Row[] {
  const row = {
    bench: 'rank',
    case: `best ${limit} of ${size.toLocaleString('en')} champions, same order`,
    unit: 'ms',
  };
  const ratio = median(theirs) / median(ours);
  return [
    {
      ...row,
      metric: `median of ${ours.length}`,
      ours: median(ours),
      competitor: 'PostgreSQL',
      theirs: median(theirs),
      ratio,
      aim: '≥ 20 × SQL',
      met: ratio >= 20,
    },
    { ...row, metric: 'p95', ours: percentile(ours, 95), competitor: 'PostgreSQL', theirs: percentile(theirs, 95) },
    { ...row, metric: 'gathering them, once for many requests', ours: gathering },
  ];
}
