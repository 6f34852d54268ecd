import { makeStyles, tokens } from '@fluentui/react-components';
import type { Output } from '../../api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { useSides } from '../../components/sides.ts';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { ProgrammeFrame } from '../people/programme-frame.tsx';
import { WaitsByWeek } from './waits-by-week.tsx';

const useStyles = makeStyles({
  words: { margin: 0, maxWidth: '70ch' },
  first: { margin: 0, maxWidth: '70ch', fontWeight: tokens.fontWeightSemibold },
});

/** How true the waits were that learners were told, as the product kept count itself. */
export function Waits() {
  return (
    <ProgrammeFrame here="/programme/waits">
      <Accuracy />
    </ProgrammeFrame>
  );
}

const weeks = 8;

function Accuracy() {
  const sides = useSides();
  const surface = useSurface();
  const { say } = useReader();
  const { data, error, isPending, refetch } = useRead('GET /api/queues/accuracy', { query: { weeks } });
  if (isPending) return <PersonSkeletons count={4} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  if (data.forecasts === 0) {
    return <EmptyState title={say('queue.waits.none')} text={say('queue.waits.none-next')} />;
  }
  return (
    <div className={sides.wideSecond}>
      <div className={surface.stack}>
        <InWords accuracy={data} />
      </div>
      <WaitsByWeek weeks={data.weeks} />
    </div>
  );
}

function InWords({ accuracy }: { accuracy: Output<'GET /api/queues/accuracy'> }) {
  const styles = useStyles();
  const { say } = useReader();
  const { forecasts, meanAbsoluteError, bias, insideRange, medianWait } = accuracy;
  return (
    <>
      {insideRange !== null && (
        <p className={styles.first}>{say('queue.waits.inside', { share: insideRange, forecasts, weeks })}</p>
      )}
      {meanAbsoluteError !== null && bias !== null && (
        <p className={styles.words}>
          {say('queue.waits.off', { error: rounded(meanAbsoluteError) })}{' '}
          {say('queue.waits.bias', { side: sideOf(bias), minutes: rounded(Math.abs(bias)) })}
        </p>
      )}
      {medianWait !== null && (
        <p className={styles.words}>{say('queue.waits.median', { minutes: rounded(medianWait) })}</p>
      )}
      <p className={styles.words}>{say('queue.waits.how')}</p>
    </>
  );
}

/** Less than this many minutes on average is neither side. */
const even = 0.5;

function sideOf(bias: number): 'longer' | 'shorter' | 'even' {
  if (Math.abs(bias) <= even) return 'even';
  return bias > 0 ? 'longer' : 'shorter';
}

/** Minutes with one decimal. */
function rounded(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}
