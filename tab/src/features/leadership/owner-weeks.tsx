import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { LeadershipOverview } from '@open-door/api/leadership/schema.ts';
import { ColumnChart } from '../../components/column-chart.tsx';
import { useSurface } from '../../components/surface.ts';
import { useTable } from '../../components/table.ts';
import { useReader } from '../../reader.tsx';
import { dayRange } from '../../times.ts';

const useStyles = makeStyles({ table: { maxWidth: '44rem' } });

type Weeks = { weeks: LeadershipOverview['byWeek'] };

/** How many posts there were, a column per week, and under it what they led to. */
export function LeadersByWeek({ weeks }: Weeks) {
  const surface = useSurface();
  const { say, locale } = useReader();
  const most = Math.max(1, ...weeks.map(({ posts }) => posts));
  const [first, last] = [weeks[0], weeks.at(-1)];
  return (
    <div className={surface.stack}>
      <ColumnChart
        columns={weeks.map(({ week, posts }) => ({
          key: week,
          height: posts / most,
          // Numbers over a year of weeks would stand in each other's way.
          value: posts > 0 && weeks.length <= 26 ? String(posts) : '',
        }))}
        {...(first && last && { ends: [weekInWords(first.week, locale), weekInWords(last.week, locale)] as const })}
        caption={say('leadership.chart')}
      />
      <WeekTable weeks={weeks} />
    </div>
  );
}

function WeekTable({ weeks }: Weeks) {
  const styles = useStyles();
  const table = useTable();
  const { say, locale } = useReader();
  const cell = mergeClasses(table.cell, table.number);
  // Weeks in which nothing was posted and nothing came of it say nothing.
  const told = weeks.filter(({ posts, bookings, held }) => posts + bookings + held > 0).reverse();
  return (
    <table className={mergeClasses(table.table, styles.table)}>
      <caption className={table.caption}>{say('leadership.table')}</caption>
      <thead>
        <tr>
          <th scope="col" className={table.head}>
            {say('leadership.week')}
          </th>
          {(['posts', 'bookings', 'held'] as const).map((column) => (
            <th key={column} scope="col" className={mergeClasses(table.head, table.number)}>
              {say(`leadership.column-${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {told.map(({ week, posts, bookings, held }) => (
          <tr key={week}>
            <th scope="row" className={table.cell}>
              {weekInWords(week, locale)}
            </th>
            <td className={cell}>{posts}</td>
            <td className={cell}>{bookings}</td>
            <td className={cell}>{held}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const day = 86_400_000;

/** "16–22 November", from its first day: weeks are counted in UTC, whatever the reader's zone. */
function weekInWords(first: string, locale: string): string {
  const last = new Date(Date.parse(first) + 6 * day).toISOString();
  return dayRange(`${first}T00:00:00Z`, last, { locale, timeZone: 'UTC' });
}
