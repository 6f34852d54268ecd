import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useTable } from '../../components/table.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useList } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { useChampions } from '../champions/champions.ts';
import { coverageOrder, type Department, leftOut } from './coverage-order.ts';
import { directoryPath } from './directory.ts';

const useStyles = makeStyles({
  table: { maxWidth: '56rem' },
  words: { margin: 0 },
  none: { fontWeight: tokens.fontWeightSemibold },
});

/** Who is left out: departments without a champion first. */
export function Coverage() {
  const styles = useStyles();
  const { say } = useReader();
  const departments = useList('GET /api/departments', { query: { limit: 100 } });
  if (departments.isPending) return <PersonSkeletons count={6} />;
  if (!departments.items) return <ErrorState error={departments.error} onRetry={departments.refetch} />;
  if (departments.items.length === 0) {
    return (
      <EmptyState
        title={say('coverage.none')}
        text={say('coverage.none-next')}
        action={<TextLink to="/programme/imports">{say('programme.imports')}</TextLink>}
      />
    );
  }
  const without = leftOut(departments.items);
  return (
    <>
      <p className={styles.words}>
        {without.departments > 0 ? say('coverage.left-out', without) : say('coverage.all-covered')}
      </p>
      <Waiting />
      <CoverageTable departments={coverageOrder(departments.items)} />
      <div>
        <LoadMore list={departments} />
      </div>
    </>
  );
}

/** Says that nominations wait, with the way there; nothing when none does. */
function Waiting() {
  const styles = useStyles();
  const { say } = useReader();
  const nominated = useChampions('nominated');
  if (!nominated.items?.length) return null;
  return (
    <p className={styles.words}>
      <TextLink to="/programme/champions">
        {say('coverage.waiting', { count: nominated.items.length, more: nominated.hasNextPage ? 'yes' : 'no' })}
      </TextLink>
    </p>
  );
}

function CoverageTable({ departments }: { departments: readonly Department[] }) {
  const styles = useStyles();
  const table = useTable();
  const { say, locale } = useReader();
  const number = new Intl.NumberFormat(locale);
  const numeric = mergeClasses(table.cell, table.number);
  return (
    <table className={mergeClasses(table.table, styles.table)}>
      <thead>
        <tr>
          <th scope="col" className={table.head}>
            {say('filters.department')}
          </th>
          <th scope="col" className={mergeClasses(table.head, table.number)}>
            {say('nav.people')}
          </th>
          <th scope="col" className={mergeClasses(table.head, table.number)}>
            {say('programme.champions')}
          </th>
        </tr>
      </thead>
      <tbody>
        {departments.map(({ name, people, champions }) => (
          <tr key={name}>
            <th scope="row" className={table.cell}>
              <TextLink to={directoryPath({ department: name })}>{name || say('coverage.no-department')}</TextLink>
            </th>
            <td className={numeric}>{number.format(people)}</td>
            <td className={mergeClasses(numeric, champions === 0 && styles.none)}>
              {champions === 0 ? say('coverage.no-champion') : number.format(champions)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
