import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Cohort, CohortRun } from '@open-door/api/cohorts/schema.ts';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useLedger, useUnmatched } from './cohorts.ts';
import { NextRun } from './next-run.tsx';

const useStyles = makeStyles({
  words: { margin: 0, maxWidth: '70ch' },
  lines: { rowGap: tokens.spacingVerticalL, maxWidth: '64rem' },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

/** Whom the last run left without a mentor, and why, before anybody was told of it. */
export function Unmatched({ cohort, run }: { cohort: Cohort; run: CohortRun }) {
  const styles = useStyles();
  const { say } = useReader();
  const unmatched = useUnmatched(cohort, run);
  return (
    <Listed list={unmatched} how={say('cohorts.without-run')}>
      {unmatched.items?.map(({ learner, unmatched: why, candidates }) => (
        <li key={learner.personId}>
          <PersonLine
            person={learner}
            detail={
              <>
                <span>{why}</span>
                {candidates > 0 && (
                  <span className={styles.quiet}>{say('cohorts.without-candidates', { candidates })}</span>
                )}
              </>
            }
          />
        </li>
      ))}
    </Listed>
  );
}

/** Everybody in the cohort without a mentor: why, and where they stand in the next run. */
export function Ledger({ cohort }: { cohort: Cohort }) {
  const styles = useStyles();
  const { say } = useReader();
  const ledger = useLedger(cohort);
  return (
    <Listed list={ledger} how={say('cohorts.ledger-how')} next={cohort}>
      {ledger.items?.map(({ learner, because, goal, missedRuns, priority }) => (
        <li key={learner.personId}>
          <PersonLine
            person={learner}
            detail={
              <>
                <span>{because}</span>
                <span>{say('cohorts.ledger-place', { priority, missed: missedRuns })}</span>
                {goal && <span className={styles.quiet}>{say('cohorts.goal', { goal })}</span>}
              </>
            }
          />
        </li>
      ))}
    </Listed>
  );
}

type ListedProps = {
  list: ReturnType<typeof useLedger> | ReturnType<typeof useUnmatched>;
  /** What the list is, above it. */
  how: string;
  /** The cohort whose next run is said, where people wait for it. */
  next?: Cohort;
  children: ReactNode;
};

function Listed({ list, how, next, children }: ListedProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  if (list.isPending) return <PersonSkeletons count={4} />;
  if (!list.items) return <ErrorState error={list.error} onRetry={list.refetch} />;
  if (list.items.length === 0) return <EmptyState title={say('cohorts.nobody-without')} />;
  return (
    <>
      <p className={styles.words}>{how}</p>
      {next && <NextRun cohort={next} />}
      <ul className={`${surface.list} ${styles.lines}`}>{children}</ul>
      <div>
        <LoadMore list={list} />
      </div>
    </>
  );
}
