import { Button, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import type { PersonSummary } from '@open-door/api/people/schema.ts';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useList } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { useTyped } from '../../typed.ts';

const useStyles = makeStyles({
  field: { maxWidth: '32rem', width: '100%' },
  lines: { rowGap: tokens.spacingVerticalM, maxWidth: '56rem' },
  pick: { flexShrink: 0, whiteSpace: 'nowrap' },
});

/** As many as fit under a field; whoever is not among them is found by more letters. */
const most = 5;

type PersonSearchProps = {
  label: string;
  /** What the button beside each person does, and the same with their name. */
  action: string;
  actionFor: (name: string) => string;
  onPick: (person: PersonSummary) => void;
};

/** Finds one person by name, and does something with them. */
export function PersonSearch({ label, action, actionFor, onPick }: PersonSearchProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const [search, setSearch] = useState('');
  const [typed, type] = useTyped(search, setSearch);
  const pick = (person: PersonSummary) => {
    type('');
    setSearch('');
    onPick(person);
  };
  return (
    <search className={surface.stack}>
      <SearchBox
        className={styles.field}
        value={typed}
        maxLength={100}
        aria-label={label}
        placeholder={label}
        dismiss={{ 'aria-label': say('people.search-clear') }}
        onChange={(_, { value }) => type(value)}
      />
      {search !== '' && <Found search={search} action={action} actionFor={actionFor} onPick={pick} />}
    </search>
  );
}

function Found({ search, action, actionFor, onPick }: Omit<PersonSearchProps, 'label'> & { search: string }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const found = useList('GET /api/people', { query: { search, only: 'everyone', limit: most } });
  if (found.isPending) return <PersonSkeletons count={2} />;
  if (!found.items) return <ErrorState error={found.error} onRetry={found.refetch} />;
  if (found.items.length === 0) return <span role="status">{say('leadership.nobody-found', { search })}</span>;
  return (
    <ul className={`${surface.box} ${surface.list} ${styles.lines}`}>
      {found.items.map((person) => (
        <li key={person.personId}>
          <PersonLine
            person={person}
            end={
              <Button
                size="small"
                className={styles.pick}
                aria-label={actionFor(person.displayName)}
                onClick={() => onPick(person)}
              >
                {action}
              </Button>
            }
          />
        </li>
      ))}
    </ul>
  );
}
