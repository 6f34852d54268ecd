import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { useLocation } from 'wouter';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { ProgrammeFrame } from '../people/programme-frame.tsx';
import { stageOf } from './cohort-stage.ts';
import { useCohorts } from './cohorts.ts';

const useStyles = makeStyles({
  words: { margin: 0, maxWidth: '70ch' },
  lines: { rowGap: tokens.spacingVerticalL, maxWidth: '56rem' },
  line: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS },
});

/** Learners who are given mentors together, cohort by cohort. */
export function Cohorts() {
  const { say } = useReader();
  const [, go] = useLocation();
  const create = (
    <Button appearance="primary" onClick={() => go('/programme/cohorts/new')}>
      {say('cohorts.new')}
    </Button>
  );
  return (
    <ProgrammeFrame here="/programme/cohorts" action={create}>
      <CohortList />
    </ProgrammeFrame>
  );
}

function CohortList() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const cohorts = useCohorts();
  if (cohorts.isPending) return <PersonSkeletons count={3} />;
  if (!cohorts.items) return <ErrorState error={cohorts.error} onRetry={cohorts.refetch} />;
  if (cohorts.items.length === 0) return <EmptyState title={say('cohorts.none')} text={say('cohorts.how')} />;
  return (
    <>
      <p className={styles.words}>{say('cohorts.how')}</p>
      <ul className={`${surface.list} ${styles.lines}`}>
        {cohorts.items.map((cohort) => (
          <CohortLine key={cohort.cohortId} cohort={cohort} />
        ))}
      </ul>
      <div>
        <LoadMore list={cohorts} />
      </div>
    </>
  );
}

function CohortLine({ cohort }: { cohort: Cohort }) {
  const styles = useStyles();
  const { say } = useReader();
  const { cohortId, settings, asked, joined, mentorships } = cohort;
  return (
    <li className={styles.line}>
      <span>
        <TextLink to={`/programme/cohorts/${cohortId}`}>{settings.name}</TextLink>
      </span>
      <span>{say(`cohorts.stage-${stageOf(cohort)}`)}</span>
      <Caption1>
        {say('cohorts.counts', { asked, joined })}
        {cohort.publishedAt && ` ${say('cohorts.counts-pairs', mentorships)}`}
      </Caption1>
    </li>
  );
}
