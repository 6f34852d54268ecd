import { ColumnChart } from '../../components/column-chart.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';

/** How well the pairs fit: a column for each tenth from the weakest to the strongest, and the numbers for screen readers. */
export function FitSpread({ spread }: { spread: readonly number[] }) {
  const surface = useSurface();
  const { say, locale } = useReader();
  const number = new Intl.NumberFormat(locale);
  const tallest = Math.max(1, ...spread);
  const tenths = spread.map((pairs, tenth) => ({ pairs, from: tenth * 10, to: tenth * 10 + 10 }));
  return (
    <div>
      <ColumnChart
        columns={tenths.map(({ from, pairs }) => ({
          key: from,
          height: pairs / tallest,
          value: pairs > 0 ? number.format(pairs) : '',
        }))}
        ends={[say('cohorts.spread-weakest'), say('cohorts.spread-strongest')]}
        caption={say('cohorts.spread')}
      />
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
