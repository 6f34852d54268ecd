import { Button } from '@fluentui/react-components';
import type { Cohort, CohortSettings } from '@open-door/api/cohorts/schema.ts';
import { useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { type CohortDraft, draftOf, settingsIn } from './cohort-draft.ts';
import { CohortForm } from './cohort-form.tsx';
import { useChange, useClose } from './cohorts.ts';

/** What was decided about a cohort, to change; the next run follows. A closed one changes no more. */
export function CohortSettingsForm({ cohort }: { cohort: Cohort }) {
  const surface = useSurface();
  const { say } = useReader();
  const [ending, setEnding] = useState(false);
  if (cohort.state === 'closed') return <span className={surface.quiet}>{say('cohorts.settings-closed')}</span>;
  return (
    <>
      <Editing cohort={cohort} />
      <div>
        <Button onClick={() => setEnding(true)}>{say('cohorts.close')}</Button>
      </div>
      {ending && <CloseDialog cohort={cohort} onClose={() => setEnding(false)} />}
    </>
  );
}

function Editing({ cohort: { cohortId, settings } }: { cohort: Cohort }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const change = useChange();
  const [kept, keep] = useKept<CohortDraft>(`settings of cohort ${cohortId}`);
  // State of its own beside what is kept, or the cursor would jump to the end while one types.
  const [draft, setDraft] = useState(kept ?? draftOf(settings));
  const edit = (next: CohortDraft | null) => {
    setDraft(next ?? draftOf(settings));
    keep(next);
  };
  const body = settingsIn(draft);
  const put = (wanted: CohortSettings, onSuccess: () => void) =>
    change.mutate({ params: { cohortId }, body: wanted }, { onSuccess });
  const undo = () =>
    put(settings, () => {
      edit(null);
      toast({ text: say('saved.undone') });
    });
  const save = (wanted: CohortSettings) =>
    put(wanted, () => {
      keep(null);
      toast({ text: say('cohorts.settings-saved'), action: { label: say('undo'), run: undo } });
    });
  return (
    <div className={surface.stack}>
      <span className={surface.quiet}>{say('cohorts.settings-how')}</span>
      {change.isError && <Notice intent="warning">{errorTitle(change.error, say)}</Notice>}
      <CohortForm draft={draft} nameMissing={!body} onChange={edit} />
      <div className={surface.row}>
        <Button
          appearance="primary"
          disabledFocusable={!kept || !body || change.isPending}
          onClick={() => body && save(body)}
        >
          {say('saved.save')}
        </Button>
        {kept && <Button onClick={() => edit(null)}>{say('saved.discard')}</Button>}
      </div>
    </div>
  );
}

function CloseDialog({ cohort: { cohortId, settings }, onClose }: { cohort: Cohort; onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const close = useClose();
  return (
    <Modal title={say('cohorts.close-title', { name: settings.name })} onClose={onClose}>
      <div className={surface.stack}>
        <span>{say('cohorts.close-means')}</span>
        {close.isError && <Notice intent="warning">{errorTitle(close.error, say)}</Notice>}
        <div className={surface.row}>
          <Button
            appearance="primary"
            disabledFocusable={close.isPending}
            onClick={() => close.mutate({ params: { cohortId }, body: {} }, { onSuccess: onClose })}
          >
            {say('cohorts.close-now')}
          </Button>
          <Button onClick={onClose}>{say('cohorts.keep-open')}</Button>
        </div>
      </div>
    </Modal>
  );
}
