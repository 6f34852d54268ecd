import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';

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
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    height: '100%',
    textAlign: 'center',
  },
  count: { ...typographyStyles.caption1, fontVariantNumeric: 'tabular-nums' },
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

/** How well the pairs fit: a column for each tenth from the weakest to the strongest, and the numbers for screen readers. */
export function FitSpread({ spread }: { spread: readonly number[] }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, locale } = useReader();
  const number = new Intl.NumberFormat(locale);
  const tallest = Math.max(1, ...spread);
  const tenths = spread.map((pairs, tenth) => ({ pairs, from: tenth * 10, to: tenth * 10 + 10 }));
  return (
    <div>
      <figure className={styles.chart} aria-hidden>
        <div className={styles.columns}>
          {tenths.map(({ from, pairs }) => (
            <div key={from} className={styles.column}>
              {pairs > 0 && <span className={styles.count}>{number.format(pairs)}</span>}
              <div className={styles.bar} style={{ height: `${(80 * pairs) / tallest}%` }} />
            </div>
          ))}
        </div>
        <div className={styles.ends}>
          <span>{say('cohorts.spread-weakest')}</span>
          <span>{say('cohorts.spread-strongest')}</span>
        </div>
        <figcaption className={styles.caption}>{say('cohorts.spread')}</figcaption>
      </figure>
      <div className={surface.unseen}>
        <table>
          <caption>{say('cohorts.spread')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('cohorts.fit')}</th>
              <th scope="col">{say('cohorts.pairs')}</th>
            </tr>
          </thead>
          <tbody>
            {tenths.map(({ from, to, pairs }) => (
              <tr key={from}>
                <th scope="row">{say('cohorts.tenth', { from, to })}</th>
                <td>{number.format(pairs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
