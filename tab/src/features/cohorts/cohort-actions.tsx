import { Button } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { useState } from 'react';
import { ActionBar } from '../../components/action-bar.tsx';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { stageOf } from './cohort-stage.ts';
import { useRun } from './cohorts.ts';
import { PublishDialog } from './publish-dialog.tsx';

/** What comes next for a cohort that has a next step, and beside it what can be done as well. */
export function CohortActions({ cohort }: { cohort: Cohort }) {
  const { say } = useReader();
  const [dialog, setDialog] = useState<'ask' | 'publish' | null>(null);
  const stage = stageOf(cohort);
  const close = () => setDialog(null);
  const asks = !cohort.settings.volunteersOnly;
  return (
    <ActionBar>
      {stage === 'new' && asks && (
        <Button appearance="primary" onClick={() => setDialog('ask')}>
          {say(cohort.asked > 0 ? 'cohorts.ask-more' : 'cohorts.ask')}
        </Button>
      )}
      {stage === 'ready' && asks && <Button onClick={() => setDialog('ask')}>{say('cohorts.ask-more')}</Button>}
      {stage !== 'new' && <RunButton cohort={cohort} primary={stage === 'ready'} />}
      {stage === 'matched' && (
        <Button appearance="primary" onClick={() => setDialog('publish')}>
          {say('cohorts.publish')}
        </Button>
      )}
      {dialog === 'ask' && <AskDialog cohort={cohort} onClose={close} />}
      {dialog === 'publish' && cohort.standing && (
        <PublishDialog cohort={cohort} run={cohort.standing} onClose={close} />
      )}
    </ActionBar>
  );
}

function RunButton({ cohort: { cohortId, standing }, primary }: { cohort: Cohort; primary: boolean }) {
  const { say } = useReader();
  const toast = useToast();
  const run = useRun();
  const begin = () =>
    run.mutate({ params: { cohortId }, body: {} }, { onError: (error) => toast({ text: errorTitle(error, say) }) });
  return (
    <Button appearance={primary ? 'primary' : 'secondary'} disabledFocusable={run.isPending} onClick={begin}>
      {say(standing ? 'cohorts.run-again' : 'cohorts.run')}
    </Button>
  );
}
