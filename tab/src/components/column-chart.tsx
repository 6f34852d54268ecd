import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  chart: { margin: 0, maxWidth: '44rem' },
  columns: {
    display: 'flex',
    alignItems: 'flex-end',
    columnGap: tokens.spacingHorizontalXS,
    height: '140px',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
  },
  column: {
    flexGrow: 1,
    flexBasis: 0,
    minWidth: 0,
    maxWidth: '4rem',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    height: '100%',
    textAlign: 'center',
  },
  value: { ...typographyStyles.caption1, fontVariantNumeric: 'tabular-nums' },
  bar: {
    backgroundColor: tokens.colorBrandBackground,
    borderRadius: `${tokens.borderRadiusSmall} ${tokens.borderRadiusSmall} 0 0`,
    minHeight: '2px',
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText' },
  },
  ends: {
    ...typographyStyles.caption1,
    display: 'flex',
    justifyContent: 'space-between',
    color: tokens.colorNeutralForeground2,
  },
  caption: { ...typographyStyles.caption1, marginTop: tokens.spacingVerticalXS, color: tokens.colorNeutralForeground2 },
});

type ColumnChartProps = {
  /** `height` from 0 to 1 of the tallest there can be; `value` is written above. */
  columns: readonly { key: string | number; height: number; value: string }[];
  /** What stands under the first and the last column. */
  ends?: readonly [string, string];
  caption: string;
};

/** A shape that tells more than its numbers; whoever cannot see it reads the table beside it. */
export function ColumnChart({ columns, ends, caption }: ColumnChartProps) {
  const styles = useStyles();
  return (
    <figure className={styles.chart} aria-hidden>
      <div className={styles.columns}>
        {columns.map(({ key, height, value }) => (
          <div key={key} className={styles.column}>
            <span className={styles.value}>{value}</span>
            {/* The value stands above the tallest, too. */}
            <div className={styles.bar} style={{ height: `${height * 80}%` }} />
          </div>
        ))}
      </div>
      {ends && (
        <div className={styles.ends}>
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}
