import type { Champion } from '../../api/src/matching/champion.ts';
import { rank } from '../../api/src/matching/rank.ts';
import { gather, type Roster } from '../../api/src/matching/roster.ts';
import { startPostgres } from '../../infra/local/postgres.ts';
import { openDatabase } from './rank/database.ts';
import { drawChampions, drawQuestions, type Question } from './rank/organisation.ts';
import { type Bench, median, percentile, type Row } from './row.ts';

const sizes = [500, 5_000, 50_000];
const questionCount = 40;
const rounds = 4;
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
    const sides = {
      ours: async (question: Question) => ours(roster, question),
      theirs: (question: Question) => database.rank(question, limit),
    };
    const times: Times = { ours: [], theirs: [] };
    // As in a process that has been up for a while: code is compiled, pages are read, the statement is planned.
    for (let warming = 0; warming < 30; warming++) for (const question of questions) ours(roster, question);
    await sameOrder(sides, questions);
    for (let round = 0; round < rounds; round++) {
      for (const side of round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
        for (const question of questions) {
          const startedAt = performance.now();
          await sides[side](question);
          times[side].push(performance.now() - startedAt);
        }
      }
    }
    return rowsOf(champions.length, times, gathering);
  } finally {
    await database.close();
  }
}

type Sides = Record<keyof Times, (question: Question) => Promise<string[]>>;

/** Times are only comparable for the same answers. */
async function sameOrder(sides: Sides, questions: readonly Question[]): Promise<void> {
  for (const question of questions) {
    const [one, other] = [await sides.ours(question), await sides.theirs(question)];
    if (String(one) !== String(other)) throw new Error(`"${question.goal}": ours ranks ${one}, SQL ${other}`);
  }
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
