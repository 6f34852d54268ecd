import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Output } from '../../api.ts';
import { ColumnChart } from '../../components/column-chart.tsx';
import { useSurface } from '../../components/surface.ts';
import { useTable } from '../../components/table.ts';
import { useReader } from '../../reader.tsx';
import { dayRange } from '../../times.ts';

const useStyles = makeStyles({
  table: { maxWidth: '44rem' },
  /** Words over numbers may wrap. */
  head: { whiteSpace: 'normal' },
});

type Week = Output<'GET /api/queues/accuracy'>['weeks'][number];

/** The share of waits that stayed in the range they were said to have, a column per week, and the numbers under it. */
export function WaitsByWeek({ weeks }: { weeks: readonly Week[] }) {
  const surface = useSurface();
  const { say, locale } = useReader();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  return (
    <div className={surface.stack}>
      <ColumnChart
        columns={weeks.map(({ from, insideRange }) => ({
          key: from,
          height: insideRange,
          value: percent.format(insideRange),
        }))}
        caption={say('queue.waits.chart')}
      />
      <WeekTable weeks={weeks} percent={percent} />
    </div>
  );
}

function WeekTable({ weeks, percent }: { weeks: readonly Week[]; percent: Intl.NumberFormat }) {
  const styles = useStyles();
  const table = useTable();
  const { say, locale } = useReader();
  const minutes = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'negative' });
  const head = mergeClasses(table.head, table.number, styles.head);
  const cell = mergeClasses(table.cell, table.number);
  return (
    <table className={mergeClasses(table.table, styles.table)}>
      <caption className={table.caption}>{say('queue.waits.table')}</caption>
      <thead>
        <tr>
          <th scope="col" className={table.head}>
            {say('queue.waits.week')}
          </th>
          {(['forecasts', 'inside-range', 'error', 'longer'] as const).map((column) => (
            <th key={column} scope="col" className={head}>
              {say(`queue.waits.column-${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(({ from, forecasts, insideRange, meanAbsoluteError, bias }) => (
          <tr key={from}>
            <th scope="row" className={table.cell}>
              {weekInWords(from, locale)}
            </th>
            <td className={cell}>{forecasts}</td>
            <td className={cell}>{percent.format(insideRange)}</td>
            <td className={cell}>{minutes.format(meanAbsoluteError)}</td>
            <td className={cell}>{minutes.format(bias)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const day = 86_400_000;

/** "16–22 November": weeks are counted in UTC, whatever the reader's zone. */
function weekInWords(from: string, locale: string): string {
  const last = new Date(Date.parse(from) + 6 * day).toISOString();
  return dayRange(from, last, { locale, timeZone: 'UTC' });
}
