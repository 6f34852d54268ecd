import { makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import type { Cohort, CohortRun } from '@open-door/api/cohorts/schema.ts';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { usePaused } from '../../paused.ts';
import { useReader } from '../../reader.tsx';
import { usePairs } from './cohorts.ts';
import { Decisions } from './decisions.tsx';
import { PairFiles } from './pair-files.tsx';
import { PairLine } from './pair-line.tsx';

const useStyles = makeStyles({
  words: { margin: 0, maxWidth: '70ch' },
  search: { maxWidth: '32rem', width: '100%' },
  lines: { rowGap: tokens.spacingVerticalL, maxWidth: '64rem' },
});

type PairsProps = { cohort: Cohort; run: CohortRun };

/** The pairs of a run, weakest first, where the owner can hold on to some and rule others out. */
export function Pairs({ cohort, run }: PairsProps) {
  const styles = useStyles();
  const { say } = useReader();
  const [search, setSearch] = useState('');
  return (
    <>
      <p className={styles.words}>{say('cohorts.pairs-how')}</p>
      <PairFiles cohort={cohort} />
      <Decisions cohort={cohort} />
      <SearchBox
        className={styles.search}
        value={search}
        maxLength={200}
        aria-label={say('cohorts.search')}
        placeholder={say('cohorts.search')}
        dismiss={{ 'aria-label': say('people.search-clear') }}
        onChange={(_, { value }) => setSearch(value)}
      />
      <PairList cohort={cohort} run={run} search={usePaused(search.trim())} />
    </>
  );
}

function PairList({ cohort, run, search }: PairsProps & { search: string }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const pairs = usePairs(cohort, run, search);
  if (pairs.isPending) return <PersonSkeletons count={4} />;
  if (!pairs.items) return <ErrorState error={pairs.error} onRetry={pairs.refetch} />;
  if (pairs.items.length === 0) {
    return <span className={surface.quiet}>{say(search ? 'cohorts.no-pairs-found' : 'cohorts.no-pairs')}</span>;
  }
  return (
    <>
      <ul className={`${surface.list} ${styles.lines}`} aria-busy={pairs.isPlaceholderData}>
        {pairs.items.map((match) => (
          <PairLine key={match.learner.personId} cohort={cohort} match={match} />
        ))}
      </ul>
      <div>
        <LoadMore list={pairs} />
      </div>
    </>
  );
}
