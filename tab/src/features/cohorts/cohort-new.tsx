import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ActionBar } from '../../components/action-bar.tsx';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useDraft, useKept } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { ProgrammeFrame } from '../people/programme-frame.tsx';
import { type CohortDraft, settingsIn, usualDraft } from './cohort-draft.ts';
import { CohortForm } from './cohort-form.tsx';
import { useCreate } from './cohorts.ts';

const draftName = 'new cohort';

/** Makes a cohort; nobody is asked before the owner says so on its own page. */
export function NewCohort() {
  const { say } = useReader();
  const [, go] = useLocation();
  const create = useCreate();
  const [draft, setDraft] = useDraft<CohortDraft>(draftName, usualDraft);
  const [, keep] = useKept<CohortDraft>(draftName);
  const [tried, setTried] = useState(false);
  const save = () => {
    setTried(true);
    const body = settingsIn(draft);
    if (!body || create.isPending) return;
    const onSuccess = ({ cohortId }: { cohortId: string }) => {
      keep(null);
      go(`/programme/cohorts/${cohortId}`);
    };
    create.mutate({ body }, { onSuccess });
  };
  const leave = () => {
    keep(null);
    go('/programme/cohorts');
  };
  return (
    <ProgrammeFrame
      here="/programme/cohorts"
      title={say('cohorts.new')}
      action={
        <ActionBar>
          <Button onClick={leave}>{say('cohorts.not-now')}</Button>
          <Button appearance="primary" disabledFocusable={create.isPending} onClick={save}>
            {say('cohorts.create')}
          </Button>
        </ActionBar>
      }
    >
      {create.isError && <Notice intent="warning">{errorTitle(create.error, say)}</Notice>}
      <CohortForm draft={draft} nameMissing={tried && !settingsIn(draft)} onChange={setDraft} />
    </ProgrammeFrame>
  );
}
