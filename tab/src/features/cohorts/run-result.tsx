import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { CohortRun } from '@open-door/api/cohorts/schema.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useTable } from '../../components/table.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { FitSpread } from './fit-spread.tsx';

const useStyles = makeStyles({
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  words: { margin: 0, maxWidth: '70ch' },
  first: { margin: 0, maxWidth: '70ch', fontWeight: tokens.fontWeightSemibold },
  table: { maxWidth: '44rem' },
});

type Result = NonNullable<CohortRun['result']>;

/** What a run found: for how many, how well, whom nobody fits and why, and beside the run before. */
export function RunResult({ run, result }: { run: CohortRun; result: Result }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const { learners, matched, optimal, compared, unmatched, load, spread } = result;
  return (
    <section className={surface.stack}>
      <Heading>{say('cohorts.found', { when: dayAndClock(run.finishedAt ?? run.askedAt, reading) })}</Heading>
      <div className={surface.tight}>
        <p className={styles.first}>{say('cohorts.matched', { matched, learners })}</p>
        {optimal && <p className={styles.words}>{say('cohorts.optimal')}</p>}
        {compared && <p className={styles.words}>{say('cohorts.compared', compared)}</p>}
      </div>
      <div className={styles.sides}>
        {matched > 0 && <FitSpread spread={spread} />}
        <div className={surface.stack}>
          {unmatched.length > 0 && (
            <Counts
              caption={say('cohorts.unmatched')}
              heads={[say('cohorts.why'), say('cohorts.learners')]}
              rows={unmatched.map(({ words, learners: count }) => [words, count])}
            />
          )}
          {matched > 0 && (
            <Counts
              caption={say('cohorts.load')}
              heads={[say('cohorts.load-each'), say('cohorts.load-mentors')]}
              rows={load.map((count, learnersEach) => [say('cohorts.load-learners', { count: learnersEach }), count])}
            />
          )}
        </div>
      </div>
    </section>
  );
}

type CountsProps = { caption: string; heads: [string, string]; rows: [string, number][] };

/** How many there are of each. */
function Counts({ caption, heads: [what, count], rows }: CountsProps) {
  const styles = useStyles();
  const table = useTable();
  const { locale } = useReading();
  const number = new Intl.NumberFormat(locale);
  return (
    <table className={mergeClasses(table.table, styles.table)}>
      <caption className={table.caption}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={table.head}>
            {what}
          </th>
          <th scope="col" className={mergeClasses(table.head, table.number)}>
            {count}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([words, amount]) => (
          <tr key={words}>
            <th scope="row" className={table.cell}>
              {words}
            </th>
            <td className={mergeClasses(table.cell, table.number)}>{number.format(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
