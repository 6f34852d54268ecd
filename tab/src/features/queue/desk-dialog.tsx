import { Button, Checkbox } from '@fluentui/react-components';
import type { DeskTicketInDetail } from '@open-door/api/queue/schema/tickets.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { askerName, type Step, useAct } from './desk-tickets.ts';

type StepDialogProps = {
  ticket: DeskTicketInDetail;
  title: string;
  confirm: string;
  /** What to send, for all of the ticket's group or for it alone; `undefined` while something is missing. */
  event: (together: boolean) => Step | undefined;
  /** Said when it is done. */
  done: string;
  onDone?: () => void;
  onClose: () => void;
  /** Further ways to confirm, beside the first. */
  also?: (send: (then?: () => void) => void) => ReactNode;
  children: ReactNode;
};

/** Asks for what goes with one step in a ticket's life, and takes it. Where a group is together, for all or for one. */
export function StepDialog({ ticket, title, confirm, event, done, onDone, onClose, also, children }: StepDialogProps) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const act = useAct();
  const [together, setTogether] = useState(true);
  const { ticketId } = ticket;
  const body = event(together);
  const send = (then?: () => void) => {
    if (act.isPending || !body) return;
    const onSuccess = () => {
      onDone?.();
      onClose();
      toast({ text: done });
      then?.();
    };
    act.mutate({ params: { ticketId }, body }, { onSuccess });
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    send();
  };
  return (
    <Modal title={title} onClose={onClose}>
      <form onSubmit={submit} className={surface.stack}>
        {children}
        {ticket.together > 1 && (
          <Checkbox
            checked={!together}
            onChange={(_, { checked }) => setTogether(!checked)}
            label={say('queue.desk.only-one', { name: askerName(ticket, say) })}
          />
        )}
        {act.isError && <Notice intent="warning">{errorTitle(act.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={act.isPending || !body}>
            {confirm}
          </Button>
          {also?.(send)}
          <Button onClick={onClose}>{say('queue.desk.not-now')}</Button>
        </div>
      </form>
    </Modal>
  );
}
