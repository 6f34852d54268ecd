import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Field,
  Textarea,
} from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema.ts';
import { type FormEvent, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { useCancel } from './sessions.ts';

/** Cancels a session with a note to the other person, whom `name` calls by their given name. */
export function CancelDialog({ session, name }: { session: Booking; name: string }) {
  const { say } = useReader();
  const toast = useToast();
  const cancel = useCancel();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    const input = { params: { bookingId: session.bookingId }, body: { note } };
    cancel.mutate(input, {
      onSuccess: () => {
        setOpen(false);
        toast({ text: say('cancel.done', { name }) });
      },
    });
  };
  return (
    <Dialog open={open} onOpenChange={(_, change) => setOpen(change.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button>{say('cancel.open')}</Button>
      </DialogTrigger>
      <DialogSurface>
        <form onSubmit={send}>
          <DialogBody>
            <DialogTitle>{say('cancel.title', { name })}</DialogTitle>
            <DialogContent>
              <Field label={say('cancel.note', { name })} hint={say('cancel.hint', { name })}>
                <Textarea value={note} rows={3} maxLength={1000} onChange={(_, { value }) => setNote(value)} />
              </Field>
              {cancel.isError && <p role="alert">{errorTitle(cancel.error, say)}</p>}
            </DialogContent>
            <DialogActions>
              <DialogTrigger disableButtonEnhancement>
                <Button>{say('cancel.keep')}</Button>
              </DialogTrigger>
              <Button type="submit" appearance="primary" disabledFocusable={cancel.isPending}>
                {say('cancel.confirm')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
