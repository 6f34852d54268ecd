import { Button, Field, Textarea } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { useCancelSeries } from './session-changes.ts';

type CancelSeriesProps = {
  seriesId: string;
  /** Given name of the other person. */
  name: string;
  onClose: () => void;
};

/** Asks whether to call off every coming session of a series. */
export function CancelSeries({ seriesId, name, onClose }: CancelSeriesProps) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const cancel = useCancelSeries();
  const [note, setNote] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (cancel.isPending) return;
    cancel.mutate(
      { params: { seriesId }, body: { note } },
      {
        onSuccess: ({ cancelled }) => {
          onClose();
          toast({ text: say('series.cancelled', { count: cancelled, name }) });
        },
      },
    );
  };
  return (
    <Modal title={say('series.cancel-title', { name })} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        <Field label={say('cancel.note-one', { name })}>
          <Textarea value={note} rows={3} maxLength={1000} onChange={(_, { value }) => setNote(value)} />
        </Field>
        {cancel.isError && <Notice intent="warning">{errorTitle(cancel.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={cancel.isPending}>
            {say('series.cancel')}
          </Button>
          <Button onClick={onClose}>{say('cancel.keep')}</Button>
        </div>
      </form>
    </Modal>
  );
}
