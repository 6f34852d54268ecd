import { Button, Field, Textarea } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useReader, useReading } from '../../reader.tsx';
import { useCancel } from './session-changes.ts';
import { isForAll, useSessionsHome } from './sessions.ts';

type CancelDialogProps = {
  session: Booking;
  /** Given name of the other person. */
  name: string;
  onClose: () => void;
};

/** Asks whether to cancel a session, with a note to the other person; then shows the session, cancelled. */
export function CancelDialog({ session, name, onClose }: CancelDialogProps) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const [, go] = useLocation();
  const home = useSessionsHome();
  const cancel = useCancel();
  // Kept, as the dialog is another one when the window becomes wide or narrow.
  const [kept, setNote] = useKept<string>(`cancel ${session.bookingId}`);
  const note = kept ?? '';
  const { now } = useReading();
  const late = session.yourPart === 'learner' && session.lateFrom <= now;
  const who = isForAll(session) ? 'all' : 'one';
  const finish = () => {
    setNote(null);
    onClose();
    // Kept on screen, though it leaves the list of coming ones: here is the way back from a mistake.
    go(`${home}/${session.bookingId}`, { replace: true });
    toast({ text: say(`cancel.done-${who}`, { name }) });
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (cancel.isPending) return;
    cancel.mutate({ params: { bookingId: session.bookingId }, body: { note } }, { onSuccess: finish });
  };
  return (
    <Modal title={say(`cancel.title-${who}`, { name })} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        {late && <span>{say('cancel.late')}</span>}
        {who === 'all' && <span>{say('cancel.for-all')}</span>}
        <Field label={say(`cancel.note-${who}`, { name })} hint={say(`cancel.hint-${who}`, { name })}>
          <Textarea value={note} rows={3} maxLength={1000} onChange={(_, { value }) => setNote(value)} />
        </Field>
        {cancel.isError && <Notice intent="warning">{errorTitle(cancel.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={cancel.isPending}>
            {say('cancel.confirm')}
          </Button>
          <Button onClick={onClose}>{say('cancel.keep')}</Button>
        </div>
      </form>
    </Modal>
  );
}
