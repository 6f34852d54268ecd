import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useList } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { languageChoices } from '../people/languages.ts';
import { useMyself } from '../people/me.ts';
import type { Wish } from './matching.ts';

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(14rem, 100%), 20rem))',
    gap: tokens.spacingHorizontalM,
  },
});

/** Narrows the search to one department or language; each choice takes effect at once. */
export function WishFilters({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  const styles = useStyles();
  const { say, locale } = useReader();
  const { languages } = useMyself();
  const departments = useList('GET /api/departments', { query: { limit: 100 } });
  const { department = '', language = '', ...rest } = wish;
  const change = (filters: { department: string; language: string }) =>
    onChange({
      ...rest,
      ...(filters.department && { department: filters.department }),
      ...(filters.language && { language: filters.language }),
    });
  return (
    <div className={styles.filters}>
      <Field label={say('filters.department')}>
        <Select value={department} onChange={(_, { value }) => change({ department: value, language })}>
          <option value="">{say('filters.any-department')}</option>
          {departments.items?.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      <Field label={say('filters.language')}>
        <Select value={language} onChange={(_, { value }) => change({ department, language: value })}>
          <option value="">{say('filters.any-language')}</option>
          {languageChoices(locale, languages).map(({ tag, name }) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
