import { Button, Field, Input } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { usePause } from './desk-queues.ts';

/** Pauses the queue, with what those waiting are told about it. */
export function PauseDialog({ queueId, onClose }: { queueId: string; onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const pause = usePause();
  const [note, setNote] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!pause.isPending) pause.mutate({ params: { queueId }, body: { note } }, { onSuccess: onClose });
  };
  return (
    <Modal title={say('queue.desk.pause-title')} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        <span>{say('queue.desk.pause-means')}</span>
        <Field label={say('queue.desk.note')} hint={say('queue.desk.pause-hint')}>
          <Input value={note} maxLength={300} onChange={(_, { value }) => setNote(value)} />
        </Field>
        {pause.isError && <Notice intent="warning">{errorTitle(pause.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={pause.isPending}>
            {say('queue.desk.pause-now')}
          </Button>
          <Button onClick={onClose}>{say('queue.desk.not-now')}</Button>
        </div>
      </form>
    </Modal>
  );
}
