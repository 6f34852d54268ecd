import { mergeClasses } from '@fluentui/react-components';
import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useTable } from '../../components/table.ts';
import { useReader } from '../../reader.tsx';
import type { Verdict } from './import-progress.ts';
import { useImportRows } from './imports.ts';

type ImportRowsProps = { directoryImport: DirectoryImport; verdict: Verdict };

/** The rows of a report with one verdict: where they stand in the file, whom they are about, and why. */
export function ImportRows({ directoryImport, verdict }: ImportRowsProps) {
  const surface = useSurface();
  const table = useTable();
  const { say, locale } = useReader();
  const rows = useImportRows(directoryImport, verdict);
  if (rows.isPending) return <PersonSkeletons count={4} />;
  if (!rows.items) return <ErrorState error={rows.error} onRetry={rows.refetch} />;
  if (rows.items.length === 0) return <span className={surface.quiet}>{say('imports.no-rows')}</span>;
  // People who are missing from the file stand in none of its lines; those read from Graph in no line at all.
  const lines = directoryImport.source === 'csv' && rows.items.some(({ line }) => line !== null);
  const number = new Intl.NumberFormat(locale);
  const reasons = rows.items.some(({ words }) => words !== null);
  return (
    <>
      <table className={table.table}>
        <thead>
          <tr>
            {lines && (
              <th scope="col" className={mergeClasses(table.head, table.number)}>
                {say('imports.line')}
              </th>
            )}
            <th scope="col" className={table.head}>
              {say('imports.person')}
            </th>
            {reasons && (
              <th scope="col" className={table.head}>
                {say('imports.why')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.items.map(({ line, label, words }) => (
            <tr key={`${line} ${label}`}>
              {lines && (
                <td className={mergeClasses(table.cell, table.number)}>{line !== null && number.format(line)}</td>
              )}
              <td className={table.cell}>{label}</td>
              {reasons && <td className={table.cell}>{words}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <LoadMore list={rows} />
      </div>
    </>
  );
}
