import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { RefObject } from 'react';
import { SearchPanel } from '../../components/search-panel.tsx';
import { useReader } from '../../reader.tsx';
import { type FeedFilter, filterCount, usePostFilters } from './feed.ts';

const useStyles = makeStyles({
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
  const { say } = useReader();
  return (
    <SearchPanel
      box={box}
      name={say('leaders.search')}
      example={say('leaders.search-example')}
      longest={200}
      search={filter.search}
      onSearch={(search) => onChange({ ...filter, search })}
      narrowed={filterCount(filter)}
      filters={(search) => <FeedFilters filter={filter} onChange={(next) => onChange({ ...next, search })} />}
    />
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
