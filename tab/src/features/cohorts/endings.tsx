import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import type { Ending } from '@open-door/api/mentorships/schema.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { day, givenName } from '../../times.ts';
import { useEndings } from './cohorts.ts';

const useStyles = makeStyles({
  words: { margin: 0, maxWidth: '70ch' },
  lines: { rowGap: tokens.spacingVerticalL, maxWidth: '64rem' },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

/** Who said no or ended a mentorship, and why: for the programme owner's eyes, never for the other side's. */
export function Endings({ cohort }: { cohort: Cohort }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const endings = useEndings(cohort);
  if (endings.isPending) return <PersonSkeletons count={4} />;
  if (!endings.items) return <ErrorState error={endings.error} onRetry={endings.refetch} />;
  if (endings.items.length === 0) return <EmptyState title={say('cohorts.nothing-ended')} />;
  return (
    <>
      <p className={styles.words}>{say('cohorts.endings-how')}</p>
      <ul className={`${surface.list} ${styles.lines}`}>
        {endings.items.map((ending) => (
          <li key={ending.mentorshipId}>
            <PersonLine person={ending.learner} detail={<How ending={ending} />} />
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={endings} />
      </div>
    </>
  );
}

function How({ ending: { learner, mentor, state, by, because, note, endedAt } }: { ending: Ending }) {
  const styles = useStyles();
  const reading = useReading();
  const who = {
    by: by ?? 'nobody',
    learner: givenName(learner.displayName),
    mentor: givenName(mentor.displayName),
  };
  return (
    <>
      <span>{reading.say(`cohorts.ending-${state}`, who)}</span>
      <span>{note ? reading.say('cohorts.ending-note', { because, note }) : because}</span>
      <span className={styles.quiet}>
        {reading.say('cohorts.ending-with', { mentor: mentor.displayName, day: day(endedAt, reading) })}
      </span>
    </>
  );
}
