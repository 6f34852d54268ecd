import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useSurface } from '../../components/surface.ts';
import { useTable } from '../../components/table.ts';
import { useReader } from '../../reader.tsx';
import { wallClock, weekdayName } from '../../times.ts';
import { heatRows, warmth } from './heat.ts';
import { timeOf } from './wall-time.ts';

const useStyles = makeStyles({
  table: { borderCollapse: 'separate', borderSpacing: '2px', width: '100%', tableLayout: 'fixed' },
  head: { ...typographyStyles.caption1Strong, color: tokens.colorNeutralForeground2, textAlign: 'center' },
  hour: {
    ...typographyStyles.caption1,
    width: '3.5rem',
    color: tokens.colorNeutralForeground2,
    textAlign: 'end',
    fontVariantNumeric: 'tabular-nums',
    paddingInlineEnd: tokens.spacingHorizontalXS,
  },
  cell: {
    ...typographyStyles.caption1,
    height: '24px',
    padding: 0,
    textAlign: 'center',
    fontVariantNumeric: 'tabular-nums',
    borderRadius: tokens.borderRadiusSmall,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  /** Nobody: no colour, and an outline that is told apart without any. */
  nobody: { border: `${tokens.strokeWidthThin} dashed ${tokens.colorNeutralStroke1}` },
  some: { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorNeutralForeground1 },
  more: { backgroundColor: tokens.colorBrandBackground2Pressed, color: tokens.colorNeutralForeground1 },
  most: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
});

const warmths = ['nobody', 'some', 'more', 'most'] as const;

/** How many champions offer each hour of the week. The numbers say it, the colours let one see it. */
export function HoursHeat({ hours }: { hours: readonly (readonly number[])[] }) {
  const styles = useStyles();
  const surface = useSurface();
  const table = useTable();
  const { say, locale } = useReader();
  const rows = heatRows(hours);
  const most = Math.max(...hours.flat());
  const weekdays = hours.map((_, place) => place + 1);
  return (
    <table className={styles.table}>
      <caption className={table.caption}>{say('hours-coverage.heat')}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.hour}>
            <span className={surface.unseen}>{say('hours-coverage.hour')}</span>
          </th>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col" className={styles.head} abbr={weekdayName(weekday, locale)}>
              {letters(weekdayName(weekday, locale, 'short'))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ hour, champions }) => (
          <tr key={hour}>
            <th scope="row" className={styles.hour}>
              {wallClock(timeOf(hour * 60), locale)}
            </th>
            {weekdays.map((weekday) => {
              const count = champions[weekday - 1] ?? 0;
              return (
                <td key={weekday} className={mergeClasses(styles.cell, styles[warmths[warmth(count, most)]])}>
                  {count}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "Mon", "seg": European Portuguese calls whole words short, and calendars print three letters of them. */
function letters(name: string): string {
  return [...name].slice(0, 3).join('');
}
