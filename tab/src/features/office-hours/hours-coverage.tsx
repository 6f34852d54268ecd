import { Field, makeStyles, mergeClasses, Select, tokens, typographyStyles } from '@fluentui/react-components';
import type { HoursCoverage as Covered } from '@open-door/api/office-hours/schema/hours.ts';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useTable } from '../../components/table.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { directoryPath } from '../people/directory.ts';
import { ProgrammeFrame } from '../people/programme-frame.tsx';
import { ZoneSelect } from '../people/zone-select.tsx';
import { HoursHeat } from './hours-heat.tsx';

const useStyles = makeStyles({
  words: { margin: 0 },
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(12rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  choice: { minWidth: 0, '& select': { width: '100%', textOverflow: 'ellipsis' } },
  none: { fontWeight: tokens.fontWeightSemibold },
  /** On a phone two columns are said under the department instead. */
  second: { '@media (max-width: 480px)': { display: 'none' } },
  folded: {
    ...typographyStyles.caption1,
    display: 'none',
    color: tokens.colorNeutralForeground2,
    '@media (max-width: 480px)': { display: 'block' },
  },
});

/** Where and when nobody can be booked in the coming four weeks: by department, and by hour of the week. */
export function HoursCoverage() {
  return (
    <ProgrammeFrame here="/programme/hours">
      <Coverage />
    </ProgrammeFrame>
  );
}

function Coverage() {
  const styles = useStyles();
  const surface = useSurface();
  const { say, timeZone: mine } = useReader();
  const [timeZone, setTimeZone] = useState(mine);
  const [department, setDepartment] = useState('');
  const { data, error, isPending, refetch } = useRead(
    'GET /api/office-hours/coverage',
    { query: { timeZone, ...(department && { department }) } },
    { live: ['coverage'] },
  );
  if (isPending) return <PersonSkeletons count={6} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  const { departments, hours } = data;
  if (!departments.some(({ champions }) => champions > 0)) {
    return (
      <EmptyState
        title={say('champions.none-confirmed')}
        text={say('hours-coverage.none-next')}
        action={<TextLink to="/programme/champions">{say('programme.champions')}</TextLink>}
      />
    );
  }
  return (
    <>
      <p className={styles.words}>{say('hours-coverage.without', withoutHelp(departments))}</p>
      <div className={styles.sides}>
        <DepartmentTable departments={departments} />
        <section className={surface.stack}>
          <Heading>{say('hours-coverage.by-hour')}</Heading>
          <div className={styles.choices}>
            <Field className={styles.choice} label={say('filters.department')}>
              <Select value={department} onChange={(_, { value }) => setDepartment(value)}>
                <option value="">{say('hours-coverage.all')}</option>
                {departments.map((each) => (
                  <option key={each.department} value={each.department}>
                    {each.department || say('coverage.no-department')}
                  </option>
                ))}
              </Select>
            </Field>
            <Field className={styles.choice} label={say('about.zone')}>
              <ZoneSelect value={timeZone} onChange={setTimeZone} />
            </Field>
          </div>
          <HoursHeat hours={hours} />
        </section>
      </div>
    </>
  );
}

type Departments = Covered['departments'];

/** How many departments have nothing to book, and how many people work there. */
function withoutHelp(departments: Departments): { departments: number; people: number } {
  const without = departments.filter(({ free, people }) => free === 0 && people > 0);
  return { departments: without.length, people: without.reduce((sum, { people }) => sum + people, 0) };
}

const columns = ['people', 'champions', 'free', 'booked', 'waiting'] as const;

function DepartmentTable({ departments }: { departments: Departments }) {
  const styles = useStyles();
  const table = useTable();
  const { say, locale } = useReader();
  const number = new Intl.NumberFormat(locale);
  const second = (column: (typeof columns)[number]) => (column === 'people' || column === 'booked') && styles.second;
  return (
    <table className={table.table}>
      <caption className={table.caption}>{say('hours-coverage.ahead')}</caption>
      <thead>
        <tr>
          <th scope="col" className={table.head}>
            {say('filters.department')}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className={mergeClasses(table.head, table.number, second(column))}>
              {say(`hours-coverage.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {departments.map((each) => (
          <tr key={each.department}>
            <th scope="row" className={table.cell}>
              <TextLink to={directoryPath({ department: each.department })}>
                {each.department || say('coverage.no-department')}
              </TextLink>
              <span className={styles.folded}>{say('hours-coverage.folded', each)}</span>
            </th>
            {columns.map((column) => (
              <td key={column} className={mergeClasses(table.cell, table.number, second(column))}>
                {column === 'free' && each.free === 0 ? (
                  <span className={styles.none}>{say('hours-coverage.nobody')}</span>
                ) : (
                  number.format(each[column])
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
