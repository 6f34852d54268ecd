import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import type { LeadershipOverview } from '@open-door/api/leadership/schema.ts';
import { useState } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useTable } from '../../components/table.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { directoryPath } from '../people/directory.ts';

const useStyles = makeStyles({ table: { maxWidth: '44rem' }, words: { margin: 0 } });

/** As many as fit beside what else is said; the rest on request. */
const few = 8;

/** Departments in which no leader was seen to learn, the largest first. */
export function WithoutLeader({ departments }: { departments: LeadershipOverview['withoutVisibleLeader'] }) {
  const styles = useStyles();
  const surface = useSurface();
  const table = useTable();
  const { say, locale } = useReader();
  const [all, setAll] = useState(false);
  const number = new Intl.NumberFormat(locale);
  const numeric = mergeClasses(table.cell, table.number);
  const shown = all ? departments : departments.slice(0, few);
  return (
    <section className={surface.stack}>
      <Heading>{say('leadership.without')}</Heading>
      {departments.length === 0 ? (
        <p className={styles.words}>{say('leadership.without-none')}</p>
      ) : (
        <table className={mergeClasses(table.table, styles.table)}>
          <thead>
            <tr>
              <th scope="col" className={table.head}>
                {say('filters.department')}
              </th>
              {(['people', 'leaders'] as const).map((column) => (
                <th key={column} scope="col" className={mergeClasses(table.head, table.number)}>
                  {say(`leadership.column-${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ department, people, leaders }) => (
              <tr key={department}>
                <th scope="row" className={table.cell}>
                  <TextLink to={directoryPath({ department })}>{department}</TextLink>
                </th>
                <td className={numeric}>{number.format(people)}</td>
                <td className={numeric}>{number.format(leaders)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.length < departments.length && (
        <div>
          <Button onClick={() => setAll(true)}>{say('leadership.without-all', { count: departments.length })}</Button>
        </div>
      )}
    </section>
  );
}
