import { Button } from '@fluentui/react-components';
import type { Cohort, CohortRun } from '@open-door/api/cohorts/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { usePublish } from './cohorts.ts';

type PublishDialogProps = { cohort: Cohort; run: CohortRun; onClose: () => void };

/** Says what proposing does, and that it cannot be taken back, before both sides are told. */
export function PublishDialog({ cohort: { cohortId, publishedAt }, run, onClose }: PublishDialogProps) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const publish = usePublish();
  const { learners = 0, matched = 0 } = run.result ?? {};
  const send = () =>
    publish.mutate(
      { params: { cohortId, run: String(run.run) }, body: {} },
      {
        onSuccess: () => {
          onClose();
          toast({ text: say('cohorts.published') });
        },
      },
    );
  return (
    <Modal title={say('cohorts.publish-title')} onClose={onClose}>
      <div className={surface.stack}>
        <span>{say('cohorts.publish-told', { matched })}</span>
        <span>{say('cohorts.publish-left', { left: learners - matched })}</span>
        <span>{say(publishedAt ? 'cohorts.publish-kept' : 'cohorts.publish-final')}</span>
        {publish.isError && <Notice intent="warning">{errorTitle(publish.error, say)}</Notice>}
        <div className={surface.row}>
          <Button appearance="primary" disabledFocusable={publish.isPending} onClick={send}>
            {say('cohorts.publish-now')}
          </Button>
          <Button onClick={onClose}>{say('cohorts.not-yet')}</Button>
        </div>
      </div>
    </Modal>
  );
}
