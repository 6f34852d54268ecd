import { Button } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { useAsk } from './cohorts.ts';

/** Says whom asking reaches and how, before a message goes to so many people. */
export function AskDialog({ cohort: { cohortId, settings }, onClose }: { cohort: Cohort; onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const ask = useAsk();
  const { preset, departments, titles } = settings;
  const send = () =>
    ask.mutate(
      { params: { cohortId }, body: {} },
      {
        onSuccess: ({ asked }) => {
          onClose();
          toast({ text: say('cohorts.asked-now', { asked }) });
        },
      },
    );
  return (
    <Modal title={say('cohorts.ask-title')} onClose={onClose}>
      <div className={surface.stack}>
        <span>
          {say('cohorts.ask-who', {
            preset,
            departments: departments.length === 0 ? 'all' : departments.join(', '),
            titles: titles.length === 0 ? 'all' : titles.join(', '),
          })}
        </span>
        <span>{say('cohorts.ask-means')}</span>
        {ask.isError && <Notice intent="warning">{errorTitle(ask.error, say)}</Notice>}
        <div className={surface.row}>
          <Button appearance="primary" disabledFocusable={ask.isPending} onClick={send}>
            {say('cohorts.ask-now')}
          </Button>
          <Button onClick={onClose}>{say('cohorts.not-yet')}</Button>
        </div>
      </div>
    </Modal>
  );
}
