import { buildExpertise } from '@open-door/api/matching/expertise.ts';
import { topics } from '@open-door/api/topics/topics.ts';
import { type Random, seededRandom } from '../../infra/local/demo/random.ts';
import { plainTfIdf } from './expertise/plain.ts';
import { alternate, type Bench, type Row } from './row.ts';

const sizes = [
  { champions: 500, textsEach: 10, builds: 7, aim: 200 },
  { champions: 50_000, textsEach: 3, builds: 1 },
];
const wordsEach = 40;
const goals = 10;

/** Building the text side of the ranking and scoring goals with it, beside plain TF-IDF over the same texts. */
const bench: Bench = async ({ say }) => {
  const rows: Row[] = [];
  for (const { champions, textsEach, builds, aim } of sizes) {
    say(`  ${champions.toLocaleString('en')} champions`);
    const random = seededRandom(`expertise ${champions}`);
    const vocabulary = words(random);
    const text = (length: number) => Array.from({ length }, () => rarely(vocabulary, random)).join(' ');
    const experts = Array.from({ length: champions }, (_, nth) => ({
      id: `${nth}`,
      texts: Array.from({ length: textsEach }, () => text(wordsEach)),
    }));
    const asked = Array.from({ length: goals }, () => text(12));
    const build = await alternate(
      builds,
      async () => milliseconds(() => buildExpertise(experts)),
      async () => milliseconds(() => plainTfIdf(experts)),
    );
    const [ours, theirs] = [buildExpertise(experts), plainTfIdf(experts)];
    const score = await alternate(
      5,
      async () => milliseconds(() => asked.map(ours.score)) / goals,
      async () => milliseconds(() => asked.map(theirs.score)) / goals,
    );
    const row = { bench: 'expertise', case: `${champions.toLocaleString('en')} champions × ${textsEach} texts` };
    rows.push(
      compared({ ...row, metric: `build, ${wordsEach} words a text` }, build, aim),
      compared({ ...row, metric: 'score one goal of 12 words' }, score, 50),
    );
  }
  return rows;
};
export default bench;

function compared(row: Pick<Row, 'bench' | 'case' | 'metric'>, { ours, theirs }: Measured, aim?: number): Row {
  const aimed = aim === undefined ? {} : { aim: `≤ ${aim} ms`, met: ours <= aim };
  return { ...row, unit: 'ms', ours, competitor: 'plain TF-IDF', theirs, ratio: theirs / ours, ...aimed };
}
type Measured = { ours: number; theirs: number };

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The words of all topics, and invented ones behind them for the many that people use once. */
function words(random: Random): string[] {
  const known = Object.values(topics).flatMap(({ says, hints }) =>
    [...says, ...hints].flatMap((text) => text.split(' ')),
  );
  const letters = 'aeioulnrstm';
  const invented = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 5 + random.below(6) }, () => letters[random.below(letters.length)]).join(''),
  );
  return [...random.shuffle([...new Set(known)]), ...invented];
}

/** Some words turn up everywhere and most hardly ever, as in any language (Zipf). */
function rarely(vocabulary: readonly string[], random: Random): string {
  return vocabulary[Math.floor(vocabulary.length ** random.fraction()) - 1] as string;
}
