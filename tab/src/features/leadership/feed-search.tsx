import { Button, Field, makeStyles, SearchBox, Select, tokens } from '@fluentui/react-components';
import { type RefObject, useId, useState } from 'react';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useTyped } from '../../typed.ts';
import { type FeedFilter, filterCount, usePostFilters } from './feed.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  field: { flexGrow: 1, flexBasis: '14rem', minWidth: 0, maxWidth: '32rem' },
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(12rem, 100%), 1fr))',
    maxWidth: '56rem',
    gap: tokens.spacingHorizontalM,
  },
  // Long names would otherwise make a choice wider than its column.
  choice: { minWidth: 0, '& select': { width: '100%', textOverflow: 'ellipsis' } },
});

type FeedSearchProps = {
  box: RefObject<HTMLElement | null>;
  filter: FeedFilter;
  onChange: (filter: FeedFilter) => void;
};

/** Searches posts as one types; by whom, from where and on what is behind one button. */
export function FeedSearch({ box, filter, onChange }: FeedSearchProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const filters = useId();
  const [open, setOpen] = useState(filterCount(filter) > 0);
  const [typed, type] = useTyped(filter.search, (search) => onChange({ ...filter, search }));
  return (
    <search ref={box} className={surface.stack}>
      <div className={styles.row}>
        <SearchBox
          className={styles.field}
          value={typed}
          maxLength={200}
          placeholder={say('leaders.search-example')}
          aria-label={say('leaders.search')}
          dismiss={{ 'aria-label': say('people.search-clear') }}
          onChange={(_, { value }) => type(value)}
        />
        <Button aria-expanded={open} aria-controls={filters} onClick={() => setOpen(!open)}>
          {say('find.filters', { count: filterCount(filter) })}
        </Button>
      </div>
      <div id={filters} hidden={!open}>
        {open && <FeedFilters filter={filter} onChange={(next) => onChange({ ...next, search: typed.trim() })} />}
      </div>
    </search>
  );
}

type FeedFiltersProps = { filter: FeedFilter; onChange: (filter: FeedFilter) => void };

/** Narrows the posts; each choice takes effect at once. */
export function FeedFilters({ filter, onChange }: FeedFiltersProps) {
  const styles = useStyles();
  const { say } = useReader();
  const { data } = usePostFilters();
  const choices = [
    {
      part: 'leader',
      label: say('leaders.leader'),
      any: say('leaders.any-leader'),
      among: data?.leaders.map(({ personId, displayName }) => ({ value: personId ?? '', words: displayName })),
    },
    {
      part: 'department',
      label: say('filters.department'),
      any: say('filters.any-department'),
      among: data?.departments.map(({ name }) => ({ value: name, words: name })),
    },
    {
      part: 'topic',
      label: say('people.topic'),
      any: say('people.any-topic'),
      among: data?.topics.map(({ topic, label }) => ({ value: topic, words: label })),
    },
  ] as const;
  return (
    <div className={styles.filters}>
      {choices.map(({ part, label, any, among }) => (
        <Field key={part} className={styles.choice} label={label}>
          <Select value={filter[part]} onChange={(_, { value }) => onChange({ ...filter, [part]: value })}>
            <option value="">{any}</option>
            {withCurrent(among ?? [], filter[part]).map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </div>
  );
}

type Choice = { value: string; words: string };

/** What a link chose stays chosen while the choices are on their way, or have gone. */
function withCurrent(among: readonly Choice[], current: string): readonly Choice[] {
  const known = !current || among.some(({ value }) => value === current);
  return known ? among : [{ value: current, words: among.length > 0 ? current : '…' }, ...among];
}
