import { Checkbox, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useList } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { useTopics } from '../matching/matching.ts';
import type { DirectoryFilter } from './directory.ts';
import { languageChoices } from './languages.ts';
import { useMyself } from './me.ts';

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(14rem, 100%), 20rem))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'end',
  },
  // Long names would otherwise make a choice wider than its column.
  choice: { minWidth: 0, '& select': { width: '100%', textOverflow: 'ellipsis' } },
});

type DirectoryFiltersProps = { filter: DirectoryFilter; onChange: (changed: Partial<DirectoryFilter>) => void };

/** Narrows the directory; each choice takes effect at once. */
export function DirectoryFilters({ filter, onChange }: DirectoryFiltersProps) {
  const styles = useStyles();
  const { say, locale } = useReader();
  const { languages } = useMyself();
  const departments = useList('GET /api/departments', { query: { limit: 100 } });
  const topics = useTopics();
  return (
    <div className={styles.filters}>
      <Field className={styles.choice} label={say('filters.department')}>
        <Select value={filter.department} onChange={(_, { value }) => onChange({ department: value })}>
          <option value="">{say('filters.any-department')}</option>
          {withCurrent(departments.items?.map(({ name }) => name) ?? [], filter.department).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      <Field className={styles.choice} label={say('filters.language')}>
        <Select value={filter.language} onChange={(_, { value }) => onChange({ language: value })}>
          <option value="">{say('filters.any-language')}</option>
          {languageChoices(locale, languages).map(({ tag, name }) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field className={styles.choice} label={say('people.topic')}>
        <Select value={filter.topic} onChange={(_, { value }) => onChange({ topic: value })}>
          <option value="">{say('people.any-topic')}</option>
          {topics.map(({ topic, label }) => (
            <option key={topic} value={topic}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        label={say('people.only-champions')}
        checked={filter.only === 'champions'}
        onChange={(_, { checked }) => onChange({ only: checked === true ? 'champions' : 'everyone' })}
      />
    </div>
  );
}

/** A department chosen by a link stays choosable while the others are on their way. */
function withCurrent(names: readonly string[], current: string): readonly string[] {
  return current && !names.includes(current) ? [current, ...names] : names;
}
