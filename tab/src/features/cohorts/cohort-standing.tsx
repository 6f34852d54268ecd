import { makeStyles } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { stageOf } from './cohort-stage.ts';
import { isRunning } from './cohorts.ts';
import { NextRun } from './next-run.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunResult } from './run-result.tsx';

const useStyles = makeStyles({ words: { margin: 0, maxWidth: '70ch' } });

/** Where a cohort stands: in sentences, then how far its run is, then what it found. */
export function CohortStanding({ cohort }: { cohort: Cohort }) {
  const { say } = useReading();
  const { lastRun, standing } = cohort;
  return (
    <>
      <InSentences cohort={cohort} />
      {isRunning(lastRun) && <RunProgress cohort={cohort} run={lastRun} />}
      {lastRun?.state === 'failed' && <Notice intent="warning">{lastRun.failure ?? say('cohorts.run-failed')}</Notice>}
      {lastRun?.state === 'cancelled' && <Notice>{say('cohorts.run-stopped')}</Notice>}
      {standing?.result && <RunResult run={standing} result={standing.result} />}
    </>
  );
}

function InSentences({ cohort }: { cohort: Cohort }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const { asked, joined, declined, mentors, places, publishedAt, mentorships, settings } = cohort;
  const stage = stageOf(cohort);
  return (
    <div className={surface.tight}>
      <p className={styles.words}>
        {say(stage === 'new' && settings.volunteersOnly ? 'cohorts.next-volunteers' : `cohorts.next-${stage}`)}
      </p>
      <p className={styles.words}>{say('cohorts.who-joined', { asked, joined, declined })}</p>
      <p className={styles.words}>
        {say('cohorts.who-mentors', { mentors, places })}{' '}
        {mentors > 0 && joined > places && say('cohorts.short', { short: joined - places })}
      </p>
      {publishedAt && (
        <p className={styles.words}>
          {say('cohorts.mentorships', { when: dayAndClock(publishedAt, reading), ...mentorships })}
        </p>
      )}
      {stage !== 'closed' && <NextRun cohort={cohort} />}
    </div>
  );
}
