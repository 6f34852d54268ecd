import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { Cohort, CohortRun } from '@open-door/api/cohorts/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { useCancelRun } from './cohorts.ts';

const useStyles = makeStyles({
  progress: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalS,
    maxWidth: '44rem',
  },
  numbers: { fontVariantNumeric: 'tabular-nums' },
});

type RunProgressProps = { cohort: Cohort; run: CohortRun };

/** How far a run is, in numbers, with the way to stop it; it can be left and come back to. */
export function RunProgress({ cohort: { cohortId }, run }: RunProgressProps) {
  const styles = useStyles();
  const { say } = useReader();
  const toast = useToast();
  const cancel = useCancelRun();
  const { state, scored, of } = run;
  const words = say('cohorts.progress', { state, scored, of });
  const stop = () =>
    cancel.mutate(
      { params: { cohortId, run: String(run.run) }, body: {} },
      { onError: (error) => toast({ text: errorTitle(error, say) }) },
    );
  return (
    <div className={styles.progress}>
      <ProgressBar aria-label={words} {...(state === 'scoring' && of > 0 && { value: scored / of })} />
      <span role="status" className={styles.numbers}>
        {words}
      </span>
      <span>{say('imports.leave')}</span>
      <Button disabledFocusable={cancel.isPending} onClick={stop}>
        {say('cohorts.stop')}
      </Button>
    </div>
  );
}
