import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type RefObject, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { SearchPanel } from '../../components/search-panel.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useKept } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import {
  type DirectoryFilter,
  directoryFilterIn,
  directoryPath,
  everyone,
  filterCount,
  useDirectory,
} from './directory.ts';
import { DirectoryFilters } from './directory-filters.tsx';
import { DirectoryLine } from './directory-line.tsx';

const useStyles = makeStyles({
  search: { maxWidth: '44rem', width: '100%' },
  people: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(24rem, 100%), 1fr))',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
});

/** The directory: everybody, found by name, department, skill or language. The filter is in the address. */
export default function DirectoryPage() {
  const { say } = useReader();
  const [, go] = useLocation();
  const filter = directoryFilterIn(useSearch());
  const box = useRef<HTMLElement>(null);
  const [, keep] = useKept<string>('directory');
  const look = (next: DirectoryFilter) => {
    const path = directoryPath(next);
    keep(path);
    go(path, { replace: true });
  };
  const lookAgain = (next: DirectoryFilter) => {
    look(next);
    // The button that was pressed is about to go away.
    box.current?.querySelector('input')?.focus();
  };
  return (
    <PageFrame title={say('nav.people')}>
      <DirectorySearch box={box} filter={filter} onChange={look} />
      <Directory filter={filter} onWiden={lookAgain} />
    </PageFrame>
  );
}

type DirectorySearchProps = {
  box: RefObject<HTMLElement | null>;
  filter: DirectoryFilter;
  onChange: (filter: DirectoryFilter) => void;
};

/** Searches as one types; the rest of the filters are behind one button. */
function DirectorySearch({ box, filter, onChange }: DirectorySearchProps) {
  const { say } = useReader();
  return (
    <SearchPanel
      box={box}
      name={say('people.search')}
      example={say('people.search-example')}
      longest={100}
      search={filter.search}
      onSearch={(search) => onChange({ ...filter, search })}
      narrowed={filterCount(filter)}
      filters={(search) => (
        <DirectoryFilters filter={filter} onChange={(changed) => onChange({ ...filter, search, ...changed })} />
      )}
    />
  );
}

type DirectoryProps = { filter: DirectoryFilter; onWiden: (filter: DirectoryFilter) => void };

function Directory({ filter, onWiden }: DirectoryProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const people = useDirectory(filter);
  if (people.isPending) return <PersonSkeletons count={8} />;
  if (!people.items) return <ErrorState error={people.error} onRetry={people.refetch} />;
  const count = people.items.length;
  return (
    <>
      <span role="status" className={surface.quiet}>
        {count > 0 && say(people.hasNextPage ? 'people.first' : 'people.count', { count })}
        {count === 0 && nobodyWords(filter, say)}
      </span>
      {count === 0 ? (
        <Nobody filter={filter} onWiden={onWiden} />
      ) : (
        <ul className={styles.people} aria-busy={people.isPlaceholderData}>
          {people.items.map((person) => (
            <li key={person.personId}>
              <DirectoryLine person={person} />
            </li>
          ))}
        </ul>
      )}
      <div>
        <LoadMore list={people} />
      </div>
    </>
  );
}

function nobodyWords({ search }: DirectoryFilter, say: ReturnType<typeof useReader>['say']): string {
  return search ? say('people.nobody', { search }) : say('people.nobody-filtered');
}

/** What to try when nobody is found: fewer filters first, then other words, then saying what one wants to get done. */
function Nobody({ filter, onWiden }: DirectoryProps) {
  const surface = useSurface();
  const { say } = useReader();
  const filtered = filterCount(filter) > 0;
  const wider = filtered ? { ...everyone, search: filter.search } : everyone;
  return (
    <EmptyState
      title={say(filtered ? 'people.try-wider' : 'people.try-other')}
      text={say('people.try')}
      action={
        <div className={surface.row}>
          <Button onClick={() => onWiden(wider)}>{say(filtered ? 'people.widen' : 'people.all')}</Button>
          <TextLink to="/find-help">{say('people.say-goal')}</TextLink>
        </div>
      }
    />
  );
}
