import { Button, Field, Textarea } from '@fluentui/react-components';
import type { FormEvent } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useDraft } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { useWriteToLine } from './desk-queues.ts';

/** One message to everybody who waits. */
export function MessageDialog({ queueId, onClose }: { queueId: string; onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const write = useWriteToLine();
  const [body, keep] = useDraft(`line ${queueId}`, '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (write.isPending || body.trim() === '') return;
    const onSuccess = ({ told }: { told: number }) => {
      keep('');
      onClose();
      toast({ text: say('queue.desk.told', { count: told }) });
    };
    write.mutate({ params: { queueId }, body: { body } }, { onSuccess });
  };
  return (
    <Modal title={say('queue.desk.message-all-title')} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        <Field label={say('queue.desk.message')} hint={say('queue.desk.message-all-hint')}>
          <Textarea value={body} rows={3} maxLength={1000} onChange={(_, { value }) => keep(value)} />
        </Field>
        {write.isError && <Notice intent="warning">{errorTitle(write.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={write.isPending || body.trim() === ''}>
            {say('queue.desk.send')}
          </Button>
          <Button onClick={onClose}>{say('queue.desk.not-now')}</Button>
        </div>
      </form>
    </Modal>
  );
}
